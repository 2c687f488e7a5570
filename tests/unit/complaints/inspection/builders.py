"""A desk of inspections in plain sight, and things to put on it."""

from dataclasses import replace
from datetime import date
from typing import Any, cast
from uuid import UUID

from contracts.inspection import (
    DrawnPlan,
    FindingState,
    FindingUnknown,
    Gravity,
    InspectionMode,
    InspectionPlan,
    InspectionState,
    InspectionUnknown,
    Inspector,
)
from contracts.people import Actor
from services.complaints.domain.paper import Paper
from services.complaints.inspection.domain.finding import InspectionFinding
from services.complaints.inspection.domain.inspection import Inspection
from services.complaints.inspection.domain.lots import hash_of
from services.complaints.inspection.use_cases.desk import InspectionDesk
from tests.unit.complaints.accountability.builders import KEYS
from tests.unit.complaints.rectification.builders import AT, BUREAU, Files
from tests.unit.complaints.rooms import Drawer, Room

HASH = "0123456789abcdef" * 4
PLAN = InspectionPlan(
    departments=["civil_affairs", "taxation"],
    inspectors=[
        Inspector(id="first"),
        Inspector(id="second"),
        Inspector(id="third", avoids=["civil_affairs"]),
    ],
    topic="窗口是否一次性告知",
    from_on=date(2026, 3, 2),
    until_on=date(2026, 3, 13),
)
DRAWN = DrawnPlan(department=BUREAU, pair=["first", "second"], plan=PLAN, salt="salt")

INSPECTION = Inspection(
    id=UUID(int=1),
    number="MC-2026-000001",
    version=1,
    state=InspectionState.PLANNED,
    changed_at=AT,
    mode=InspectionMode.COVERT,
    plan_hash=hash_of(DRAWN),
    planned_by="director",
    planned_at=AT,
)
FOUND = InspectionFinding(
    id=UUID(int=2),
    number="FX-2026-000001",
    version=1,
    state=FindingState.RECORDED,
    changed_at=AT,
    inspection=INSPECTION.number,
    department=BUREAU,
    category="slow",
    gravity=Gravity.MAJOR,
    evidence=(HASH,),
    recorded_by="first",
    recorded_at=AT,
)
DONE = replace(INSPECTION, state=InspectionState.CARRIED_OUT, department=BUREAU, carried_out_at=AT)


class Plans:
    """Drawn plans, as they are."""

    def __init__(self) -> None:
        self.all = {INSPECTION.id: DRAWN}

    def add(self, inspection: Inspection, drawn: DrawnPlan, **_keys: Any) -> None:
        self.all[inspection.id] = drawn

    def of(self, inspection: Inspection, **_keys: Any) -> DrawnPlan:
        return self.all[inspection.id]


class Office(Room):
    """A desk of inspections with everything on it in plain sight; the lot falls on whoever comes first."""

    def __init__(self, *things: Inspection | InspectionFinding) -> None:
        super().__init__()
        self.inspections = Drawer(InspectionUnknown, *(one for one in things if isinstance(one, Inspection)))
        self.findings = Drawer(FindingUnknown, *(one for one in things if isinstance(one, InspectionFinding)))
        self.plans = Plans()
        self.files = Files(number=INSPECTION.number, department=None, digest=HASH)
        self.papers.all += [_record(finding) for finding in self.findings.all.values()]

    def desk(self, by: Actor, at: Any = AT) -> InspectionDesk:
        """The desk, as somebody sits down at it."""
        return InspectionDesk(
            keys=KEYS,
            draw=lambda some, n: list(some)[:n],
            inspections=cast(Any, self.inspections),
            plans=cast(Any, self.plans),
            findings=cast(Any, self.findings),
            attachments=cast(Any, self.files),
            **self.common(by, at),
        )


def _record(finding: InspectionFinding) -> Paper:
    return Paper(
        id=UUID(int=500),
        subject_id=finding.id,
        act="record",
        version=1,
        written_at=AT,
        text="窗口未一次性告知",
        cause="行政许可法第三十二条",
    )
