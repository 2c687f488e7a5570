"""What may be asked about exposures, and by whom; what is on the board everybody may read."""

from typing import Any

from sqlalchemy import ColumnElement

from contracts.exposure import (
    BoardEntry,
    ExposureBoard,
    ExposureFile,
    ExposureNotYours,
    ExposurePage,
    ExposurePaper,
    ExposureState,
    ExposureView,
    FindExposure,
    FindExposureBoard,
    FindExposures,
    Medium,
)
from contracts.people import Actor, Role
from services.complaints.domain.oversight import Oversight
from services.complaints.domain.paper import Paper
from services.complaints.exposure.domain import Exposure
from services.complaints.exposure.storage import Exposures
from services.complaints.exposure.tables import exposures as table
from services.complaints.storage import page_after
from services.complaints.storage.papers import Papers

OVERSIGHT = Oversight(
    (Role.OFFICER, Role.DIRECTOR, Role.ADMIN, Role.LEADER, Role.REVIEWER, Role.CUSTODIAN), ExposureNotYours
)

_CIRCULATED = (table.c.medium == Medium.INTERNAL) & (table.c.state == ExposureState.PUBLISHED)

_SHOWN = [field for field in ExposureView.__struct_fields__ if field != "id"]


def find_exposure(query: FindExposure, *, by: Actor, exposures: Exposures, papers: Papers) -> ExposureFile:
    """One exposure with its papers; a department sees its own, once it was served.

    What is circulated every department sees, without what was written on the way there.

    Raises:
        ExposureUnknown, ExposureNotYours
    """
    exposure = exposures.get(query.number)
    have = [exposure.department] if exposure.is_served else []
    if exposure.is_circulated and by.department and by.department not in have:
        return ExposureFile(**_fields_of(exposure), papers=[])
    OVERSIGHT.check(exposure.number, have, by)
    return ExposureFile(**_fields_of(exposure), papers=[_paper_view(paper) for paper in papers.of(exposure.id)])


def find_exposures(query: FindExposures, *, by: Actor, exposures: Exposures) -> ExposurePage:
    """A page of exposures, the newest first; a department sees its own, once they were served, and the circulated.

    Raises:
        Forbidden: to whoever neither oversees departments nor belongs to one.
    """
    wanted = {"state": query.state, "medium": query.medium, "ground": query.ground, "department": query.department}
    own = OVERSIGHT.department_of(by, None)
    shown = () if own is None else (_served(own) | _CIRCULATED,)
    found = exposures.page(wanted, *shown, after=page_after(query.after), limit=query.limit)
    return ExposurePage(
        exposures=[ExposureView(**_fields_of(exposure)) for exposure in found], next=_next(found, query.limit)
    )


def find_exposure_board(query: FindExposureBoard, *, exposures: Exposures) -> ExposureBoard:
    """What is known to everybody now: published, not taken back, not for the departments alone."""
    wanted = {"state": ExposureState.PUBLISHED, "department": query.department}
    known = table.c.medium != Medium.INTERNAL
    found = exposures.page(wanted, known, after=page_after(query.after), limit=query.limit)
    return ExposureBoard(exposures=[_entry(exposure) for exposure in found], next=_next(found, query.limit))


def _served(department: str) -> ColumnElement[bool]:
    return (table.c.department == department) & table.c.reply_until.is_not(None)


def _next(found: list[Exposure], limit: int) -> str | None:
    return str(found[-1].id) if len(found) == limit else None


def _entry(exposure: Exposure) -> BoardEntry:
    return BoardEntry(**{name: getattr(exposure, name) for name in BoardEntry.__struct_fields__})


def _fields_of(exposure: Exposure) -> dict[str, Any]:
    return {"id": str(exposure.id), **{name: getattr(exposure, name) for name in _SHOWN}}


def _paper_view(paper: Paper) -> ExposurePaper:
    return ExposurePaper(act=paper.act, version=paper.version, written_at=paper.written_at, text=paper.text)
