"""A PostgreSQL server of our own: its own data, port and password; the machine's clusters never hear of it."""

import os
from collections.abc import Iterable
from pathlib import Path
from secrets import token_hex
from signal import SIGINT, SIGQUIT

from mingcha.local.cluster import Cluster
from mingcha.local.databases import address_of, ensure_databases
from mingcha.local.ports import LOCAL, Ports
from mingcha.local.private_files import keep_private
from mingcha.local.programs import Program
from mingcha.local.server import PrivateServer
from mingcha.local.troubles import DatabaseRefuses

_SETTINGS = {
    "listen_addresses": LOCAL,
    "unix_socket_directories": "",  # a socket's path may have 107 bytes at most, and ours may be longer
    "cluster_name": "mingcha",
    "fsync": "on",
    "synchronous_commit": "on",
    "log_min_error_statement": "panic",  # a statement holds what people said; so does the DETAIL of an error
    "log_error_verbosity": "terse",
    "full_page_writes": "on",
    "shared_buffers": "128MB",
    "max_connections": "200",
    "log_checkpoints": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
}


class PrivateDatabase(PrivateServer):
    """A database server that listens on this machine alone, with one superuser, ``mingcha``, and a password.

    It is ready when it holds the databases ``names``.
    """

    user = "mingcha"

    def __init__(self, folder: Path, logs: Path | None = None, names: Iterable[str] = ()) -> None:
        super().__init__(folder)
        self._log = (logs or folder / "log") / "database.log"
        self._names = tuple(names)
        self._ports = Ports(folder / "ports.json", {"sql": 25432})
        self._cluster = Cluster(folder / "home")

    def url(self, name: str) -> str:
        """The SQLAlchemy address of the database ``name``; known once ``program`` or ``start`` was called."""
        return address_of(f"//{self.user}:{self._password}@{LOCAL}:{self._ports['sql']}", name)

    def ensure_databases(self, names: Iterable[str]) -> None:
        """Creates the databases that are not there yet.

        Raises:
            DatabaseRefuses: when the server does not answer.
        """
        ensure_databases(self.url("postgres"), names)

    def program(self) -> Program:
        """Claims the port and gives the server as a program; its cluster is created before its first start."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._ports.claim()
        self._cluster.open()
        settings = _SETTINGS | {"port": str(self._ports["sql"])}
        return Program(
            name="database",
            argv=(*self._cluster.server(), *(word for pair in settings.items() for word in ("-c", "=".join(pair)))),
            env=_environment(),
            prepare=self._prepare,
            ready=self.ready,
            address=f"postgresql://{LOCAL}:{self._ports['sql']}",
            user=self._cluster.owner,
            files=self._cluster.doors,
            stop_signal=SIGINT,  # fast: whoever is connected is disconnected
            orphan_signal=SIGQUIT,  # at once: kill -9 would leave its children to find out for themselves
        )

    def release(self) -> None:
        """Gives the ports back."""
        self._ports.release()
        self._cluster.close()

    def ready(self) -> bool:
        """Says whether the server answers; what is missing of its databases is created then."""
        try:
            self.ensure_databases(self._names)
        except DatabaseRefuses:
            return False
        return True

    @property
    def _password(self) -> str:
        return keep_private(self.folder / "password", token_hex(24))

    def _prepare(self) -> None:
        self._cluster.initialise(self.user, self._password, self._log)


def _environment() -> dict[str, str]:
    """The caller's environment without its settings for other databases."""
    theirs = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return theirs | {"LC_ALL": "C.UTF-8"}
