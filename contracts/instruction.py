"""The published language of leaders' instructions (批示): what is to be reported back, by when, and what came of it."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

import msgspec

from contracts.complaints.letters import Post
from contracts.complaints.words import Number
from contracts.refusals import NotFound
from contracts.wire import Answer, Command, Event, Query, Text, Token

InstructionNumber = Annotated[str, msgspec.Meta(pattern=r"^PS-\d{4}-\d{6,}\Z")]


class InstructionState(StrEnum):
    """Where an instruction stands."""

    GIVEN = "given"
    REPORTED = "reported"
    ACCEPTED = "accepted"
    RETURNED = "returned"


class GiveInstruction(Command, frozen=True, kw_only=True):
    """Puts down a leader's instruction on a case; without a day it is to be reported back in ten working days."""

    case: Number
    post: Post
    text: Text
    document: Token | None = None
    due_on: date | None = None


class InstructionStep(Command, frozen=True, kw_only=True):
    """One move of an instruction; ``version`` is the one that its sender has seen."""

    number: InstructionNumber
    version: int | None = None


class ReportBack(InstructionStep, frozen=True, kw_only=True):
    """The office reports back (专报)."""

    report: Text


class AcceptReport(InstructionStep, frozen=True, kw_only=True):
    """The leader is content with the report (阅)."""


class ReturnReport(InstructionStep, frozen=True, kw_only=True):
    """The leader wants more, by a day (退回)."""

    reason: Text
    due_on: date | None = None


class FindInstruction(Query, frozen=True, kw_only=True):
    """One instruction."""

    number: InstructionNumber


class FindInstructions(Query, frozen=True, kw_only=True):
    """A page of instructions, the newest first."""

    case: Number | None = None
    state: InstructionState | None = None
    after: Token | None = None
    limit: Annotated[int, msgspec.Meta(ge=1, le=100)] = 20


class InstructionProgress(Answer, frozen=True, kw_only=True):
    """Where an instruction stands after a command."""

    number: str
    version: int
    state: InstructionState
    due_on: date


class InstructionView(InstructionProgress, frozen=True, kw_only=True):
    """One instruction with its texts, for the office and the leading group."""

    case: str
    post: Post
    text: str
    given_at: datetime
    document: str | None = None
    report: str | None = None
    reason: str | None = None
    reported_at: datetime | None = None


class InstructionPage(Answer, frozen=True, kw_only=True):
    """One page of instructions; ``next`` asks for the page after it."""

    instructions: list[InstructionView]
    next: str | None = None


class InstructionFact(Event, frozen=True, kw_only=True):
    """What every fact about an instruction says."""

    instruction: str
    number: str
    version: int
    state: InstructionState
    case: str
    due_on: date


class InstructionGiven(InstructionFact, frozen=True, kw_only=True):
    """A leader gave an instruction on a case."""

    post: Post


class InstructionReported(InstructionFact, frozen=True, kw_only=True):
    """The office reported back."""


class InstructionAccepted(InstructionFact, frozen=True, kw_only=True):
    """The leader was content."""


class InstructionReturned(InstructionFact, frozen=True, kw_only=True):
    """The leader wanted more."""


class InstructionUnknown(NotFound):
    """There is no such instruction."""

    zh = "没有编号为 {0} 的批示件。"
    en = "There is no instruction {0}."
