"""What people said does not come out by way of an error: neither in our logs nor in the database server's."""

from pathlib import Path
from traceback import format_exception

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from kernel.engine import open_engine
from mingcha.local.database import PrivateDatabase

CANARY = "电话13900000000的投诉原话"


def test_an_error_of_the_database_does_not_repeat_what_was_written(database: PrivateDatabase) -> None:
    database.ensure_databases(["silence"])
    engine = open_engine(database.url("silence"), name="silence")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE said (words text NOT NULL, n integer NOT NULL CHECK (n > 0))"))

    with pytest.raises(DBAPIError) as failed, engine.begin() as connection:
        connection.execute(text("INSERT INTO said SELECT :words, 1 / 0"), {"words": CANARY})
    with pytest.raises(DBAPIError) as checked, engine.begin() as connection:
        connection.execute(text("INSERT INTO said VALUES (:words, -1)"), {"words": CANARY})
    engine.dispose()

    for error in (failed.value, checked.value):
        assert CANARY not in "".join(format_exception(error))
        assert getattr(error.orig, "pgcode", None) in {"22012", "23514"}
    logs = [file for file in Path(database.folder).rglob("*.log") if file.is_file()]
    assert logs
    assert [file.name for file in logs if CANARY in file.read_text(encoding="utf-8", errors="replace")] == []
