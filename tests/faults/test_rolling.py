"""Two processes of each service, restarted one after the other while the office works: nobody is turned away."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from mingcha.local.surroundings import SERVICES
from tests import stopwatch
from tests.faults.city import City
from tests.faults.conftest import SCALE, SEED
from tests.faults.evidence import Evidence, Investigation
from tests.faults.judge import judge
from tests.faults.ledger import Ledger
from tests.faults.load import Load, Mix
from tests.faults.pace import Pace

TWO_EACH = {"MINGCHA_PROCESSES": ",".join(f"{service}=2" for service in SERVICES)}
ROUNDS = SCALE

PATIENT = Mix(impatient=0, with_email=0)


@pytest.mark.timeout(900 * SCALE)
def test_a_rolling_restart_under_load_loses_repeats_reorders_and_turns_away_nothing(
    tmp_path: Path, tell: Callable[[str], None]
) -> None:
    with City.running(tmp_path, TWO_EACH) as city:
        city.empty()
        ledger, pace = Ledger(tmp_path / "ledger.jsonl"), Pace(allowed=float("inf"))
        load = Load(city, ledger, pace, seed=str(SEED), mix=PATIENT)
        load.start(clerks=3)
        for _ in range(ROUNDS):
            for service in SERVICES:
                city.platform.roll(service)
        pace.end()
        load.finish()
        ledger.close()
        tell(
            f"  {pace.done} orders and events, {dict(load.door.statuses)}, longest wait {load.door.longest_wait:.1f} s"
        )
        evidence = _once_quiet(city, Investigation(city, ledger.path))
        findings = judge(evidence)

    assert findings == []
    assert load.troubles == []
    assert pace.done > 500
    assert {status for status in load.door.statuses if not status.startswith(("2", "4"))} == set()
    assert load.door.longest_wait < 15


def _once_quiet(city: City, investigation: Investigation) -> Evidence:
    end = stopwatch.now() + 60
    while still := investigation.quiet():
        assert stopwatch.now() < end, still
        time.sleep(0.2)
    for process in city.platform.surroundings.metrics_ports:
        if process != "gateway":
            city.stop(process)
    return investigation.look()
