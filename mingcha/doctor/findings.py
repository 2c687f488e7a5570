"""What the doctor finds."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How much it matters; only a note leaves the exit code at 0."""

    ERROR = "error"  # something does not work
    WARNING = "warning"  # it works, and will not for long, or not for all
    NOTE = "note"  # somebody should know


class Text(NamedTuple):
    """A sentence in both languages."""

    zh: str
    en: str


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong: a stable code, where it is, what it is, and how to mend it."""

    code: str
    severity: Severity
    subject: str
    what: Text
    mend: Text

    @property
    def row(self) -> dict[str, str]:
        """For scripts and tables."""
        return {
            "severity": self.severity,
            "code": self.code,
            "subject": self.subject,
            "zh": self.what.zh,
            "en": self.what.en,
            "mend_zh": self.mend.zh,
            "mend_en": self.mend.en,
        }


def error(code: str, subject: str, what: Text, mend: Text) -> Finding:
    """Something does not work."""
    return Finding(code, Severity.ERROR, subject, what, mend)


def warning(code: str, subject: str, what: Text, mend: Text) -> Finding:
    """Something will not work for long, or not for all."""
    return Finding(code, Severity.WARNING, subject, what, mend)


def note(code: str, subject: str, what: Text, mend: Text) -> Finding:
    """Something that somebody should know."""
    return Finding(code, Severity.NOTE, subject, what, mend)
