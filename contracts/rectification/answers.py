"""What is answered about rectifications."""

from datetime import date, datetime

import msgspec

from contracts.rectification.words import RectificationKind, RectificationState, Responsible
from contracts.wire import Answer


class RectificationProgress(Answer, frozen=True, kw_only=True):
    """Where a rectification stands after a command."""

    id: str
    number: str
    version: int
    state: RectificationState
    due_on: date


class RectificationView(Answer, frozen=True, kw_only=True):
    """A rectification without its papers."""

    id: str
    number: str
    version: int
    kind: RectificationKind
    state: RectificationState
    department: str
    category: str
    due_on: date
    ordered_at: datetime
    changed_at: datetime
    complaint: str | None = None
    origin: str | None = None
    returns: int = 0
    rejections: int = 0
    relapses: int = 0
    adopted: bool | None = None
    refused_at: datetime | None = None
    accepted_at: datetime | None = None
    recheck_due_at: datetime | None = None
    relapse_proof: str | None = None


class RectificationPaper(Answer, frozen=True, kw_only=True):
    """What was written at one move: by ``act`` the problem, the measures, the evidence, the answer or a reason.

    ``cause`` is the rule that an order cites, ``responsible`` and ``post`` are a plan's.
    """

    act: str
    version: int
    written_at: datetime
    text: str
    cause: str | None = None
    responsible: Responsible | None = None
    post: str | None = None
    attachments: list[str] = msgspec.field(default_factory=list)


class RectificationFile(RectificationView, frozen=True, kw_only=True):
    """A rectification with all its papers, in their order."""

    papers: list[RectificationPaper]


class RectificationPage(Answer, frozen=True, kw_only=True):
    """One page of rectifications, the newest first; ``next`` asks for the page after it."""

    rectifications: list[RectificationView]
    next: str | None = None
