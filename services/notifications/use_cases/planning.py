"""Planning who is told of an event."""

from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from contracts.exposure import ExposurePublished, Medium
from contracts.notifications import Recipient
from contracts.supervision import SupervisionIssued
from contracts.survey import SurveyAnswered
from services.notifications.domain.message import Message
from services.notifications.domain.rules import Addressed, Rule, Told, rules_for
from services.notifications.domain.targets import (
    Target,
    complainant_of,
    department_of,
    endpoints_of,
    liaisons_of,
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
    if isinstance(event, Addressed):
        if rule.recipient is not Recipient.DEPARTMENT:
            return _holders(rule, event) if _is_news(event) else []
    elif rule.recipient is Recipient.COMPLAINANT:
        return [complainant_of(event)]
    department = department_of(event)
    if department is None:
        return [nobody_of_a_department()]
    return endpoints_of(department, rule.event_type, endpoints.of(department))


def _holders(rule: Rule, event: Addressed) -> list[Target]:
    """A notice is addressed to some, and some are made known to every liaison."""
    if rule.recipient is Recipient.LIAISON and isinstance(event, SupervisionIssued):
        return liaisons_of(event)
    return officials_of(event.addressees)


def _is_news(event: Addressed) -> bool:
    """Whoever is content is nobody's alarm, and what is on the board or in the papers need not be sent round."""
    if isinstance(event, SurveyAnswered):
        return bool(event.addressees)
    return not isinstance(event, ExposurePublished) or event.medium is Medium.INTERNAL
