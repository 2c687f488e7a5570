"""What is told of rectifications: ids and codes, never what was written."""

from datetime import date

import msgspec

from contracts.rectification.words import RectificationKind, RectificationState
from contracts.supervision import Addressee
from contracts.wire import Event


class RectificationFact(Event, frozen=True, kw_only=True):
    """What every fact about a rectification says; ``complaint`` is the number of the case that it comes of."""

    rectification: str
    number: str
    version: int
    state: RectificationState
    kind: RectificationKind
    department: str
    category: str
    complaint: str | None = None


class RectificationOrdered(RectificationFact, frozen=True, kw_only=True):
    """The office ordered it."""

    due_on: date


class RectificationPlanSubmitted(RectificationFact, frozen=True, kw_only=True):
    """The department has said what it will do."""


class RectificationPlanAccepted(RectificationFact, frozen=True, kw_only=True):
    """The office agreed with the plan."""


class RectificationPlanReturned(RectificationFact, frozen=True, kw_only=True):
    """The office sent the plan back; ``times`` counts how often."""

    times: int


class RectificationBegun(RectificationFact, frozen=True, kw_only=True):
    """The department is at it."""


class RectificationReported(RectificationFact, frozen=True, kw_only=True):
    """The department has reported what it did."""


class PolicyProposalAnswered(RectificationFact, frozen=True, kw_only=True):
    """The department has answered a proposal in writing."""

    adopted: bool


class RectificationAccepted(RectificationFact, frozen=True, kw_only=True):
    """It is struck off."""


class RectificationRejected(RectificationFact, frozen=True, kw_only=True):
    """The report did not hold; ``times`` counts how often."""

    times: int
    due_on: date


class RectificationRecheckDue(RectificationFact, frozen=True, kw_only=True):
    """It is time to look back."""


class RectificationRechecked(RectificationFact, frozen=True, kw_only=True):
    """The office looked back, and the fault has stayed away."""


class RectificationRelapsed(RectificationFact, frozen=True, kw_only=True):
    """The fault is there again; ``proof`` is the number of the complaint that shows it, if one does."""

    times: int
    due_on: date
    proof: str | None = None


class RectificationRefused(RectificationFact, frozen=True, kw_only=True):
    """The department will not put it right."""


class SpecialSupervisionProposed(Event, frozen=True, kw_only=True):
    """So many like cases across departments call for a special supervision (专题督查); ``addressees`` decide on one."""

    pattern: str
    version: int
    category: str
    complaints: list[str]
    departments: list[str]
    first_on: date
    last_on: date
    addressees: list[Addressee] = msgspec.field(default_factory=list)
