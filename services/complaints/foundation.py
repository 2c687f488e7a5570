"""What the entrypoints of every room of this service stand on."""

from functools import partial
from typing import Any
from uuid import UUID

from eventlet import tpool
from uuid_utils.compat import uuid7

from contracts.directory import Post
from contracts.people import Actor
from kernel.database import Stored
from kernel.history import History
from kernel.mail.parcels import Parcels
from kernel.providers import ProcessClock, ProcessKeys
from services.complaints.directory.storage import Entries
from services.complaints.domain.complaint import Complaint
from services.complaints.domain.deadlines import day_of
from services.complaints.instruction.storage import Instructions
from services.complaints.instruction.use_cases import Register, instructed
from services.complaints.own_motion.use_cases import OwnMotion
from services.complaints.receipts.hashing import fits
from services.complaints.receipts.storage import Receipts
from services.complaints.receipts.window import Window
from services.complaints.retaliation.storage import Alarms, Watchlist
from services.complaints.retaliation.use_cases import Watching, watch_closed
from services.complaints.storage import (
    Clocks,
    Complaints,
    Departments,
    Numbers,
    Precedents,
    Remarks,
    Testimonies,
    Vault,
)
from services.complaints.storage.papers import Papers
from services.complaints.supervision.storage import Notices
from services.complaints.supervision.use_cases.desk import Supervision
from services.complaints.supervision.use_cases.following import follow_case, lift_for
from services.complaints.survey.domain import Rating
from services.complaints.survey.storage import Surveys
from services.complaints.survey.use_cases import Surveying, invite_all, record_answer
from services.complaints.sweeping import ITSELF
from services.complaints.use_cases.handing_over import HandOver
from services.complaints.use_cases.lifting import Lift
from services.complaints.use_cases.moving import Bench
from services.complaints.use_cases.redacting import Redaction


class Foundation:
    """Clock, keys, history, and the collections that more than one room reads.

    A room's entrypoints are a class on top of this one; ``service.py`` puts the rooms together.
    """

    clock = ProcessClock()
    keys = ProcessKeys()
    history = Stored(History)
    parcels = Stored(Parcels)
    complaints = Stored(Complaints)
    clocks = Stored(Clocks)
    numbers = Stored(Numbers)
    notices = Stored(Notices)
    precedents = Stored(Precedents)
    remarks = Stored(Remarks)
    papers = Stored(Papers)
    testimonies = Stored(Testimonies)
    departments = Stored(Departments)
    entries = Stored(Entries)
    vault = Stored(Vault)
    surveys = Stored(Surveys)
    watchlist = Stored(Watchlist)
    alarms = Stored(Alarms)
    receipts = Stored(Receipts)
    instructions = Stored(Instructions)

    def _window(self) -> Window:
        """Where whoever complains shows number and receipt."""
        return Window(complaints=self.complaints, receipts=self.receipts, fits=partial(tpool.execute, fits))

    def _supervision(self) -> Supervision:
        """What issuing and moving notices stands on."""
        return Supervision(
            complaints=self.complaints,
            notices=self.notices,
            clocks=self.clocks,
            numbers=self.numbers,
            parcels=self.parcels,
            entries=self.entries,
            **self._now(),
        )

    def _lift(self) -> Lift:
        """Has notices of a clock that has stopped be lifted, by the service itself."""
        return partial(lift_for, by=ITSELF, supervision=self._supervision())

    def _bench(self, by: Actor) -> Bench:
        """What every move of a complaint stands on."""
        return Bench(
            by=by,
            complaints=self.complaints,
            clocks=self.clocks,
            lift=self._lift(),
            urged=partial(follow_case, supervision=self._supervision()),
            rated=self._on_rated,
            closed=self._on_closed,
            instruct=partial(instructed, by=by, register=self._register()),
            **self._now(),
        )

    def _register(self) -> Register:
        """What instructions stand on."""
        return Register(
            instructions=self.instructions,
            clocks=self.clocks,
            numbers=self.numbers,
            lift=self._lift(),
            **self._now(),
        )

    def _on_rated(self, complaint: Complaint, rating: Rating, by: Actor) -> None:
        """A complainant has said by phone what they think."""
        record_answer(complaint, rating, by=by, surveying=self._surveying())

    def _on_closed(self, complaint: Complaint) -> None:
        """A case was just closed: its complainant is asked what they think, and protected from now on."""
        invite_all(complaint, complaints=self.complaints, surveying=self._surveying())
        watch_closed(complaint, complaints=self.complaints, watching=self._watching())

    def _surveying(self) -> Surveying:
        """What surveys stand on."""
        return Surveying(
            surveys=self.surveys,
            clocks=self.clocks,
            numbers=self.numbers,
            keys=self.keys,
            entries=self.entries,
            **self._now(),
        )

    def _watching(self) -> Watching:
        """What the retaliation watch stands on."""
        return Watching(
            watchlist=self.watchlist,
            alarms=self.alarms,
            numbers=self.numbers,
            vault=self.vault,
            keys=self.keys,
            holder=self._holder,
            **self._now(),
        )

    def _holder(self, code: str, post: Post) -> UUID | None:
        """Who holds a post of a unit today."""
        held: UUID | None = self.entries.holder(code, post, day_of(self.clock.now()))
        return held

    def _own_motion(self, by: Actor) -> OwnMotion:
        """What opening a case without a complaint stands on."""
        return OwnMotion(
            bench=self._bench(by),
            keys=self.keys,
            departments=self.departments,
            testimonies=self.testimonies,
            vault=self.vault,
            numbers=self.numbers,
        )

    def _hand_over(self) -> HandOver:
        """How a department gets what it must read to act."""
        return HandOver(redaction=self._redaction(), parcels=self.parcels)

    def _redaction(self) -> Redaction:
        """How a case is made into what a department may read."""
        return Redaction(keys=self.keys, testimonies=self.testimonies, vault=self.vault)

    def _room(self) -> dict[str, Any]:
        """What the desk of a room stands on, but for the room's own collections."""
        return {
            "papers": self.papers,
            "clocks": self.clocks,
            "numbers": self.numbers,
            "parcels": self.parcels,
            "lift": self._lift(),
            **self._now(),
        }

    def _now(self) -> dict[str, Any]:
        """What every decision of a room is given: the moment, how ids are made, and where facts go."""
        return {"at": self.clock.now(), "new_id": uuid7, "history": self.history}
