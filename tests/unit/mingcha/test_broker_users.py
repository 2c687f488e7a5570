"""A department's address at the broker, and what may be a department at all."""

import pytest

from mingcha.broker_users import BrokerUser, NotADepartmentCode, connect_department, vhost_of

NOWHERE = "http://127.0.0.1:9"
"""Nobody answers there: who is refused before has asked nobody."""


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("amqp://us:secret@broker", "amqp://department.tax:pw@broker:5672/%2F"),
        ("amqp://us:secret@broker:5673/", "amqp://department.tax:pw@broker:5673/%2F"),
        ("amqp://us:secret@broker/%2F", "amqp://department.tax:pw@broker:5672/%2F"),
        ("amqp://us:secret@broker/city", "amqp://department.tax:pw@broker:5672/city"),
        ("amqp://us:secret@broker/city%2Feast", "amqp://department.tax:pw@broker:5672/city%2Feast"),
        ("amqps://us:secret@broker/city", "amqps://department.tax:pw@broker:5671/city"),
        ("amqps://us:secret@broker:5999/city", "amqps://department.tax:pw@broker:5999/city"),
        ("amqp://us:secret@[::1]/city", "amqp://department.tax:pw@[::1]:5672/city"),
    ],
)
def test_the_address_has_the_virtual_host_and_the_port_of_the_platforms_own(address: str, expected: str) -> None:
    user = BrokerUser("department.tax", "pw", "department.tax", vhost_of(address))

    assert user.uri(address) == expected


@pytest.mark.parametrize("code", ["a.*", "a.b", ".*", "", "Tax", "1st", "tax/..", "tax%2F", "tax\n", "税务", "a" * 49])
def test_what_is_no_code_is_refused_before_the_broker_is_asked(code: str) -> None:
    with pytest.raises(NotADepartmentCode) as refused:
        connect_department(NOWHERE, code)

    [fault] = refused.value.faults
    assert (fault.pointer, fault.rule) == ("/department", "malformed")
    assert fault.zh
    assert fault.en
