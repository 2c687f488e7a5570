"""What is answered about special supervisions."""

from datetime import date, datetime

from contracts.special_supervision.words import (
    SpecialResult,
    SpecialSource,
    SpecialSupervisionState,
)
from contracts.wire import Answer


class SpecialSupervisionProgress(Answer, frozen=True, kw_only=True):
    """Where it stands after a command."""

    id: str
    number: str
    version: int
    state: SpecialSupervisionState


class SpecialSupervisionView(SpecialSupervisionProgress, frozen=True, kw_only=True):
    """It without its papers; ``faulty`` are the departments at which something was found."""

    source: SpecialSource
    topic: str
    category: str
    checklist: list[str]
    departments: list[str]
    starts_on: date
    ends_on: date
    drafted_at: datetime
    changed_at: datetime
    reference: str | None = None
    self_check_until: date | None = None
    self_checked: list[str]
    visited: list[str]
    faulty: list[str]
    rounds: int = 0
    rectifications: list[str]
    result: SpecialResult | None = None


class SpecialSupervisionPaper(Answer, frozen=True, kw_only=True):
    """What was written at one move; ``about`` is the department that it is about, if one alone."""

    act: str
    version: int
    written_at: datetime
    text: str
    about: str | None = None
    cause: str | None = None
    attachments: list[str]


class SpecialSupervisionFile(SpecialSupervisionView, frozen=True, kw_only=True):
    """It with its papers in their order; a department sees the plan and its own."""

    papers: list[SpecialSupervisionPaper]


class SpecialSupervisionPage(Answer, frozen=True, kw_only=True):
    """One page, the newest first; ``next`` asks for the page after it."""

    special_supervisions: list[SpecialSupervisionView]
    next: str | None = None


class SpecialSupervisionProposal(Answer, frozen=True, kw_only=True):
    """The like cases of a category that call for one: which, in which departments, and what was drafted on them.

    ``version`` counts the proposals of the category; ``special_supervisions`` are the drafts on any of them.
    """

    pattern: str
    category: str
    version: int
    proposed_at: datetime | None = None
    complaints: list[str]
    departments: list[str]
    special_supervisions: list[str]


class SpecialSupervisionProposals(Answer, frozen=True, kw_only=True):
    """One page, by category; ``next`` asks for the page after it."""

    proposals: list[SpecialSupervisionProposal]
    next: str | None = None
