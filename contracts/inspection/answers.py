"""What is answered about inspections and their findings."""

from datetime import date, datetime

from contracts.inspection.words import FindingState, Gravity, InspectionMode, InspectionState
from contracts.wire import Answer


class InspectionProgress(Answer, frozen=True, kw_only=True):
    """Where an inspection stands after a command."""

    id: str
    number: str
    version: int
    state: InspectionState


class InspectionView(InspectionProgress, frozen=True, kw_only=True):
    """An inspection; ``department`` is empty until it was announced or carried out, ``plan_hash`` proves the plan."""

    mode: InspectionMode
    plan_hash: str
    planned_at: datetime
    changed_at: datetime
    department: str | None = None
    carried_out_at: datetime | None = None


class InspectionPaper(Answer, frozen=True, kw_only=True):
    """What was written at one move of an inspection or a finding."""

    act: str
    version: int
    written_at: datetime
    text: str
    cause: str | None = None
    attachments: list[str]


class FindingProgress(Answer, frozen=True, kw_only=True):
    """Where a finding stands after a command; ``follow_up`` is the number of what it has brought about."""

    id: str
    number: str
    version: int
    state: FindingState
    follow_up: str | None = None


class FindingView(FindingProgress, frozen=True, kw_only=True):
    """A finding without its papers; ``evidence`` are the hashes."""

    inspection: str
    department: str
    category: str
    gravity: Gravity
    evidence: list[str]
    recorded_at: datetime
    changed_at: datetime
    answer_until: date | None = None
    by_silence: bool = False


class FindingFile(FindingView, frozen=True, kw_only=True):
    """A finding with its papers."""

    papers: list[InspectionPaper]


class FindingPage(Answer, frozen=True, kw_only=True):
    """One page of findings; ``next`` asks for the page after it."""

    findings: list[FindingView]
    next: str | None = None


class InspectionFile(InspectionView, frozen=True, kw_only=True):
    """An inspection with its papers and findings."""

    papers: list[InspectionPaper]
    findings: list[FindingView]


class InspectionPage(Answer, frozen=True, kw_only=True):
    """One page of inspections; ``next`` asks for the page after it."""

    inspections: list[InspectionView]
    next: str | None = None
