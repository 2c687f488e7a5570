"""The tests' own clock: what the host took does not count."""

import time
from datetime import UTC, datetime

from tests.stopwatch import diary, now, stolen

STAT = """cpu  100 0 50 900 3 0 1 260 0 0
cpu0 50 0 25 450 2 0 1 60 0 0
cpu1 50 0 25 450 1 0 0 200 0 0
intr 12345
"""


def test_of_two_cpus_the_one_counts_that_most_was_taken_from() -> None:
    assert stolen(STAT) == 2.0


def test_where_nothing_is_told_nothing_was_taken() -> None:
    assert stolen("cpu  1 2 3 4\ncpu0 1 2 3 4\n") == 0


def test_it_goes_on_and_not_faster_than_the_wall() -> None:
    wall, began = time.monotonic(), now()
    time.sleep(0.05)

    assert 0 <= now() - began <= time.monotonic() - wall + 0.01


def test_a_diary_tells_the_seconds_between_two_times_of_day() -> None:
    with diary() as kept:
        earlier = datetime.now(UTC)
        wall, began = time.monotonic(), now()
        time.sleep(0.1)
        shown, wall = now() - began, time.monotonic() - wall
        later = datetime.now(UTC)

    assert abs(kept.between(earlier, later) - shown) < 0.03
    assert kept.between(earlier, earlier) == 0
    assert kept.between(earlier, later) <= wall + 0.03
