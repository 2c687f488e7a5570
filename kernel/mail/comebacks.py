"""Letters that come back because a process ended with them in its hands: most are innocent, one may be the cause.

What came back twice is handled alone and acknowledged at once, so that the next process finds in front what the last
one was at when it ended. When that is the same letter time and again, it is not handled any more but goes up the retry
ladder: those behind it have their turn, and the broker's own count condemns none of them. Nobody has seen what is wrong
with it, so it never dies of that: it stays on the last rung, for a healthy process or a mended one.
"""

from collections import deque
from typing import Any

ALONE = 2
"""Comebacks from which on a letter is handled alone."""

LETHAL = 5
"""Comebacks from which on the letter in front counts as the cause. An innocent one loses five seconds by it."""


class ProcessEnded(Exception):
    """The process has ended under this letter each time."""


def comebacks(delivery: Any) -> int:
    """How often it was delivered before, by the broker's count; no sender's word counts on a first delivery."""
    count = (delivery.headers or {}).get("x-delivery-count") if delivery.delivery_info.get("redelivered") else 0
    return count if isinstance(count, int) else 0


def next_batch(waiting: deque[Any], most: int) -> list[Any]:
    """Takes the next letters that are handled together, ``most`` at most, at least one."""
    batch = [waiting.popleft()]
    if comebacks(batch[0]) >= ALONE:
        return batch
    while waiting and len(batch) < most and comebacks(waiting[0]) < ALONE:
        batch.append(waiting.popleft())
    return batch
