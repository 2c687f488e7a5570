"""The filler's complaints are like the domain's: their chains hold, their clocks stand, every copy has its own ids."""

import base64
import io
import json
from datetime import UTC, date, datetime, timedelta
from functools import cache
from random import Random
from uuid import UUID

import pytest

from bench.lines import COLUMNS
from bench.press import Copy, Kind, Press
from bench.ways import Fate, moments, way
from contracts.complaints import Channel
from kernel import tables as mail
from kernel.history import chain_hash
from kernel.sealing import KeyRing
from services.complaints.domain.categories import CATEGORIES
from services.complaints.statistics.domain import Told
from services.complaints.storage import tables as complaints

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LONG_AFTER = AT + timedelta(days=90)
KEYS = KeyRing(lambda _: base64.b64encode(bytes(32)).decode())

Rows = dict[str, list[dict[str, str]]]


@cache
def press(kind: Kind) -> Press:
    return Press(kind, KEYS)


def made(
    fate: Fate = Fate.CLOSED, category: str = "slow", until: datetime = LONG_AFTER, count: int = 1
) -> tuple[Rows, list[Told]]:
    """The rows of so many copies as COPY would read them, and what is counted of the last."""
    books = {table: io.StringIO() for table in COLUMNS}
    told: list[Told] = []
    for number in range(count):
        reached = moments(way(fate, category, "tax", date.min), AT, until, Random(number))
        own = Copy(f"TS-2026-{number:06d}", Channel.LETTER, "fire", "tax", "窗口", "三次未办成", reached)
        told = press(Kind.of(fate, category, Channel.LETTER, reached)).copy(own, books)
    tables = {table: [line.split("\t") for line in book.getvalue().splitlines()] for table, book in books.items()}
    rows = {
        str(table.name): [dict(zip(COLUMNS[table], cells, strict=True)) for cells in lines]
        for table, lines in tables.items()
        if table.metadata is complaints.metadata or table is mail.history
    }
    return rows, told


def of_complaint(rows: Rows) -> list[dict[str, str]]:
    return [row for row in rows["history"] if row["aggregate"] == "complaint"]


def codes(rows: Rows, state: str) -> set[str]:
    return {clock["code"] for clock in rows["clocks"] if clock["state"] == state}


@pytest.mark.parametrize("fate", Fate)
def test_every_chain_holds(fate: Fate) -> None:
    rows, _ = made(fate)
    heads: dict[str, str] = {}
    for row in rows["history"]:
        assert row["prev_hash"] == f"\\\\x{heads.get(row['aggregate_id'], '00' * 32)}"
        said = {"version": int(row["version"]), "occurred_at": datetime.fromisoformat(row["occurred_at"])}
        head = chain_hash(row | said | {"prev_hash": bytes.fromhex(row["prev_hash"][3:])})
        assert row["hash"] == f"\\\\x{head.hex()}"
        heads[row["aggregate_id"]] = head.hex()


@pytest.mark.parametrize("category", CATEGORIES)
def test_a_case_of_every_category_comes_to_the_archive(category: str) -> None:
    rows, _ = made(category=category)

    assert rows["complaints"][0]["state"] == "archived"
    assert [row["type"] for row in of_complaint(rows)][-3:] == ["called_back", "complaint_closed", "complaint_archived"]


def test_what_has_not_happened_yet_is_not_made() -> None:
    rows, _ = made(until=AT + timedelta(hours=12), category="illegal_fee")

    assert rows["complaints"][0]["state"] in {"investigating", "replied", "verified", "closed"}
    assert {row["occurred_at"] <= (AT + timedelta(hours=12)).isoformat() for row in rows["history"]} == {True}


def test_the_clocks_of_a_case_at_work_run_and_those_before_were_met() -> None:
    rows, _ = made(until=AT + timedelta(hours=4), category="illegal_fee")

    assert {"ceiling", "handle_investigation"} <= codes(rows, "running")
    assert {"acknowledge", "accept", "dispatch", "sign", "contact"} <= codes(rows, "met")


def test_no_clock_that_runs_has_come_to_a_step_yet() -> None:
    until = AT + timedelta(days=2)
    rows, _ = made(until=until, category="illegal_fee", count=40)

    assert all(clock["next_at"] > until.isoformat() for clock in rows["clocks"] if clock["state"] == "running")


@pytest.mark.parametrize("fate", Fate)
def test_the_archive_follows_from_the_window_that_ran_out(fate: Fate) -> None:
    rows, _ = made(fate)
    (window,) = [clock for clock in rows["clocks"] if clock["code"] == "review_window"]
    (passed,) = [row for row in rows["history"] if row["aggregate"] == "clock"]

    assert (window["state"], window["taken"], window["version"]) == ("cancelled", "{passed}", "1")
    assert passed["aggregate_id"] == window["id"]
    assert of_complaint(rows)[-1]["causation"] == passed["causation"] == f"clock.{window['id']}.passed"
    assert json.loads(passed["data"])["due_on"] < passed["occurred_at"]


def test_the_day_that_is_told_is_the_clocks() -> None:
    rows, _ = made(until=AT + timedelta(hours=4))
    (handle,) = [clock for clock in rows["clocks"] if clock["code"] == "handle_ordinary"]
    told = [json.loads(row["data"]) for row in of_complaint(rows) if row["type"] == "complaint_dispatched"]

    assert rows["complaints"][0]["due_on"] == handle["told_on"] == told[0]["due_on"] == "2026-03-16"


def test_every_copy_has_its_own_ids_and_number() -> None:
    rows, _ = made(count=5)

    for table in ("complaints", "clocks", "replies"):
        assert len({row["id"] for row in rows[table]}) == len(rows[table])
    assert [row["number"] for row in rows["complaints"]] == [f"TS-2026-{number:06d}" for number in range(5)]


@pytest.mark.parametrize("fate", Fate)
@pytest.mark.parametrize("mark", ["%(", "TS-0000", "2000-0", "-be7c4", "own_"])
def test_no_mark_of_the_original_is_left(mark: str, fate: Fate) -> None:
    cells = [cell for rows in made(fate)[0].values() for row in rows for cell in row.values()]

    assert [cell for cell in cells if mark in cell] == []


@pytest.mark.parametrize("fate", Fate)
def test_what_is_counted_of_a_copy_is_what_its_history_tells(fate: Fate) -> None:
    rows, facts = made(fate)
    told = of_complaint(rows)

    assert [(fact.complaint, fact.version, fact.type) for fact in facts] == [
        (UUID(row["aggregate_id"]), int(row["version"]), row["type"]) for row in told
    ]
    for fact, row in zip(facts, told, strict=True):
        said = json.loads(row["data"])
        for name in ("state", "category", "channel", "about", "department", "due_on"):
            assert str(fact.said.get(name)) == str(said.get(name)), name
