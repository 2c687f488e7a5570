"""What the processes of one platform are told about the place they run in."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mingcha.local.databases import address_of

SERVICES = ("complaints", "approvals", "notifications")
PROCESSES = (*SERVICES, "gateway")
"""Everyone with a database of its own."""


def database_of(process: str) -> str:
    """The name of a process's own database."""
    return f"mingcha_{process}"


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """The addresses and folders of one platform.

    ``root`` holds the code, ``folder`` the state; ``database_server`` is the address of any database on the server;
    ``metrics_ports`` are by process; ``environ`` is the caller's environment, and what it sets under ``MINGCHA_``
    holds.
    """

    root: Path
    folder: Path
    amqp_uri: str
    management_uri: str
    database_server: str
    http_host: str
    http_port: int
    metrics_ports: Mapping[str, int]
    environ: Mapping[str, str]

    @property
    def gateway_url(self) -> str:
        """Where the gateway answers on this machine."""
        host = "127.0.0.1" if self.http_host == "0.0.0.0" else self.http_host  # noqa: S104 - it is asked, not bound
        return f"http://{host}:{self.http_port}"

    @property
    def secrets(self) -> Path:
        """The folder of key files."""
        return Path(self.environ.get("MINGCHA_SECRETS") or self.folder / "secrets")

    @property
    def clock_file(self) -> Path:
        """The file that moves the clock of all processes."""
        return Path(self.environ.get("MINGCHA_CLOCK_FILE") or self.folder / "clock")

    @property
    def attachments(self) -> dict[str, str]:
        """The setting that says where attachments are kept; none where the caller's names a file with it."""
        if self.environ.get("MINGCHA_ATTACHMENTS_FILE"):
            return {}
        return {
            "MINGCHA_ATTACHMENTS": self.environ.get("MINGCHA_ATTACHMENTS") or (self.folder / "attachments").as_uri()
        }

    def ready_file(self, process: str) -> Path:
        """The file that a service writes when it works."""
        return self.folder / "run" / f"{process}.ready"

    def metrics_url(self, process: str) -> str:
        """Where a process tells what it does."""
        return f"http://127.0.0.1:{self.metrics_ports[process]}"

    def database_url(self, service: str) -> str:
        """The address of the database of a service or of the gateway."""
        return address_of(self.database_server, database_of(service))

    def environment(self, process: str, service: str) -> dict[str, str]:
        """Everything that a process of a service finds in its environment."""
        return {
            **self.environ,
            "AMQP_URI": self.amqp_uri,
            "RABBITMQ_MANAGEMENT_URI": self.management_uri,
            "DATABASE_URL": self.database_url(service),
            "MINGCHA_SECRETS": str(self.secrets),
            **self.attachments,
            "MINGCHA_CLOCK_FILE": str(self.clock_file),
            "MINGCHA_READY_FILE": str(self.ready_file(process)),
            "MINGCHA_HTTP_HOST": self.http_host,
            "MINGCHA_HTTP_PORT": str(self.http_port),
            "MINGCHA_METRICS_PORT": str(self.metrics_ports.get(process, "")),
            "NO_PROXY": f"127.0.0.1,localhost,{self.environ.get('NO_PROXY', '')}",
            "PYTHONUNBUFFERED": "1",
        }
