"""Who exactly is told by a rule: a party, or each endpoint of a department; or nobody, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from contracts.complaints import ComplaintFact
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


def department_of(event: ComplaintFact) -> str | None:
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
