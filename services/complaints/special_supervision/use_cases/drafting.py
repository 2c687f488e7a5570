"""Drafting a special supervision: why it is held, of whom, and when."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from contracts.complaints import DepartmentUnknown
from contracts.refusals import Fault, Invalid
from contracts.special_supervision import (
    DraftSpecialSupervision,
    PatternUnknown,
    SpecialSource,
    SpecialSupervisionProgress,
)
from services.complaints.domain.categories import check_category
from services.complaints.domain.deadlines import day_of, year_of
from services.complaints.instruction.storage import Instructions
from services.complaints.rectification.like_cases import LikeCases
from services.complaints.special_supervision.domain import LIFE_CYCLE, SpecialSupervision
from services.complaints.special_supervision.use_cases.desk import SpecialDesk, progress_of
from services.complaints.storage import Departments

SERIES = "ZD"
"""专督."""

LONGEST = timedelta(days=366)


@dataclass(frozen=True)
class Occasion:
    """Why it is held and of whom: the document that it comes of, and the departments."""

    departments: tuple[str, ...]
    reference: str | None


@dataclass(frozen=True)
class Occasions:
    """Where special supervisions come of: patterns of like cases, leaders' instructions; and the directory."""

    like_cases: LikeCases
    instructions: Instructions
    departments: Departments

    def find(self, command: DraftSpecialSupervision) -> Occasion:
        """The occasion that a draft names, with every department once.

        Raises:
            PatternUnknown, InstructionUnknown, DepartmentUnknown,
            Invalid: without a department, or without the instruction that a leader gave.
        """
        said, reference = tuple(dict.fromkeys(command.departments)), command.reference
        if command.source is SpecialSource.PATTERN:
            pattern = self.like_cases.proposed_for(command.category)
            if pattern is None:
                raise PatternUnknown(command.category)
            said, reference = said or pattern.departments, str(pattern.id)
        if command.source is SpecialSource.LEADER:
            _need("/reference", reference)
            self.instructions.get(reference or "")
        _need("/departments", said)
        self._check(said)
        return Occasion(said, reference)

    def _check(self, departments: tuple[str, ...]) -> None:
        for place, department in enumerate(departments):
            if self.departments.find(department) is None:
                raise DepartmentUnknown(department).at(f"/departments/{place}")


def draft(command: DraftSpecialSupervision, desk: SpecialDesk, *, occasions: Occasions) -> SpecialSupervisionProgress:
    """Drafts it; nobody but the office knows of it yet.

    Raises:
        NotYourRole, CategoryUnknown, PatternUnknown, InstructionUnknown, DepartmentUnknown,
        Invalid: naming the field, for days that have passed or a department, an instruction that is missing.
    """
    LIFE_CYCLE.find_first("draft", desk.by)
    check_category(command.category)
    _check_days(command.starts_on, command.ends_on, desk.at)
    occasion = occasions.find(command)
    drafted, fact = SpecialSupervision.draft(
        **desk.act,
        id=desk.new_id(),
        number=desk.numbers.next(year_of(desk.at), SERIES),
        source=command.source,
        topic=command.topic,
        category=command.category,
        checklist=tuple(command.checklist),
        departments=occasion.departments,
        starts_on=command.starts_on,
        ends_on=command.ends_on,
        reference=occasion.reference,
    )
    desk.specials.add(drafted)
    desk.write(drafted, "draft", command.plan)
    desk.clocks.welcome(drafted.number)
    desk.history.tell(drafted, fact)
    return progress_of(drafted)


def _need(pointer: str, said: object) -> None:
    if not said:
        raise Invalid.of(Fault(pointer=pointer, rule="required"))


def _check_days(starts_on: date, ends_on: date, at: datetime) -> None:
    """The days lie ahead, in their order, and within a year."""
    if starts_on < day_of(at):
        raise _out_of_range("/starts_on", day_of(at), ends_on)
    if not starts_on < ends_on <= starts_on + LONGEST:
        raise _out_of_range("/ends_on", starts_on, starts_on + LONGEST)


def _out_of_range(pointer: str, first: date, last: date) -> Invalid:
    return Invalid.of(
        Fault(
            pointer=pointer,
            rule="out_of_range",
            detail=f"{first} - {last}",
            zh=f"日期须在 {first} 至 {last} 之间,截止日晚于起始日。",
            en=f"The day must lie between {first} and {last}, the last after the first.",
        )
    )
