"""What a platform stands on: a broker, a database server and a port for the gateway."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from mingcha.local.broker import PrivateBroker
from mingcha.local.database import PrivateDatabase
from mingcha.local.databases import ensure_databases
from mingcha.local.fleet import Fleet
from mingcha.local.ports import LOCAL, Claim, Ports, claim_first
from mingcha.local.programs import Program
from mingcha.local.surroundings import PROCESSES, Surroundings, database_of
from mingcha.local.troubles import PortTaken

_HTTP_PORT = 8080
_METRICS_PORT = 9101
_DATABASES = tuple(database_of(process) for process in PROCESSES)


class Servers:
    """Private servers under ``folder``, save where ``environ`` names others.

    ``AMQP_URI``, with ``RABBITMQ_MANAGEMENT_URI``, names a broker; ``DATABASE_URL`` any database of a server on which
    its user may create databases; ``MINGCHA_HTTP_HOST`` and ``MINGCHA_HTTP_PORT`` the gateway's place;
    ``MINGCHA_PROCESSES`` how many processes of a service run side by side.
    """

    def __init__(self, folder: Path, environ: Mapping[str, str]) -> None:
        self._folder = folder
        self._environ = environ
        logs = folder / "log"
        self._broker = None if environ.get("AMQP_URI") else PrivateBroker(folder / "broker", logs)
        self._database = None if environ.get("DATABASE_URL") else PrivateDatabase(folder / "database", logs, _DATABASES)
        self._http: Claim | None = None
        self.fleet = Fleet.read(environ.get("MINGCHA_PROCESSES", ""))
        preferred = {process: _METRICS_PORT + n for n, process in enumerate(self.fleet)}
        self._metrics = Ports(folder / "metrics-ports.json", preferred)

    def programs(self) -> Iterator[Program]:
        """Gives the private servers to run; on a foreign database server it sees that our databases are there.

        Raises:
            ProgramMissing, DatabaseRefuses: when a server cannot be had.
        """
        if self._broker:
            yield self._broker.program()
        if self._database:
            yield self._database.program()
        else:
            ensure_databases(self._environ["DATABASE_URL"], _DATABASES)

    def surroundings(self, root: Path) -> Surroundings:
        """What the processes of the code in ``root`` are told; ``programs`` was called before.

        Raises:
            PortTaken: when the port that was asked for is not free.
        """
        environ = self._environ
        host = environ.get("MINGCHA_HTTP_HOST") or LOCAL
        self._metrics.claim()
        self._http = _claim_http(host, environ.get("MINGCHA_HTTP_PORT"))
        return Surroundings(
            root=root,
            folder=self._folder,
            amqp_uri=self._broker.amqp_uri if self._broker else environ["AMQP_URI"],
            management_uri=self._broker.management_uri if self._broker else environ.get("RABBITMQ_MANAGEMENT_URI", ""),
            database_server=self._database.url("postgres") if self._database else environ["DATABASE_URL"],
            http_host=host,
            http_port=self._http.port,
            metrics_ports={process: self._metrics[process] for process in self.fleet},
            environ=environ,
        )

    def release(self) -> None:
        """Gives back every port."""
        for claimed in (self._broker, self._database, self._http, self._metrics):
            if claimed:
                claimed.release()


def _claim_http(host: str, asked: str | None) -> Claim:
    if not asked:
        return claim_first((_HTTP_PORT,), host)
    try:
        return Claim(int(asked), host)
    except OSError:
        raise PortTaken(host, int(asked)) from None
