"""What is ordered and asked of inspections and their findings."""

from datetime import date
from typing import Annotated

import msgspec

from contracts.inspection.words import (
    Evidence,
    FindingNumber,
    FindingState,
    Gravity,
    InspectionMode,
    InspectionNumber,
    InspectionState,
)
from contracts.wire import Code, Command, Name, Query, Sealed, Text, Token


class PlanInspection(Command, frozen=True, kw_only=True):
    """Plans an inspection (制定方案): a department and a pair of inspectors are drawn by lot.

    ``plan`` is a sealed :class:`InspectionPlan`: no queue, log or dead letter holds who is looked at by whom.
    """

    mode: InspectionMode
    plan: Sealed


class InspectionStep(Command, frozen=True, kw_only=True):
    """One move of an inspection; ``version`` is the one that its sender has seen, None when the sender sees none."""

    number: InspectionNumber
    version: int | None = None


class AnnounceInspection(InspectionStep, frozen=True, kw_only=True):
    """Tells the department that it will be inspected (明察通知); nobody tells of a covert inspection."""


class CarryOutInspection(InspectionStep, frozen=True, kw_only=True):
    """The pair has been there (实施); ``record`` is what it did and saw."""

    record: Text


class RecordFinding(InspectionStep, frozen=True, kw_only=True):
    """One of the pair records what was found (发现问题), by which rule it is wrong, with its evidence."""

    category: Code
    gravity: Gravity
    problem: Text
    rule: Text
    evidence: Annotated[list[Evidence], msgspec.Meta(min_length=1, max_length=20)]


class CloseInspection(InspectionStep, frozen=True, kw_only=True):
    """Ends it: every finding was dropped or followed up (办结)."""


class CancelInspection(InspectionStep, frozen=True, kw_only=True):
    """Gives it up before it was carried out (取消)."""

    reason: Text


class FindingStep(Command, frozen=True, kw_only=True):
    """One move of a finding."""

    number: FindingNumber
    version: int | None = None


class AttestFinding(FindingStep, frozen=True, kw_only=True):
    """The other of the pair has seen the same (共同确认); the department now has it, with three working days."""


class ConfirmFinding(FindingStep, frozen=True, kw_only=True):
    """The department says that it is so (确认)."""

    statement: Text | None = None


class DisputeFinding(FindingStep, frozen=True, kw_only=True):
    """The department says that it is not so (异议)."""

    statement: Text


class UpholdFinding(FindingStep, frozen=True, kw_only=True):
    """The director holds that it is so nevertheless (维持)."""

    reason: Text


class DropFinding(FindingStep, frozen=True, kw_only=True):
    """It does not hold (撤销)."""

    reason: Text


class RectifyFinding(FindingStep, frozen=True, kw_only=True):
    """Orders the department to put it right (责令整改)."""

    due_on: date | None = None


class OpenCaseOnFinding(FindingStep, frozen=True, kw_only=True):
    """Opens a case of the office's own motion (主动立案)."""


class FindInspection(Query, frozen=True, kw_only=True):
    """One inspection, with its record and findings."""

    number: InspectionNumber


class FindInspections(Query, frozen=True, kw_only=True):
    """A page of inspections, the newest first."""

    state: InspectionState | None = None
    mode: InspectionMode | None = None
    department: Code | None = None
    after: Token | None = None
    limit: Annotated[int, msgspec.Meta(ge=1, le=100)] = 20


class ReadInspectionPlan(Query, frozen=True, kw_only=True):
    """The plan, sealed to the gateway; the look and its reason are written down."""

    number: InspectionNumber
    reason: Name


class FindFinding(Query, frozen=True, kw_only=True):
    """One finding with its papers."""

    number: FindingNumber


class FindFindings(Query, frozen=True, kw_only=True):
    """A page of findings, the newest first."""

    state: FindingState | None = None
    inspection: InspectionNumber | None = None
    department: Code | None = None
    category: Code | None = None
    after: Token | None = None
    limit: Annotated[int, msgspec.Meta(ge=1, le=100)] = 20
