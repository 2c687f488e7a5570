"""Who keeps the registry, and who sees what is not published yet."""

from contracts.approvals import DraftsNotPublic, ItemStatus, RegistryNotYours
from contracts.people import Actor, Role

REGISTRARS = (Role.REGISTRAR, Role.DIRECTOR, Role.ADMIN)
OFFICE = (*REGISTRARS, Role.OFFICER)


def check_registrar(action: str, by: Actor) -> None:
    """Checks that the actor keeps the registry.

    Raises:
        RegistryNotYours: naming the roles that do.
    """
    if not by.is_any_of(*REGISTRARS):
        raise RegistryNotYours(action, ", ".join(REGISTRARS))


def status_for(by: Actor, asked: ItemStatus | None) -> ItemStatus | None:
    """What an actor who asks for ``asked`` gets to see; None is the registry as it stands.

    Raises:
        DraftsNotPublic: when somebody outside the office asks for drafts.
    """
    if by.is_any_of(*OFFICE):
        return asked
    if asked is ItemStatus.DRAFT:
        raise DraftsNotPublic(", ".join(OFFICE))
    return ItemStatus.PUBLISHED
