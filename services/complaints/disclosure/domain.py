"""Which cases anybody may see (办件公开), and of how long a period they are shown at once.

Who complains in confidence, or stays anonymous, has chosen to be seen by nobody: that there is a case, when it came and
whose it is may be enough to guess them. So has whatever the office took up by itself, which is anonymous. A category
that is not ``public`` (categories-2026.1.toml) is shown of nobody.
"""

from datetime import datetime, timedelta
from typing import NamedTuple

from contracts.complaints import Mode, State
from contracts.refusals import Fault, Invalid
from services.complaints.domain.categories import EVER
from services.complaints.domain.life_cycle import ENDED

MODES = (Mode.NAMED,)
"""What whoever complains must have chosen."""

HIDDEN = tuple(category.code for category in EVER.values() if not category.public)
"""Categories whose cases are shown to nobody."""

CLOSED = (*ENDED, State.ARCHIVED)
"""Where nobody works on a case any more (domain-complaints 4.10); one under review is worked on."""

LONGEST = timedelta(days=90)
"""The longest period that is shown at once: GeoReport v2 has the same."""


class Period(NamedTuple):
    """A period; both ends count."""

    since: datetime
    until: datetime


def period_of(since: datetime | None, until: datetime | None, *, at: datetime) -> Period:
    """The period that is meant: where one end is not said, 90 days from the other; where neither is, the last 90 days.

    Raises:
        Invalid: when it ends before it begins, or is longer.
    """
    last = until or (since + LONGEST if since else at)
    first = since or last - LONGEST
    if first > last:
        zh, en = "止期不得早于起期。", "The period ends before it begins."
        raise Invalid.of(Fault(pointer="/until", rule="before_from", zh=zh, en=en))
    if last - first > LONGEST:
        zh, en = f"期间不得超过 {LONGEST.days} 日。", f"The period may have at most {LONGEST.days} days."
        raise Invalid.of(Fault(pointer="/until", rule="too_long", zh=zh, en=en))
    return Period(first, last)
