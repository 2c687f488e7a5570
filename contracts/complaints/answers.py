"""What it answers."""

from datetime import date, datetime

from contracts.complaints.words import Channel, Finding, Mode, Outcome, State
from contracts.wire import Answer


class Progress(Answer, frozen=True, kw_only=True):
    """Where a complaint stands after a command."""

    id: str
    number: str
    version: int
    state: State


class CallProgress(Answer, frozen=True, kw_only=True):
    """Where a call stands after an event."""

    call_id: str
    state: str
    version: int


class DepartmentView(Answer, frozen=True, kw_only=True):
    """One department of the directory."""

    code: str
    title: str
    version: int


class ComplaintView(Answer, frozen=True, kw_only=True):
    """A complaint as the office sees it; its text is asked for separately, and that is written down."""

    id: str
    number: str
    version: int
    state: State
    channel: Channel
    category: str
    mode: Mode
    filed_at: datetime
    changed_at: datetime
    source: str | None = None
    external_id: str | None = None
    about: str | None = None
    department: str | None = None
    due_on: date | None = None
    finding: Finding | None = None
    outcome: Outcome | None = None


class ComplaintPage(Answer, frozen=True, kw_only=True):
    """One page of complaints, the newest first; ``next`` asks for the page after it."""

    complaints: list[ComplaintView]
    next: str | None = None


class StatusView(Answer, frozen=True, kw_only=True):
    """What a complainant sees of their complaint with number and receipt."""

    number: str
    state: State
    filed_at: datetime
    changed_at: datetime
    department: str | None = None
    due_on: date | None = None
    outcome: Outcome | None = None


class SealedView(Answer, frozen=True, kw_only=True):
    """Something about a person, sealed to whoever asked for it."""

    sealed: str
