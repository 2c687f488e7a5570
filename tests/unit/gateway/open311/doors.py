"""The routes of Open311 by themselves: a bus that answers from memory, and one key a role."""

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any
from xml.etree.ElementTree import Element

import msgspec
from defusedxml.ElementTree import fromstring
from litestar import Litestar
from litestar.di import Provide
from litestar.testing import TestClient
from nacl.public import PrivateKey

from contracts.complaints import CategoryList, CategoryView, ClockClass, QuestionView, State
from contracts.disclosure import DisclosedCase, DisclosedCases
from contracts.mail import Reply
from contracts.people import Actor, Role
from contracts.refusals import Refused
from gateway.desk import Desk
from gateway.edge.access import Door
from gateway.edge.caller import Caller
from gateway.routes import open311
from kernel.clock import Clock
from kernel.sealing import KeyRing

KEY = "mk_000000000000_app"
AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
NUMBER = "TS-2026-000123"
ROOT = "/open311/v2"

CATEGORY = CategoryView(
    code="illegal_fee",
    zh="乱收费",
    en="illegal fee",
    severity=3,
    environment="policy",
    object="lawful_administration",
    domain="fees",
    clock_class=ClockClass.INVESTIGATION,
    law="第六十九条",
    public=True,
    questions=[QuestionView(code="item", zh="收费项目", en="the fee", required=True)],
)


def case(**changes: Any) -> DisclosedCase:
    """A case that anybody may see."""
    said: dict[str, Any] = {
        "number": NUMBER,
        "version": 4,
        "state": State.SIGNED,
        "ended": False,
        "category": "illegal_fee",
        "filed_at": AT,
        "changed_at": AT,
        "department": "物价局 <&>",
        "due_on": date(2026, 12, 8),
    }
    return DisclosedCase(**said | changes)


class Keys:
    """One good key, of an app."""

    def __init__(self, role: Role) -> None:
        self._role = role

    def find(self, key: str, *, at: datetime) -> Actor | None:
        del at
        return Actor(id="城市 app", roles=[self._role]) if key == KEY else None


class Bus:
    """Answers from memory, and keeps what it was told and asked."""

    def __init__(self, *cases: DisclosedCase) -> None:
        self.cases = list(cases)
        self.reply: Reply | Refused | None = None
        self.told: list[Any] = []
        self.asked: list[Any] = []
        self.callers: list[Caller] = []

    async def command(self, service: str, command: Any, caller: Caller, **more: Any) -> Reply | None:
        del service
        self.told.append((command, more["id"]))
        self.callers.append(caller)
        if isinstance(self.reply, Refused):
            raise self.reply
        return self.reply

    async def query(self, service: str, query: Any, caller: Caller, answer: type) -> Any:
        del service
        self.asked.append(query)
        self.callers.append(caller)
        if answer is Reply:
            return self.reply
        if answer is CategoryList:
            return CategoryList(configuration="2026.1", categories=[CATEGORY])
        return DisclosedCases(cases=self.cases)


def registered(**more: Any) -> Reply:
    """The reply to a filing."""
    said = {"id": "1", "number": NUMBER, "version": 1, "state": "registered"} | more
    return Reply(answer=msgspec.Raw(msgspec.json.encode(said)))


def key_ring() -> KeyRing:
    """The keys of a gateway, with which the service's boxes can be opened too."""
    pairs = {owner: PrivateKey.generate() for owner in ("complaints", "gateway")}
    texts = {f"{owner}.key": bytes(key) for owner, key in pairs.items()}
    texts |= {f"{owner}.pub": bytes(key.public_key) for owner, key in pairs.items()}
    return KeyRing(lambda name: base64.b64encode(texts[name]).decode())


@contextmanager
def opened(bus: Bus, keys: KeyRing | None = None, role: Role = Role.COMPLAINANT) -> Iterator[TestClient[Litestar]]:
    """A client of the routes."""
    desk = Desk(bus=bus, keys=keys or key_ring(), receipt_key=b"r" * 32, fingerprint_key=b"f" * 32)  # type: ignore[arg-type]
    app = Litestar(
        route_handlers=[*open311.ROUTES],
        guards=[Door(Keys(role), Clock(None)).guard],  # type: ignore[arg-type]  # one key is enough
        dependencies={"desk": Provide(lambda: desk, sync_to_thread=False)},
        openapi_config=None,
        logging_config=None,
    )
    with TestClient(app) as client:
        yield client


def xml(content: bytes) -> Element:
    """A document, read as a careful client does."""
    document: Element = fromstring(content)
    return document
