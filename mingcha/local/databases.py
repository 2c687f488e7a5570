"""Databases on a PostgreSQL server, ours or one that the environment names: their addresses, and that they exist."""

from collections.abc import Iterable
from contextlib import closing, suppress
from urllib.parse import urlsplit

import psycopg2
from psycopg2 import sql
from psycopg2.errors import DuplicateDatabase, UniqueViolation

from mingcha.local.troubles import DatabaseRefuses


def address_of(server: str, name: str) -> str:
    """The SQLAlchemy address of database ``name`` on the server that ``server``, the address of any database, names."""
    return urlsplit(server)._replace(scheme="postgresql+psycopg2", path=f"/{name}").geturl()


def dsn_of(address: str) -> str:
    """The address as PostgreSQL's own library reads it, without SQLAlchemy's choice of a driver."""
    return urlsplit(address)._replace(scheme="postgresql").geturl()


def ensure_databases(server: str, names: Iterable[str]) -> None:
    """Creates the databases that are not there yet on the server of address ``server``.

    Raises:
        DatabaseRefuses: when the server is away, or its user may not create databases.
    """
    try:
        with closing(psycopg2.connect(dsn_of(server), connect_timeout=10)) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute("select datname from pg_database")
                there = {name for (name,) in cursor}
                for name in set(names) - there:
                    with suppress(DuplicateDatabase, UniqueViolation):  # another platform may create it this moment
                        cursor.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
    except psycopg2.Error as error:
        raise DatabaseRefuses(str(error).strip().partition("\n")[0]) from error
