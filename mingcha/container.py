"""The steps before a composed platform works: ``python -m mingcha.container secrets``, then ``setup``.

Both may run again: what is there stays as it is.
"""

import os
import subprocess
import sys
from pathlib import Path
from secrets import token_urlsafe

from kernel.migrate import upgrade
from kernel.settings import said
from mingcha.local.databases import address_of, ensure_databases
from mingcha.local.private_files import keep_private
from mingcha.local.secrets import ensure_secrets
from mingcha.local.surroundings import PROCESSES, database_of

_ATTACHMENTS = "file:///var/lib/mingcha/attachments"
"""Where attachments are kept unless compose is told otherwise: the volume that the gateway mounts."""

USER = 10001
"""Whom our containers run as."""

_PUBLIC = ("complaints.pub", "notifications.pub", "gateway.pub")
KEYS = {
    "complaints": ("complaints.key", "vault.key", *_PUBLIC),
    "approvals": _PUBLIC,
    "notifications": ("notifications.key", "vault.key", *_PUBLIC),
    "gateway": ("gateway.key", "receipt.key", "fingerprint.key", "attachments.key", *_PUBLIC),
}
"""Which process has which keys: none has another's."""


def lay_out_secrets(volumes: Path) -> None:
    """Makes passwords and keys, once, and lays into each container's own volume what that container needs.

    ``volumes`` has a folder for each of them, ``office`` for the command line, and ``source``, which holds everything
    and which no other container mounts.
    """
    source = volumes / "source"
    ensure_secrets(source)
    broker, database = (keep_private(source / f"{name}.password", token_urlsafe(24)) for name in ("broker", "database"))
    addresses = {
        "amqp_uri": f"amqp://mingcha:{broker}@rabbitmq:5672/%2F",
        "management_uri": f"http://mingcha:{broker}@rabbitmq:15672",
    }
    server = f"postgresql://mingcha:{database}@postgres:5432/postgres"
    urls = {process: address_of(server, database_of(process)) for process in PROCESSES}
    for process, keys in KEYS.items():
        files = {name: (source / name).read_text(encoding="ascii") for name in keys}
        _lay(volumes / process, files | addresses | {"database_url": urls[process]}, USER)
    _lay(volumes / "gateway", {"attachments": _ATTACHMENTS}, USER)
    office = {f"database_url_{process}": url for process, url in urls.items()}
    _lay(volumes / "office", addresses | office | {"database_server": server}, USER)
    _lay(volumes / "postgres", {"password": database}, None)
    conf = f"default_user = mingcha\ndefault_pass = {broker}\nheartbeat = 10\nlog.console = true\n"
    _lay(volumes / "rabbitmq", {"20-mingcha.conf": conf}, None)


def set_up() -> None:
    """Creates the databases, brings each to the newest schema, and declares queues and exchanges."""
    server = said("DATABASE_SERVER")
    ensure_databases(server, [database_of(process) for process in PROCESSES])
    for process in PROCESSES:
        upgrade(address_of(server, database_of(process)), process)
        print(f"{process}: schema is at head", flush=True)  # noqa: T201 - a step's output
    subprocess.run([sys.executable, "-m", "kernel.topology"], check=True)


def _lay(folder: Path, files: dict[str, str], owner: int | None) -> None:
    """Writes files that ``owner`` alone may read; without one, whoever mounts the volume may."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        file = folder / name
        file.unlink(missing_ok=True)
        file.write_text(text, encoding="ascii")
        file.chmod(0o444 if owner is None else 0o400)
        if owner is not None and os.geteuid() == 0:  # nobody else may give files away
            os.chown(file, owner, owner)


def main(step: str) -> None:
    """Runs one step."""
    if step == "secrets":
        lay_out_secrets(Path(os.environ.get("MINGCHA_VOLUMES", "/volumes")))
    else:
        set_up()


if __name__ == "__main__":
    main(sys.argv[1])
