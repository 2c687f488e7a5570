"""The approvals service, as a table of contents: what it stands on, what it is told and asked."""

from functools import partial

from eventlet import tpool
from uuid_utils.compat import uuid7

from contracts import approvals as says
from contracts.mail import FindReply, Reply
from contracts.people import Actor
from kernel.database import Stored
from kernel.history import History
from kernel.mail.entrypoints import command, query
from kernel.mail.received import Received, find_reply
from kernel.providers import ProcessClock
from services.approvals.lists import read_list
from services.approvals.storage import Batches, Items
from services.approvals.use_cases import importing, publishing, reading


class ApprovalsService:
    """The registry of approval items, from a department's list to the public catalogue."""

    name = "approvals"

    clock = ProcessClock()
    history = Stored(History)
    received = Stored(Received)
    items = Stored(Items)
    batches = Stored(Batches)

    # Keeping the registry

    @command
    def import_items(self, order: says.ImportItems, by: Actor) -> says.ImportReport:
        """Imports an item list (导入清单); the file is read in a thread of its own, so that heartbeats go on."""
        return importing.import_items(
            order,
            by=by,
            at=self.clock.now(),
            new_id=uuid7,
            read=partial(tpool.execute, read_list),
            items=self.items,
            history=self.history,
        )

    @command
    def publish_batch(self, order: says.PublishBatch, by: Actor) -> says.BatchView:
        """Publishes all drafts as one batch of a reform round (公布)."""
        return publishing.publish_batch(
            order,
            by=by,
            at=self.clock.now(),
            new_id=uuid7,
            items=self.items,
            batches=self.batches,
            history=self.history,
        )

    # Questions

    @query
    def find_item(self, question: says.FindItem, by: Actor) -> says.ItemView:
        """One item."""
        return reading.find_item(question, by=by, items=self.items)

    @query
    def find_items(self, question: says.FindItems, by: Actor) -> says.ItemPage:
        """A page of items."""
        return reading.find_items(question, by=by, items=self.items)

    @query
    def find_departments(self, question: says.FindDepartments, by: Actor) -> says.DepartmentList:
        """The departments that have items."""
        return reading.find_departments(question, by=by, items=self.items)

    @query
    def find_batches(self, question: says.FindBatches) -> says.BatchList:
        """The batches that were published."""
        return reading.find_batches(question, batches=self.batches)

    @query
    def find_reply(self, question: FindReply, by: Actor) -> Reply:
        """What a command was answered."""
        return find_reply(question, by=by, received=self.received)
