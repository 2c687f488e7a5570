"""The load: clerks who file and move cases over HTTP, and departments that answer them over AMQP.

What is asked follows from the seed and the case's number alone; every order is in the ledger before it is sent.
"""

import random
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from queue import Queue
from typing import Any

from tests import stopwatch
from tests.faults.city import AGENT, DEPARTMENTS, LIAISON, City
from tests.faults.door import Door, Order
from tests.faults.ledger import Ledger
from tests.faults.pace import Pace
from tests.faults.post import Post

Json = dict[str, Any]

ANSWER = {"finding": "partly", "measures": "已补办", "basis": "行政许可法第三十二条"}

_GLANCE = 0.15
"""Seconds between two looks at a case."""

_DESKS = 3
"""How many people work in a department; each mostly waits for what its last event does."""

_LIST = (
    "事项清单,,,,,,,\n序号,实施主体,主项名称,事项名称,事项编码,事项类型,行政区划代码,部门编码\n"
    "1,甲局,未分类,{name},511A{n:010d}-511602000000-000-1151130000877869M-1-00,行政许可,511602000000,1151130000877869M\n"
)


@dataclass(frozen=True)
class Mix:
    """How often out of a hundred cases something is done; ``imports`` and ``closed`` are commands of their own."""

    with_email: int = 25
    with_source: int = 50
    repeated: int = 12
    impatient: int = 6
    stale: int = 5
    wrong: int = 3
    foreign: int = 4
    hurried: int = 10
    raced: int = 0
    imports: int = 20
    closed: int = 12


@dataclass(frozen=True)
class Case:
    """A dispatched case on its way to its department."""

    n: int
    number: str
    department: str
    dice: random.Random


class Load:
    """Everybody who works: ``cases`` cases, or as many as there are until it is ended."""

    def __init__(
        self, city: City, ledger: Ledger, pace: Pace, *, seed: str, mix: Mix | None = None, patience: float = 90
    ) -> None:
        self.door = Door(city, ledger, pace)
        self.pace = pace
        self.filed = 0
        self._city = city
        self._ledger = ledger
        self._seed = seed
        self._mix = mix or Mix()
        self._patience = patience
        self._next = iter(range(1, 1_000_000_000))
        self._lock = threading.Lock()
        self._handed: dict[str, Queue[Case | None]] = {department: Queue() for department in DEPARTMENTS}
        self._answered: deque[Case] = deque()
        self._threads: list[threading.Thread] = []
        self._last = 1_000_000_000
        self.troubles: list[str] = []

    def start(self, clerks: int = 12, cases: int = 1_000_000_000) -> None:
        """Begins to work."""
        self._last = cases
        for number in range(clerks):
            self._spawn(f"clerk {number}", self._clerk)
        for department in DEPARTMENTS * _DESKS:
            self._spawn(f"department {department}", partial(self._department, department))

    def finish(self, patience: float = 120) -> None:
        """Waits until what was begun is done."""
        end = stopwatch.now() + patience
        self._join("clerk", end)
        for department in DEPARTMENTS * _DESKS:
            self._handed[department].put(None)
        self._join("department", end)

    def _join(self, who: str, end: float) -> None:
        for thread in self._threads:
            if thread.name.startswith(who):
                thread.join(max(0.0, end - stopwatch.now()))
                if thread.is_alive():
                    self.troubles.append(f"{thread.name} did not come to an end")

    def _spawn(self, name: str, work: Callable[[], None]) -> None:
        def run() -> None:
            try:
                work()
            except Exception as error:  # noqa: BLE001 - whatever it is, the run must not pass
                self.troubles.append(f"{name}: {error!r}")

        self._threads.append(threading.Thread(target=run, name=name, daemon=True))
        self._threads[-1].start()

    # Clerks

    def _clerk(self) -> None:
        while not self.pace.over:
            with self._lock:
                n = next(self._next)
            if n > self._last:
                return
            self._play(n, random.Random(f"{self._seed} case {n}"))
            self._close_one()

    def _play(self, n: int, dice: random.Random) -> None:
        if _chance(dice, self._mix.imports):
            self._import(n)
        filed = self._file(n, dice)
        if filed is None:
            return
        number = filed["number"]
        if _chance(dice, self._mix.stale):
            self._move(n, number, "accept", dice, if_match='"9"', suffix=".stale")
        if self._move(n, number, "accept", dice) is None:
            return
        department = dice.choice(DEPARTMENTS)
        if self._move(n, number, "dispatch", dice, department=department) is None:
            return
        self._handed[department].put(Case(n, number, department, dice))

    def _file(self, n: int, dice: random.Random) -> Json | None:
        wrong = _chance(dice, self._mix.wrong)
        body: Json = {
            "channel": "web",
            "category": "nonsense" if wrong else "slow",
            "title": f"窗口 {n}",
            "text": "三次",
        }
        if _chance(dice, self._mix.with_source):
            body |= {"source": "faults", "external_id": f"{self._seed}-{n}"}
        if _chance(dice, self._mix.with_email):
            body["reporter"] = {"name": "甲", "email": f"c{n}@example.org"}
        return self._order(
            Order(kind="file", path="/v1/complaints", key=f"{n}.file", what={"case": n}, body=body), dice
        )

    def _move(self, n: int, number: str, action: str, dice: random.Random, **said: Any) -> Json | None:
        if_match, suffix = said.pop("if_match", "*"), said.pop("suffix", "")
        order = Order(
            kind=action,
            path=f"/v1/complaints/{number}/actions/{action}",
            key=f"{n}.{action}{suffix}",
            what={"number": number},
            body=said,
            if_match=if_match,
        )
        return self._order(order, dice)

    def _import(self, n: int) -> None:
        data = _LIST.format(n=n, name=f"事项 {n}").encode()
        order = Order(kind="import", path="/v1/imports?file_name=a.csv", key=f"{n}.import", what={"case": n}, data=data)
        self._order(order, random.Random(n))

    def _order(self, order: Order, dice: random.Random) -> Json | None:
        impatient, repeated = _chance(dice, self._mix.impatient), _chance(dice, self._mix.repeated)
        order = replace(order, hurried=_chance(dice, self._mix.hurried))
        self.pace.step()
        answer = self.door.ask(order, patience=0 if impatient else self._patience)
        if answer is not None and repeated:
            self.door.ask_again(order)
        return answer

    def _close_one(self) -> None:
        """Checks and closes a case whose department has answered, if that is known already."""
        try:
            case = self._answered.popleft()
        except IndexError:
            return
        if self.door.state(case.number) != "replied":
            self._answered.append(case)
            return
        if self._move(case.n, case.number, "verify", case.dice, evidence="已查看") is not None and self._call_back(
            case
        ):
            self._move(case.n, case.number, "close", case.dice, outcome="resolved")

    def _call_back(self, case: Case) -> bool:
        """A third person calls the complainant."""
        order = Order(
            kind="call_back",
            path=f"/v1/complaints/{case.number}/actions/call_back",
            key=f"{case.n}.call_back",
            what={"number": case.number},
            body={"reached": True, "satisfaction": "satisfied", "solved": "yes"},
            if_match="*",
            actor=AGENT,
        )
        self.pace.step()
        return self.door.ask(order, patience=self._patience, key=self._city.agent_key) is not None

    # Departments

    def _department(self, department: str) -> None:
        post = Post(self._city, department, self._ledger, self.pace)
        try:
            while (case := self._handed[department].get()) is not None:
                self._handle(post, case)
        finally:
            post.close()

    def _handle(self, post: Post, case: Case) -> None:
        if _chance(case.dice, self._mix.foreign):
            post.send("case_signed_for", {"number": "TS-2020-000001"}, f"{case.n}.foreign", kind="foreign")
        if _chance(case.dice, self._mix.raced):
            self._race(post, case)
            return
        about: Json = {"number": case.number}
        steps: list[tuple[tuple[str, str, Json], str, Any]] = [
            # the event, and what is seen of the case once it had its effect
            (("case_signed_for", "sign", about), "state", "signed"),
            (("complainant_reached", "contact", about | {"result": "reached"}), "is_contacted", True),
            (("case_taken_up", "investigate", about), "state", "investigating"),
            (("case_answered", "reply", about | ANSWER), "state", "replied"),
        ]
        for step, field, value in steps:
            if not (self._event(post, case, *step) and self._seen(case, field, value)):
                return
        if _chance(case.dice, self._mix.closed):
            self._answered.append(case)

    def _seen(self, case: Case, field: str, value: Any) -> bool:
        """Waits for an effect: an event that failed comes back later than those behind it, so none is sent before."""
        end = stopwatch.now() + self._patience
        while self.door.view(case.number).get(field) != value:
            if stopwatch.now() > end:
                return False
            time.sleep(_GLANCE)
        return True

    def _race(self, post: Post, case: Case) -> None:
        """The liaison signs over HTTP while the department's system signs by event: one of them may."""
        order = Order(
            kind="sign",
            path=f"/v1/complaints/{case.number}/actions/sign",
            key=f"{case.n}.sign",
            what={"number": case.number},
            body={},
            if_match="*",
            actor=LIAISON.format(case.department),
        )
        key = self._city.liaison_keys[case.department]
        by_hand = threading.Thread(target=self.door.ask, args=(order,), kwargs={"key": key, "patience": 20})
        by_hand.start()
        post.send("case_signed_for", {"number": case.number}, f"{case.n}.raced", kind="raced")
        by_hand.join()

    def _event(self, post: Post, case: Case, type_: str, kind: str, data: Json) -> bool:
        impatient, repeated = _chance(case.dice, self._mix.impatient), _chance(case.dice, self._mix.repeated)
        self.pace.step()
        id_ = f"{case.n}.{kind}"
        sent = post.send(type_, data, id_, kind=kind, patience=0 if impatient else self._patience)
        if sent and repeated:
            post.again(type_, data, id_, times=case.dice.randint(1, 3))
        return sent


def _chance(dice: random.Random, percent: int) -> bool:
    return dice.random() * 100 < percent
