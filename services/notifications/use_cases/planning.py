"""Planning who is told of an event."""

from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from contracts.exposure import ExposurePublished, Medium
from contracts.notifications import Recipient
from services.notifications.domain.message import Message
from services.notifications.domain.rules import Addressed, Rule, Told, rules_for
from services.notifications.domain.targets import (
    Target,
    complainant_of,
    department_of,
    endpoints_of,
    nobody_of_a_department,
    officials_of,
)
from services.notifications.storage import Endpoints, Messages


def plan_messages(
    event: Told, *, at: datetime, new_id: Callable[[], UUID], messages: Messages, endpoints: Endpoints
) -> None:
    """Plans a message for everybody whom the rules name, and keeps why somebody cannot be told."""
    for rule in rules_for(event):
        for target in _targets(rule, event, endpoints):
            messages.plan(Message.plan(rule, event, target, id=new_id(), origin=messages.origin, at=at))


def _targets(rule: Rule, event: Told, endpoints: Endpoints) -> Iterable[Target]:
    if isinstance(event, ExposurePublished) and event.medium is not Medium.INTERNAL:
        return []  # everybody reads it on the board
    if isinstance(event, Addressed):
        if rule.recipient is Recipient.OFFICIAL:
            return officials_of(event.addressees)
    elif rule.recipient is Recipient.COMPLAINANT:
        return [complainant_of(event)]
    department = department_of(event)
    if department is None:
        return [nobody_of_a_department()]
    return endpoints_of(department, rule.event_type, endpoints.of(department))
