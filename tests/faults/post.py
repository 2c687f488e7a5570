"""A department's end of the mail, which posts until it hears the broker's confirm."""

import time
from contextlib import suppress
from typing import Any

from amqp.exceptions import AMQPError
from kombu.exceptions import KombuError

from mingcha.publisher import DepartmentMail
from tests import stopwatch
from tests.faults.city import City
from tests.faults.ledger import OK, Ledger
from tests.faults.pace import Pace

Json = dict[str, Any]

_AWAY = (OSError, AMQPError, KombuError)


class Post:
    """One department's connection, made anew when it breaks."""

    def __init__(self, city: City, department: str, ledger: Ledger, pace: Pace) -> None:
        self._uri = city.users[department].uri(city.platform.amqp_uri)
        self._department = department
        self._ledger = ledger
        self._pace = pace
        self._mail: DepartmentMail | None = None

    def send(self, type_: str, data: Json, id_: str, *, kind: str, patience: float = 90) -> bool:
        """Posts an event until it is confirmed; gives whether it was."""
        key = f"/departments/{self._department} {id_}"
        self._ledger.intend(key, kind, number=data["number"], department=self._department)
        end = stopwatch.now() + patience
        while not self._try(type_, data, id_):
            if stopwatch.now() >= end:
                return False
            time.sleep(0.15)
        self._ledger.settle(key, OK)
        self._pace.heard()
        return True

    def again(self, type_: str, data: Json, id_: str, *, times: int) -> None:
        """Posts a confirmed event some times more."""
        for _ in range(times):
            self._try(type_, data, id_)

    def close(self) -> None:
        """Lets the connection go."""
        mail, self._mail = self._mail, None
        with suppress(*_AWAY):
            if mail is not None:
                mail.__exit__(None, None, None)

    def _try(self, type_: str, data: Json, id_: str) -> bool:
        try:
            if self._mail is None:
                self._mail = DepartmentMail(self._uri, self._department)
            self._mail.post(type_, data, id=id_)
        except _AWAY:
            self.close()
            return False
        return True
