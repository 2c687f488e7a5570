"""Publishing a batch of a reform round."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from contracts.approvals import BatchView, PublishBatch
from contracts.people import Actor
from kernel.history import History
from services.approvals.domain.batch import Batch
from services.approvals.domain.roles import check_registrar
from services.approvals.storage import Batches, Items
from services.approvals.use_cases.views import view_of_batch


def publish_batch(
    command: PublishBatch,
    *,
    by: Actor,
    at: datetime,
    new_id: Callable[[], UUID],
    items: Items,
    batches: Batches,
    history: History,
) -> BatchView:
    """Publishes all drafts as one batch.

    Raises:
        RegistryNotYours, BatchPublishedBefore, TotalsDiffer
    """
    check_registrar("publish_batch", by)
    earlier = batches.find(command.round, command.batch)
    drafts = items.drafts()
    departments = [draft.particulars.department for draft in drafts]
    batch, fact = Batch.publish(command, departments=departments, earlier=earlier, id=new_id(), at=at)
    for item, about in [draft.publish(batch) for draft in drafts]:
        items.keep(item)
        history.tell(item, about)
    batches.add(batch)
    history.tell(batch, fact)
    return view_of_batch(batch)
