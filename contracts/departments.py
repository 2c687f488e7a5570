"""The departments' door: what departments' systems post, and what is handed to one department alone."""

from datetime import date, datetime
from typing import Annotated

import msgspec

from contracts.complaints import Finding
from contracts.refusals import Refusal
from contracts.wire import Code, Event, Text

Number = Annotated[str, msgspec.Meta(pattern=r"^TS-\d{4}-\d{6,}\Z")]


class CaseSignedFor(Event, frozen=True, kw_only=True):
    """A department has signed for a case that was dispatched to it (签收)."""

    number: Number


class CaseAnswered(Event, frozen=True, kw_only=True):
    """A department has answered a case: what it found, and what it has done about it."""

    number: Number
    finding: Finding
    measures: Text
    basis: Text | None = None


class CaseHandedOver(Event, frozen=True, kw_only=True):
    """The redacted case, for the department that is to act on it; it goes to that department's own queue alone."""

    complaint: str
    number: str
    version: int
    category: Code
    title: str
    text: str
    dispatched_at: datetime
    due_on: date


class EventRefused(Event, frozen=True, kw_only=True):
    """Tells a department that one of its events was not taken, and why."""

    event_id: str
    event_type: str
    refusal: Refusal
    reason_zh: str
    reason_en: str
