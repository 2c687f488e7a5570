"""History: append-only, and whoever gets past that is found out."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.exc import DBAPIError

from kernel import tables
from kernel.history import Break
from tests.integration.kernel.post import Stranger
from tests.integration.kernel.stand import Town, eventually

CONTENT = {
    "aggregate": "'other'",
    "aggregate_id": "gen_random_uuid()",
    "version": "version + 100",
    "type": "'other'",
    "data": "data || ' '",
    "actor": "'other'",
    "occurred_at": "occurred_at + interval '1 microsecond'",
    "causation": "'other'",
    "correlation": "'other'",
    "trace": "'other'",
    "prev_hash": "'\\x00'",
    "hash": "'\\x00'",
}


@pytest.fixture
def written(town: Town, stranger: Stranger, probe: object) -> Town:
    """A town with two books of three lines each, every fact published."""
    assert probe
    for n in range(6):
        stranger.order("note", key=f"k{n % 2}", text=f"line {n}")
    eventually(lambda: town.count("history", "published IS NOT NULL") == 6)
    return town


@pytest.fixture
def tampering(written: Town) -> Iterator[Town]:
    """The same town, with the guard asleep for whoever writes as a superuser."""
    written.sql("ALTER TABLE history DISABLE TRIGGER ALL")
    yield written
    written.sql("ALTER TABLE history ENABLE TRIGGER ALL")


@pytest.mark.parametrize(("column", "value"), CONTENT.items())
def test_no_content_can_be_changed(written: Town, column: str, value: str) -> None:
    with pytest.raises(DBAPIError, match="history is append-only: UPDATE refused"):
        written.sql(f"UPDATE history SET {column} = {value} WHERE seq = 1")


@pytest.mark.parametrize("statement", ["DELETE FROM history WHERE seq = 6", "TRUNCATE history"])
def test_nothing_can_be_removed(written: Town, statement: str) -> None:
    with pytest.raises(DBAPIError, match=f"history is append-only: {statement.split()[0]} refused"):
        written.sql(statement)


def test_marking_as_published_is_allowed_and_breaks_nothing(written: Town) -> None:
    written.sql("UPDATE history SET published = NULL")
    eventually(lambda: written.count("history", "published IS NOT NULL") == 6)

    assert written.walk_history() == [6]


def test_an_aggregate_has_one_fact_a_version(written: Town) -> None:
    with pytest.raises(DBAPIError, match="history_one_fact_a_version"):
        written.sql(COPY)


@pytest.mark.parametrize(("column", "value"), CONTENT.items())
def test_an_edited_row_is_found(tampering: Town, column: str, value: str) -> None:
    tampering.sql(f"UPDATE history SET {column} = {value} WHERE seq = 3")

    assert 3 in _broken(tampering)


@pytest.mark.parametrize("seq", [1, 3])
def test_a_deleted_row_is_found(tampering: Town, seq: int) -> None:
    tampering.sql(f"DELETE FROM history WHERE seq = {seq}")

    assert tampering.walk_history() == [
        Break(seq + 2, _book(tampering, seq), seq // 2 + 2, f"version {seq // 2 + 1} is missing"),
        5,
    ]


def test_an_inserted_row_is_found(tampering: Town) -> None:
    tampering.sql(
        COPY.replace("SELECT aggregate, aggregate_id, version", "SELECT aggregate, aggregate_id, version + 1")
    )

    assert _broken(tampering) == [7]


def test_rows_that_changed_places_are_found(tampering: Town) -> None:
    for old, new in pairwise((-1, 1, 3, -1)):
        tampering.sql(f"UPDATE history SET seq = {old} WHERE seq = {new}")

    assert _broken(tampering) == [1, 3, 5]


def test_the_chain_holds_in_every_time_zone(written: Town) -> None:
    written.sql("ALTER ROLE CURRENT_USER SET timezone = 'Asia/Shanghai'")
    written.engine.dispose()
    try:
        assert written.sql("SHOW timezone") == [("Asia/Shanghai",)]
        assert written.walk_history() == [6]
    finally:
        written.sql("ALTER ROLE CURRENT_USER RESET timezone")
        written.engine.dispose()


def test_the_migrations_make_the_tables_that_the_code_knows(town: Town) -> None:
    with town.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": _is_mail, "compare_type": True})

        assert compare_metadata(context, tables.metadata) == []


def _is_mail(name: str | None, kind: str, _parents: object) -> bool:
    return kind != "table" or name in tables.metadata.tables


def _broken(town: Town) -> list[int]:
    return [found.seq for found in town.walk_history() if isinstance(found, Break)]


def _book(town: Town, seq: int) -> object:
    return town.sql(f"SELECT aggregate_id FROM history WHERE seq = {seq + 2}")[0][0]


COPY = """
INSERT INTO history (aggregate, aggregate_id, version, type, data, actor, occurred_at, causation, correlation, trace,
                     prev_hash, hash)
SELECT aggregate, aggregate_id, version, type, data, actor, occurred_at, causation, correlation, trace, prev_hash, hash
FROM history WHERE seq = 6
"""
