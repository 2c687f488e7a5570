"""Receipts on the real tables: hardened an hour later, and what the history proves of a registration."""

import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from signal import SIGKILL
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Engine, text
from uuid_utils.compat import uuid7

from contracts.complaints import Channel, FileComplaint, Registered
from contracts.receipts import CheckRegistration, Verdict
from services.complaints.domain.complaint import Complaint
from services.complaints.entrypoints.timers import Timers
from services.complaints.receipts.figures import RECEIPTS_TO_HARDEN, count_soft
from services.complaints.receipts.hashing import HARD, fits, harden
from services.complaints.receipts.storage import SoftReceipts
from services.complaints.receipts.use_cases import AT_ONCE, RUSH, check_registration, harden_receipts
from services.complaints.storage import Complaints, Facts
from services.complaints.use_cases.moving import Bench
from tests.faults.points import Trigger

ROOT = Path(__file__).parents[3]
AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
KEYED = "a" * 64


@pytest.fixture
def register(transaction: Any, bench: Callable[..., Bench]) -> Callable[..., Registered]:
    """Registers a complaint."""

    def make(number: str, at: datetime = AT) -> Registered:
        order = FileComplaint(channel=Channel.WEB, category="slow", testimony="", receipt_hash=KEYED)
        with transaction(at) as stage:
            filed = Complaint.file(order, id=uuid7(), number=number, at=at, party=None, language="zh", content_print="")
            registered: Registered = bench(stage, at).add(filed)
        return registered

    return make


def test_receipts_are_hardened_an_hour_later_a_few_at_a_time_each_once(
    register: Callable[..., Registered], transaction: Any, rows: Callable[[str], list[Any]]
) -> None:
    for place in range(AT_ONCE + 2):
        register(f"TS-2026-{place + 1:06d}")
    register("TS-2026-000099", AT + timedelta(minutes=30))

    def round_(minutes: int) -> int:
        at = AT + timedelta(minutes=minutes)
        with transaction(at) as stage:
            return harden_receipts(SoftReceipts(stage), at=at, harden=harden)

    assert [round_(minutes) for minutes in (59, 60, 61, 62, 90, 91)] == [0, AT_ONCE, 2, 0, 1, 0]
    kept = [row.receipt_hash for row in rows("SELECT receipt_hash FROM complaints")]
    assert len(set(kept)) == AT_ONCE + 3
    assert all(fits(KEYED, hash_) and not fits("b" * 64, hash_) for hash_ in kept)


def test_what_has_piled_up_is_worked_off_at_once_but_not_in_a_rush(
    register: Callable[..., Registered], transaction: Any, engine: Engine
) -> None:
    later = AT + timedelta(hours=2)
    for place in range(2 * AT_ONCE + 2):
        register(f"TS-2026-{place + 1:06d}")
    timers: Any = Timers()
    timers.transactions = SimpleNamespace(transaction=lambda: transaction(later))
    timers.clock = SimpleNamespace(now=lambda: later)

    def waiting() -> float:
        with engine.connect() as connection:
            count_soft(connection, later)
        return float(RECEIPTS_TO_HARDEN.collect()[0].samples[0].value)

    rush = text(
        "INSERT INTO complaints (id, number, version, state, channel, category, mode, receipt_hash, content_print,"
        " filed_at, changed_at, kind, severity)"
        " SELECT CAST('ffffffff-ffff-7fff-8000-' || lpad(place::text, 12, '0') AS uuid), 'TS-1999-' || place, 1,"
        " 'registered', 'web', 'slow', 'named', '', '', :at, :at, 'complaint', 1"
        " FROM generate_series(1, :rush) AS place"
    )
    assert waiting() == 2 * AT_ONCE + 2
    with engine.begin() as connection:
        connection.execute(rush, {"at": later, "rush": RUSH})
    timers.harden_receipts()
    assert waiting() == AT_ONCE + 2
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM complaints WHERE number LIKE 'TS-1999-%'"))
    timers.harden_receipts()
    assert waiting() == 0


@pytest.mark.parametrize(("point", "turn"), [("before_commit", 2), ("after_commit", 1)])
def test_a_kill_while_receipts_are_hardened_leaves_each_readable_and_hardened_once(
    register: Callable[..., Registered],
    transaction: Any,
    rows: Callable[[str], list[Any]],
    engine: Engine,
    tmp_path: Path,
    point: str,
    turn: int,
) -> None:
    later = AT + timedelta(hours=2)
    for place in range(2 * AT_ONCE + 1):
        register(f"TS-2026-{place + 1:06d}")
    Trigger(tmp_path, "complaints").arm(point, turn)

    url = engine.url.render_as_string(hide_password=False)
    program = (sys.executable, "-W", "ignore", "-m", "tests.integration.complaints.hardening")
    killed = subprocess.run((*program, url, later.isoformat(), str(tmp_path)), cwd=ROOT, timeout=60, check=False)
    kept = "SELECT receipt_hash FROM complaints ORDER BY id"
    first = [row.receipt_hash for row in rows(kept)]
    timers: Any = Timers()
    timers.transactions = SimpleNamespace(transaction=lambda: transaction(later))
    timers.clock = SimpleNamespace(now=lambda: later)
    timers.harden_receipts()
    then = [row.receipt_hash for row in rows(kept)]

    assert killed.returncode == -SIGKILL
    assert [hash_.startswith(HARD) for hash_ in first] == [True] * AT_ONCE + [False] * (AT_ONCE + 1)
    assert then[:AT_ONCE] == first[:AT_ONCE]
    assert all(hash_.startswith(HARD) for hash_ in then)
    assert all(fits(KEYED, hash_) for hash_ in (*first, *then))


def test_only_one_process_hardens_at_a_time(register: Callable[..., Registered], transaction: Any) -> None:
    register("TS-2026-000001")
    later = AT + timedelta(hours=2)
    with transaction(later) as stage:  # the row must be there before two can want it
        SoftReceipts(stage).claim(filed_before=AT - timedelta(days=1), limit=1)

    with transaction(later) as one, transaction(later) as other:
        assert len(SoftReceipts(one).claim(filed_before=later, limit=1)) == 1
        assert SoftReceipts(other).claim(filed_before=later, limit=1) == []


def test_a_registration_that_is_deleted_altered_or_made_anew_is_found_out(
    register: Callable[..., Registered], transaction: Any, engine: Engine
) -> None:
    filed = register("TS-2026-000001")
    asked = CheckRegistration(number=filed.number, chain_head=filed.chain_head or "")

    def verdict() -> Verdict:
        with transaction(AT) as stage:
            return check_registration(asked, complaints=Complaints(stage), facts=Facts(stage)).verdict

    def do(statement: str) -> None:
        with engine.begin() as connection:  # whoever owns the table can do as they like
            connection.execute(text("ALTER TABLE history DISABLE TRIGGER USER"))
            connection.execute(text(statement))

    assert verdict() is Verdict.GENUINE
    do("UPDATE history SET occurred_at = occurred_at + interval '3 days'")
    assert verdict() is Verdict.ALTERED
    do("UPDATE history SET occurred_at = occurred_at - interval '3 days'")
    assert verdict() is Verdict.GENUINE
    do("DELETE FROM history")
    assert verdict() is Verdict.DELETED
    do("DELETE FROM clocks")
    do("DELETE FROM complaints")
    assert verdict() is Verdict.DELETED
    register(filed.number, AT + timedelta(days=3))
    assert verdict() is Verdict.ALTERED


def test_the_head_of_a_chain_is_the_same_in_the_answer_and_in_the_table(
    register: Callable[..., Registered], rows: Callable[[str], list[Any]]
) -> None:
    filed = register(f"TS-2026-{uuid4().int % 10**6:06d}")

    (row,) = rows("SELECT hash, version FROM history WHERE type = 'complaint_filed'")
    assert (bytes(row.hash).hex(), row.version) == (filed.chain_head, 1)
    assert filed.registered_at == AT
