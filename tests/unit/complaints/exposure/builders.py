"""A desk of exposures in plain sight, and things to put on it."""

from dataclasses import replace
from typing import Any, cast
from uuid import UUID

from contracts.complaints import Reporter
from contracts.exposure import ExposureState, ExposureUnknown, Medium, ProposeExposure
from contracts.inspection import FindingUnknown
from contracts.people import Actor
from services.complaints.domain.complaint import Complaint
from services.complaints.exposure.domain import Exposure
from services.complaints.exposure.use_cases.desk import ExposureDesk
from services.complaints.exposure.use_cases.proven import ProvenMatters
from services.complaints.inspection.domain.finding import InspectionFinding
from tests.unit.complaints.rectification.builders import AT, BUREAU, COMPLAINT, Shelf
from tests.unit.complaints.rooms import Drawer, Room

CANARY = "金丝雀某某"
CASE = replace(COMPLAINT, party=UUID(int=77))
EXPOSURE = Exposure(
    id=UUID(int=3),
    number="BG-2026-000001",
    version=1,
    state=ExposureState.PROPOSED,
    changed_at=AT,
    medium=Medium.WEB,
    ground=CASE.number,
    department=BUREAU,
    category="slow",
    title="窗口三次退件",
    text="该窗口三次退件,未一次性告知。",
    proposed_by="writer",
    proposed_at=AT,
)
ORDER = ProposeExposure(
    ground=CASE.number, medium=Medium.WEB, department=BUREAU, title=EXPOSURE.title, text=EXPOSURE.text
)


class People:
    """A vault with one complainant."""

    def find(self, party: UUID, **_keys: Any) -> Reporter | None:
        return Reporter(name=CANARY, phone="13800000000") if party == CASE.party else None


class Office(Room):
    """A desk of exposures with everything on it in plain sight."""

    def __init__(self, *things: Exposure | Complaint | InspectionFinding) -> None:
        super().__init__()
        self.exposures = Drawer(ExposureUnknown, *(one for one in things if isinstance(one, Exposure)))
        self.findings = Drawer(FindingUnknown, *(one for one in things if isinstance(one, InspectionFinding)))
        self.shelf = Shelf(*([one for one in things if isinstance(one, Complaint)] or [CASE]))

    def desk(self, by: Actor, at: Any = AT) -> ExposureDesk:
        """The desk, as somebody sits down at it."""
        proven = ProvenMatters(
            cast(Any, self.shelf), cast(Any, self.findings), cast(Any, People()), cast(Any, "no keys are needed")
        )
        return ExposureDesk(exposures=cast(Any, self.exposures), proven=proven, **self.common(by, at))


def standing(state: ExposureState, **more: Any) -> Exposure:
    """The exposure in a later state."""
    return replace(EXPOSURE, state=state, **more)
