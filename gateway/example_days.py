"""Days of examples: they lie where they must, whenever the document is read."""

from datetime import UTC, datetime, timedelta


def day(ahead: int) -> str:
    """A day so many days ahead, or ago."""
    return (datetime.now(UTC) + timedelta(days=ahead)).date().isoformat()
