"""Taking messages that are due, and recording what became of each try."""

from datetime import datetime

from contracts.notifications import Channel
from contracts.people import Actor, Role
from kernel.history import History
from kernel.stage import Cause, Stage
from services.notifications.domain.message import Message
from services.notifications.domain.outcomes import Outcome, Verdict
from services.notifications.storage import Endpoints, Messages

ITSELF = Actor(id="/services/notifications", roles=[Role.SYSTEM])


def take_due(stage: Stage, channel: Channel, *, at: datetime, limit: int) -> list[Message]:
    """Takes at most ``limit`` messages that are due by this channel."""
    return Messages(stage).claim(channel, at=at, limit=limit)


def record_try(
    stage: Stage, tried: Message, outcome: Outcome, *, started: datetime, at: datetime, chance: float
) -> bool:
    """Records a try; says whether it was still this process's to record: a slow one may have been overtaken."""
    messages, history = Messages(stage), History(stage)
    message = messages.held(tried)
    if message is None:
        return False
    stage.cause = Cause(
        message_id=f"delivery.{message.id}.{message.attempts}",
        actor=ITSELF,
        at=at,
        correlation=message.correlation,
        trace=message.trace,
    )
    settled, fact = message.settle(outcome, at=at, chance=chance)
    messages.keep(settled)
    if outcome.verdict is not Verdict.POSTPONED:
        messages.note(message, outcome, started=started, ended=at)
    if fact is not None:
        history.tell(settled, fact)
    if outcome.closes:
        _close_endpoint(message, outcome.code, Endpoints(stage), history)
    return True


def _close_endpoint(message: Message, reason: str, endpoints: Endpoints, history: History) -> None:
    """The endpoint wants nothing any more; one that was disabled already stays as it is."""
    for endpoint in endpoints.by_id([message.endpoint_id]).values():
        if endpoint.is_active:
            disabled, fact = endpoint.disable(reason)
            endpoints.keep(disabled)
            history.tell(disabled, fact)
