"""What every act of a room stands on: who acts and when, and where papers, clocks, parcels and facts go."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from contracts.people import Actor
from contracts.wire import Event, wire_name
from kernel.history import History
from kernel.mail.names import department_queue
from kernel.mail.parcels import Parcels
from services.complaints.domain.clocks import Clock, Subject
from services.complaints.domain.numbered import Numbered
from services.complaints.domain.paper import Paper
from services.complaints.storage import Clocks, Numbers
from services.complaints.storage.papers import Papers
from services.complaints.supervision.consequences import lift_of
from services.complaints.sweeping import ITSELF, Round
from services.complaints.use_cases.lifting import Lift, nobody_urged, stop_clocks


@dataclass(frozen=True, kw_only=True)
class RoomDesk:
    """A desk without the room's own collections."""

    by: Actor
    at: datetime
    new_id: Callable[[], UUID]
    papers: Papers
    clocks: Clocks
    numbers: Numbers
    parcels: Parcels
    history: History
    lift: Lift = nobody_urged

    @classmethod
    def on(cls, round_: Round, *, by: Actor) -> "RoomDesk":
        """A desk in a round of the sweep."""
        return RoomDesk(
            by=by,
            at=round_.at,
            new_id=round_.new_id,
            papers=round_.on(Papers),
            clocks=round_.on(Clocks),
            numbers=round_.on(Numbers),
            parcels=round_.on(Parcels),
            history=round_.history,
            lift=lift_of(round_, by=ITSELF),
        )

    @property
    def act(self) -> dict[str, Any]:
        """What every act of the domain is told: who, and when."""
        return {"by": self.by, "at": self.at}

    def write(self, thing: Numbered, act: str, text: str | None, **more: Any) -> None:
        """Keeps what was written at the thing's present version, if anything was."""
        if text is None:
            return
        paper = Paper(
            id=self.new_id(),
            subject_id=thing.id,
            act=act,
            version=thing.version,
            written_at=self.at,
            text=text,
            **more,
        )
        self.papers.add(paper)

    def start(self, code: str, thing: Numbered, *, department: str | None = None, until: date | None = None) -> Clock:
        """Starts a clock; ``department`` is told in the clock's facts, ``until`` is a day that somebody has set."""
        subject = Subject(kind=wire_name(type(thing)), id=thing.id, number=thing.number, department=department)
        return self.clocks.start(code, subject, at=self.at, new_id=self.new_id, until=until)

    def stop(self, thing: Numbered, *codes: str) -> None:
        """Stops clocks: what they waited for has happened."""
        stop_clocks(thing.number, *codes, at=self.at, clocks=self.clocks, lift=self.lift)

    def send(self, thing: Numbered, parcel: Event, *departments: str) -> None:
        """Puts what the thing has come to into departments' own queues."""
        for department in departments:
            message_id = f"{thing.id}.{thing.version}.{department}"
            self.parcels.send(department_queue(department), parcel, id=message_id, service="complaints")
