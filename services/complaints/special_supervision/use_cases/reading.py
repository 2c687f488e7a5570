"""What may be asked about special supervisions, and by whom."""

from typing import Any

from contracts.complaints import NotYourRole
from contracts.people import Actor, Role
from contracts.special_supervision import (
    FindSpecialSupervision,
    FindSpecialSupervisionProposals,
    FindSpecialSupervisions,
    SpecialSupervisionFile,
    SpecialSupervisionNotYours,
    SpecialSupervisionPage,
    SpecialSupervisionPaper,
    SpecialSupervisionProposal,
    SpecialSupervisionProposals,
    SpecialSupervisionView,
)
from services.complaints.domain.oversight import Oversight
from services.complaints.domain.paper import Paper
from services.complaints.rectification.domain.patterns import Pattern
from services.complaints.rectification.like_cases import LikeCases
from services.complaints.special_supervision.domain import SpecialSupervision
from services.complaints.special_supervision.storage import SpecialSupervisions
from services.complaints.special_supervision.tables import special_supervisions as table
from services.complaints.storage import page_after
from services.complaints.storage.papers import Papers

OVERSIGHT = Oversight(
    (Role.OFFICER, Role.DIRECTOR, Role.ADMIN, Role.LEADER, Role.REVIEWER, Role.INSPECTOR), SpecialSupervisionNotYours
)

PROPOSED_TO = (Role.OFFICER, Role.DIRECTOR, Role.LEADER)
"""Who drafts special supervisions and who launches them."""

OF_DEPARTMENTS = ("departments", "self_checked", "visited", "faulty")
"""What names departments: each sees in it whether it is named itself."""

_SHOWN = [field for field in SpecialSupervisionView.__struct_fields__ if field != "id"]
_SHOWN_OF_PAPERS = [field for field in SpecialSupervisionPaper.__struct_fields__ if field != "attachments"]


def find_special_supervision(
    query: FindSpecialSupervision, *, by: Actor, specials: SpecialSupervisions, papers: Papers
) -> SpecialSupervisionFile:
    """One of them with its papers; a department sees the plan and what is about itself, once it was launched.

    Raises:
        SpecialSupervisionUnknown, SpecialSupervisionNotYours
    """
    special = specials.get(query.number)
    OVERSIGHT.check(special.number, special.departments if special.is_known else [], by)
    oversees = OVERSIGHT.covers(by)
    shown = [
        _paper_view(paper)
        for paper in papers.of(special.id)
        if oversees or paper.act == "draft" or paper.about == by.department
    ]
    return SpecialSupervisionFile(**_fields_of(special, None if oversees else by.department), papers=shown)


def find_special_supervisions(
    query: FindSpecialSupervisions, *, by: Actor, specials: SpecialSupervisions
) -> SpecialSupervisionPage:
    """A page of them, the newest first; a department sees those that it is part of, once they were launched.

    Raises:
        Forbidden: to whoever neither oversees departments nor belongs to one.
    """
    oversees = OVERSIGHT.covers(by)
    department = OVERSIGHT.department_of(by, query.department)
    conditions = [] if department is None else [table.c.departments.any(department)]
    if not oversees:
        conditions.append(table.c.self_check_until.is_not(None))
    wanted = {"state": query.state, "category": query.category}
    found = specials.page(wanted, *conditions, after=page_after(query.after), limit=query.limit)
    only = None if oversees else by.department
    return SpecialSupervisionPage(
        special_supervisions=[SpecialSupervisionView(**_fields_of(one, only)) for one in found],
        next=str(found[-1].id) if len(found) == query.limit else None,
    )


def find_proposals(
    query: FindSpecialSupervisionProposals, *, by: Actor, like_cases: LikeCases, specials: SpecialSupervisions
) -> SpecialSupervisionProposals:
    """A page of what like cases call for, by category, with the cases and what was drafted on them.

    Raises:
        NotYourRole
    """
    if not by.is_any_of(*PROPOSED_TO):
        raise NotYourRole("find_special_supervision_proposals", ", ".join(sorted(PROPOSED_TO)))
    found = like_cases.proposed(query.category, after=query.after, limit=query.limit)
    drafted = specials.drafted_on([str(pattern.id) for pattern in found])
    return SpecialSupervisionProposals(
        proposals=[_proposal(pattern, drafted.get(str(pattern.id), [])) for pattern in found],
        next=found[-1].category if len(found) == query.limit else None,
    )


def _proposal(pattern: Pattern, drafted: list[str]) -> SpecialSupervisionProposal:
    return SpecialSupervisionProposal(
        pattern=str(pattern.id),
        category=pattern.category,
        version=pattern.version,
        proposed_at=pattern.proposed_at,
        complaints=list(pattern.complaints),
        departments=list(pattern.departments),
        special_supervisions=drafted,
    )


def _fields_of(special: SpecialSupervision, only: str | None) -> dict[str, Any]:
    """What may be shown; ``only`` is the one department that learns of itself alone."""
    said = {name: getattr(special, name) for name in _SHOWN}
    lists = {name: list(value) for name, value in said.items() if isinstance(value, tuple)}
    if only is not None:
        lists |= {name: [one for one in lists[name] if one == only] for name in OF_DEPARTMENTS}
        lists["rectifications"] = []
    return {"id": str(special.id), **said, **lists}


def _paper_view(paper: Paper) -> SpecialSupervisionPaper:
    said = {name: getattr(paper, name) for name in _SHOWN_OF_PAPERS}
    return SpecialSupervisionPaper(**said, attachments=list(paper.attachments))
