"""What the entrypoints of every room of this service stand on."""

from typing import Any

from uuid_utils.compat import uuid7

from kernel.database import Stored
from kernel.history import History
from kernel.mail.parcels import Parcels
from kernel.providers import ProcessClock, ProcessKeys
from services.complaints.storage import Clocks, Complaints, Departments, Numbers, Testimonies, Vault


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
    testimonies = Stored(Testimonies)
    departments = Stored(Departments)
    vault = Stored(Vault)

    def _now(self) -> dict[str, Any]:
        """What every decision of a room is given: the moment, how ids are made, and where facts go."""
        return {"at": self.clock.now(), "new_id": uuid7, "history": self.history}
