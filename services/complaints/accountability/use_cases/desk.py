"""What every act of an accountability stands on, and what every act ends with."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from contracts.accountability import AccountabilityProgress, Target
from contracts.complaints import Reporter
from contracts.people import Actor
from kernel.history import History
from kernel.mail.parcels import Parcels
from kernel.sealing import KeyRing
from services.complaints.accountability.domain.accountability import Accountability, Moved
from services.complaints.accountability.domain.paper import Paper
from services.complaints.accountability.storage import Accountabilities, AccountabilityPapers, Accountables
from services.complaints.accountability.use_cases.telling import tell_department
from services.complaints.domain.clocks import Subject
from services.complaints.domain.redaction import redact
from services.complaints.domain.the_office import is_the_office
from services.complaints.storage import Clocks
from services.complaints.use_cases.lifting import Lift, nobody_urged, stop_clocks


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Who acts, when, and the collections that accountability is kept in."""

    by: Actor
    at: datetime
    new_id: Callable[[], UUID]
    keys: KeyRing
    accountabilities: Accountabilities
    papers: AccountabilityPapers
    accountables: Accountables
    clocks: Clocks
    parcels: Parcels
    history: History
    lift: Lift = nobody_urged

    @property
    def act(self) -> dict[str, Any]:
        """What every act of the domain is told: who, and when."""
        return {"by": self.by, "at": self.at}

    def keep(self, moved: Moved, act: str, text: str) -> AccountabilityProgress:
        """Keeps what has moved and what was written, tells the fact, and answers where it stands."""
        accountability, _ = moved
        self.accountabilities.keep(accountability)
        self.write(accountability, act, text)
        self.tell(moved)
        return progress_of(accountability)

    def tell(self, moved: Moved) -> None:
        """Tells a fact to everybody, and to the unit in its own queue."""
        self.history.tell(*moved)
        tell_department(*moved, self.parcels)

    def write(self, accountability: Accountability, act: str, text: str) -> None:
        """Keeps what was written at its present version, without the name of whom it is about."""
        named = accountability.target is not Target.UNIT
        person = self.accountables.find(accountability.id, keys=self.keys) if named else None
        paper = Paper(
            id=self.new_id(),
            accountability_id=accountability.id,
            act=act,
            version=accountability.version,
            written_at=self.at,
            text=redact(text, Reporter(name=person.name) if person else None),
        )
        self.papers.add(paper)

    def start(self, code: str, accountability: Accountability) -> None:
        """Starts a clock."""
        subject = Subject(
            kind="accountability",
            id=accountability.id,
            number=accountability.number,
            department=None if is_the_office(accountability.department) else accountability.department,
        )
        self.clocks.start(code, subject, at=self.at, new_id=self.new_id)

    def stop(self, accountability: Accountability, *codes: str) -> None:
        """Stops clocks: what they waited for has happened."""
        stop_clocks(accountability.number, *codes, at=self.at, clocks=self.clocks, lift=self.lift)


def progress_of(accountability: Accountability) -> AccountabilityProgress:
    """Where it stands after a command."""
    return AccountabilityProgress(
        id=str(accountability.id),
        number=accountability.number,
        version=accountability.version,
        state=accountability.state,
    )
