"""What a department wrote waits sealed, comes back open, and everything else waits as it came."""

from base64 import b64encode
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, cast

from amqp import Message
from nacl.public import PrivateKey

from contracts.complaints import FindComplaints
from contracts.people import Actor, Role
from contracts.refusals import Invalid
from contracts.wire import read, write
from kernel.mail.mailbox import CommandBox
from kernel.mail.seals import SEALED, Seals
from kernel.settings import SettingMissing

SAID = "已向金丝雀某(13900000000)道歉".encode()


def secrets(*names: str) -> Callable[[str], str]:
    """Key files of these services."""
    kept = {}
    for name in names:
        private = PrivateKey.generate()
        kept[f"{name}.key"] = b64encode(bytes(private)).decode()
        kept[f"{name}.pub"] = b64encode(bytes(private.public_key)).decode()

    def secret(name: str) -> str:
        if name not in kept:
            raise SettingMissing(name)
        return kept[name]

    return secret


def came(body: bytes = SAID, *, exchange: str = "departments", **headers: Any) -> Message:
    """A message as a broker delivers it."""
    message = Message(body, application_headers=headers)
    message.delivery_info = {"exchange": exchange, "routing_key": "tax.case_answered"}
    return message


def test_what_a_department_wrote_waits_sealed_and_comes_back_open() -> None:
    seals = Seals("complaints", secrets("complaints"))

    waiting = seals.close(came())
    back = seals.open(came(waiting.body, exchange="", **{"came-by": "departments"}, **waiting.headers))

    assert SAID not in waiting.body
    assert b"13900000000" not in waiting.body
    assert back.body == SAID
    assert SEALED not in back.headers
    assert seals.close(back).headers == {SEALED: "complaints"}


def test_what_the_people_of_a_department_order_waits_sealed_too() -> None:
    seals = Seals("complaints", secrets("complaints"))
    headers = {"actor": write(Actor(id="head", roles=[Role.HEAD], department="tax")).decode()}

    waiting = seals.close(came(exchange="complaints.commands", **headers))
    back = seals.open(came(waiting.body, exchange="", **headers, **waiting.headers))

    assert SAID not in waiting.body
    assert back.body == SAID
    box = object.__new__(CommandBox)
    box.desk = cast(Any, SimpleNamespace(seals=seals))
    [letter] = box.open(came(waiting.body, exchange="", **headers, **waiting.headers))
    assert (letter.body, letter.actor.department) == (SAID, "tax")
    officer = {"actor": write(Actor(id="officer", roles=[Role.OFFICER])).decode()}
    assert seals.close(came(exchange="complaints.commands", **officer)) == (SAID, {})


def test_our_own_mail_waits_as_it_came() -> None:
    seals = Seals("complaints", secrets("complaints"))

    assert seals.close(came(exchange="notifications.events")) == (SAID, {})


def test_a_service_without_a_key_is_told_of_no_people() -> None:
    assert Seals("lamps", secrets("complaints")).close(came()) == (SAID, {})


def test_whoever_only_claims_a_seal_has_sent_what_they_sent() -> None:
    seals = Seals("complaints", secrets("complaints"))

    for claimed in ("complaints", "notifications", 7):
        assert seals.open(came(**{SEALED: claimed})).body == SAID


def test_a_wrong_choice_is_repeated_only_where_it_is_no_person() -> None:
    said = {}
    for value in ("lost", "金丝雀某", "13900000000", "a@mingcha.example"):
        try:
            read(FindComplaints, f'{{"state":"{value}"}}'.encode())
        except Invalid as refused:
            said[value] = refused.faults[0].detail

    assert said.pop("lost") == "'lost'"
    assert set(said.values()) == {"…"}
