"""When a message is tried again, by channel: data, so that a change of it is a change of a line.

Webhooks: the schedule of Standard Webhooks 1.0, three days in all. E-mail: a day and a half, as long as a mail server
keeps trying. Each figure is the pause before that try.
"""

from datetime import datetime, timedelta

from contracts.notifications import Channel

SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)

SCHEDULES = {
    Channel.EMAIL: (0 * SECOND, MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 6 * HOUR, 24 * HOUR),
    Channel.WEBHOOK: (
        0 * SECOND,
        5 * SECOND,
        5 * MINUTE,
        30 * MINUTE,
        2 * HOUR,
        5 * HOUR,
        10 * HOUR,
        14 * HOUR,
        20 * HOUR,
        24 * HOUR,
    ),
}

JITTER = 0.1
"""A pause grows by up to this share of itself, so that what failed together does not come back together."""

LONGEST = 24 * HOUR
"""No more than this is waited because a server asks for it."""


def next_try(
    channel: Channel, attempts: int, *, at: datetime, chance: float, asked: timedelta | None = None
) -> datetime | None:
    """When to try again after ``attempts`` tries; None when the schedule is used up.

    ``chance`` (0 to 1) is the share of the jitter that falls to this message; ``asked`` is how long the other side
    asked to be left alone.
    """
    schedule = SCHEDULES[channel]
    if attempts >= len(schedule):
        return None
    pause = schedule[attempts] * (1 + JITTER * chance)
    return at + max(pause, min(asked or timedelta(), LONGEST))
