"""Twenty departments at one broker: each may write its own keys and read its own queue, and none may do another's."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import permutations
from typing import Any

import pytest
import requests
from amqp import Message, exceptions
from amqp.exceptions import AccessRefused, ChannelError, PreconditionFailed
from kombu import Connection

from mingcha.broker_users import BrokerUser, connect_department
from mingcha.local.platform import Platform

NAMES = tuple(f"matrix_{n:02d}" for n in range(20))
PAIRS = tuple(permutations(NAMES, 2))
DENIED = (AccessRefused, PreconditionFailed)

Attempt = Callable[[Any], object]


class Department:
    """One department's connection; every attempt has a channel of its own, since a refused one closes it."""

    def __init__(self, name: str, connection: Connection) -> None:
        self.name = name
        self.connection = connection

    def may(self, attempt: Attempt) -> bool:
        """Whether the broker lets it."""
        channel = self.connection.channel()
        try:
            channel.confirm_select()
            attempt(channel)
            channel.close()
        except DENIED:
            return False
        except exceptions.ConnectionError:  # some refusals close the connection
            self.connection.collect()
            self.connection.connect()
            return False
        return True

    def publish(self, key: str, exchange: str = "departments", **changes: Any) -> Attempt:
        """Publishes an event that says it is this department's."""
        source = changes.pop("source", self.name)
        headers = {
            "ce-specversion": "1.0",
            "ce-id": f"{self.name} {key} {source} {len(changes)}",
            "ce-source": f"/departments/{source}",
            "ce-type": "case_signed_for",
            **changes.pop("headers", {}),
        }
        said = {"user_id": f"department.{self.name}", "content_type": "application/json", "delivery_mode": 2} | changes
        body = json.dumps({"number": "TS-2020-000001"})
        message = Message(body, application_headers=headers, **said)
        return lambda channel: channel.basic_publish_confirm(message, exchange, key, confirm_timeout=10)


@pytest.fixture(scope="module")
def departments(platform: Platform) -> Iterator[dict[str, Department]]:
    users: dict[str, BrokerUser] = {name: connect_department(platform.management_uri, name) for name in NAMES}
    with ExitStack() as stack:
        yield {
            name: Department(name, stack.enter_context(Connection(user.uri(platform.amqp_uri))))
            for name, user in users.items()
        }


def _read(queue: str) -> Attempt:
    return lambda channel: channel.basic_get(queue)


def test_each_department_may_write_its_own_keys_and_read_its_own_queue(departments: dict[str, Department]) -> None:
    allowed = [
        (name, what)
        for name, department in departments.items()
        for what, attempt in (
            ("write", department.publish(f"{name}.case_signed_for")),
            ("read", _read(f"department.{name}")),
        )
        if department.may(attempt)
    ]

    assert len(allowed) == 2 * len(NAMES)


def test_no_department_may_write_anothers_keys(departments: dict[str, Department]) -> None:
    crossed = [
        (one, other)
        for one, other in PAIRS
        if departments[one].may(departments[one].publish(f"{other}.case_signed_for"))
    ]

    assert (len(PAIRS), crossed) == (380, [])


def test_no_department_may_read_anothers_queue(departments: dict[str, Department]) -> None:
    assert [(one, other) for one, other in PAIRS if departments[one].may(_read(f"department.{other}"))] == []


def test_no_department_may_say_that_it_is_anothers_user(departments: dict[str, Department]) -> None:
    claims = {
        (one, other): departments[one].publish(f"{one}.case_signed_for", user_id=f"department.{other}")
        for one, other in PAIRS
    }

    assert [pair for pair, claim in claims.items() if departments[pair[0]].may(claim)] == []


def test_what_names_another_as_its_source_is_refused_by_the_service(
    departments: dict[str, Department], count: Callable[..., int], wait: Callable[..., Any]
) -> None:
    """Also when a copy of it goes to the other's key: the broker checks the first key alone."""
    for one, other in PAIRS:
        false = departments[one].publish(
            f"{one}.case_signed_for", source=other, headers={"CC": [f"{other}.case_signed_for"]}
        )
        assert departments[one].may(false)

    def refused() -> int:
        claimed = "source LIKE '/departments/matrix\\_%' AND type = 'case_signed_for'"
        return count("complaints", "dead_letters", f"reason = 'not_your_source' AND {claimed}")

    wait(refused, lambda seen: seen >= len(PAIRS), patience=90)
    assert refused() == len(PAIRS)


PLACES = ("complaints.events", "notifications.events", "dead", "retry.5s", "nameko-rpc", "unrouted", "amq.topic", "")
QUEUES = (
    "complaints.commands",
    "complaints.inbox",
    "notifications.inbox",
    "rpc-complaints",
    "dead-letters",
    "unrouted",
)


@pytest.mark.parametrize("name", NAMES)
def test_a_department_can_do_nothing_else_at_the_broker(name: str, departments: dict[str, Department]) -> None:
    department, own = departments[name], f"department.{name}"
    attempts: list[Attempt] = [
        *(department.publish("complaints.inbox", exchange) for exchange in PLACES),
        *(_read(queue) for queue in QUEUES),
        lambda channel: channel.queue_declare(f"{own}.more", durable=True, auto_delete=False),
        lambda channel: channel.queue_declare("", exclusive=True),
        lambda channel: channel.exchange_declare(f"{name}.more", "topic", durable=True, auto_delete=False),
        lambda channel: channel.queue_bind(own, "departments", "#"),
        lambda channel: channel.queue_bind(own, "complaints.events", "#"),
        lambda channel: channel.exchange_bind("departments", "complaints.events", "#"),
        lambda channel: channel.queue_delete(own),
        lambda channel: channel.exchange_delete("departments"),
        lambda channel: channel.queue_purge("complaints.inbox"),
        department.publish("#"),
        department.publish(f"{name}"),
        department.publish(f"{name}x.case_signed_for"),
        department.publish(f"x.{name}.case_signed_for"),
    ]

    assert [n for n, attempt in enumerate(attempts) if department.may(attempt)] == []


def test_a_department_is_nobody_at_the_brokers_http_door(platform: Platform) -> None:
    user = connect_department(platform.management_uri, NAMES[0])
    host = platform.management_uri.rpartition("@")[2]

    answers = [
        requests.get(f"http://{host}/api/{path}", auth=(user.name, user.password), timeout=10).status_code
        for path in ("overview", "queues", "users", "whoami", "definitions")
    ]

    assert set(answers) <= {401, 403}


def test_connecting_again_ends_the_old_password(platform: Platform) -> None:
    old = connect_department(platform.management_uri, NAMES[0])
    new = connect_department(platform.management_uri, NAMES[0])

    with pytest.raises((AccessRefused, ChannelError)), Connection(old.uri(platform.amqp_uri)) as connection:
        connection.connect()
    with Connection(new.uri(platform.amqp_uri)) as connection:
        assert connection.connect().connected
