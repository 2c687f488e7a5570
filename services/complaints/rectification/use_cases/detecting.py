"""What a substantiated complaint shows: a fault that is back, or one that many departments share."""

from dataclasses import replace
from datetime import timedelta

from contracts.complaints import Finding
from contracts.people import Role
from contracts.rectification import RectificationProgress, SpecialSupervisionProposed
from services.complaints.directory.domain.ladder import Ladder
from services.complaints.domain.complaint import Complaint
from services.complaints.rectification.domain.patterns import WINDOW_DAYS, LikeCase
from services.complaints.rectification.like_cases import LikeCases
from services.complaints.rectification.use_cases.desk import Desk
from services.complaints.rectification.use_cases.moving import reopen
from services.complaints.sweeping import ITSELF

SUBSTANTIATED = (Finding.SUBSTANTIATED, Finding.PARTLY)

DECIDES = (Role.DIRECTOR,)
"""Who is told that a special supervision is called for."""


def follow_substantiated(complaint: Complaint, desk: Desk, like_cases: LikeCases, *, office: Ladder) -> None:
    """To be called when the office has verified a complaint; what was found unfounded shows nothing.

    A complaint that is verified again after a reopening is no second case. ``office`` is the ladder from the office up.
    """
    department = complaint.about or complaint.department
    if complaint.finding not in SUBSTANTIATED or department is None:
        return
    case = LikeCase(
        complaint_id=complaint.id,
        number=complaint.number,
        category=complaint.category,
        department=department,
        at=desk.at,
    )
    if like_cases.note(case):
        detect_relapse(complaint, department, desk)
        detect_pattern(case, desk, like_cases, office=office)


def detect_relapse(complaint: Complaint, department: str, desk: Desk) -> RectificationProgress | None:
    """Reopens what was struck off last for the same category and department, when the complaint came soon after it.

    The complaint counts by the day on which it was filed: what somebody suffered before the acceptance proves nothing.
    """
    accepted = desk.rectifications.last_accepted(complaint.category, department)
    if accepted is None or not accepted.is_undone_by(complaint.filed_at):
        return None
    return reopen(accepted, replace(desk, by=ITSELF), proof=complaint.number)


def detect_pattern(
    case: LikeCase, desk: Desk, like_cases: LikeCases, *, office: Ladder
) -> SpecialSupervisionProposed | None:
    """Proposes a special supervision when this case makes three of its kind in a month, across two departments."""
    pattern = like_cases.pattern_of(case.category, new_id=desk.new_id)
    earliest = desk.at - timedelta(days=WINDOW_DAYS + 1)
    seen = pattern.see(like_cases.since(case.category, earliest), at=desk.at, to=office.reach(DECIDES))
    if seen is None:
        return None
    proposed, fact = seen
    like_cases.keep(proposed)
    desk.history.tell(proposed, fact)
    return fact
