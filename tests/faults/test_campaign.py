"""Everything is killed, cut and stalled while the office works; what was accepted is there exactly once."""

from collections.abc import Callable
from pathlib import Path

import pytest
from kombu import Connection
from sqlalchemy import text

from tests.faults.campaign import Campaign
from tests.faults.city import City
from tests.faults.conftest import SCALE, SEED
from tests.faults.report import Report
from tests.faults.schedule import PROCESSES, plan


@pytest.mark.timeout(3_000 * SCALE)
def test_what_was_accepted_is_there_exactly_once_whatever_fails(
    city: City, tmp_path: Path, tell: Callable[[str], None], report: Report
) -> None:
    tell(f"\n  seed {SEED}, scale {SCALE}: MINGCHA_SEED={SEED} MINGCHA_FAULTS_SCALE={SCALE} replays it")
    city.start(*PROCESSES)
    city.empty()
    campaign = Campaign(city, tmp_path, SEED, SCALE, tell)
    report.evidence = campaign.run()
    report.campaign = campaign
    report.server_versions = _versions(city)

    again = f"MINGCHA_SEED={SEED} MINGCHA_FAULTS_SCALE={SCALE}"
    assert campaign.findings == [], again
    assert campaign.troubles == [], again
    assert campaign.counts() == _planned(), again
    commands = [entry for entry in report.evidence.ledger.values() if not entry.id.startswith("/")]
    events = [entry for entry in report.evidence.ledger.values() if entry.id.startswith("/")]
    assert min(len(commands), len(events)) >= 2_000 * SCALE


def _planned() -> dict[str, int]:
    names = [fault.name for faults in plan(SEED, SCALE).values() for fault in faults]
    return {name: names.count(name) for name in names}


def _versions(city: City) -> str:
    with city.broker() as connection:
        broker = _broker_version(connection)
    with city.engines["complaints"].connect() as connection:
        database = connection.scalar(text("SHOW server_version"))
    return f"RabbitMQ {broker}, PostgreSQL {str(database).split()[0]}"


def _broker_version(connection: Connection) -> str:
    connection.connect()
    return str(connection.connection.server_properties.get("version", "?"))


def test_the_schedule_follows_from_the_seed_alone() -> None:
    assert plan(7, 2) == plan(7, 2)
    assert plan(7) != plan(8)


@pytest.mark.parametrize("process", PROCESSES)
def test_every_process_is_killed_twenty_times_at_least(process: str) -> None:
    kills = [fault for fault in plan(SEED)[process] if fault.how in {"kill", "point"}]
    everything = [fault for fault in plan(SEED)["servers"] if fault.victim == "everything"]

    assert len(kills) + len(everything) >= 20
    assert len(everything) == 3


def test_the_relay_is_killed_twenty_times_at_least_and_each_server_five_times() -> None:
    faults = [fault for lane in plan(SEED).values() for fault in lane]

    assert sum(fault.where.startswith(("relay", "handover")) for fault in faults) >= 20
    assert [sum(fault.victim == server for fault in faults) for server in ("broker", "database")] == [5, 5]
