"""A RabbitMQ node of our own: its own name, ports, data, users and epmd; the machine's broker never hears of it."""

import os
from pathlib import Path
from secrets import token_hex

from mingcha.local.ports import LOCAL, Ports
from mingcha.local.private_files import keep_private, write_private
from mingcha.local.probes import amqp_opens, http_succeeds
from mingcha.local.programs import Program
from mingcha.local.server import PrivateServer
from mingcha.local.troubles import ProgramMissing

_SCRIPT = Path("/usr/lib/rabbitmq/bin/rabbitmq-server")
"""The broker's own start script; the one in sbin changes the user."""

_PORTS = {"amqp": 25682, "management": 25683, "distribution": 25684, "epmd": 25685}

_NODE_AND_EPMD = f'setpriv --pdeathsig KILL epmd -port "$1" -address {LOCAL} & exec "$2"'
"""The shell becomes the node, so epmd is the node's child and dies with it; a shared epmd would outlive us."""

_SETTINGS = """\
listeners.tcp.local = {host}:{amqp}
management.tcp.ip = {host}
management.tcp.port = {management}
management_agent.disable_metrics_collector = true
default_user = {user}
default_pass = {password}
default_user_tags.administrator = true
log.file = {log}
log.file.rotation.size = 8000000
log.file.rotation.count = 1
log.connection.level = warning
disk_free_limit.absolute = 50MB
raft.wal_max_size_bytes = 134217728
"""
"""Read anew at each start; user and password only when the node has no data yet. There is no user ``guest``.

Without the metrics collector users, permissions, queues and bindings keep their HTTP API; message counts do not.
"""


class PrivateBroker(PrivateServer):
    """A broker that listens on this machine alone, with one administrator, ``mingcha``, and the virtual host ``/``.

    The addresses hold the password, and are known once ``program`` or ``start`` was called.
    """

    user = "mingcha"

    def __init__(self, folder: Path, logs: Path | None = None) -> None:
        super().__init__(folder)
        self._logs = logs or folder / "log"
        self._ports = Ports(folder / "ports.json", _PORTS)

    @property
    def amqp_uri(self) -> str:
        """Where AMQP clients connect."""
        return f"amqp://{self.user}:{self._password}@{LOCAL}:{self._ports['amqp']}/%2F"

    @property
    def management_uri(self) -> str:
        """Where the HTTP API stands, without ``/api``."""
        return f"http://{self.user}:{self._password}@{LOCAL}:{self._ports['management']}"

    def program(self) -> Program:
        """Claims the ports and gives the node with its epmd as one program."""
        if not _SCRIPT.exists():
            raise ProgramMissing("rabbitmq-server", "rabbitmq-server")
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._ports.claim()
        return Program(
            name="broker",
            argv=("/bin/sh", "-c", _NODE_AND_EPMD, "sh", str(self._ports["epmd"]), str(_SCRIPT)),
            env=self._environment(),
            prepare=self._prepare,
            ready=self.ready,
            address=f"amqp://{LOCAL}:{self._ports['amqp']}",
            # RabbitMQ closes queues and stores within a moment of SIGTERM, then waits for seconds on its own statistics
            # (rabbit_event calls itself and times out): nothing is lost by not waiting with it.
            grace=3.0,
        )

    def release(self) -> None:
        """Gives the ports back."""
        self._ports.release()

    def ready(self) -> bool:
        """Says whether both doors are open: AMQP and the HTTP API."""
        return amqp_opens(self.amqp_uri) and http_succeeds(f"{self.management_uri}/api/whoami")

    @property
    def _password(self) -> str:
        return keep_private(self.folder / "password", token_hex(24))

    def _prepare(self) -> None:
        for name in ("home", "data", "conf.d"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        ports = {purpose: self._ports[purpose] for purpose in _PORTS}
        settings = _SETTINGS.format(host=LOCAL, user=self.user, password=self._password, log="broker.log", **ports)
        write_private(self.folder / "rabbitmq.conf", settings)
        (self.folder / "enabled_plugins").write_text("[rabbitmq_management].\n", encoding="ascii")
        (self.folder / "rabbitmq-env.conf").touch()

    def _environment(self) -> dict[str, str]:
        """The caller's environment without its settings for other brokers, and every path within our folder."""
        ours = {
            "HOME": self.folder / "home",
            "LC_ALL": "C.UTF-8",
            "ERL_EPMD_ADDRESS": LOCAL,
            "ERL_EPMD_PORT": self._ports["epmd"],
            "RUNNING_UNDER_SYSTEMD": "true",  # the script then becomes the node, instead of minding it
            "RABBITMQ_NODENAME": "mingcha@localhost",
            "RABBITMQ_NODE_IP_ADDRESS": LOCAL,
            "RABBITMQ_NODE_PORT": self._ports["amqp"],
            "RABBITMQ_DIST_PORT": self._ports["distribution"],
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "+fnl -kernel inet_dist_use_interface {127,0,0,1}",
            "RABBITMQ_MNESIA_BASE": self.folder / "data",
            "RABBITMQ_LOG_BASE": self._logs,
            "RABBITMQ_CONFIG_FILE": self.folder / "rabbitmq.conf",
            "RABBITMQ_CONFIG_FILES": self.folder / "conf.d",
            "RABBITMQ_ADVANCED_CONFIG_FILE": self.folder / "advanced.config",
            "RABBITMQ_CONF_ENV_FILE": self.folder / "rabbitmq-env.conf",
            "RABBITMQ_ENABLED_PLUGINS_FILE": self.folder / "enabled_plugins",
        }
        theirs = {name: value for name, value in os.environ.items() if not name.startswith(("RABBITMQ_", "ERL_"))}
        return theirs | {name: str(value) for name, value in ours.items()}
