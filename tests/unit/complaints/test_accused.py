"""Whom filings accuse is looked up once a batch."""

from dataclasses import dataclass, field
from typing import Any, cast

from contracts.complaints import Channel, FileComplaint
from kernel.stage import Stage
from services.complaints.storage import Departments


@dataclass
class Connection:
    """Finds nothing, and keeps what it was asked for."""

    asked: list[set[str]] = field(default_factory=list)

    def execute(self, _statement: object, said: dict[str, Any]) -> list[Any]:
        self.asked.append(set(said["keys"]))
        return []


def filing(about: str | None) -> FileComplaint:
    return FileComplaint(channel=Channel.WEB, category="slow", testimony="", receipt_hash="0" * 64, about=about)


def test_a_batch_looks_up_all_that_its_filings_accuse_at_once() -> None:
    accused = [None, "taxation", "civil_affairs", "taxation"]
    connection = Connection()
    stage = Stage(cast(Any, connection))
    stage.coming = [filing(about) for about in accused]

    for about in filter(None, accused):
        assert Departments(stage).find(about) is None
    assert connection.asked == [{"taxation", "civil_affairs"}]
