"""Registering where departments' systems take webhooks."""

from collections.abc import Callable
from uuid import UUID

from contracts.notifications import (
    EndpointPage,
    EndpointView,
    FindEndpoints,
    RegisterEndpoint,
    SecretUnreadable,
    TooManyEndpoints,
)
from contracts.people import Actor
from kernel.history import History
from kernel.sealing import KeyRing, Unreadable
from services.notifications.domain.addresses import read_url
from services.notifications.domain.endpoint import MOST, Endpoint, check_may_register, check_secret
from services.notifications.domain.rules import check_offered
from services.notifications.storage import Endpoints


def register_endpoint(
    command: RegisterEndpoint,
    *,
    by: Actor,
    private: bool,
    new_id: Callable[[], UUID],
    keys: KeyRing,
    endpoints: Endpoints,
    history: History,
) -> EndpointView:
    """Registers an endpoint, or changes the one at this address; ``private`` lets webhooks stay within.

    Raises:
        NotYourRole, NotYourDepartment, EndpointUrlRefused, EventNotOffered, SecretUnreadable, TooManyEndpoints
    """
    check_may_register(command.department, by)
    read_url(command.url, private=private)
    check_offered(command.events)
    secret = _open(keys, command.secret)
    endpoint = _at_address(command, endpoints, new_id)
    is_known = secret in [keys.decrypt(kept, endpoint.id.bytes) for kept in endpoint.secrets]
    registered, fact = endpoint.register(command.events, None if is_known else keys.encrypt(secret, endpoint.id.bytes))
    if fact is not None:
        endpoints.keep(registered)
        history.tell(registered, fact)
    return view_of(registered)


def find_endpoints(query: FindEndpoints, *, by: Actor, endpoints: Endpoints) -> EndpointPage:
    """The endpoints of a department, or of all; a department sees its own alone."""
    found = endpoints.of(by.department or query.department)
    return EndpointPage(endpoints=[view_of(endpoint) for endpoint in found])


def view_of(endpoint: Endpoint) -> EndpointView:
    """As the office and the department see it."""
    return EndpointView(
        id=str(endpoint.id),
        department=endpoint.department,
        url=endpoint.url,
        events=list(endpoint.events),
        state=endpoint.state,
        version=endpoint.version,
    )


def _at_address(command: RegisterEndpoint, endpoints: Endpoints, new_id: Callable[[], UUID]) -> Endpoint:
    """The department's endpoint at this address, or a new one."""
    known = endpoints.of(command.department)
    for endpoint in known:
        if endpoint.url == command.url:
            return endpoint
    if len(known) >= MOST:
        raise TooManyEndpoints(command.department, str(len(known)))
    return Endpoint(id=new_id(), department=command.department, url=command.url)


def _open(keys: KeyRing, box: str) -> bytes:
    """Opens the secret and checks it."""
    try:
        secret = keys.open("notifications", box)
        check_secret(secret.decode("ascii"))
    except (Unreadable, UnicodeDecodeError):
        raise SecretUnreadable from None
    return secret
