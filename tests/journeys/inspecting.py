"""What inspections and special supervisions are ordered with, and by whom."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from mingcha.client import Json, Mingcha
from mingcha.publisher import DepartmentMail

Department = Callable[[str], DepartmentMail]
TODAY = datetime.now(UTC).astimezone(ZoneInfo("Asia/Shanghai")).date()


def act(who: Mingcha, path: str, action: str, **order: Any) -> Json:
    return who.post(f"/v1/{path}/actions/{action}", order, headers={"If-Match": "*"})


def next_of(mail: DepartmentMail, kind: str, times: int = 1) -> list[Json]:
    """What the department finds next of a type in its queue, so many times, passing over everything else."""
    found: list[Json] = []
    silence = 0
    for incoming in mail.hear(patience=0.5):
        if incoming is not None and incoming.type == kind:
            found.append(incoming.data)
            if len(found) == times:
                return found
        silence += incoming is None
        assert silence < 60, f"of {times} {kind} only {found} came"
    raise AssertionError
