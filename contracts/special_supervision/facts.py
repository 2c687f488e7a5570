"""What is told of special supervisions: ids and codes."""

from datetime import date

from contracts.special_supervision.words import SpecialResult, SpecialSource, SpecialSupervisionState
from contracts.wire import Event


class SpecialSupervisionFact(Event, frozen=True, kw_only=True):
    """What every fact about it says."""

    special_supervision: str
    number: str
    version: int
    state: SpecialSupervisionState
    source: SpecialSource
    category: str


class SpecialSupervisionDrafted(SpecialSupervisionFact, frozen=True, kw_only=True):
    """It was drafted."""

    departments: list[str]


class SpecialSupervisionLaunched(SpecialSupervisionFact, frozen=True, kw_only=True):
    """Every department has it, and looks at itself until ``self_check_until``."""

    departments: list[str]
    self_check_until: date


class SelfCheckSubmitted(SpecialSupervisionFact, frozen=True, kw_only=True):
    """A department has reported on itself."""

    department: str


class SelfCheckLapsed(SpecialSupervisionFact, frozen=True, kw_only=True):
    """The time for it is over; ``missing`` have not reported."""

    missing: list[str]


class SpecialSupervisionWentOnSite(SpecialSupervisionFact, frozen=True, kw_only=True):
    """The inspectors have set out."""


class RoundRecorded(SpecialSupervisionFact, frozen=True, kw_only=True):
    """A department was visited; ``round`` counts the visits, ``problems`` what was found wrong."""

    department: str
    round: int
    problems: int


class SpecialSupervisionReported(SpecialSupervisionFact, frozen=True, kw_only=True):
    """It was reported on."""

    faulty: list[str]


class SpecialRectificationsOrdered(SpecialSupervisionFact, frozen=True, kw_only=True):
    """Every problem is to be put right."""

    rectifications: list[str]


class SpecialSupervisionRechecked(SpecialSupervisionFact, frozen=True, kw_only=True):
    """Everything was struck off and looked at again."""


class SpecialSupervisionClosed(SpecialSupervisionFact, frozen=True, kw_only=True):
    """It is over."""

    result: SpecialResult


class SpecialSupervisionCancelled(SpecialSupervisionFact, frozen=True, kw_only=True):
    """The draft was given up."""
