"""What the office and the departments order and ask of rectifications."""

from datetime import date
from typing import Annotated

import msgspec

from contracts.complaints.words import Number
from contracts.rectification.words import (
    Attachments,
    RectificationKind,
    RectificationNumber,
    RectificationState,
    Responsible,
)
from contracts.wire import Code, Command, Name, Query, Text, Token


class OrderRectification(Command, frozen=True, kw_only=True):
    """Orders a department to put something right (责令整改).

    ``cause`` cites the rule that was broken. A case's category and department are those of its complaint; ``origin``
    is the inspection or special supervision that the order comes of. Without ``due_on`` the statutory clock counts.
    """

    kind: RectificationKind
    problem: Text
    cause: Text
    complaint: Number | None = None
    origin: Token | None = None
    category: Code | None = None
    department: Code | None = None
    due_on: date | None = None


class RectificationStep(Command, frozen=True, kw_only=True):
    """One move of a rectification; ``version`` is the one that its sender has seen, None when the sender sees none."""

    number: RectificationNumber
    version: int | None = None


class SubmitRectificationPlan(RectificationStep, frozen=True, kw_only=True):
    """The department says what it will do, and which post answers for it (整改方案)."""

    measures: Text
    responsible: Responsible
    post: Name
    attachments: Attachments = msgspec.field(default_factory=list)


class AcceptRectificationPlan(RectificationStep, frozen=True, kw_only=True):
    """The office agrees with the plan."""


class ReturnRectificationPlan(RectificationStep, frozen=True, kw_only=True):
    """The office sends the plan back, and says why."""

    reason: Text


class BeginRectification(RectificationStep, frozen=True, kw_only=True):
    """The department has begun to carry the plan out."""


class ReportRectification(RectificationStep, frozen=True, kw_only=True):
    """The department reports what it has done, with evidence (整改报告)."""

    evidence: Text
    attachments: Attachments = msgspec.field(default_factory=list)


class AnswerPolicyProposal(RectificationStep, frozen=True, kw_only=True):
    """The department answers a proposal in writing: taken up or not, and why (信访工作条例第四十条)."""

    adopted: bool
    answer: Text
    attachments: Attachments = msgspec.field(default_factory=list)


class AcceptRectification(RectificationStep, frozen=True, kw_only=True):
    """The office has checked the report and strikes the matter off (销号)."""

    remark: Text | None = None


class RejectRectification(RectificationStep, frozen=True, kw_only=True):
    """The office has checked the report, and it does not hold."""

    reason: Text


class RecheckRectification(RectificationStep, frozen=True, kw_only=True):
    """The office has looked back, and the fault has stayed away (回头看)."""

    remark: Text


class RelapseRectification(RectificationStep, frozen=True, kw_only=True):
    """The office has looked back, and the fault is there again (反弹)."""

    reason: Text


class RefuseRectification(RectificationStep, frozen=True, kw_only=True):
    """The department will not put it right (拒不整改); the order stands."""

    reason: Text


class FindRectification(Query, frozen=True, kw_only=True):
    """One rectification with its papers."""

    number: RectificationNumber


class FindRectifications(Query, frozen=True, kw_only=True):
    """A page of rectifications, the newest first."""

    state: RectificationState | None = None
    kind: RectificationKind | None = None
    department: Code | None = None
    complaint: Number | None = None
    after: Token | None = None
    limit: Annotated[int, msgspec.Meta(ge=1, le=100)] = 20
