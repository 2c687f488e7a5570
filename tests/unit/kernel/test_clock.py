"""One file moves the clocks of all processes."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kernel.clock import Clock


def test_without_a_file_it_is_the_real_time() -> None:
    assert abs(Clock().now() - datetime.now(UTC)) < timedelta(seconds=1)


def test_moving_one_clock_moves_every_clock_on_the_same_file(tmp_path: Path) -> None:
    mine, theirs = Clock(tmp_path / "clock"), Clock(tmp_path / "clock")

    mine.move(timedelta(days=14))
    mine.move(timedelta(days=-1))

    assert theirs.offset == timedelta(days=13)


def test_a_clock_without_a_file_cannot_be_moved() -> None:
    with pytest.raises(ValueError, match="cannot be moved"):
        Clock().move(timedelta(days=1))
