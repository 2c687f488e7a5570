"""The gateway, as a patient client sees it; every order is in the ledger before it is sent."""

import threading
import time
from collections import Counter
from dataclasses import dataclass
from typing import Any
from uuid import uuid5

import requests

from gateway.edge.conditions import _NAMESPACE
from tests import stopwatch
from tests.faults.city import ACTOR, City
from tests.faults.ledger import FAILED, OK, Ledger
from tests.faults.pace import Pace

Json = dict[str, Any]

_PAUSE = 0.3
"""Seconds between two tries: those who wait must not take the machine from those who work."""


@dataclass(frozen=True, kw_only=True)
class Order:
    """One order over HTTP; ``key`` is its Idempotency-Key."""

    kind: str
    path: str
    key: str
    what: Json
    body: Json | None = None
    data: bytes | None = None
    if_match: str = ""
    actor: str = ACTOR
    hurried: bool = False

    @property
    def id(self) -> str:
        """The id of the command that the gateway makes of it."""
        return str(uuid5(_NAMESPACE, f"{self.actor}\n{self.key}"))


class Door:
    """The gateway, as a patient client sees it: it asks again under the same key until it hears yes or no."""

    def __init__(self, city: City, ledger: Ledger, pace: Pace) -> None:
        self._city = city
        self._ledger = ledger
        self._pace = pace
        self._mine = threading.local()
        self.statuses: Counter[str] = Counter()
        self.longest_wait = 0.0
        """Seconds from an order's first asking to its yes or no."""

    def ask(self, order: Order, *, patience: float = 90, key: str = "") -> Json | None:
        """Sends an order; gives the answer, or None when it was refused or nothing is known."""
        self._ledger.intend(order.id, order.kind, **order.what)
        began = stopwatch.now()
        end = began + patience
        while True:
            try:
                response = self._send(order, key or self._city.key)
            except requests.RequestException as error:
                self.statuses[type(error).__name__] += 1
            else:
                self.statuses[str(response.status_code)] += 1
                if response.status_code < 500:
                    self.longest_wait = max(self.longest_wait, stopwatch.now() - began)
                    return self._heard(order, response, end, key)
            if stopwatch.now() >= end:
                return None
            time.sleep(_PAUSE)

    def ask_again(self, order: Order) -> None:
        """Sends an order once more, as a client whose answer was lost."""
        try:
            response = self._send(order, self._city.key)
        except requests.RequestException:
            return
        if response.status_code in {200, 201}:
            self._ledger.repeat(order.id, _told(response.json()))

    def state(self, number: str) -> str:
        """The state of a complaint; empty when nobody says it now."""
        return str(self.view(number).get("state", ""))

    def view(self, number: str) -> Json:
        """A complaint; empty when nobody says it now."""
        try:
            response = self._session().get(
                f"{self._city.platform.gateway_url}/v1/complaints/{number}", headers=_auth(self._city.key), timeout=15
            )
            return dict(response.json()) if response.status_code == 200 else {}
        except requests.RequestException:
            return {}

    def _heard(self, order: Order, response: requests.Response, end: float, key: str) -> Json | None:
        if response.status_code == 202:
            self._ledger.settle(order.id, OK, {"later": True} | _told(response.json()))
            self._pace.heard()
            return self._follow(order, response.headers["location"], end, key)
        if response.status_code >= 400:
            self._ledger.settle(order.id, FAILED, {"status": response.status_code})
            return None
        answer: Json = response.json()
        self._ledger.settle(order.id, OK, _told(answer))
        self._pace.heard()
        return answer

    def _follow(self, order: Order, location: str, end: float, key: str) -> Json | None:
        """Asks what came of an order that the broker has."""
        while stopwatch.now() < end:
            try:
                url = f"{self._city.platform.gateway_url}{location}"
                response = self._session().get(url, headers=_auth(key or self._city.key), timeout=15)
            except requests.RequestException:
                time.sleep(_PAUSE)
                continue
            if response.status_code in {200, 201}:
                answer: Json = response.json()
                self._ledger.settle(order.id, OK, _told(answer))
                return answer
            if 400 <= response.status_code < 500:
                self._ledger.settle(order.id, FAILED, {"status": response.status_code})
                return None
            time.sleep(_PAUSE)
        return None

    def _send(self, order: Order, key: str) -> requests.Response:
        headers = _auth(key) | {"Idempotency-Key": order.key}
        if order.if_match:
            headers["If-Match"] = order.if_match
        if order.hurried:
            headers["Prefer"] = "respond-async"
        url = f"{self._city.platform.gateway_url}{order.path}"
        return self._session().post(url, json=order.body, data=order.data, headers=headers, timeout=(5, 20))

    def _session(self) -> requests.Session:
        if not hasattr(self._mine, "session"):
            self._mine.session = requests.Session()
        session: requests.Session = self._mine.session
        return session


def _auth(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}


def _told(answer: Json) -> Json:
    """What of an answer the judge compares."""
    return {name: answer[name] for name in ("number", "version", "state", "import_id", "receipt") if name in answer}
