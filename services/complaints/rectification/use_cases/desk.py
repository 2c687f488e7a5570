"""What every act of a rectification stands on, and what every act ends with."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from contracts.departments import RectificationRuledOn, RectificationServed
from contracts.people import Actor
from contracts.rectification import RectificationKind, RectificationProgress
from kernel.history import History
from kernel.mail.names import department_queue
from kernel.mail.parcels import Parcels
from kernel.stage import Stage
from services.complaints.attachments.evidence import check_evidence, named_in
from services.complaints.attachments.storage import Attachments
from services.complaints.domain.clocks import Subject
from services.complaints.domain.the_office import is_the_office
from services.complaints.rectification.domain.paper import Paper
from services.complaints.rectification.domain.rectification import Moved, Rectification
from services.complaints.rectification.storage import Papers, Rectifications
from services.complaints.storage import Clocks
from services.complaints.use_cases.lifting import Lift, nobody_urged, stop_clocks

AGAIN = "rectification_again"
RECHECK = "recheck"


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Who acts, when, and the collections that rectifications are kept in."""

    by: Actor
    at: datetime
    new_id: Callable[[], UUID]
    rectifications: Rectifications
    papers: Papers
    attachments: Attachments
    clocks: Clocks
    parcels: Parcels
    history: History
    lift: Lift = nobody_urged

    @classmethod
    def on(cls, stage: Stage, *, by: Actor, at: datetime, new_id: Callable[[], UUID], history: History) -> "Desk":
        """A desk on a transaction that is already under way, with its own history."""
        return cls(
            by=by,
            at=at,
            new_id=new_id,
            rectifications=Rectifications(stage),
            papers=Papers(stage),
            attachments=Attachments(stage),
            clocks=Clocks(stage),
            parcels=Parcels(stage),
            history=history,
        )

    @property
    def act(self) -> dict[str, Any]:
        """What every act of the domain is told: who, and when."""
        return {"by": self.by, "at": self.at}

    def keep(self, moved: Moved) -> RectificationProgress:
        """Keeps a rectification that has moved, tells the fact, and answers where it stands."""
        rectification, fact = moved
        self.rectifications.keep(rectification)
        self.history.tell(rectification, fact)
        return progress_of(rectification)

    def evidence(self, rectification: Rectification, attachments: Sequence[str]) -> tuple[str, ...]:
        """The files that the department names, which are there: of the rectification, or of the case it comes of.

        Raises:
            Invalid: naming each that is not.
        """
        numbers = (rectification.number, rectification.complaint)
        check_evidence(
            named_in(attachments), numbers=numbers, department=self.by.department, attachments=self.attachments
        )
        return tuple(attachments)

    def write(self, rectification: Rectification, act: str, text: str, **more: Any) -> None:
        """Keeps what was written at its present version."""
        paper = Paper(
            id=self.new_id(),
            rectification_id=rectification.id,
            act=act,
            version=rectification.version,
            written_at=self.at,
            text=text,
            **more,
        )
        self.papers.add(paper)

    def start(self, code: str, rectification: Rectification, *, until: date | None = None) -> None:
        """Starts a clock of a rectification; ``until`` is a day that the office has set."""
        subject = Subject(
            kind="rectification",
            id=rectification.id,
            number=rectification.number,
            department=None if is_the_office(rectification.department) else rectification.department,
        )
        self.clocks.start(code, subject, at=self.at, new_id=self.new_id, until=until)

    def stop(self, rectification: Rectification, *codes: str) -> None:
        """Stops clocks of a rectification: what they waited for has happened."""
        stop_clocks(rectification.number, *codes, at=self.at, clocks=self.clocks, lift=self.lift)

    def serve(self, rectification: Rectification, *, problem: str, cause: str) -> None:
        """Hands the order to the department's own queue."""
        order = RectificationServed(
            rectification=str(rectification.id),
            number=rectification.number,
            version=rectification.version,
            kind=rectification.kind,
            category=rectification.category,
            problem=problem,
            cause=cause,
            ordered_at=rectification.ordered_at,
            due_on=rectification.due_on,
            complaint=rectification.complaint,
        )
        self._send(rectification, order)

    def rule(self, rectification: Rectification, reason: str | None = None) -> None:
        """Tells the department's own queue what the office says of its plan or report."""
        ruling = RectificationRuledOn(
            number=rectification.number,
            version=rectification.version,
            state=rectification.state,
            due_on=rectification.due_on,
            reason=reason,
        )
        self._send(rectification, ruling)

    def _send(self, to: Rectification, parcel: RectificationServed | RectificationRuledOn) -> None:
        if is_the_office(to.department):  # it reads what is ordered of it over HTTP
            return
        message_id = f"{to.id}.{to.version}.{to.department}"
        self.parcels.send(department_queue(to.department), parcel, id=message_id, service="complaints")


def clock_of(kind: RectificationKind) -> str:
    """The clock that an order starts: a proposal is answered in 30 days, all else put right in 15 working days."""
    return "policy_answer" if kind is RectificationKind.POLICY_PROPOSAL else "rectification"


def progress_of(rectification: Rectification) -> RectificationProgress:
    """Where it stands after a command."""
    return RectificationProgress(
        id=str(rectification.id),
        number=rectification.number,
        version=rectification.version,
        state=rectification.state,
        due_on=rectification.due_on,
    )
