"""Ours against the peers, in turns: each contender does every trial of a round, alone, before the next one comes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bench.contenders import Contender, Door
from bench.load import run_load
from bench.run import Run

Trial = Callable[[Door, float], float]
"""One figure of a contender at work, from a load of so many seconds."""

SAMPLE = 2000
"""So many complaints are read in turn; no contender keeps an answer for the next reader."""


def post_64_clients(door: Door, seconds: float) -> float:
    """Complaints a second with 64 clients, from the first request until the last notice is there."""
    mark = door.notices.mark()
    done = run_load(door.url, [door.post], clients=64, seconds=seconds, status=201)
    end = max(door.notices.wait_for(done.count, mark), done.began + done.seconds)
    return done.count / (end - done.began)


def post_1_client_p50(door: Door, seconds: float) -> float:
    """Milliseconds from the request to the 201, half of them are faster; one client."""
    mark = door.notices.mark()
    done = run_load(door.url, [door.post], clients=1, seconds=seconds, status=201)
    door.notices.wait_for(done.count, mark)
    return done.p50_ms


def get_32_clients(door: Door, seconds: float) -> float:
    """Reads of one complaint a second with 32 clients, spread over the newest complaints."""
    return get_rate(door, seconds, door.notices.numbers(SAMPLE))


def get_rate(door: Door, seconds: float, numbers: Sequence[str]) -> float:
    """Reads a second with 32 clients, who ask for these complaints in turn."""
    return run_load(door.url, [door.get(number) for number in numbers], clients=32, seconds=seconds, status=200).rate


TRIALS: dict[str, Trial] = {
    "post_64_clients": post_64_clients,
    "post_1_client_p50": post_1_client_p50,
    "get_32_clients": get_32_clients,
}


@dataclass(frozen=True)
class Rival:
    """A contender, and what its figures are called: ours have no prefix."""

    contender: Contender
    prefix: str = ""

    def compete(self, run: Run, trials: Sequence[str], round_: int) -> None:
        """Does the trials of one round."""
        with self.contender.at_work(run.seconds(3)) as door:
            for trial in trials:
                value = TRIALS[trial](door, run.seconds(8 if trial == "post_64_clients" else 5))
                run.note(f"{self.prefix}{trial}", value, round_)


def contest(run: Run, rivals: Sequence[Rival]) -> None:
    """All rounds; the contenders take turns, so that a slow minute of the machine does not fall to one of them."""
    trials = [trial for trial in TRIALS if run.wants(trial, *(f"{rival.prefix}{trial}" for rival in rivals))]
    for round_ in range(run.rounds):
        for rival in rivals:
            rival.compete(run, trials, round_)
    run.again("post_64_clients_nameko", "post_64_clients")
