"""What a running platform tells other commands about itself, in ``run/platform.json``."""

import os
from collections.abc import Iterable
from pathlib import Path

import msgspec

from mingcha.local.keeper import Keeper, State
from mingcha.local.lock import is_held
from mingcha.local.private_files import write_private
from mingcha.local.surroundings import PROCESSES, Surroundings


class ProcessRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One program: where it stands now."""

    name: str
    state: State
    pid: int | None
    address: str
    restarts: int


class PlatformRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A running platform: its supervisor's pid, its addresses (they hold passwords), its folders and programs.

    ``database_urls`` are by service, ``metrics_urls`` by process: ``complaints``, ``complaints-2``, ``gateway``.
    """

    pid: int
    gateway_url: str
    amqp_uri: str
    management_uri: str
    database_urls: dict[str, str]
    metrics_urls: dict[str, str]
    secrets: str
    clock_file: str
    processes: list[ProcessRecord]


def record_of(surroundings: Surroundings, keepers: Iterable[Keeper]) -> PlatformRecord:
    """How a platform of this process stands now."""
    return PlatformRecord(
        pid=os.getpid(),
        gateway_url=surroundings.gateway_url,
        amqp_uri=surroundings.amqp_uri,
        management_uri=surroundings.management_uri,
        database_urls={process: surroundings.database_url(process) for process in PROCESSES},
        metrics_urls={process: surroundings.metrics_url(process) for process in surroundings.metrics_ports},
        secrets=str(surroundings.secrets),
        clock_file=str(surroundings.clock_file),
        processes=[
            ProcessRecord(
                name=keeper.program.name,
                state=keeper.state,
                pid=keeper.pid,
                address=keeper.program.address,
                restarts=keeper.restarts,
            )
            for keeper in keepers
        ],
    )


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
