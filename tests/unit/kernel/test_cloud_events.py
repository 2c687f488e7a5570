"""What a department tells of has happened: a minute ago or a year ago, and never tomorrow."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from kernel.mail.cloud_events import SLOW, NotYetHappened, check_happened
from kernel.mail.letter import NOBODY, Letter

NOW = datetime(2026, 11, 24, 2, tzinfo=UTC)
EDGE = timezone(timedelta(hours=-14))


def told_of(moment: datetime | None, door: str = "departments") -> Letter:
    return Letter(id="e1", type="bell_rung", body=b"{}", actor=NOBODY, door=door, occurred_at=moment)


@pytest.mark.parametrize(
    "moment", [NOW + SLOW + timedelta(seconds=1), NOW + timedelta(days=400), datetime.max.replace(tzinfo=EDGE)]
)
def test_what_lies_ahead_is_refused_naming_the_time(moment: datetime) -> None:
    with pytest.raises(NotYetHappened) as refused:
        check_happened(told_of(moment), NOW)

    assert [(fault.pointer, fault.rule) for fault in refused.value.faults] == [("/time", "in_the_future")]


@pytest.mark.parametrize("moment", [None, NOW, NOW + SLOW, NOW - timedelta(days=365), datetime.min.replace(tzinfo=UTC)])
def test_what_has_happened_is_taken_however_late_it_comes(moment: datetime | None) -> None:
    check_happened(told_of(moment), NOW)


def test_our_own_services_are_believed() -> None:
    check_happened(told_of(NOW + timedelta(days=2), door="complaints"), NOW)
