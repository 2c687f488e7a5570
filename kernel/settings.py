"""What a process is told from outside: the environment, read once and nowhere else."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self


class SettingMissing(SystemExit):
    """A process cannot start without a setting; it says which one and ends with status 78 (EX_CONFIG)."""

    def __init__(self, name: str) -> None:
        print(f"setting {name} is missing / 缺少设置 {name}", flush=True)  # noqa: T201 - logs are not set up yet
        super().__init__(78)


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Addresses and files of one process.

    ``amqp_uri`` and ``database_url`` are its broker and its own database; ``management_uri`` is the broker's HTTP API;
    ``secrets`` the folder of key files; ``clock_file`` moves the clock in tests and the demo; ``ready_file`` is written
    once the process works.
    """

    amqp_uri: str
    database_url: str
    management_uri: str
    secrets: Path
    clock_file: Path | None
    ready_file: Path | None

    @classmethod
    def read(cls, environ: Mapping[str, str] = os.environ) -> Self:
        """Reads the environment.

        Raises:
            SettingMissing: when the broker's address is not there.
        """
        amqp_uri = said("AMQP_URI", environ)
        if not amqp_uri:
            raise SettingMissing("AMQP_URI")
        return cls(
            amqp_uri=amqp_uri,
            database_url=said("DATABASE_URL", environ),
            management_uri=said("RABBITMQ_MANAGEMENT_URI", environ),
            secrets=Path(environ.get("MINGCHA_SECRETS", "/run/secrets")),
            clock_file=_path(environ, "MINGCHA_CLOCK_FILE"),
            ready_file=_path(environ, "MINGCHA_READY_FILE"),
        )

    def secret(self, name: str) -> str:
        """Gives the text of one key file.

        Raises:
            SettingMissing: when there is no such file.
        """
        file = self.secrets / name
        if not file.is_file():
            raise SettingMissing(f"MINGCHA_SECRETS/{name}")
        return file.read_text(encoding="utf-8").strip()


def said(name: str, environ: Mapping[str, str] = os.environ) -> str:
    """A setting that may hold a password: from the environment, or from the file that ``<name>_FILE`` names.

    Raises:
        SettingMissing: when a file is named and is not there.
    """
    if environ.get(name) or not environ.get(f"{name}_FILE"):
        return environ.get(name, "")
    file = Path(environ[f"{name}_FILE"])
    if not file.is_file():
        raise SettingMissing(f"{name}_FILE ({file})")
    return file.read_text(encoding="utf-8").strip()


def _path(environ: Mapping[str, str], name: str) -> Path | None:
    return Path(environ[name]) if environ.get(name) else None
