"""What it tells from the answer to the archive: ids and codes, never a person."""

from datetime import date

from contracts.complaints.events import ComplaintFact
from contracts.complaints.words import (
    Finding,
    Kind,
    Outcome,
    RedoReason,
    ReopenReason,
    ReviewDecision,
    Satisfaction,
    Solved,
)


class ComplaintReplied(ComplaintFact, frozen=True, kw_only=True):
    """The department answered, or the office that handled it itself."""

    department: str | None = None
    finding: Finding


class RedoOrdered(ComplaintFact, frozen=True, kw_only=True):
    """The answer was sent back."""

    reason: RedoReason
    times: int
    department: str | None = None
    due_on: date | None = None


class VerificationBegun(ComplaintFact, frozen=True, kw_only=True):
    """The first of two officers has checked the answer of a grave case."""

    department: str | None = None


class ComplaintVerified(ComplaintFact, frozen=True, kw_only=True):
    """The office checked the answer."""

    department: str | None = None


class CalledBack(ComplaintFact, frozen=True, kw_only=True):
    """The complainant was called: not reached, or what they think of it."""

    reached: bool
    attempts: int
    satisfaction: Satisfaction | None = None
    solved: Solved | None = None
    contacted: bool | None = None
    department: str | None = None


class ComplaintClosed(ComplaintFact, frozen=True, kw_only=True):
    """It is closed, with its outcome; ``unreached`` says that its complainant was called three times in vain."""

    outcome: Outcome
    department: str | None = None
    unreached: bool = False


class ComplaintReopened(ComplaintFact, frozen=True, kw_only=True):
    """It was taken up again."""

    reason: ReopenReason
    times: int
    department: str | None = None
    due_on: date | None = None


class ReviewRequested(ComplaintFact, frozen=True, kw_only=True):
    """The complainant asked for a review; tier 1 is 复查, tier 2 复核."""

    tier: int
    department: str | None = None


class ReviewDecided(ComplaintFact, frozen=True, kw_only=True):
    """The review is decided."""

    tier: int
    decision: ReviewDecision
    department: str | None = None
    due_on: date | None = None


class ComplaintWithdrawn(ComplaintFact, frozen=True, kw_only=True):
    """The complainant took it back, or did not supply what was missing."""

    department: str | None = None


class CaseGoneOnWith(ComplaintFact, frozen=True, kw_only=True):
    """A grave case that was taken back goes on as a case of the office's own motion, ``opened``."""

    opened: str


class ComplaintArchived(ComplaintFact, frozen=True, kw_only=True):
    """It is filed away."""


class RelabelProposed(ComplaintFact, frozen=True, kw_only=True):
    """Somebody proposed to make it lighter after its dispatch."""

    category: str | None = None
    kind: Kind | None = None
    severity: int | None = None


class ComplaintRelabelled(ComplaintFact, frozen=True, kw_only=True):
    """It counts as something else; ``guarded`` says that a second person agreed."""

    category: str
    kind: Kind
    severity: int
    guarded: bool
    previous_category: str
    previous_kind: Kind
    previous_severity: int


class RelabelRefused(ComplaintFact, frozen=True, kw_only=True):
    """The second person did not agree."""
