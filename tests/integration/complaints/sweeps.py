"""What a sweep has left in the tables."""

from collections.abc import Callable
from typing import Any

from services.complaints.use_cases.moving import Bench

Make = Callable[..., Bench]
Rows = Callable[[str], list[Any]]


def told(rows: Rows, type_: str) -> list[str]:
    return [row.code for row in rows(f"SELECT data::jsonb->>'code' AS code FROM history WHERE type = '{type_}'")]


def levels(rows: Rows, clock: str = "sign") -> list[str]:
    return [row.level for row in rows(f"SELECT level FROM notices WHERE clock = '{clock}' ORDER BY id")]
