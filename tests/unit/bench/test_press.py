"""The filler's complaints are like the domain's: their chains hold, and every copy has its own ids."""

import base64
import io
from datetime import UTC, datetime

import pytest

from bench.press import COLUMNS, Press
from kernel import tables as mail
from kernel.history import chain_hash
from kernel.sealing import KeyRing
from services.complaints.storage import tables as complaints

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def copies(count: int) -> dict[str, list[dict[str, str]]]:
    """The rows of so many copies of a dispatched complaint, as COPY would read them."""
    press = Press(3, "tax", KeyRing(lambda _: base64.b64encode(bytes(32)).decode()))
    books = {table: io.StringIO() for table in COLUMNS}
    for number in range(count):
        press.copy(f"TS-2026-{number:06d}", AT, books)
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


@pytest.mark.parametrize("mark", ["%(", "TS-0000", "2000-01-01", "-be7c4"])
def test_no_mark_of_the_original_is_left(mark: str) -> None:
    cells = [cell for rows in copies(1).values() for row in rows for cell in row.values()]

    assert [cell for cell in cells if mark in cell] == []
