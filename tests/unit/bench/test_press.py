"""The filler's complaints are like the domain's: their chains hold, and every copy has its own ids."""

import base64
import io
import json
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from bench.press import COLUMNS, Copy, Press
from kernel import tables as mail
from kernel.history import chain_hash
from kernel.sealing import KeyRing
from services.complaints.storage import tables as complaints

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def own(number: str) -> Copy:
    moments = [AT + timedelta(days=n) for n in range(3)]
    return Copy(number, "slow", "fire", "窗口", "三次未办成", moments)


def copies(count: int) -> dict[str, list[dict[str, str]]]:
    """The rows of so many copies of a dispatched complaint, as COPY would read them."""
    press = Press(3, "tax", KeyRing(lambda _: base64.b64encode(bytes(32)).decode()))
    books = {table: io.StringIO() for table in COLUMNS}
    for number in range(count):
        press.copy(own(f"TS-2026-{number:06d}"), books)
    tables = {table: [line.split("\t") for line in book.getvalue().splitlines()] for table, book in books.items()}
    return {
        str(table.name): [dict(zip(COLUMNS[table], cells, strict=True)) for cells in rows]
        for table, rows in tables.items()
        if table in {mail.history, complaints.complaints}
    }


def test_a_copys_chain_holds() -> None:
    rows = copies(1)["history"]
    head = bytes(32)
    for row in rows:
        said = {"version": int(row["version"]), "occurred_at": datetime.fromisoformat(row["occurred_at"])}
        assert row["prev_hash"] == f"\\\\x{head.hex()}"
        head = chain_hash(row | said | {"prev_hash": head})
        assert row["hash"] == f"\\\\x{head.hex()}"

    assert [row["type"] for row in rows] == ["complaint_filed", "complaint_accepted", "complaint_dispatched"]


def test_every_copy_has_its_own_id_and_number() -> None:
    rows = copies(5)["complaints"]

    assert len({row["id"] for row in rows}) == 5
    assert [row["number"] for row in rows] == [f"TS-2026-{number:06d}" for number in range(5)]


@pytest.mark.parametrize("mark", ["%(", "TS-0000", "2000-0", "-be7c4", "own_"])
def test_no_mark_of_the_original_is_left(mark: str) -> None:
    cells = [cell for rows in copies(1).values() for row in rows for cell in row.values()]

    assert [cell for cell in cells if mark in cell] == []


def test_what_is_counted_of_a_copy_is_what_its_history_tells() -> None:
    keys = KeyRing(lambda _: base64.b64encode(bytes(32)).decode())
    books = {table: io.StringIO() for table in COLUMNS}
    facts = Press(3, "tax", keys).copy(own("TS-2026-000001"), books)
    rows = [line.split("\t") for line in books[mail.history].getvalue().splitlines()]
    told = [dict(zip(COLUMNS[mail.history], cells, strict=True)) for cells in rows]
    said = [json.loads(row["data"]) for row in told]

    assert [(fact.complaint, fact.version, fact.type) for fact in facts] == [
        (UUID(row["aggregate_id"]), int(row["version"]), row["type"]) for row in told
    ]
    assert [{name: str(value) for name, value in fact.said.items()} for fact in facts] == [
        {name: str(value) for name, value in one.items()}
        | {name: str(fact.said[name]) for name in ("complaint", "number", "party")}
        for one, fact in zip(said, facts, strict=True)
    ]
    assert (said[0]["category"], said[0]["about"], said[2]["due_on"]) == ("slow", "fire", "2026-03-17")
    assert facts[2].said["due_on"] == date(2026, 3, 17)
