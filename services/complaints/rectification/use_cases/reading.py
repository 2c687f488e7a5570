"""What may be asked about rectifications, and by whom."""

from typing import Any

from contracts.people import Actor, Role
from contracts.rectification import (
    FindRectification,
    FindRectifications,
    RectificationFile,
    RectificationNotYours,
    RectificationPage,
    RectificationPaper,
    RectificationView,
)
from services.complaints.domain.oversight import Oversight
from services.complaints.rectification.domain.paper import Paper
from services.complaints.rectification.domain.rectification import Rectification
from services.complaints.rectification.storage import Papers, Rectifications
from services.complaints.storage import page_after

OVERSIGHT = Oversight(
    (Role.OFFICER, Role.DIRECTOR, Role.ADMIN, Role.LEADER, Role.REVIEWER, Role.INSPECTOR), RectificationNotYours
)

_SHOWN = [field for field in RectificationView.__struct_fields__ if field != "id"]
_SHOWN_OF_PAPERS = [field for field in RectificationPaper.__struct_fields__ if field != "attachments"]


def find_rectification(
    query: FindRectification, *, by: Actor, rectifications: Rectifications, papers: Papers
) -> RectificationFile:
    """One rectification with its papers; a department sees its own alone.

    Raises:
        RectificationUnknown, RectificationNotYours
    """
    rectification = rectifications.get(query.number)
    OVERSIGHT.check(rectification.number, [rectification.department], by)
    return RectificationFile(
        **_fields_of(rectification), papers=[_paper_view(paper) for paper in papers.of(rectification.id)]
    )


def find_rectifications(query: FindRectifications, *, by: Actor, rectifications: Rectifications) -> RectificationPage:
    """A page of rectifications, the newest first; a department sees its own alone.

    Raises:
        Forbidden: to whoever neither oversees departments nor belongs to one.
    """
    department = OVERSIGHT.department_of(by, query.department)
    found = rectifications.page(query, department=department, after=page_after(query.after))
    following = str(found[-1].id) if len(found) == query.limit else None
    return RectificationPage(rectifications=[RectificationView(**_fields_of(one)) for one in found], next=following)


def _fields_of(rectification: Rectification) -> dict[str, Any]:
    return {"id": str(rectification.id), **{name: getattr(rectification, name) for name in _SHOWN}}


def _paper_view(paper: Paper) -> RectificationPaper:
    said = {name: getattr(paper, name) for name in _SHOWN_OF_PAPERS}
    return RectificationPaper(**said, attachments=list(paper.attachments))
