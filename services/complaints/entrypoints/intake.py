"""Registering: what clerks, call-centre software and other systems bring in."""

from uuid_utils.compat import uuid7

from contracts import complaints as says
from contracts.people import Actor
from kernel.database import Stored
from kernel.mail.entrypoints import command
from services.complaints.foundation import Foundation
from services.complaints.storage import Calls
from services.complaints.use_cases import filing


class Intake(Foundation):
    """From the first ring to the number."""

    calls = Stored(Calls)

    @command
    def file_complaint(self, order: says.FileComplaint, by: Actor) -> says.Registered:
        """Registers a complaint (登记)."""
        return filing.file_complaint(
            order,
            bench=self._bench(by),
            keys=self.keys,
            known=filing.Known(self.calls, self.departments),
            testimonies=self.testimonies,
            vault=self.vault,
            numbers=self.numbers,
        )

    @command
    def record_call(self, order: says.RecordCall) -> says.CallProgress:
        """Records an event of a hotline call (来电)."""
        return filing.record_call(
            order,
            at=self.clock.now(),
            new_id=uuid7,
            keys=self.keys,
            calls=self.calls,
            vault=self.vault,
            history=self.history,
        )
