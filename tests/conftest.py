"""The servers that tests stand on: one private RabbitMQ and one private PostgreSQL a session, to be killed freely.

Nor does hypothesis judge by the wall's clock: how long an example took says more of the machine than of us.
"""

from collections.abc import Callable, Iterator
from contextlib import closing

import psycopg2
import pytest
from hypothesis import HealthCheck, settings

from mingcha.local.broker import PrivateBroker
from mingcha.local.database import PrivateDatabase
from mingcha.local.databases import dsn_of

settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")


@pytest.fixture(scope="session")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PrivateBroker]:
    """A broker that works; who kills it starts it again."""
    with PrivateBroker(tmp_path_factory.mktemp("broker")) as broker:
        yield broker


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PrivateDatabase]:
    """A database server that works; ``ensure_databases`` makes a database, ``url`` is its address."""
    with PrivateDatabase(tmp_path_factory.mktemp("database")) as database:
        yield database


@pytest.fixture(scope="session")
def new_complaints(database: PrivateDatabase) -> Callable[[str], str]:
    """Makes a database with the tables of the complaints service; gives its address.

    The migrations are run once a session, and every database is a copy of what they made.
    """
    from kernel.migrate import upgrade

    model = "complaints_at_head"
    database.ensure_databases([model])
    upgrade(database.url(model), "complaints")

    def make(name: str) -> str:
        with closing(psycopg2.connect(dsn_of(database.url("postgres")))) as session:
            session.autocommit = True
            session.cursor().execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            session.cursor().execute(f"CREATE DATABASE {name} TEMPLATE {model}")
        return database.url(name)

    return make
