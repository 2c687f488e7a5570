"""Where one department's system takes webhooks."""

import base64
import binascii
from dataclasses import dataclass, replace
from typing import Self
from uuid import UUID

from contracts.complaints import NotYourRole
from contracts.notifications import (
    EndpointDisabled,
    EndpointRegistered,
    EndpointState,
    NotYourDepartment,
    SecretUnreadable,
)
from contracts.people import Actor, Role

OFFICE = (Role.ADMIN, Role.OFFICER, Role.DIRECTOR)
DEPARTMENT = (Role.LIAISON, Role.DEPUTY)

MOST = 10
"""Endpoints of one department: each is a message an event."""

PREFIX = "whsec_"


@dataclass(frozen=True, kw_only=True)
class Endpoint:
    """An endpoint; its secrets are encrypted, and both sign, so that a department can change over in its own time."""

    id: UUID
    department: str
    url: str
    version: int = 0
    state: EndpointState = EndpointState.ACTIVE
    events: tuple[str, ...] = ()
    secret: bytes = b""
    former_secret: bytes | None = None

    @property
    def secrets(self) -> list[bytes]:
        """The encrypted secrets, the newest first."""
        return [secret for secret in (self.secret, self.former_secret) if secret]

    @property
    def is_active(self) -> bool:
        """True until it is disabled."""
        return self.state is EndpointState.ACTIVE

    def wants(self, event_type: str) -> bool:
        """True when such an event is to be told here."""
        return self.is_active and event_type in self.events

    def register(self, events: list[str], secret: bytes | None) -> tuple[Self, EndpointRegistered | None]:
        """Takes these events from now on, and a further secret; the same again tells nothing new."""
        wanted = replace(self, state=EndpointState.ACTIVE, events=tuple(sorted(set(events))))
        if secret is not None:
            wanted = replace(wanted, secret=secret, former_secret=self.secret or None)
        if wanted == self:
            return self, None
        registered = replace(wanted, version=self.version + 1)
        return registered, EndpointRegistered(
            endpoint=str(self.id),
            version=registered.version,
            department=self.department,
            state=registered.state,
            events=list(registered.events),
        )

    def disable(self, reason: str) -> tuple[Self, EndpointDisabled]:
        """Tells it nothing any more."""
        disabled = replace(self, state=EndpointState.DISABLED, version=self.version + 1)
        return disabled, EndpointDisabled(
            endpoint=str(self.id),
            version=disabled.version,
            department=self.department,
            state=disabled.state,
            reason=reason,
        )


def check_may_register(department: str, by: Actor) -> None:
    """Checks that the actor may register endpoints of the department: the office, or the department itself.

    Raises:
        NotYourRole, NotYourDepartment
    """
    if by.is_any_of(*OFFICE):
        return
    if not by.is_any_of(*DEPARTMENT):
        raise NotYourRole("register_endpoint", ", ".join(sorted((*OFFICE, *DEPARTMENT))))
    if by.department != department:
        raise NotYourDepartment(by.department or by.id, department)


def check_secret(secret: str) -> None:
    """Checks that it is a Standard Webhooks secret: ``whsec_`` and the base64 of 24 to 64 bytes.

    Raises:
        SecretUnreadable
    """
    try:
        key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except (binascii.Error, ValueError):
        raise SecretUnreadable from None
    if not secret.startswith(PREFIX) or not 24 <= len(key) <= 64:  # noqa: PLR2004 - the specification's figures
        raise SecretUnreadable
