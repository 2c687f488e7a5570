"""A call goes on from ringing to its end, whatever order its events arrive in."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from contracts.complaints import CallEvent
from services.complaints.domain.call import UNKNOWN_LINE, Call

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


def test_what_a_late_event_says_first_is_kept_and_what_was_said_stays() -> None:
    call, _ = Call.begin("c-2", UNKNOWN_LINE, id=UUID(int=2), at=AT).hear(CallEvent.HANGUP, agent=None, at=AT)

    call, told = call.hear(CallEvent.ANSWER, agent="a1", line="2888110", party=UUID(int=9), at=AT)
    assert (call.state, call.agent, call.line, call.party, call.version) == ("ended", "a1", "2888110", UUID(int=9), 2)
    assert told is not None
    assert (told.line, told.state) == ("2888110", "ended")

    again, nothing = call.hear(CallEvent.NEW_CALL, agent="a2", line="110", party=UUID(int=8), at=AT)
    assert (again, nothing) == (call, None)


def test_an_event_that_comes_late_does_not_turn_the_call_back() -> None:
    call, told = hear(CallEvent.HANGUP, CallEvent.NEW_CALL)

    assert (call.state, told) == ("ended", 1)
