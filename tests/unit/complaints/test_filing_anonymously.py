"""An anonymous complaint names nobody, whatever the telephone has told before or tells later."""

from typing import Any

import pytest

from contracts.complaints import (
    CallEvent,
    Channel,
    Mode,
    Reporter,
    ReporterNotAnonymous,
    Testimony,
)
from contracts.wire import write
from tests.unit.complaints.filings import KEYS, Desk, order


@pytest.mark.parametrize(
    ("mode", "reporter", "is_kept"),
    [
        (Mode.NAMED, Reporter(name="示例"), True),
        (Mode.CONFIDENTIAL, Reporter(name="示例"), True),
        (Mode.ANONYMOUS, Reporter(language="en"), False),
        (Mode.ANONYMOUS, None, False),
        (Mode.ANONYMOUS, Reporter(name="示例"), None),
        (Mode.ANONYMOUS, Reporter(phone="0519-00000000"), None),
    ],
)
def test_an_anonymous_complaint_names_nobody(*, mode: Mode, reporter: Reporter | None, is_kept: bool | None) -> None:
    desk = Desk()
    testimony = KEYS.seal("complaints", write(Testimony(title="窗口", text="三次未办成", reporter=reporter)))
    if is_kept is None:
        with pytest.raises(ReporterNotAnonymous) as refused:
            desk.file(order(mode=mode, testimony=testimony))
        assert [(fault.pointer, fault.rule) for fault in refused.value.faults] == [("/reporter", "not_anonymous")]
        assert desk.kept == []
    else:
        desk.file(order(mode=mode, testimony=testimony))
        assert any(things[-1] == reporter for things in desk.kept if isinstance(things, tuple)) is is_kept


ANONYMOUS_CALL: dict[str, Any] = {
    "channel": Channel.HOTLINE,
    "external_id": "c-1",
    "mode": Mode.ANONYMOUS,
    "testimony": KEYS.seal("complaints", write(Testimony(title="窗口", text="三次未办成"))),
}
PHONE = "0519-00000000"


def known(desk: Desk) -> list[Reporter]:
    return [
        thing for things in desk.kept if isinstance(things, tuple) for thing in things if isinstance(thing, Reporter)
    ]


def test_the_caller_of_an_anonymous_complaint_is_forgotten() -> None:
    desk = Desk()
    party = desk.hear(CallEvent.NEW_CALL, PHONE).party

    desk.file(order(**ANONYMOUS_CALL))

    assert desk.forgotten == [party]


def test_whoever_gives_their_name_is_not_forgotten() -> None:
    desk = Desk()
    desk.hear(CallEvent.NEW_CALL, PHONE)

    desk.file(order(channel=Channel.HOTLINE, external_id="c-1"))

    assert desk.forgotten == []


def test_an_event_that_comes_after_an_anonymous_complaint_names_nobody() -> None:
    desk = Desk()
    desk.hear(CallEvent.ANSWER)
    desk.file(order(**ANONYMOUS_CALL))

    desk.hear(CallEvent.NEW_CALL, PHONE)
    desk.hear(CallEvent.HANGUP, PHONE)

    assert known(desk) == []


def test_a_late_ring_says_who_calls() -> None:
    desk = Desk()
    desk.hear(CallEvent.HANGUP)

    call = desk.hear(CallEvent.NEW_CALL, PHONE)

    assert call.party is not None
    assert known(desk) == [Reporter(phone=PHONE)]
    assert desk.hear(CallEvent.NEW_CALL, PHONE) == call
