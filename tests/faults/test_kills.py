"""Everything is killed while the office works; afterwards each accepted thing is there exactly once."""

import os
import random
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from time import monotonic, sleep

import pytest
from sqlalchemy import text
from urllib3.util import Retry

from contracts.people import Role
from gateway.edge.keys import ApiKeys
from kernel.engine import open_engine
from kernel.history import verify
from mingcha.client import Json, Mingcha, Problem
from mingcha.demo.outside import Outside
from mingcha.local.platform import Platform

ROOT = Path(__file__).parents[2]
SEED = int(os.environ.get("MINGCHA_SEED", "20261123"))
COMPLAINTS = 400
VICTIMS = ("complaints", "notifications", "approvals", "gateway", "broker", "database", "complaints", "gateway")


@dataclass
class Ledger:
    """Kept outside the system: what was asked, and what is known of it. An unknown may be there once or not at all."""

    ok: dict[str, str] = field(default_factory=dict)
    unknown: set[str] = field(default_factory=set)
    lock: Lock = field(default_factory=Lock)

    def file(self, client: Mingcha, name: str) -> None:
        with self.lock:
            self.unknown.add(name)
        form: Json = {
            "channel": "web",
            "category": "slow",
            "title": "t",
            "text": "x",
            "source": "f",
            "external_id": name,
        }
        try:
            number = client.file_complaint(**form, idempotency_key=name)["number"]
        except (OSError, Problem):
            return
        with self.lock:
            self.unknown.discard(name)
            self.ok[name] = number


@pytest.fixture
def platform(tmp_path: Path) -> Iterator[Platform]:
    with (
        Outside() as outside,
        Platform(ROOT, tmp_path, environ={**os.environ, **outside.settings}).running() as running,
    ):
        yield running


@pytest.mark.timeout(300)
def test_what_was_accepted_is_there_exactly_once_whatever_is_killed(platform: Platform) -> None:
    ledger, dice = Ledger(), random.Random(SEED)
    with ThreadPoolExecutor(16) as pool, _client(platform) as client:
        filing = [pool.submit(ledger.file, client, f"f-{n}") for n in range(COMPLAINTS)]
        for victim in VICTIMS:
            _when_another_is_done(filing, dice.randint(5, 30))
            platform.kill(victim)
            platform[victim].wait_ready(60)
        for future in filing:
            future.result()

    assert len(ledger.ok) >= COMPLAINTS * 0.9, f"seed {SEED}"
    _check_complaints(platform, ledger)
    _check_notices(platform)
    _check_chains(platform)


def _client(platform: Platform) -> Mingcha:
    engine = open_engine(platform.database_url("gateway"), name="faults")
    key = ApiKeys(engine).create("faults", [Role.OFFICER], department=None, at=datetime.now(UTC))
    engine.dispose()
    patient = Retry(total=30, backoff_factor=0.1, backoff_max=2, status_forcelist=(502, 503, 504), allowed_methods=None)
    return Mingcha(platform.gateway_url, key, retry=patient)


def _when_another_is_done(filing: "list[Future[None]]", more: int) -> None:
    """Waits until ``more`` further requests have ended; the moment of the kill depends on the work, not on a clock."""
    goal = min(sum(future.done() for future in filing) + more, len(filing))
    for future in filing[:goal]:
        future.result()


def _rows(platform: Platform, database: str, query: str) -> list[tuple[object, ...]]:
    engine = open_engine(platform.database_url(database), name="faults")
    with engine.connect() as connection:
        found = [tuple(row) for row in connection.execute(text(query))]
    engine.dispose()
    return found


def _check_complaints(platform: Platform, ledger: Ledger) -> None:
    there = dict(_rows(platform, "complaints", "SELECT external_id, number FROM complaints"))

    assert {name: there.get(name) for name in ledger.ok} == ledger.ok
    assert set(there) <= set(ledger.ok) | ledger.unknown
    numbers = sorted(str(number) for number in there.values())
    assert numbers == [f"TS-{datetime.now(UTC).year}-{n:06d}" for n in range(1, len(there) + 1)]


def _check_notices(platform: Platform) -> None:
    """Each fact has reached the second service once: one planned message an event, rule and recipient."""
    unpublished = "SELECT count(*) FROM history WHERE published IS NULL"
    assert _until(lambda: _rows(platform, "complaints", unpublished) == [(0,)])
    filed = _rows(platform, "complaints", "SELECT count(*) FROM history WHERE type = 'complaint_filed'")

    def heard() -> bool:
        query = "SELECT count(*) FROM received WHERE message_id LIKE '/services/complaints %'"
        return _rows(platform, "notifications", query) == filed

    assert _until(heard)
    planned = "SELECT count(*), count(DISTINCT event_id) FROM messages WHERE rule LIKE '%filed%'"
    ((messages, events),) = _rows(platform, "notifications", planned)
    assert messages == events == filed[0][0]


def _check_chains(platform: Platform) -> None:
    for service in ("complaints", "notifications"):
        engine = open_engine(platform.database_url(service), name="faults")
        with engine.connect() as connection:
            *breaks, rows = verify(connection)
        engine.dispose()
        assert breaks == []
        assert isinstance(rows, int)


def _until(holds: Callable[[], bool], patience: float = 60) -> bool:
    end = monotonic() + patience
    while not holds():
        if monotonic() > end:
            return False
        sleep(0.1)
    return True
