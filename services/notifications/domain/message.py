"""One message to one recipient about one event, from its plan to its end."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Self, TypeVar
from uuid import UUID

from contracts.notifications import Channel, MessageFact, MessageFailed, MessageSent, Recipient, State
from contracts.rectification import SpecialSupervisionProposed
from services.notifications.domain.outcomes import Outcome, Verdict
from services.notifications.domain.rules import Rule, Told
from services.notifications.domain.schedule import next_try
from services.notifications.domain.targets import Target

Fact = TypeVar("Fact", bound=MessageFact)

LEASE = timedelta(seconds=60)
"""How long a process that took a message may be silent before another takes it."""

POSTPONED = timedelta(seconds=30)
"""The pause after a try that our own side was not ready for; it uses up nothing of the schedule."""


@dataclass(frozen=True, kw_only=True)
class Origin:
    """The event that a message is about: its id, and what its own chain of messages is known by."""

    event_id: str
    correlation: str = ""
    trace: str = ""
    occurred_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Message:
    """A message without its recipient's address, which is asked for when it is sent.

    ``target`` tells the recipients of one event apart; ``data`` are ids and codes; ``next_try_at`` is when it is due,
    and while it is being sent, when its sender counts as dead; ``reason`` is what the last try met. ``version`` grows
    with each fact about it, and there is none before it is sent or given up.
    """

    id: UUID
    version: int
    event_id: str
    event_type: str
    rule: str
    target: str
    recipient: Recipient
    channel: Channel
    template: str
    number: str
    data: dict[str, str | int]
    state: State
    attempts: int
    occurred_at: datetime
    planned_at: datetime
    correlation: str
    trace: str
    department: str | None = None
    party: UUID | None = None
    endpoint_id: UUID | None = None
    language: str | None = None
    reason: str | None = None
    next_try_at: datetime | None = None
    sent_at: datetime | None = None

    @classmethod
    def plan(
        cls,
        rule: Rule,
        event: Told,
        target: Target,
        *,
        id: UUID,
        origin: Origin,
        at: datetime,
    ) -> Self:
        """Plans the message; one that can go nowhere is kept too, as skipped, with the reason."""
        return cls(
            id=id,
            version=0,
            event_id=origin.event_id,
            event_type=rule.event_type,
            rule=rule.code,
            target=target.key,
            recipient=rule.recipient,
            channel=rule.channel,
            template=rule.template,
            number=_number(event),
            data=_said(rule, event),
            state=State.SKIPPED if target.skipped else State.PLANNED,
            attempts=0,
            occurred_at=origin.occurred_at or at,
            planned_at=at,
            correlation=origin.correlation,
            trace=origin.trace,
            department=target.department,
            party=target.party,
            endpoint_id=target.endpoint_id,
            language=getattr(event, "language", None),
            reason=target.skipped,
            next_try_at=None if target.skipped else at,
        )

    def settle(self, outcome: Outcome, *, at: datetime, chance: float) -> tuple[Self, MessageFact | None]:
        """The message after a try, and the fact to tell if that was its end."""
        noted = replace(self, reason=outcome.code, language=outcome.language or self.language)
        match outcome.verdict:
            case Verdict.SENT:
                sent = replace(noted.ended(State.SENT), version=self.version + 1, reason=None, sent_at=at)
                return sent, sent.fact(MessageSent)
            case Verdict.SKIPPED:
                return noted.ended(State.SKIPPED), None
            case Verdict.POSTPONED:
                return replace(noted.waiting(at + POSTPONED), attempts=self.attempts - 1), None
        again = next_try(self.channel, self.attempts, at=at, chance=chance, asked=outcome.wait)
        if outcome.verdict is Verdict.AGAIN and again is not None:
            return noted.waiting(again), None
        failed = replace(noted.ended(State.FAILED), version=self.version + 1)
        return failed, failed.fact(MessageFailed, reason=outcome.code)

    def waiting(self, until: datetime) -> Self:
        """The message, due at a later time."""
        return replace(self, state=State.PLANNED, next_try_at=until)

    def ended(self, state: State) -> Self:
        """The message, never due again."""
        return replace(self, state=state, next_try_at=None)

    def fact(self, kind: type[Fact], **said: Any) -> Fact:
        """The fact to tell of its present version: ids and codes."""
        return kind(
            message=str(self.id),
            version=self.version,
            number=self.number,
            rule=self.rule,
            recipient=self.recipient,
            channel=self.channel,
            attempts=self.attempts,
            department=self.department,
            **said,
        )


def _number(event: Told) -> str:
    """What people know the thing by; like cases have no number, but a pattern's id."""
    return event.pattern if isinstance(event, SpecialSupervisionProposed) else event.number


def _said(rule: Rule, event: Told) -> dict[str, str | int]:
    """What the rule lets be said, as JSON has it; what the event leaves open is left out."""
    values = {name: getattr(event, name, None) for name in rule.says}
    return {
        name: value if isinstance(value, int) else str(value) for name, value in values.items() if value is not None
    }
