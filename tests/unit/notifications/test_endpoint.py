"""A department registers where it takes webhooks; its last two secrets sign, and nobody else sees them."""

import base64
from uuid import UUID

import msgspec
import pytest

from contracts.complaints import NotYourRole
from contracts.notifications import (
    EndpointDisabled,
    EndpointState,
    EndpointUrlRefused,
    EndpointView,
    EventNotOffered,
    NotYourDepartment,
    RegisterEndpoint,
    SecretUnreadable,
    TooManyEndpoints,
)
from contracts.people import Actor, Role
from contracts.wire import Event
from kernel.sealing import KeyRing
from services.notifications.domain.endpoint import Endpoint, check_may_register, check_secret
from services.notifications.use_cases.registering import register_endpoint
from tests.unit.notifications.builders import FORMER_SECRET, SECRET, endpoint, key_ring

LIAISON = Actor(id="/departments/civil_affairs", roles=[Role.LIAISON], department="civil_affairs")
URL = "https://civil.example/hook"


class Office:
    """The service with its endpoints and its history on lists."""

    def __init__(self, *endpoints: Endpoint) -> None:
        self.kept = {endpoint.id: endpoint for endpoint in endpoints}
        self.told: list[Event] = []
        self.keys: KeyRing = key_ring()

    def of(self, department: str | None) -> list[Endpoint]:
        """The endpoints of a department."""
        return [endpoint for endpoint in self.kept.values() if endpoint.department == department]

    def keep(self, endpoint: Endpoint) -> None:
        """Keeps an endpoint."""
        self.kept[endpoint.id] = endpoint

    def tell(self, _: Endpoint, fact: Event) -> None:
        """Keeps a fact."""
        self.told.append(fact)

    def register(self, secret: str = SECRET, *events: str, url: str = URL, by: Actor = LIAISON) -> EndpointView:
        """Sends the command."""
        command = RegisterEndpoint(
            department="civil_affairs",
            url=url,
            events=list(events) or ["complaint_dispatched"],
            secret=self.keys.seal("notifications", secret.encode()),
        )
        return register_endpoint(
            command,
            by=by,
            private=False,
            new_id=lambda: UUID(int=len(self.kept) + 1),
            keys=self.keys,
            endpoints=self,  # type: ignore[arg-type]
            history=self,  # type: ignore[arg-type]
        )

    def secrets(self) -> list[str]:
        """The secrets of the only endpoint, opened."""
        [only] = self.kept.values()
        return [self.keys.decrypt(secret, only.id.bytes).decode() for secret in only.secrets]


def test_a_registered_endpoint_is_shown_without_its_secret() -> None:
    office = Office()
    view = office.register()

    assert (view.url, view.events, view.state, view.version) == (
        URL,
        ["complaint_dispatched"],
        EndpointState.ACTIVE,
        1,
    )
    assert SECRET not in msgspec.json.encode(view).decode()


def test_a_secret_is_kept_encrypted() -> None:
    office = Office()
    office.register()
    [kept] = office.kept.values()

    assert office.secrets() == [SECRET]
    assert SECRET.encode() not in kept.secret


def test_the_fact_names_neither_the_address_nor_the_secret() -> None:
    office = Office()
    office.register()
    told = msgspec.json.encode(office.told).decode()

    assert "civil_affairs" in told
    assert URL not in told
    assert SECRET not in told


def test_a_department_has_one_endpoint_an_address() -> None:
    office = Office()
    first, again = office.register(), office.register(FORMER_SECRET, "complaint_closed")

    assert (again.id, again.events, again.version) == (first.id, ["complaint_closed"], 2)


def test_a_new_secret_signs_beside_the_one_before_it() -> None:
    office = Office()
    office.register(FORMER_SECRET)
    office.register(SECRET)

    assert office.secrets() == [SECRET, FORMER_SECRET]


def test_the_last_two_secrets_are_kept() -> None:
    office = Office()
    third = "whsec_" + base64.b64encode(b"3" * 32).decode()
    for secret in (third, FORMER_SECRET, SECRET):
        office.register(secret)

    assert office.secrets() == [SECRET, FORMER_SECRET]


def test_the_same_registration_again_changes_and_tells_nothing() -> None:
    office = Office()
    office.register()
    again = office.register()

    assert (again.version, len(office.told), office.secrets()) == (1, 1, [SECRET])


def test_a_disabled_endpoint_comes_back_when_it_is_registered_again() -> None:
    office = Office()
    office.register()
    [kept] = office.kept.values()
    office.keep(kept.disable("http_410")[0])

    assert (office.register().state, office.register().version) == (EndpointState.ACTIVE, 3)


def test_a_department_cannot_have_endpoints_without_end() -> None:
    office = Office(*(endpoint(id=UUID(int=n), url=f"https://civil.example/{n}") for n in range(1, 11)))

    with pytest.raises(TooManyEndpoints):
        office.register(url="https://civil.example/11")


@pytest.mark.parametrize("url", ["http://civil.example/hook", "https://10.0.0.1/hook", "https://u:p@civil.example/"])
def test_an_endpoint_that_leads_inside_or_open_is_refused(url: str) -> None:
    with pytest.raises(EndpointUrlRefused):
        Office().register(url=url)


def test_an_endpoint_of_another_department_is_refused() -> None:
    office = Office()

    with pytest.raises(NotYourDepartment):
        office.register(by=Actor(id="/departments/taxes", roles=[Role.LIAISON], department="taxes"))
    assert (office.kept, office.told) == ({}, [])


def test_an_event_that_is_not_offered_is_refused() -> None:
    with pytest.raises(EventNotOffered):
        Office().register(SECRET, "complaint_filed")


@pytest.mark.parametrize(
    "secret",
    [
        "",
        "whsec_",
        "whsec_???",
        "whsec_" + base64.b64encode(b"x" * 23).decode(),
        "whsec_" + base64.b64encode(b"x" * 65).decode(),
        base64.b64encode(b"x" * 32).decode(),
        "密钥",
    ],
)
def test_a_secret_that_standard_webhooks_does_not_know_is_refused(secret: str) -> None:
    with pytest.raises(SecretUnreadable):
        Office().register(secret)


@pytest.mark.parametrize("size", [24, 32, 64])
def test_a_secret_has_24_to_64_bytes(size: int) -> None:
    check_secret("whsec_" + base64.b64encode(b"x" * size).decode())


def test_a_secret_that_was_sealed_to_somebody_else_is_refused() -> None:
    office = Office()
    office.keys, foreign = key_ring(), office.keys
    box = foreign.seal("notifications", SECRET.encode())
    command = RegisterEndpoint(department="civil_affairs", url=URL, events=["complaint_closed"], secret=box)

    with pytest.raises(SecretUnreadable):
        register_endpoint(
            command,
            by=LIAISON,
            private=False,
            new_id=lambda: UUID(int=1),
            keys=office.keys,
            endpoints=office,  # type: ignore[arg-type]
            history=office,  # type: ignore[arg-type]
        )


@pytest.mark.parametrize("role", [Role.ADMIN, Role.OFFICER, Role.DIRECTOR])
def test_the_office_registers_for_every_department(role: Role) -> None:
    check_may_register("civil_affairs", Actor(id="office", roles=[role]))


@pytest.mark.parametrize("role", [Role.LIAISON, Role.DEPUTY])
def test_a_department_registers_for_itself_alone(role: Role) -> None:
    check_may_register("civil_affairs", Actor(id="d", roles=[role], department="civil_affairs"))
    with pytest.raises(NotYourDepartment):
        check_may_register("taxes", Actor(id="d", roles=[role], department="civil_affairs"))


@pytest.mark.parametrize(
    "role", sorted(set(Role) - {Role.ADMIN, Role.OFFICER, Role.DIRECTOR, Role.LIAISON, Role.DEPUTY})
)
def test_nobody_else_registers_endpoints(role: Role) -> None:
    with pytest.raises(NotYourRole):
        check_may_register("civil_affairs", Actor(id="x", roles=[role], department="civil_affairs"))


def test_a_disabled_endpoint_wants_nothing_and_says_why() -> None:
    disabled, fact = endpoint().disable("http_410")

    assert not disabled.wants("complaint_dispatched")
    assert fact == EndpointDisabled(
        endpoint=str(disabled.id),
        version=2,
        department="civil_affairs",
        state=EndpointState.DISABLED,
        reason="http_410",
    )
