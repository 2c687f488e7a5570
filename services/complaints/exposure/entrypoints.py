"""Exposure: each act, whether somebody orders it or a department's system tells of it."""

from contracts import exposure as says
from contracts.departments import ExposureAnswered
from contracts.people import Actor, Role
from contracts.supervision import Addressee
from kernel.database import Stored
from kernel.mail.entrypoints import command, event, query
from services.complaints.directory.domain.ladder import reach_everywhere
from services.complaints.exposure.storage import Exposures
from services.complaints.exposure.use_cases import exposing, reading
from services.complaints.exposure.use_cases.desk import ExposureDesk
from services.complaints.exposure.use_cases.proven import ProvenMatters
from services.complaints.foundation import Foundation
from services.complaints.inspection.storage import InspectionFindings
from services.complaints.rectification.storage import Rectifications


class ExposureRoom(Foundation):
    """曝光."""

    exposures = Stored(Exposures)
    inspection_findings = Stored(InspectionFindings)
    rectifications = Stored(Rectifications)

    @command
    def propose_exposure(self, order: says.ProposeExposure, by: Actor) -> says.ExposureProgress:
        """Proposes to expose what was found true (提出曝光)."""
        return exposing.propose(order, self._exposing(by), departments=self.departments)

    @command
    def revise_exposure(self, order: says.ReviseExposure, by: Actor) -> says.ExposureProgress:
        """Writes it anew."""
        return exposing.revise(order, self._exposing(by))

    @command
    def verify_exposure(self, order: says.VerifyExposure, by: Actor) -> says.ExposureProgress:
        """Another official has checked every fact (核实)."""
        return exposing.verify(order, self._exposing(by))

    @command
    def check_exposure_privacy(self, order: says.CheckExposurePrivacy, by: Actor) -> says.ExposureProgress:
        """Nobody can be told from it (隐私审查)."""
        return exposing.check_privacy(order, self._exposing(by))

    @command
    def reply_to_exposure(self, order: says.ReplyToExposure, by: Actor) -> says.ExposureProgress:
        """The department speaks for itself (陈述)."""
        return exposing.reply(order, self._exposing(by))

    @command
    def approve_exposure(self, order: says.ApproveExposure, by: Actor) -> says.ExposureProgress:
        """Decides that it is made known (批准)."""
        return exposing.approve(order, self._exposing(by))

    @command
    def reject_exposure(self, order: says.RejectExposure, by: Actor) -> says.ExposureProgress:
        """Decides that it is not made known (不予曝光)."""
        return exposing.reject(order, self._exposing(by))

    @command
    def publish_exposure(self, order: says.PublishExposure, by: Actor) -> says.ExposureProgress:
        """Makes it known (发布)."""

        def liaisons() -> list[Addressee]:
            return reach_everywhere(self.entries.departments(), Role.LIAISON, self._holder)

        return exposing.publish(order, self._exposing(by), liaisons=liaisons)

    @command
    def note_rectified(self, order: says.NoteRectified, by: Actor) -> says.ExposureProgress:
        """Appends that the department has put it right (整改说明)."""
        return exposing.note_rectified(order, self._exposing(by), rectifications=self.rectifications)

    @command
    def correct_exposure(self, order: says.CorrectExposure, by: Actor) -> says.ExposureProgress:
        """Corrects what was made known (更正)."""
        return exposing.correct(order, self._exposing(by))

    @command
    def withdraw_exposure(self, order: says.WithdrawExposure, by: Actor) -> says.ExposureProgress:
        """Takes it back (撤下)."""
        return exposing.withdraw(order, self._exposing(by))

    @query
    def find_exposure(self, question: says.FindExposure, by: Actor) -> says.ExposureFile:
        """One exposure with its papers."""
        return reading.find_exposure(question, by=by, exposures=self.exposures, papers=self.papers)

    @query
    def find_exposures(self, question: says.FindExposures, by: Actor) -> says.ExposurePage:
        """A page of exposures."""
        return reading.find_exposures(question, by=by, exposures=self.exposures)

    @query
    def find_exposure_board(self, question: says.FindExposureBoard) -> says.ExposureBoard:
        """What everybody may read."""
        return reading.find_exposure_board(question, exposures=self.exposures)

    @event("departments")
    def on_exposure_answered(self, event: ExposureAnswered, by: Actor) -> None:
        """A department speaks for itself before it is exposed."""
        self.reply_to_exposure(says.ReplyToExposure(number=event.number, statement=event.statement), by)

    def _exposing(self, by: Actor) -> ExposureDesk:
        """What every act of an exposure stands on."""
        proven = ProvenMatters(self.complaints, self.inspection_findings, self.vault, self.keys)
        return ExposureDesk(by=by, exposures=self.exposures, proven=proven, **self._room())
