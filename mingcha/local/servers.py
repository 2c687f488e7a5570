"""The broker and the database of a platform: private ones, unless the environment names others."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from mingcha.local.broker import PrivateBroker
from mingcha.local.database import PrivateDatabase
from mingcha.local.databases import ensure_databases
from mingcha.local.ports import Claim, claim_first
from mingcha.local.programs import Program
from mingcha.local.surroundings import PROCESSES, Surroundings, database_of
from mingcha.local.troubles import PortTaken

_HTTP_PORT = 8080


class Servers:
    """What a platform stands on. ``AMQP_URI`` (with ``RABBITMQ_MANAGEMENT_URI``) and ``DATABASE_URL`` name others."""

    def __init__(self, root: Path, folder: Path, environ: Mapping[str, str]) -> None:
        self._root = root
        self._folder = folder
        self._environ = environ
        logs = folder / "log"
        names = [database_of(process) for process in PROCESSES]
        self._broker = None if environ.get("AMQP_URI") else PrivateBroker(folder / "broker", logs)
        self._database = None if environ.get("DATABASE_URL") else PrivateDatabase(folder / "database", logs, names)
        self._names = names
        self._http: Claim | None = None
