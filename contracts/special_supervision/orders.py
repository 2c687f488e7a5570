"""What is ordered and asked of special supervisions."""

from datetime import date
from typing import Annotated

import msgspec

from contracts.rectification.words import Attachments
from contracts.special_supervision.words import (
    ProblemFound,
    SpecialSource,
    SpecialSupervisionNumber,
    SpecialSupervisionState,
)
from contracts.wire import Code, Command, Name, Query, Text, Token


class DraftSpecialSupervision(Command, frozen=True, kw_only=True):
    """Drafts it (拟定方案): topic, departments, what is looked at, and when.

    ``reference`` is the leader's instruction that it comes of. A pattern brings its departments with it.
    """

    source: SpecialSource
    topic: Name
    category: Code
    plan: Text
    checklist: Annotated[list[Name], msgspec.Meta(min_length=1, max_length=30)]
    starts_on: date
    ends_on: date
    departments: Annotated[list[Code], msgspec.Meta(max_length=60)] = msgspec.field(default_factory=list)
    reference: Token | None = None


class SpecialSupervisionStep(Command, frozen=True, kw_only=True):
    """One move of it; ``version`` is the one that its sender has seen, None when the sender sees none."""

    number: SpecialSupervisionNumber
    version: int | None = None


class LaunchSpecialSupervision(SpecialSupervisionStep, frozen=True, kw_only=True):
    """Sends it to every department, which now looks at itself (部署)."""


class SubmitSelfCheck(SpecialSupervisionStep, frozen=True, kw_only=True):
    """A department reports what it has found at home (自查报告)."""

    report: Text
    attachments: Attachments = msgspec.field(default_factory=list)


class GoOnSite(SpecialSupervisionStep, frozen=True, kw_only=True):
    """The inspectors set out: every department has reported, or had its time (实地督查)."""


class RecordRound(SpecialSupervisionStep, frozen=True, kw_only=True):
    """What a visit to one department has shown; each problem becomes a rectification later."""

    department: Code
    record: Text
    problems: Annotated[list[ProblemFound], msgspec.Meta(max_length=20)] = msgspec.field(default_factory=list)


class ReportSpecialSupervision(SpecialSupervisionStep, frozen=True, kw_only=True):
    """Reports, once every department was visited (督查报告)."""

    report: Text


class OrderSpecialRectifications(SpecialSupervisionStep, frozen=True, kw_only=True):
    """Orders a rectification of every problem that was found (责令整改)."""

    due_on: date | None = None


class RecheckSpecialSupervision(SpecialSupervisionStep, frozen=True, kw_only=True):
    """Everything is struck off, and was looked at again (复查)."""

    remark: Text


class CloseSpecialSupervision(SpecialSupervisionStep, frozen=True, kw_only=True):
    """Ends it (办结); what came of it follows from where it stands."""

    remark: Text


class CancelSpecialSupervision(SpecialSupervisionStep, frozen=True, kw_only=True):
    """Gives a draft up."""

    reason: Text


class FindSpecialSupervision(Query, frozen=True, kw_only=True):
    """One of them with its papers."""

    number: SpecialSupervisionNumber


class FindSpecialSupervisions(Query, frozen=True, kw_only=True):
    """A page of them, the newest first."""

    state: SpecialSupervisionState | None = None
    category: Code | None = None
    department: Code | None = None
    after: Token | None = None
    limit: Annotated[int, msgspec.Meta(ge=1, le=100)] = 20


class FindSpecialSupervisionProposals(Query, frozen=True, kw_only=True):
    """A page of what like cases call for, by category; ``after`` is the last category of the page before."""

    category: Code | None = None
    after: Code | None = None
    limit: Annotated[int, msgspec.Meta(ge=1, le=100)] = 20
