"""Whose case it is: proposals for the lead unit, each with its reason (domain-complaints 4.2, ping-pong breaker)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from services.complaints.configuration import read
from services.complaints.domain.case import Case
from services.complaints.domain.categories import BY_DUTY_LIST, VERSION, category_of
from services.complaints.domain.handling import LEADING_GROUP
from services.complaints.domain.life_cycle import THE_OFFICE as OFFICE


class Ground(StrEnum):
    """Why a unit is proposed, the strongest first."""

    ABOUT_THE_OFFICE = "about_the_office"
    PRECEDENT = "precedent"
    DUTY_WORD = "duty_word"
    DUTY_CATEGORY = "duty_category"
    COMPLAINED_OF = "complained_of"


@dataclass(frozen=True, kw_only=True)
class Precedent:
    """A ruling of the director: of this category, about this department, it is that one's duty."""

    id: UUID
    category: str
    about: str | None
    department: str
    case: str
    ruled_at: datetime


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A lead unit that is proposed, and why; ``source`` is the ruling's case or the list."""

    department: str
    ground: Ground
    source: str


def propose(case: Case, title: str, precedent: Precedent | None) -> list[Proposal]:
    """The units that a case may go to, the likeliest first, each once; never to the accused section's department."""
    proposals: dict[str, Proposal] = {}
    for proposal in _proposals(case, title, precedent):
        if not (case.about_section and proposal.department == case.about):
            proposals.setdefault(proposal.department, proposal)
    return list(proposals.values())


def _proposals(case: Case, title: str, precedent: Precedent | None) -> Iterator[Proposal]:
    if case.about == OFFICE:
        yield Proposal(department=LEADING_GROUP, ground=Ground.ABOUT_THE_OFFICE, source="信访工作条例第三十条")
        return
    if precedent is not None:
        yield Proposal(department=precedent.department, ground=Ground.PRECEDENT, source=precedent.case)
    yield from _by_duty(case, title)
    if case.about is not None:
        yield Proposal(department=case.about, ground=Ground.COMPLAINED_OF, source=case.number)


def _by_duty(case: Case, title: str) -> Iterator[Proposal]:
    """What the list of duties says of the title's words, then what is said of the category."""
    duties = read("duties")
    source = f"{duties['source']} {duties['version']}"
    for word, department in duties["words"].items():
        if word in title:
            yield Proposal(department=department, ground=Ground.DUTY_WORD, source=f"{source} {word}")
    lead = category_of(case.category).lead
    if lead != BY_DUTY_LIST:
        yield Proposal(department=lead, ground=Ground.DUTY_CATEGORY, source=f"投诉类别 {VERSION}")
