"""Short runs that show planted bugs: a scene is a small load and the faults that bring its bugs to light."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from kernel.clock import Clock
from tests import stopwatch
from tests.faults.bugs import BUGS, Bug
from tests.faults.city import City
from tests.faults.evidence import Investigation
from tests.faults.judge import Finding, judge
from tests.faults.ledger import Ledger
from tests.faults.load import Load, Mix
from tests.faults.pace import Pace

CALM = Mix(impatient=0, stale=0, wrong=0, foreign=0, imports=0, closed=0, repeated=0, hurried=50, with_email=50)


@dataclass(frozen=True, kw_only=True)
class Scene:
    """``points`` are the fail points that fire one after the other, each with its process and turn."""

    cases: int = 24
    mix: Mix = CALM
    points: tuple[tuple[str, str, int], ...] = ()
    hindrance: tuple[str, ...] = ()
    fault: Callable[[City], None] = field(default=lambda _: None)


def _cut_database(city: City) -> None:
    """Cuts the complaints service's way to its database, again and again."""
    for _ in range(8):
        city.links["complaints", "database"].cut()
        time.sleep(0.25)


def _take_rung_away(city: City) -> None:
    """The first rung of the retry ladder has no queue for a while, as after a clumsy hand at the broker."""
    with _unbound(city):
        time.sleep(2.5)


@contextmanager
def _unbound(city: City) -> Iterator[None]:
    rung = "retry.5s"
    with city.broker() as connection:
        connection.default_channel.queue_unbind(rung, rung, "")
        try:
            yield
        finally:
            connection.default_channel.queue_bind(rung, rung, "")


SCENES = {
    "repeats": Scene(mix=Mix(repeated=60, foreign=40, impatient=0, hurried=0, imports=0)),
    "before_commit": Scene(points=(("complaints", "before_commit", 1),)),
    "after_commit": Scene(points=(("complaints", "after_commit", 2),)),
    "relay": Scene(
        points=(("complaints", "relay_before_publish", 2), ("complaints", "relay_after_publish", 2)), cases=40
    ),
    "handover": Scene(points=(("complaints", "handover_before_publish", 1),)),
    "delivery": Scene(points=(("notifications", "delivery_after_claim", 1),)),
    "database_cut": Scene(hindrance=("linger",), fault=_cut_database, cases=40),
    "stumbling": Scene(hindrance=("stumble",), fault=_take_rung_away),
    "gateway": Scene(points=(("gateway", "gateway_before_publish", 6),)),
    "race": Scene(mix=Mix(raced=100, impatient=0, repeated=0, stale=0, hurried=0, imports=0), hindrance=("linger",)),
}

_HURT = "complaints"
"""Who is hindered."""


@dataclass
class Trials:
    """Runs one trial after the other on one city."""

    city: City
    seed: int
    planted: set[str] = field(default_factory=set)
    number: int = 0

    def play(self, scene: str) -> dict[str, list[str]]:
        """Plays a scene clean and then with each of its bugs; gives the broken invariants by bug, ``""`` is clean."""
        bugs: list[Bug | None] = [None, *(bug for bug in BUGS.values() if bug.scene == scene)]
        return {
            bug.name if bug else "": [finding.invariant for finding in self.run(SCENES[scene], bug)] for bug in bugs
        }

    def run(self, scene: Scene, bug: Bug | None) -> list[Finding]:
        """Plays the scene, with the bug or clean; gives what the judge finds wrong."""
        self._set_up(scene, bug)
        self.number += 1
        ledger = Ledger(self.city.folder / f"trial-{self.number}.jsonl")
        pace = Pace(allowed=float("inf"))
        patience = 60 if bug is None else 4
        load = Load(self.city, ledger, pace, seed=str(self.seed), mix=scene.mix, patience=patience)
        for process, point, turn in scene.points[:1]:
            self.city.trigger(process).arm(point, turn)
        load.start(clerks=6, cases=scene.cases)
        self._fire(scene, 20 if bug is None else 8)
        scene.fault(self.city)
        load.finish(60)
        ledger.close()
        return self._judged(ledger, 60 if bug is None else 6)

    def _set_up(self, scene: Scene, bug: Bug | None) -> None:
        plan: dict[str, list[str]] = {}
        if scene.hindrance:
            plan[_HURT] = list(scene.hindrance)
        if bug is not None:
            plan.setdefault(bug.process, []).append(bug.name)
        changed = sorted(self.planted | set(plan))
        self.city.kill(*changed)
        self.city.empty()
        for process in changed:
            self.city.plant(process, *plan.get(process, ()))
        self.city.start(*changed)
        self.planted = set(plan)

    def _fire(self, scene: Scene, patience: float) -> None:
        for place, (process, point, turn) in enumerate(scene.points):
            trigger = self.city.trigger(process)
            if place:
                trigger.arm(point, turn)
            end = stopwatch.now() + patience
            while not trigger.has_fired and stopwatch.now() < end:
                time.sleep(0.05)
            trigger.disarm()
            self.city.kill(process)
            self.city.start(process)

    def _judged(self, ledger: Ledger, patience: float) -> list[Finding]:
        """Judges once everything is quiet: for a second and a half nothing was on its way."""
        investigation = Investigation(self.city, ledger.path)
        Clock(self.city.platform.surroundings.clock_file).move(timedelta(hours=3))
        end, quiet_since = stopwatch.now() + patience, stopwatch.now()
        while stopwatch.now() < end and stopwatch.now() - quiet_since < 1.5:
            if investigation.quiet() or investigation.messages_on_their_way():
                quiet_since = stopwatch.now()
            time.sleep(0.1)
        return judge(investigation.look())
