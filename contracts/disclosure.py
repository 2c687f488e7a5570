"""The published language of disclosure (办件公开): how cases stand, for anybody, without a word of what they say."""

from datetime import date, datetime
from typing import Annotated

import msgspec

from contracts.complaints.words import Outcome, RefusalGround, State
from contracts.wire import Answer, Code, Query, Token

Moment = Annotated[datetime, msgspec.Meta(tz=True)]


class FindDisclosedCases(Query, frozen=True, kw_only=True):
    """The cases of a period that anybody may see, the latest first; or those of ``numbers``, whatever else is said.

    A period is 90 days at most; both its ends count, and without them it is the last 90 days. It is the one in which a
    case was filed, or with ``moved`` the one in which it has moved last. ``ended`` tells open and ended cases apart.
    ``after`` is the number of the last case of the page before.
    """

    numbers: Annotated[list[Token], msgspec.Meta(max_length=1000)] = msgspec.field(default_factory=list)
    categories: Annotated[list[Code], msgspec.Meta(max_length=100)] = msgspec.field(default_factory=list)
    ended: bool | None = None
    since: Moment | None = None
    until: Moment | None = None
    moved: bool = False
    after: Token | None = None
    limit: Annotated[int, msgspec.Meta(ge=1, le=1000)] = 1000


class DisclosedCase(Answer, frozen=True, kw_only=True):
    """How a case stands: nothing of who complains, of what they say, or of whom.

    ``department`` is the title of the unit that leads; ``ground`` why it was not taken on; ``ended`` says that nobody
    works on it any more.
    """

    number: str
    version: int
    state: State
    ended: bool
    category: str
    filed_at: datetime
    changed_at: datetime
    department: str | None = None
    due_on: date | None = None
    outcome: Outcome | None = None
    ground: RefusalGround | None = None
    merged: bool = False


class DisclosedCases(Answer, frozen=True, kw_only=True):
    """Cases that anybody may see."""

    cases: list[DisclosedCase]
