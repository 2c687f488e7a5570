"""What the entrypoints of every room of this service stand on."""

from functools import partial
from typing import Any

from uuid_utils.compat import uuid7

from contracts.people import Actor
from kernel.database import Stored
from kernel.history import History
from kernel.mail.parcels import Parcels
from kernel.providers import ProcessClock, ProcessKeys
from services.complaints.directory.storage import Entries
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
from services.complaints.supervision.storage import Notices
from services.complaints.supervision.use_cases import Supervision, lift_for
from services.complaints.sweeping import ITSELF
from services.complaints.use_cases.handing_over import HandOver
from services.complaints.use_cases.moving import Bench


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
    testimonies = Stored(Testimonies)
    departments = Stored(Departments)
    entries = Stored(Entries)
    vault = Stored(Vault)

    def _supervision(self) -> Supervision:
        """What issuing and moving notices stands on."""
        return Supervision(
            notices=self.notices,
            clocks=self.clocks,
            numbers=self.numbers,
            parcels=self.parcels,
            entries=self.entries,
            **self._now(),
        )

    def _bench(self, by: Actor) -> Bench:
        """What every move of a complaint stands on."""
        lift = partial(lift_for, by=ITSELF, supervision=self._supervision())
        return Bench(by=by, complaints=self.complaints, clocks=self.clocks, lift=lift, **self._now())

    def _hand_over(self) -> HandOver:
        """How a department gets what it must read to act."""
        return HandOver(keys=self.keys, testimonies=self.testimonies, vault=self.vault, parcels=self.parcels)

    def _now(self) -> dict[str, Any]:
        """What every decision of a room is given: the moment, how ids are made, and where facts go."""
        return {"at": self.clock.now(), "new_id": uuid7, "history": self.history}
