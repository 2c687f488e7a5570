"""Who exactly is told by a rule: a party, holders of posts, or a department's endpoints; or nobody, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from contracts.complaints import ComplaintFact
from contracts.mailbox import MailboxFact
from contracts.supervision import Addressee, SupervisionIssued
from contracts.survey import SurveyRequested
from contracts.wire import Event
from services.notifications.domain.endpoint import Endpoint


@dataclass(frozen=True, kw_only=True)
class Target:
    """One recipient of one event; ``key`` is unique for it, ``skipped`` says why nothing can go there."""

    key: str
    department: str | None = None
    party: UUID | None = None
    endpoint_id: UUID | None = None
    skipped: str | None = None


def complainant_of(event: ComplaintFact | SurveyRequested | MailboxFact) -> Target:
    """The complainant, as far as the vault knows one."""
    if event.party is None:
        return Target(key="complainant", skipped="no_party")
    return Target(key=f"party {event.party}", party=UUID(event.party))


def officials_of(addressees: Iterable[Addressee]) -> list[Target]:
    """The holder of each post that an event is addressed to; a post that is vacant up to the top is told nothing."""
    return [_official(one) for one in addressees] or [Target(key="officials", skipped="no_addressee")]


def liaisons_of(event: SupervisionIssued) -> list[Target]:
    """The liaisons whom a notice is made known to; most notices are made known to nobody."""
    return [_official(one) for one in event.circulated]


def _official(addressee: Addressee) -> Target:
    unit = addressee.department
    if addressee.party is None:
        return Target(key=f"post {unit}.{addressee.post}", department=unit, skipped="post_vacant")
    return Target(key=f"party {addressee.party}", department=unit, party=UUID(addressee.party))


def department_of(event: Event) -> str | None:
    """The department that has the case; None where the office handles it itself."""
    department: str | None = getattr(event, "department", None)
    return department


def nobody_of_a_department() -> Target:
    """No department has the case, so none is told."""
    return Target(key="department", skipped="no_department")


def endpoints_of(department: str, event_type: str, endpoints: Iterable[Endpoint]) -> list[Target]:
    """Each of the department's endpoints that wants the event."""
    wanted = [endpoint for endpoint in endpoints if endpoint.wants(event_type)]
    if not wanted:
        return [Target(key=f"department {department}", department=department, skipped="no_endpoint")]
    return [
        Target(key=f"endpoint {endpoint.id}", department=department, endpoint_id=endpoint.id) for endpoint in wanted
    ]
