"""The campaign: the schedule carried out while the load runs, then a quiet phase, then the judge."""

import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from kernel.clock import Clock
from mingcha.local.surroundings import PROCESSES, SERVICES
from tests import stopwatch
from tests.faults.city import City
from tests.faults.evidence import Evidence, Investigation
from tests.faults.judge import Finding, judge
from tests.faults.ledger import Ledger
from tests.faults.load import Load
from tests.faults.pace import Pace
from tests.faults.schedule import SLOWNESS, STALL_OF_DATABASE, Fault, plan

SLACK = 500
"""How many pieces of work may be begun beyond the next fault."""

NOTICED = 30.0
HEALED = 60.0
"""Seconds: within the first a stalled link is noticed, within the second all is well after faults and load."""

_FIRED = 120.0

Tell = Callable[[str], None]


class NotFired(AssertionError):
    """A fail point was not reached: the campaign would prove less than it says."""


@dataclass
class Done:
    """One fault that was carried out; ``recovered`` are the seconds until its victim worked again."""

    fault: Fault
    recovered: float
    noticed: float | None = None


@dataclass
class Campaign:
    """One run. ``troubles`` is what went wrong with the run itself."""

    city: City
    folder: Path
    seed: int
    scale: int
    tell: Tell
    done: list[Done] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    healed: float = 0.0
    seconds: float = 0.0

    def __post_init__(self) -> None:
        self._lanes = plan(self.seed, self.scale)
        self._next = {lane: faults[0].at for lane, faults in self._lanes.items()}
        self._locks = {process: threading.Lock() for process in PROCESSES}

    @property
    def work(self) -> int:
        """How many pieces of work it is planned for: commands and department events together."""
        return 5_900 * self.scale

    def run(self) -> Evidence:
        """Carries everything out; gives what is there afterwards."""
        began = stopwatch.now()
        self.ledger = Ledger(self.folder / "ledger.jsonl")
        self.pace = Pace(allowed=SLACK)
        self.load = Load(self.city, self.ledger, self.pace, seed=str(self.seed))
        self.load.start(clerks=10)
        lanes = [threading.Thread(target=self._lane, args=(lane,), daemon=True) for lane in self._lanes]
        for lane in lanes:
            lane.start()
        self._conduct(lanes, began)
        self.pace.end()
        evidence = self._judge()
        self.seconds = stopwatch.now() - began
        return evidence

    def counts(self) -> Counter[str]:
        """How often each fault was carried out."""
        return Counter(done.fault.name for done in self.done)

    def _lane(self, lane: str) -> None:
        try:
            for fault in self._lanes[lane]:
                self._next[lane] = fault.at
                self.pace.wait_for(int(fault.at * self.work), patience=600)
                self._carry_out(fault)
        except Exception as error:  # noqa: BLE001 - whatever it is, the run must not pass
            self.troubles.append(f"{lane}: {error!r}")
        finally:
            self._next[lane] = 1.0

    def _conduct(self, lanes: list[threading.Thread], began: float) -> None:
        """Lets the work go on as the faults do; a fault that waits for more work gets it."""
        extra, told, before = 0, 0.0, -1
        while any(lane.is_alive() for lane in lanes):
            extra += 5 if self.pace.done >= self.pace.allowed and self.pace.done == before else 0
            before = self.pace.done
            self.pace.allow(min(self._next.values()) * self.work + SLACK + extra)
            if stopwatch.now() - told > 5:
                told = stopwatch.now()
                self._say(f"{told - began:4.0f} s  {self._progress()}")
            time.sleep(0.2)

    def _progress(self) -> str:
        planned = sum(len(faults) for faults in self._lanes.values())
        return f"{self.pace.done} of {self.work} pieces of work, {len(self.done)} of {planned} faults"

    def _say(self, line: str) -> None:
        self.tell(f"  {line}")

    # Faults

    def _carry_out(self, fault: Fault) -> None:
        victims = PROCESSES if fault.victim == "everything" else (fault.victim,) if fault.victim in PROCESSES else ()
        for victim in victims:
            self._locks[victim].acquire()
        began = stopwatch.now()
        try:
            noticed = getattr(self, f"_{fault.how}")(fault)
        finally:
            for victim in victims:
                self._locks[victim].release()
        took = stopwatch.now() - began
        self.done.append(Done(fault, took, noticed))
        with (self.folder / "faults.log").open("a", encoding="utf-8") as log:
            log.write(f"{began:.1f} {took:5.1f} s  {fault.name}\n")

    def _kill(self, fault: Fault) -> None:
        names = ("broker", "database", *PROCESSES) if fault.victim == "everything" else (fault.victim,)
        self.city.kill(*names)
        self.city.start(*names)

    def _point(self, fault: Fault) -> None:
        trigger = self.city.trigger(fault.victim)
        trigger.arm(fault.where, fault.turn)
        end = stopwatch.now() + _FIRED
        while not trigger.has_fired:
            if stopwatch.now() > end:
                trigger.disarm()
                raise NotFired(f"{fault.where} in {fault.victim} within {_FIRED:.0f} s")
            time.sleep(0.05)
        self.city.kill(fault.victim)  # it is dead already: its keeper must not wait before the next start
        self.city.start(fault.victim)

    def _cut(self, fault: Fault) -> None:
        self.city.links[fault.victim, fault.where].cut()

    def _slow(self, fault: Fault) -> None:
        link = self.city.links[fault.victim, fault.where]
        rate, seconds = SLOWNESS
        link.slow(rate)
        self.pace.wait_for(self.pace.done + 1_000_000, seconds)
        link.heal()

    def _stall(self, fault: Fault) -> float | None:
        """A broker's link stays silent until its process has noticed; a database's for some seconds."""
        link = self.city.links[fault.victim, fault.where]
        standing = link.stall()
        try:
            if fault.where != "broker":
                self.pace.wait_for(self.pace.done + 1_000_000, STALL_OF_DATABASE)
                return None
            noticed = link.wait_given_up(standing, NOTICED + 5)
            if noticed is None or noticed > NOTICED:
                self.troubles.append(f"{fault.name}: {link.given_up} of {standing} connections noticed: {noticed}")
            return noticed
        finally:
            link.heal()

    # Afterwards

    def _judge(self) -> Evidence:
        investigation = Investigation(self.city, self.ledger.path)
        self.load.finish()
        self.troubles += self.load.troubles
        if faults := self.load.door.statuses["500"]:
            self.troubles.append(f"the gateway answered 500 {faults} times: what is away is a 503")
        self.ledger.close()
        over = stopwatch.now()
        self._say("faults are over; the load has ended")
        self._wait_quiet(investigation, over)
        self.healed = stopwatch.now() - over
        self._say(f"all is quiet {self.healed:.1f} s after faults and load have ended")
        self._deliver(investigation)
        for service in SERVICES:
            self.city.stop(service)
        evidence = investigation.look()
        self.findings = judge(evidence)
        return evidence

    def _wait_quiet(self, investigation: Investigation, over: float) -> None:
        """Waits until nothing is left to do; ``over`` is when both the faults and the load had ended."""
        while still := investigation.quiet():
            if stopwatch.now() - over > HEALED:
                self.troubles.append(f"not healed within {HEALED:.0f} s of the end of faults and load: {still}")
                return
            time.sleep(0.2)

    def _deliver(self, investigation: Investigation) -> None:
        """What a killed process had taken is due again when its lease is over: the clock is moved instead of waited."""
        Clock(self.city.platform.surroundings.clock_file).move(timedelta(hours=3))
        end = stopwatch.now() + HEALED
        while still := investigation.quiet() or investigation.messages_on_their_way():
            if stopwatch.now() > end:
                self.troubles.append(f"notices did not all leave: {still}")
                return
            time.sleep(0.2)
