"""A message is tried again by its channel's schedule, a little spread, and not for ever."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.notifications import Channel
from services.notifications.domain.schedule import SCHEDULES, next_try
from tests.unit.notifications.builders import AT

TRIES = [(channel, n) for channel, schedule in SCHEDULES.items() for n in range(1, len(schedule))]


def test_webhooks_follow_the_schedule_of_standard_webhooks() -> None:
    seconds = [int(pause.total_seconds()) for pause in SCHEDULES[Channel.WEBHOOK]]

    assert seconds == [0, 5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400]


def test_emails_are_tried_seven_times_within_a_day_and_a_half() -> None:
    minutes = [int(pause.total_seconds()) // 60 for pause in SCHEDULES[Channel.EMAIL]]

    assert minutes == [0, 1, 5, 30, 120, 360, 1440]


def test_every_channel_has_a_schedule() -> None:
    assert set(SCHEDULES) == set(Channel)


@pytest.mark.parametrize(("channel", "attempts"), TRIES)
def test_the_pause_before_a_try_is_the_schedules(channel: Channel, attempts: int) -> None:
    assert next_try(channel, attempts, at=AT, chance=0) == AT + SCHEDULES[channel][attempts]


@pytest.mark.parametrize("channel", Channel)
def test_after_the_last_pause_there_is_no_further_try(channel: Channel) -> None:
    assert next_try(channel, len(SCHEDULES[channel]), at=AT, chance=0) is None


@given(st.sampled_from(TRIES), st.floats(0, 1))
def test_a_pause_is_spread_by_a_tenth_at_most(attempt: tuple[Channel, int], chance: float) -> None:
    channel, attempts = attempt
    moment = next_try(channel, attempts, at=AT, chance=chance)
    pause = SCHEDULES[channel][attempts]

    assert moment is not None
    assert pause <= moment - AT <= pause * 1.1 + timedelta(microseconds=1)


def test_chance_moves_a_try() -> None:
    assert next_try(Channel.WEBHOOK, 1, at=AT, chance=0) != next_try(Channel.WEBHOOK, 1, at=AT, chance=1)


def test_a_server_that_asks_for_a_pause_gets_it() -> None:
    asked = timedelta(hours=1)

    assert next_try(Channel.WEBHOOK, 1, at=AT, chance=0, asked=asked) == AT + asked


def test_a_server_cannot_ask_for_less_than_the_schedule() -> None:
    assert next_try(Channel.WEBHOOK, 3, at=AT, chance=0, asked=timedelta(seconds=1)) == AT + timedelta(minutes=30)


def test_a_server_cannot_ask_for_more_than_a_day() -> None:
    assert next_try(Channel.WEBHOOK, 1, at=AT, chance=0, asked=timedelta(days=365)) == AT + timedelta(days=1)
