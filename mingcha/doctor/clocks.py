"""Whether two machines agree on what time it is: webhooks, deadlines and logs depend on it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from mingcha.doctor.findings import Finding, Text, warning

_TOLERANCE = 3.0
"""Seconds; an HTTP date is cut off to whole ones."""


def moment_of(header: str | None) -> datetime | None:
    """The moment in an HTTP Date header."""
    try:
        return parsedate_to_datetime(header) if header else None
    except ValueError:
        return None


def check_offset(subject: str, there: datetime | None) -> Iterator[Finding]:
    """Compares the time there with the time here, both real."""
    if there is None:
        return
    seconds = (there - datetime.now(UTC)).total_seconds()
    if abs(seconds) > _TOLERANCE:
        yield warning(
            "clock_off",
            subject,
            Text(f"时钟与本机相差 {seconds:+.0f} 秒。", f"Its clock is {seconds:+.0f} s off this machine's."),
            Text("启用时间同步(chrony 或 systemd-timesyncd)", "synchronise the clocks (chrony or systemd-timesyncd)"),
        )
