"""The ledger outside the system: what was asked of it, written down before it was asked, and what is known of it since.

An operation is ``ok`` when the platform said yes (a 2xx, a broker's confirm), ``failed`` when it said no, and
``unknown`` when it said nothing that was heard: then its effect may be there once or not at all, never twice.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

OK, FAILED, UNKNOWN = "ok", "failed", "unknown"


@dataclass
class Entry:
    """One operation: ``id`` is what ``history`` calls its causation, ``what`` was asked, ``said`` what was answered.

    ``again`` are the answers to the same operation when it was asked again on purpose.
    """

    id: str
    kind: str
    what: dict[str, Any]
    outcome: str = UNKNOWN
    said: dict[str, Any] = field(default_factory=dict)
    again: list[dict[str, Any]] = field(default_factory=list)


class Ledger:
    """The file; many threads write to it."""

    def __init__(self, file: Path) -> None:
        self._file = file.open("ab", buffering=0)
        self._lock = Lock()
        self.path = file

    def intend(self, id: str, kind: str, **what: Any) -> None:
        """Writes down what is about to be asked; on disk when this returns."""
        self._write({"id": id, "kind": kind, "what": what})
        os.fsync(self._file.fileno())

    def settle(self, id: str, outcome: str, said: dict[str, Any] | None = None) -> None:
        """Writes down that the platform said yes or no, and what it said."""
        self._write({"id": id, "outcome": outcome, "said": said or {}})

    def repeat(self, id: str, said: dict[str, Any]) -> None:
        """Writes down what the same operation was answered when it was asked again."""
        self._write({"id": id, "again": said})

    def close(self) -> None:
        """Closes the file."""
        self._file.close()

    def _write(self, line: dict[str, Any]) -> None:
        with self._lock:
            self._file.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")


def read_ledger(file: Path) -> dict[str, Entry]:
    """Gives what the file says, by operation."""
    entries: dict[str, Entry] = {}
    for line in _lines(file):
        if "kind" in line:
            entries[line["id"]] = Entry(line["id"], line["kind"], line["what"])
        elif "again" in line:
            entries[line["id"]].again.append(line["again"])
        else:
            entry = entries[line["id"]]
            entry.outcome, entry.said = line["outcome"], entry.said | line["said"]
    return entries


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    for line in file.read_bytes().splitlines():
        yield json.loads(line)
