"""A call goes on from ringing to its end, whatever order its events arrive in."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from contracts.complaints import CallEvent
from services.complaints.domain.call import Call

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
CALL = Call.begin("c-1", "2888110", id=UUID(int=1), at=AT)


def hear(*events: CallEvent) -> tuple[Call, int]:
    call, told = CALL, 0
    for event in events:
        call, fact = call.hear(event, agent=None, at=AT)
        told += fact is not None
    return call, told


def test_three_events_are_three_facts() -> None:
    call, told = hear(CallEvent.NEW_CALL, CallEvent.ANSWER, CallEvent.HANGUP)

    assert (call.state, call.version, told) == ("ended", 3, 3)


@pytest.mark.parametrize("again", CallEvent)
def test_an_event_that_comes_again_tells_nothing(again: CallEvent) -> None:
    call, told = hear(again, again)

    assert (call.version, told) == (1, 1)


def test_an_event_that_comes_late_does_not_turn_the_call_back() -> None:
    call, told = hear(CallEvent.HANGUP, CallEvent.NEW_CALL)

    assert (call.state, told) == ("ended", 1)
