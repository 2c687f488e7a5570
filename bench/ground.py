"""The ground on which all contenders stand: one private broker and one private database server, as ours start them."""

import shutil
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote, urlsplit

import psycopg2
import requests
from psycopg2 import sql

from mingcha.local.broker import PrivateBroker
from mingcha.local.database import PrivateDatabase
from mingcha.local.databases import address_of, dsn_of

_TIMEOUT = 10


class Ground:
    """Both servers, running. ``server`` is the address of a database on the database server."""

    def __init__(self, broker: PrivateBroker, database: PrivateDatabase) -> None:
        self._broker = broker
        self._database = database

    @property
    def amqp_uri(self) -> str:
        """The broker, with its administrator and the virtual host ``/``."""
        return self._broker.amqp_uri

    @property
    def management_uri(self) -> str:
        """The broker's HTTP API."""
        return self._broker.management_uri

    @property
    def server(self) -> str:
        """A database on the server, for making others."""
        return self._database.url("postgres")

    def virtual_host(self, name: str) -> str:
        """Makes a virtual host and gives its address: contenders' queues have the same names."""
        for path, body in (
            (f"vhosts/{name}", {}),
            (f"permissions/{name}/{self._broker.user}", {"configure": ".*", "write": ".*", "read": ".*"}),
        ):
            requests.put(f"{self.management_uri}/api/{path}", json=body, timeout=_TIMEOUT).raise_for_status()
        return urlsplit(self.amqp_uri)._replace(path=f"/{quote(name, safe='')}").geturl()

    def fresh_databases(self, names: Iterable[str]) -> None:
        """Makes databases anew, empty."""
        with closing(psycopg2.connect(dsn_of(self.server))) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                for name in names:
                    cursor.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))
                    cursor.execute(sql.SQL("create database {}").format(sql.Identifier(name)))

    def database_url(self, name: str) -> str:
        """The address of one database, as SQLAlchemy reads it."""
        return address_of(self.server, name)


@contextmanager
def ground(folder: Path) -> Iterator[Ground]:
    """Both servers on new data under ``folder``, until the ``with`` block is left."""
    for name in ("broker", "database"):
        shutil.rmtree(folder / name, ignore_errors=True)
    with PrivateBroker(folder / "broker") as broker, database_server(folder / "database") as database:
        yield Ground(broker, database)


@contextmanager
def database_server(folder: Path) -> Iterator[PrivateDatabase]:
    """A private database server on new data that also notes when each transaction was committed."""
    shutil.rmtree(folder, ignore_errors=True)
    with PrivateDatabase(folder) as database:
        with closing(psycopg2.connect(dsn_of(database.url("postgres")))) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute("alter system set track_commit_timestamp = on")
        database.stop()
        database.start()
        database.wait_ready()
        yield database
