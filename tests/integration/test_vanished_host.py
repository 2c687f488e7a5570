"""A session whose host has vanished ends on the server too, and its lock with it; a server that is silent is left."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from psycopg2.extensions import get_wait_callback, set_wait_callback
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from kernel.database import wait_in_greenthread
from kernel.engine import is_away, open_engine
from kernel.silence import CONNECTING, SILENCE, Wait, notice_silence, wait_in_thread
from mingcha.local.database import PrivateDatabase
from tests.faults.proxy import Proxy


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("tcp_keepalives_idle", "10"),
        ("tcp_keepalives_interval", "5"),
        ("tcp_keepalives_count", "3"),
        ("tcp_user_timeout", "20000"),
    ],
)
def test_the_server_misses_a_silent_client_within_half_a_minute(
    database: PrivateDatabase, setting: str, value: str
) -> None:
    engine = open_engine(database.url("postgres"), name="vanished")

    with engine.connect() as connection:
        found = connection.scalar(text(f"SHOW {setting}"))
    engine.dispose()

    assert found == value


@pytest.fixture
def link(database: PrivateDatabase) -> Iterator[Proxy]:
    """The way to the database, which can fall silent."""
    before = get_wait_callback()
    there = urlsplit(database.url("postgres"))
    with Proxy(str(there.hostname), int(there.port or 0)) as link:
        yield link
    set_wait_callback(before)


def _ask(engine: Engine) -> int:
    with engine.connect() as connection:
        return int(connection.scalar(text("SELECT 1")) or 0)


@pytest.mark.parametrize("wait", [wait_in_thread, wait_in_greenthread])
def test_a_database_that_falls_silent_is_left_and_found_again(
    database: PrivateDatabase, link: Proxy, wait: Wait
) -> None:
    notice_silence(wait, silence=0.5)
    port = urlsplit(database.url("postgres")).port
    engine = open_engine(database.url("postgres").replace(f":{port}/", f":{link.port}/"), name="silent")
    assert _ask(engine) == 1

    link.stall()
    with pytest.raises(DBAPIError) as in_a_statement:
        _ask(engine)
    notice_silence(wait, connecting=0.5)
    with pytest.raises(DBAPIError) as while_connecting:
        _ask(engine)
    link.heal()

    assert is_away(in_a_statement.value)
    assert is_away(while_connecting.value)
    assert _ask(engine) == 1
    engine.dispose()


def test_silence_is_noticed_within_half_a_minute_and_a_slow_statement_is_no_silence(database: PrivateDatabase) -> None:
    engine = open_engine(database.url("postgres"), name="slow")
    with engine.connect() as connection:
        milliseconds = text("SELECT setting::int FROM pg_settings WHERE name = 'statement_timeout'")
        allowed = (connection.scalar(milliseconds) or 0) / 1000
    engine.dispose()

    assert CONNECTING < allowed < SILENCE < 30
