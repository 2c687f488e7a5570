"""What it tells: ids and codes, never a person."""

from datetime import date

from contracts.complaints.words import Channel, Finding, Mode, Outcome, State
from contracts.wire import Event


class ComplaintFact(Event, frozen=True, kw_only=True):
    """What every fact about a complaint says; ``party`` is the complainant's id in the vault."""

    complaint: str
    number: str
    version: int
    state: State
    party: str | None = None


class ComplaintFiled(ComplaintFact, frozen=True, kw_only=True):
    """A complaint was registered."""

    channel: Channel
    category: str
    mode: Mode
    about: str | None = None
    language: str = "zh"


class ComplaintAccepted(ComplaintFact, frozen=True, kw_only=True):
    """The office took it on."""


class ComplaintDispatched(ComplaintFact, frozen=True, kw_only=True):
    """It was handed to a department."""

    department: str
    due_on: date


class ComplaintSigned(ComplaintFact, frozen=True, kw_only=True):
    """The department signed for it."""

    department: str


class ComplaintReplied(ComplaintFact, frozen=True, kw_only=True):
    """The department answered."""

    department: str
    finding: Finding


class ComplaintVerified(ComplaintFact, frozen=True, kw_only=True):
    """The office checked the answer."""

    department: str


class ComplaintClosed(ComplaintFact, frozen=True, kw_only=True):
    """It is closed, with its outcome."""

    department: str
    outcome: Outcome


class CallRecorded(Event, frozen=True, kw_only=True):
    """A call rang, was answered or ended."""

    call_id: str
    version: int
    state: str
    line: str


class DepartmentEntered(Event, frozen=True, kw_only=True):
    """The directory has a department, or another title for it."""

    code: str
    version: int
    title: str
