import os
import subprocess
from collections.abc import Iterator

import psycopg2
import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import OperationalError

from mingcha.local.database import PrivateDatabase


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PrivateDatabase]:
    """Started by root it runs as another user, to whom pytest's folders are closed: as under a clone in /root."""
    with PrivateDatabase(tmp_path_factory.mktemp("database") / "市 office", names=["city"]) as database:
        yield database


def test_what_was_committed_outlives_a_kill(database: PrivateDatabase) -> None:
    engine = create_engine(database.url("city"))
    with engine.begin() as connection:
        connection.execute(text("create table cases (number text)"))
        connection.execute(text("insert into cases values ('TS-2026-000001')"))
    with engine.connect() as lost:
        lost.execute(text("select 1"))
        database.kill()
        with pytest.raises(OperationalError):
            lost.execute(text("select 1"))
        lost.invalidate()

    database.start()
    database.wait_ready()

    with engine.connect() as connection:
        assert connection.execute(text("select number from cases")).scalars().all() == ["TS-2026-000001"]
    engine.dispose()


def test_a_lock_that_names_a_stranger_by_now_does_not_keep_it_from_starting(database: PrivateDatabase) -> None:
    """After a reboot, or where a container never collects its dead, PostgreSQL would take the stranger for itself."""
    database.kill()
    lock = database.folder / "home" / "data" / "postmaster.pid"
    same_user = "postgres" if os.geteuid() == 0 else None
    with subprocess.Popen(["sleep", "30"], user=same_user) as stranger:
        lock.write_text("\n".join([str(stranger.pid), *lock.read_text().splitlines()[1:]]) + "\n")

        database.start()
        database.wait_ready()
        stranger.kill()


def test_it_speaks_utf8_and_holds_what_it_confirms(database: PrivateDatabase) -> None:
    engine = create_engine(database.url("city"))
    with engine.connect() as connection:
        shown = {name: connection.execute(text(f"show {name}")).scalar_one() for name in _EXPECTED}
    engine.dispose()

    assert shown == _EXPECTED


_EXPECTED = {
    "server_encoding": "UTF8",
    "lc_collate": "C.UTF-8",
    "fsync": "on",
    "synchronous_commit": "on",
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
}


def test_databases_are_made_once(database: PrivateDatabase) -> None:
    database.ensure_databases(["city", "county"])
    database.ensure_databases(["county"])

    psycopg2.connect(database.url("county").replace("+psycopg2", "")).close()


def test_nobody_comes_in_without_the_password(database: PrivateDatabase) -> None:
    url = make_url(database.url("city"))

    with pytest.raises(psycopg2.OperationalError, match="password"):
        psycopg2.connect(host=url.host, port=url.port, user=url.username, password="guess", dbname="city")
