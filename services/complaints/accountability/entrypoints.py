"""Accountability: each act of the office, of the unit and of the leading group."""

from uuid_utils.compat import uuid7

from contracts import accountability as says
from contracts.complaints import SealedView
from contracts.departments import AccountabilityAnswered, AccountabilityContested
from contracts.people import Actor
from kernel.database import Stored
from kernel.mail.entrypoints import command, event, query
from services.complaints.accountability.storage import Accountabilities, AccountabilityPapers, Accountables
from services.complaints.accountability.use_cases import moving, proposing, reading
from services.complaints.accountability.use_cases.desk import Desk
from services.complaints.accountability.use_cases.grounds import Grounds
from services.complaints.foundation import Foundation
from services.complaints.inspection.storage import InspectionFindings
from services.complaints.rectification.storage import Rectifications


class HoldingToAccount(Foundation):
    """From the proposal to the end of the appeal."""

    accountabilities = Stored(Accountabilities)
    accountability_papers = Stored(AccountabilityPapers)
    accountables = Stored(Accountables)
    rectifications = Stored(Rectifications)
    inspection_findings = Stored(InspectionFindings)

    @command
    def propose_accountability(self, order: says.ProposeAccountability, by: Actor) -> says.AccountabilityProgress:
        """Proposes to hold a unit, its head or a person to account (提出追责建议)."""
        return proposing.propose_accountability(
            order,
            self._holding_to_account(by),
            grounds=Grounds(self.complaints, self.rectifications, self.inspection_findings),
            departments=self.departments,
            numbers=self.numbers,
        )

    @command
    def hear_accountability(self, order: says.HearAccountability, by: Actor) -> says.AccountabilityProgress:
        """The unit makes its statement (陈述申辩)."""
        return moving.hear(order, self._holding_to_account(by))

    @command
    def decide_accountability(self, order: says.DecideAccountability, by: Actor) -> says.AccountabilityProgress:
        """Decides on a measure (决定)."""
        return moving.decide(order, self._holding_to_account(by))

    @command
    def dismiss_accountability(self, order: says.DismissAccountability, by: Actor) -> says.AccountabilityProgress:
        """Decides that nobody is held to account (不予追究)."""
        return moving.dismiss(order, self._holding_to_account(by))

    @command
    def execute_accountability(self, order: says.ExecuteAccountability, by: Actor) -> says.AccountabilityProgress:
        """The measure has been carried out (执行)."""
        return moving.execute(order, self._holding_to_account(by))

    @command
    def transfer_accountability(self, order: says.TransferAccountability, by: Actor) -> says.AccountabilityProgress:
        """Hands it to the authority for discipline and appointments (移送)."""
        return moving.transfer(order, self._holding_to_account(by))

    @command
    def appeal_accountability(self, order: says.AppealAccountability, by: Actor) -> says.AccountabilityProgress:
        """The unit appeals (申诉)."""
        return moving.appeal(order, self._holding_to_account(by))

    @command
    def decide_appeal(self, order: says.DecideAppeal, by: Actor) -> says.AccountabilityProgress:
        """Decides on the appeal (复核决定)."""
        return moving.decide_appeal(order, self._holding_to_account(by))

    @query
    def find_accountability(self, question: says.FindAccountability, by: Actor) -> says.AccountabilityFile:
        """One of them with its papers."""
        return reading.find_accountability(
            question, by=by, accountabilities=self.accountabilities, papers=self.accountability_papers
        )

    @query
    def find_accountabilities(self, question: says.FindAccountabilities, by: Actor) -> says.AccountabilityPage:
        """A page of them."""
        return reading.find_accountabilities(question, by=by, accountabilities=self.accountabilities)

    @query
    def read_accountable(self, question: says.ReadAccountable, by: Actor) -> SealedView:
        """Whom it is about, for those who decide and with a reason."""
        return reading.read_accountable(question, self._holding_to_account(by), vault=self.vault)

    @query
    def find_basis_documents(self, question: says.FindBasisDocuments) -> says.BasisList:
        """The register of basis documents."""
        del question
        return reading.find_basis_documents()

    # What departments' systems post

    @event("departments")
    def on_accountability_answered(self, event: AccountabilityAnswered, by: Actor) -> None:
        """A department makes its statement."""
        self.hear_accountability(says.HearAccountability(number=event.number, statement=event.statement), by)

    @event("departments")
    def on_accountability_contested(self, event: AccountabilityContested, by: Actor) -> None:
        """A department appeals."""
        self.appeal_accountability(says.AppealAccountability(number=event.number, reason=event.reason), by)

    def _holding_to_account(self, by: Actor) -> Desk:
        """What every act of an accountability stands on."""
        return Desk(
            by=by,
            at=self.clock.now(),
            new_id=uuid7,
            keys=self.keys,
            accountabilities=self.accountabilities,
            papers=self.accountability_papers,
            accountables=self.accountables,
            clocks=self.clocks,
            lift=self._lift(),
            parcels=self.parcels,
            history=self.history,
        )
