"""The migrations make exactly the tables that the code stands on, and running them again changes nothing."""

from importlib import import_module

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import MetaData, create_engine

from kernel import tables as mail
from kernel.migrate import upgrade
from mingcha.local.database import PrivateDatabase


def merged(*parts: MetaData) -> MetaData:
    whole = MetaData()
    for part in parts:
        for table in part.tables.values():
            table.to_metadata(whole)
    return whole


TABLES = {
    "complaints": ("services.complaints.storage.tables", True),
    "approvals": ("services.approvals.storage.tables", True),
    "notifications": ("services.notifications.storage.tables", True),
    "gateway": ("gateway.edge.keys", False),
}


@pytest.mark.parametrize("name", TABLES)
def test_the_migrated_schema_is_the_codes_own(name: str, database: PrivateDatabase) -> None:
    module, has_mail = TABLES[name]
    tables = import_module(module)
    own: MetaData = tables.know_all() if hasattr(tables, "know_all") else tables.metadata
    wanted = merged(own, mail.metadata) if has_mail else own
    database.ensure_databases([f"schema_{name}"])
    url = database.url(f"schema_{name}")

    upgrade(url, name)
    upgrade(url, name)

    engine = create_engine(url)
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), wanted)
    engine.dispose()
    assert differences == []
