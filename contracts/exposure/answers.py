"""What is answered about exposures."""

from datetime import date, datetime

from contracts.exposure.words import ExposureState, Medium
from contracts.wire import Answer


class ExposureProgress(Answer, frozen=True, kw_only=True):
    """Where an exposure stands after a command."""

    id: str
    number: str
    version: int
    state: ExposureState


class ExposureView(ExposureProgress, frozen=True, kw_only=True):
    """An exposure without its papers."""

    medium: Medium
    ground: str
    department: str
    category: str
    title: str
    text: str
    proposed_at: datetime
    changed_at: datetime
    reply_until: date | None = None
    replied_at: datetime | None = None
    reply_lapsed_at: datetime | None = None
    published_at: datetime | None = None
    expires_on: date | None = None
    rectification: str | None = None
    note: str | None = None
    correction: str | None = None


class ExposurePaper(Answer, frozen=True, kw_only=True):
    """What was written at one move."""

    act: str
    version: int
    written_at: datetime
    text: str


class ExposureFile(ExposureView, frozen=True, kw_only=True):
    """An exposure with all its papers in their order."""

    papers: list[ExposurePaper]


class ExposurePage(Answer, frozen=True, kw_only=True):
    """One page, the newest first; ``next`` asks for the page after it."""

    exposures: list[ExposureView]
    next: str | None = None


class BoardEntry(Answer, frozen=True, kw_only=True):
    """What everybody may read: what was found, of which department, and what became of it."""

    number: str
    department: str
    category: str
    title: str
    text: str
    published_at: datetime
    expires_on: date
    note: str | None = None
    correction: str | None = None


class ExposureBoard(Answer, frozen=True, kw_only=True):
    """One page of the board."""

    exposures: list[BoardEntry]
    next: str | None = None
