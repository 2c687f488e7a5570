"""What is told of inspections. Plans travel nowhere, and what is not confirmed accuses nobody (domain-complaints 4.7).

Until the department has confirmed a finding, or the director has upheld it, the facts say that something was done and
no more: no department, no category, no inspector.
"""

from contracts.inspection.words import FindingState, Gravity, InspectionMode, InspectionState
from contracts.wire import Event


class InspectionFact(Event, frozen=True, kw_only=True):
    """What every fact about an inspection says: not whose."""

    inspection: str
    number: str
    version: int
    state: InspectionState
    mode: InspectionMode


class InspectionPlanned(InspectionFact, frozen=True, kw_only=True):
    """It was planned; ``plan_hash`` proves later that nobody changed the plan."""

    plan_hash: str


class InspectionAnnounced(InspectionFact, frozen=True, kw_only=True):
    """The department was told that it will be inspected."""


class InspectionCarriedOut(InspectionFact, frozen=True, kw_only=True):
    """The pair has been there."""


class InspectionClosed(InspectionFact, frozen=True, kw_only=True):
    """It is over; ``findings`` were followed up."""

    findings: int


class InspectionCancelled(InspectionFact, frozen=True, kw_only=True):
    """It was given up."""


class InspectionExpired(InspectionFact, frozen=True, kw_only=True):
    """Its days have passed and nobody went."""


class InspectionFindingFact(Event, frozen=True, kw_only=True):
    """What every fact about a finding says; ``inspection`` is the inspection's number."""

    finding: str
    number: str
    version: int
    state: FindingState
    inspection: str


class InspectionFindingRecorded(InspectionFindingFact, frozen=True, kw_only=True):
    """One of the pair recorded it; ``evidence`` are the hashes."""

    evidence: list[str]


class InspectionFindingServed(InspectionFindingFact, frozen=True, kw_only=True):
    """The other has attested it, and the department has it."""


class InspectionFindingConfirmed(InspectionFindingFact, frozen=True, kw_only=True):
    """It holds: the department says so, its time has passed (``by_silence``), or the director has upheld it."""

    department: str
    category: str
    gravity: Gravity
    evidence: list[str]
    by_silence: bool = False


class InspectionFindingDisputed(InspectionFindingFact, frozen=True, kw_only=True):
    """The department says that it is not so."""


class InspectionFindingDropped(InspectionFindingFact, frozen=True, kw_only=True):
    """It does not hold."""


class InspectionFindingFollowed(InspectionFindingFact, frozen=True, kw_only=True):
    """It is put right or investigated: ``follow_up`` is the rectification's or the case's number."""

    department: str
    category: str
    gravity: Gravity
    follow_up: str
