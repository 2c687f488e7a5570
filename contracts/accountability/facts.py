"""What is told of accountability: ids and codes, never who or why."""

from datetime import date

from contracts.accountability.words import AccountabilityOutcome, AccountabilityState, Measure, Target
from contracts.wire import Event


class AccountabilityFact(Event, frozen=True, kw_only=True):
    """What every fact about it says; ``measure`` is the decided one, before that the proposed one."""

    accountability: str
    number: str
    version: int
    state: AccountabilityState
    department: str
    target: Target
    measure: Measure
    ground: str
    basis: str


class AccountabilityProposed(AccountabilityFact, frozen=True, kw_only=True):
    """It was proposed; the unit may make its statement until ``hearing_until``."""

    hearing_until: date


class AccountabilityHeard(AccountabilityFact, frozen=True, kw_only=True):
    """The unit has made its statement."""


class AccountabilityHearingLapsed(AccountabilityFact, frozen=True, kw_only=True):
    """The unit has let the time for its statement pass; it may be decided without one."""


class AccountabilityDecided(AccountabilityFact, frozen=True, kw_only=True):
    """A measure was decided on."""


class AccountabilityDismissed(AccountabilityFact, frozen=True, kw_only=True):
    """Nobody is held to account."""


class AccountabilityExecuted(AccountabilityFact, frozen=True, kw_only=True):
    """The measure was carried out."""

    appeal_until: date


class AccountabilityTransferred(AccountabilityFact, frozen=True, kw_only=True):
    """It was handed to the authority for discipline and appointments."""

    appeal_until: date


class AccountabilityAppealed(AccountabilityFact, frozen=True, kw_only=True):
    """The unit has appealed."""

    decision_due_on: date


class AccountabilityClosed(AccountabilityFact, frozen=True, kw_only=True):
    """It is over: the appeal is decided, or none came in time."""

    outcome: AccountabilityOutcome
