"""Brings databases to the newest schema: ``python -m kernel.migrate complaints``; done again it changes nothing.

The one that is named is at ``DATABASE_URL``; of several each has its own: ``DATABASE_URL_COMPLAINTS`` and so on.
"""

import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command, context
from alembic.config import Config
from sqlalchemy import create_engine, func, select

from kernel.settings import SettingMissing, said

if TYPE_CHECKING:
    from sqlalchemy import MetaData

_LOCK = 0x4D43_0002
"""The advisory lock that lets one process at a time migrate a database."""


def folder_of(name: str) -> Path:
    """The folder of the migrations of ``name``."""
    room = "gateway" if name == "gateway" else f"services.{name}"
    return Path(str(import_module(room).__file__)).parent / "migrations"


def upgrade(url: str, name: str) -> None:
    """Runs the migrations of ``name`` (a service, or ``gateway``) that the database at ``url`` has not seen."""
    config = Config()
    config.set_main_option("script_location", str(folder_of(name)).replace("%", "%%"))
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    engine.dispose()


def run_here(*metadata: "MetaData") -> None:
    """What a migrations folder's ``env.py`` calls: runs them on the connection that :func:`upgrade` opened."""
    context.configure(connection=context.config.attributes["connection"], target_metadata=list(metadata))
    with context.begin_transaction():
        context.run_migrations()


def main(names: Sequence[str]) -> None:
    """Migrates the databases of these services.

    Raises:
        SettingMissing: when the address of one is not there.
    """
    for name in names:
        setting = "DATABASE_URL" if len(names) == 1 else f"DATABASE_URL_{name.upper()}"
        if not (url := said(setting)):
            raise SettingMissing(setting)
        upgrade(url, name)
        print(f"{name}: schema is at head", flush=True)  # noqa: T201 - a command's output


if __name__ == "__main__":
    main(sys.argv[1:])
