"""What became of one try, and what the answers of mail servers and web servers mean.

A code says what was met, in lower case: ``http_500``, ``smtp_550``, ``timeout``, ``no_address``.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum
from typing import Self

GONE = 410
"""Standard Webhooks: the endpoint wants nothing any more."""

BUSY = frozenset({429, 503})
"""HTTP statuses whose Retry-After is honoured."""


class Verdict(StrEnum):
    """What follows from a try."""

    SENT = "sent"
    AGAIN = "again"  # not yet: the schedule says when
    FAILED = "failed"  # never: trying again cannot help
    SKIPPED = "skipped"  # there is nowhere to send it
    POSTPONED = "postponed"  # nothing was tried: our own side was not ready


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of one try; ``wait`` is how long the other side asked to be left alone.

    ``closes`` says that the endpoint wants nothing any more; ``language`` is the one that was written in.
    """

    verdict: Verdict
    code: str
    detail: str = ""
    wait: timedelta | None = None
    closes: bool = False
    language: str | None = None

    @classmethod
    def again(cls, code: str, detail: str = "") -> Self:
        """To be tried again by the schedule."""
        return cls(verdict=Verdict.AGAIN, code=code, detail=detail)

    @classmethod
    def failed(cls, code: str, detail: str = "") -> Self:
        """To be given up at once."""
        return cls(verdict=Verdict.FAILED, code=code, detail=detail)

    @classmethod
    def skipped(cls, code: str) -> Self:
        """Nowhere to send it."""
        return cls(verdict=Verdict.SKIPPED, code=code)

    @classmethod
    def postponed(cls, code: str) -> Self:
        """Our own side was not ready."""
        return cls(verdict=Verdict.POSTPONED, code=code)


def judge_http(status: int, *, detail: str = "", wait: timedelta | None = None) -> Outcome:
    """What a web server's status means for a webhook: 2xx is taken, 410 is final, all else is tried again."""
    code = f"http_{status}"
    if 200 <= status < 300:  # noqa: PLR2004 - the class of statuses that says: done
        return Outcome(verdict=Verdict.SENT, code=code)
    if status == GONE:
        return Outcome(verdict=Verdict.FAILED, code=code, detail=detail, closes=True)
    return Outcome(verdict=Verdict.AGAIN, code=code, detail=detail, wait=wait if status in BUSY else None)


def judge_smtp(code: int, *, about_message: bool, detail: str = "") -> Outcome:
    """What a mail server's refusal means.

    5xx is permanent where it is about this message (its recipient, its content). Where it is about us (the greeting,
    the login, our sender's address), all mail would be lost by one wrong setting: that is tried again.
    """
    judge = Outcome.failed if about_message and code >= 500 else Outcome.again  # noqa: PLR2004 - RFC 5321: permanent
    return judge(f"smtp_{code}", detail)


def retry_after(value: str | None, *, now: datetime) -> timedelta | None:
    """Reads a Retry-After header: seconds or a date; None where it says neither."""
    if value is None:
        return None
    if re.fullmatch(r"[0-9]{1,8}", value):
        return timedelta(seconds=int(value))
    try:
        return parsedate_to_datetime(value) - now
    except (ValueError, TypeError, OverflowError):
        return None
