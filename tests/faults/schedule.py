"""The schedule of faults: a pure function of seed and scale. When is told in shares of the work, not in time."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tests.faults.points import DELIVERY, GATEWAY, HANDOVER, MAILBOX, RELAY

SERVICES = ("complaints", "notifications", "approvals")
PROCESSES = (*SERVICES, "gateway")
SERVERS = ("broker", "database")

KILLS = 20
"""Of every process, at points, at random moments and with everything else."""
RANDOM_KILLS = 2
"""Of these at least: a moment that nobody thought of."""
SERVER_KILLS = 5
EVERYTHING = 3
MAILBOX_KILLS = 1
RELAY_KILLS = 2
HANDOVER_KILLS = 2
DELIVERY_KILLS = 2
GATEWAY_KILLS = 4
CUTS = 1
STALL_OF_DATABASE = 4.0
FIRST = 0.03
"""No fault before so much work: a broker older than 4.0 that is killed right after a quorum queue was declared may
strand that queue, and ours have just been declared."""
SLOWNESS = (3_000, 3.0)
"""Bytes a second, and for how long."""


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One fault, when so large a share of the work was begun (``at``): ``how`` is kill, point, cut, stall or slow.

    ``where`` is the fail point, at its ``turn``-th passing, or the server at the other end of the link.
    """

    victim: str
    how: str
    where: str = ""
    turn: int = 1
    at: float = 0.0

    @property
    def name(self) -> str:
        """As the table counts it."""
        return " ".join(part for part in (self.how, self.victim, self.where) if part)


def plan(seed: int, scale: int = 1) -> dict[str, list[Fault]]:
    """The faults of each lane, in their order; lanes run side by side: one a process, and one for the servers."""
    lanes = {process: list(_of_process(process)) * scale for process in PROCESSES}
    lanes["servers"] = list(_of_servers()) * scale
    return {lane: _placed(faults, random.Random(f"{seed} {lane}")) for lane, faults in lanes.items()}


def _of_process(process: str) -> Iterator[Fault]:
    points = [point for point, times in _points_of(process) for _ in range(times)]
    for point in points:
        yield Fault(victim=process, how="point", where=point)
    for _ in range(max(RANDOM_KILLS, KILLS - EVERYTHING - len(points))):
        yield Fault(victim=process, how="kill")
    for server in SERVERS:
        for _ in range(CUTS):
            yield Fault(victim=process, how="cut", where=server)
        yield Fault(victim=process, how="stall", where=server)
        yield Fault(victim=process, how="slow", where=server)


def _points_of(process: str) -> Iterator[tuple[str, int]]:
    if process == "gateway":
        yield from ((point, GATEWAY_KILLS) for point in GATEWAY)
        return
    yield from ((point, MAILBOX_KILLS) for point in MAILBOX)
    yield from ((point, RELAY_KILLS) for point in RELAY)
    if process == "complaints":
        yield from ((point, HANDOVER_KILLS) for point in HANDOVER)
    if process == "notifications":
        yield from ((point, DELIVERY_KILLS) for point in DELIVERY)


def _of_servers() -> Iterator[Fault]:
    for server in SERVERS:
        for _ in range(SERVER_KILLS):
            yield Fault(victim=server, how="kill")
    for _ in range(EVERYTHING):
        yield Fault(victim="everything", how="kill")


def _placed(faults: list[Fault], dice: random.Random) -> list[Fault]:
    """In seeded order, spread over the work with seeded moments."""
    dice.shuffle(faults)
    share = (1 - FIRST) / len(faults)
    return [
        replace(fault, at=FIRST + (place + dice.random()) * share, turn=dice.randint(1, 3))
        for place, fault in enumerate(faults)
    ]
