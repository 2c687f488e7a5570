"""What a running platform tells other commands about itself, in ``run/platform.json``."""

from pathlib import Path

import msgspec

from mingcha.local.keeper import State
from mingcha.local.lock import is_held
from mingcha.local.private_files import write_private


class ProcessRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One program: where it stands now."""

    name: str
    state: State
    pid: int | None
    address: str
    restarts: int


class PlatformRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A running platform: its supervisor's pid, its addresses (they hold passwords), its folders and programs.

    ``database_urls`` are by process: ``complaints``, ``gateway`` and so on.
    """

    pid: int
    gateway_url: str
    amqp_uri: str
    management_uri: str
    database_urls: dict[str, str]
    secrets: str
    clock_file: str
    processes: list[ProcessRecord]


def write_record(folder: Path, record: PlatformRecord) -> None:
    """Puts down how the platform on ``folder`` stands; readable by its owner alone."""
    write_private(_file_of(folder), msgspec.json.format(msgspec.json.encode(record)).decode() + "\n")


def read_record(folder: Path) -> PlatformRecord | None:
    """What the platform on ``folder`` says of itself, None when none runs; a killed one's record does not count."""
    if not is_held(folder):
        return None
    try:
        return msgspec.json.decode(_file_of(folder).read_bytes(), type=PlatformRecord)
    except FileNotFoundError:
        return None


def remove_record(folder: Path) -> None:
    """Takes the record away."""
    _file_of(folder).unlink(missing_ok=True)


def _file_of(folder: Path) -> Path:
    return folder / "run" / "platform.json"
