"""What the doctor looks at: the platform that runs in this folder, or what the environment names."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from kernel.settings import said
from mingcha.local.record import ProcessRecord, read_record
from mingcha.local.surroundings import PROCESSES


@dataclass(frozen=True, kw_only=True)
class Patient:
    """Addresses and folders; what is empty is not looked at.

    ``databases`` are by service, ``metrics`` by process; ``programs`` are those of a platform of ``mingcha up``;
    ``room`` is how many bytes its disk should have left.
    """

    folder: Path
    amqp_uri: str = ""
    management_uri: str = ""
    gateway_url: str = ""
    databases: Mapping[str, str] = field(default_factory=dict)
    metrics: Mapping[str, str] = field(default_factory=dict)
    secrets: Path | None = None
    clock_file: Path | None = None
    programs: tuple[ProcessRecord, ...] = ()
    room: int = 2_000_000_000

    @classmethod
    def find(cls, here: Path, environ: Mapping[str, str]) -> Self:
        """The platform that runs in ``here``; what the environment names goes before what it says of itself.

        Raises:
            SettingMissing: when the environment names a file of a setting, and it is not there.
        """
        folder, record = next(
            ((folder, record) for folder in _folders(here) if (record := read_record(folder)) is not None),
            (here / "var", None),
        )
        named = {name: said(f"DATABASE_URL_{name.upper()}", environ) for name in PROCESSES}
        known = record.database_urls if record else {}
        secrets = environ.get("MINGCHA_SECRETS") or (record.secrets if record else "")
        clock_file = environ.get("MINGCHA_CLOCK_FILE") or (record.clock_file if record else "")
        return cls(
            folder=folder,
            amqp_uri=said("AMQP_URI", environ) or (record.amqp_uri if record else ""),
            management_uri=said("RABBITMQ_MANAGEMENT_URI", environ) or (record.management_uri if record else ""),
            gateway_url=environ.get("MINGCHA_URL") or (record.gateway_url if record else ""),
            databases={name: url for name in PROCESSES if (url := named[name] or known.get(name, ""))},
            metrics=record.metrics_urls if record else {},
            secrets=Path(secrets) if secrets else None,
            clock_file=Path(clock_file) if clock_file else None,
            programs=tuple(record.processes) if record else (),
        )

    @property
    def is_there(self) -> bool:
        """Whether there is anything to look at."""
        return bool(self.amqp_uri or self.databases or self.gateway_url)


def _folders(here: Path) -> tuple[Path, ...]:
    return here / "var", here / "var" / "demo"
