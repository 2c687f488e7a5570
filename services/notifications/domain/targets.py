"""Who exactly is told by a rule: a party, or each endpoint of a department; or nobody, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from contracts.complaints import ComplaintClosed, ComplaintDispatched, ComplaintFact
from services.notifications.domain.endpoint import Endpoint


@dataclass(frozen=True, kw_only=True)
class Target:
    """One recipient of one event; ``key`` is unique for it, ``skipped`` says why nothing can go there."""

    key: str
    department: str | None = None
    party: UUID | None = None
    endpoint_id: UUID | None = None
    skipped: str | None = None


def complainant_of(event: ComplaintFact) -> Target:
    """The complainant, as far as the vault knows one."""
    if event.party is None:
        return Target(key="complainant", skipped="no_party")
    return Target(key=f"party {event.party}", party=UUID(event.party))


def department_of(event: ComplaintFact) -> str:
    """The department that has the case.

    Raises:
        LookupError: for an event that names none; no rule tells departments of such a one.
    """
    if isinstance(event, ComplaintDispatched | ComplaintClosed):
        return event.department
    raise LookupError(f"{type(event).__name__} names no department")


def endpoints_of(department: str, event_type: str, endpoints: Iterable[Endpoint]) -> list[Target]:
    """Each of the department's endpoints that wants the event."""
    wanted = [endpoint for endpoint in endpoints if endpoint.wants(event_type)]
    if not wanted:
        return [Target(key=f"department {department}", department=department, skipped="no_endpoint")]
    return [
        Target(key=f"endpoint {endpoint.id}", department=department, endpoint_id=endpoint.id) for endpoint in wanted
    ]
