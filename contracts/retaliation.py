"""The published language of the retaliation watch (打击报复预警): alarms that go to the office alone.

No event says whose complaint it was, which enterprise was met, or by what deed.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

import msgspec

from contracts.refusals import NotFound
from contracts.supervision import Addressee
from contracts.wire import Answer, Code, Command, Event, Name, Query, Text, Token

AlarmNumber = Annotated[str, msgspec.Meta(pattern=r"^BF-\d{4}-\d{6,}\Z")]


class AlarmState(StrEnum):
    """Where an alarm stands."""

    SUSPECTED = "suspected"
    LOOKED_INTO = "looked_into"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"


class AlarmStep(Command, frozen=True, kw_only=True):
    """One move of an alarm; ``version`` is the one that its sender has seen."""

    number: AlarmNumber
    version: int | None = None


class LookIntoAlarm(AlarmStep, frozen=True, kw_only=True):
    """The director takes it up (核查)."""


class ConfirmRetaliation(AlarmStep, frozen=True, kw_only=True):
    """The director finds that it was retaliation (属实): a case of the office's own motion is opened."""

    finding: Text


class DismissAlarm(AlarmStep, frozen=True, kw_only=True):
    """The director finds that it was none (排除)."""

    finding: Text


class FindAlarm(Query, frozen=True, kw_only=True):
    """One alarm; the look is written down with its reason."""

    number: AlarmNumber
    reason: Name


class FindAlarms(Query, frozen=True, kw_only=True):
    """A page of alarms, the newest first."""

    state: AlarmState | None = None
    department: Code | None = None
    after: Token | None = None
    limit: Annotated[int, msgspec.Meta(ge=1, le=100)] = 20


class AlarmProgress(Answer, frozen=True, kw_only=True):
    """Where an alarm stands after a command; ``opened`` is the case that a confirmed one has opened."""

    number: str
    version: int
    state: AlarmState
    opened: str | None = None


class AlarmBrief(AlarmProgress, frozen=True, kw_only=True):
    """An alarm in a list: nothing in it leads to a complainant."""

    department: str
    raised_at: datetime


class AlarmView(AlarmBrief, frozen=True, kw_only=True):
    """One alarm: the closed cases that it is about, and the deed that was done after them."""

    cases: list[str]
    deed: str
    reference: str
    done_on: date
    finding: str | None = None


class AlarmPage(Answer, frozen=True, kw_only=True):
    """One page of alarms; ``next`` asks for the page after it."""

    alarms: list[AlarmBrief]
    next: str | None = None


class RetaliationFact(Event, frozen=True, kw_only=True):
    """What every fact about an alarm says: its number and the department, nothing of the case."""

    alarm: str
    number: str
    version: int
    state: AlarmState
    department: str


class RetaliationSuspected(RetaliationFact, frozen=True, kw_only=True):
    """Somebody who complained of a department has met with an adverse deed of it since.

    ``addressees`` are the posts of the office that are told: no other unit is.
    """

    addressees: list[Addressee] = msgspec.field(default_factory=list)


class RetaliationLookedInto(RetaliationFact, frozen=True, kw_only=True):
    """The director has taken it up."""


class RetaliationConfirmed(RetaliationFact, frozen=True, kw_only=True):
    """It was retaliation; ``opened`` is the case of the office's own motion."""

    opened: str


class RetaliationDismissed(RetaliationFact, frozen=True, kw_only=True):
    """It was none."""


class AlarmUnknown(NotFound):
    """There is no such alarm."""

    zh = "没有编号为 {0} 的预警。"
    en = "There is no alarm {0}."
