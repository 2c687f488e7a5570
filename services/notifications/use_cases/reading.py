"""What may be asked about messages, and by whom."""

from uuid import UUID

from contracts.notifications import FindMessages, MessagePage, MessageView
from contracts.people import Actor
from contracts.refusals import Fault, Invalid
from services.notifications.domain.message import Message
from services.notifications.storage import Messages
from services.notifications.storage.messages import Seen


def find_messages(query: FindMessages, *, by: Actor, messages: Messages) -> MessagePage:
    """A page of messages, the newest first; a department sees those to itself alone."""
    seen = Seen(
        number=query.number,
        state=query.state,
        department=by.department,
        after=_cursor(query.after),
        limit=query.limit,
    )
    found = messages.page(seen)
    following = str(found[-1].id) if len(found) == query.limit else None
    return MessagePage(messages=[view_of(message) for message in found], next=following)


def view_of(message: Message) -> MessageView:
    """What is known of it, without saying who reads it."""
    return MessageView(
        id=str(message.id),
        number=message.number,
        rule=message.rule,
        event_type=message.event_type,
        recipient=message.recipient,
        channel=message.channel,
        state=message.state,
        attempts=message.attempts,
        planned_at=message.planned_at,
        department=message.department,
        reason=message.reason,
        next_try_at=message.next_try_at,
        sent_at=message.sent_at,
    )


def _cursor(after: str | None) -> UUID | None:
    if after is None:
        return None
    try:
        return UUID(after)
    except ValueError:
        raise Invalid.of(Fault(pointer="/after", rule="malformed")) from None
