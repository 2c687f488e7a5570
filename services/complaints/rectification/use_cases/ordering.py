"""Ordering a rectification."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from contracts.complaints import DepartmentUnknown, Finding, MoveNotAllowed, State
from contracts.rectification import NothingToRectify, OrderRectification, RectificationKind, RectificationProgress
from contracts.refusals import Fault, Invalid
from kernel.sealing import KeyRing
from services.complaints.domain.categories import check_category
from services.complaints.domain.clocks import last_day
from services.complaints.domain.complaint import Complaint
from services.complaints.domain.deadlines import day_of, year_of
from services.complaints.domain.life_cycle import THE_OFFICE
from services.complaints.domain.redaction import redact
from services.complaints.rectification.domain.rectification import Rectification, check_may_order
from services.complaints.rectification.use_cases.desk import Desk, clock_of, progress_of
from services.complaints.storage import Complaints, Departments, Numbers, Vault

OVER = (State.REFUSED, State.WITHDRAWN, State.MERGED, State.ARCHIVED)
"""Cases in which nothing was found, or which another holds, or which are filed away: nothing is ordered on them."""

DECIDED = (State.CLOSED, State.FINALISED)
"""Cases that can be put right no more; what they have shown of a whole department or a policy still can."""

LONGEST = timedelta(days=366)
"""From the order to a day that is set for it: a fault that may stay for longer than a year is not being put right."""


class Addressee(NamedTuple):
    """What is to be put right, and by whom."""

    category: str
    department: str


def order_rectification(
    command: OrderRectification,
    desk: Desk,
    *,
    keys: KeyRing,
    complaints: Complaints,
    departments: Departments,
    vault: Vault,
    numbers: Numbers,
) -> RectificationProgress:
    """Orders it, starts its clock, and hands the order to the department's own queue.

    What is handed over, and kept, is without what tells who complained.

    Raises:
        NotYourRole, ComplaintUnknown, NothingToRectify, MoveNotAllowed, CategoryUnknown, DepartmentUnknown,
        Invalid: when a case has no complaint, nobody to put it right, or a day that is past or too far away.
    """
    case = complaints.get(command.complaint) if command.complaint else None
    _check_case(command.kind, case)
    to = _addressee(command, case)
    check_may_order(command.kind, to.department, desk.by)
    _check_addressee(to, departments)
    _check_day(command.due_on, desk.at)
    reporter = vault.find(case.party, keys=keys) if case and case.party else None
    problem, cause = (redact(text, reporter) for text in (command.problem, command.cause))
    return _serve(command, to, desk, numbers, problem=problem, cause=cause)


def _serve(
    command: OrderRectification, to: Addressee, desk: Desk, numbers: Numbers, *, problem: str, cause: str
) -> RectificationProgress:
    """Carries out an order that nothing speaks against any more."""
    id_, number = desk.new_id(), numbers.next(year_of(desk.at), "ZG")
    clock = clock_of(command.kind)
    ordered, fact = Rectification.order(
        **desk.act,
        id=id_,
        number=number,
        kind=command.kind,
        **to._asdict(),
        complaint=command.complaint,
        origin=command.origin,
        due_on=command.due_on or last_day(clock, desk.at),
    )
    desk.rectifications.add(ordered)
    desk.write(ordered, "order", problem, cause=cause)
    desk.clocks.welcome(number)
    desk.start(clock, ordered, until=command.due_on)
    desk.serve(ordered, problem=problem, cause=cause)
    desk.history.tell(ordered, fact)
    return progress_of(ordered)


def _check_case(kind: RectificationKind, case: Complaint | None) -> None:
    """A case is put right while it is open, and when there is something to it; one that is over orders nothing."""
    if case is None:
        if kind is RectificationKind.CASE:
            raise Invalid.of(Fault(pointer="/complaint", rule="required"))
        return
    if case.finding is Finding.NOT_SUBSTANTIATED:
        raise NothingToRectify(case.number)
    if case.state in OVER or (kind is RectificationKind.CASE and case.state in DECIDED):
        raise MoveNotAllowed("order_rectification", case.state)


def _addressee(command: OrderRectification, case: Complaint | None) -> Addressee:
    """Said in the command, else as the complaint has it: whoever is complained of, else whoever handles it.

    What a case about the office has shown is for the office to put right, and for nobody whom it might send forward.
    """
    accused = (case.about or case.department) if case else None
    category = case.category if case else command.category
    department = accused if accused == THE_OFFICE else command.department or accused
    missing = [
        Fault(pointer=f"/{name}", rule="required")
        for name, said in (("category", category), ("department", department))
        if said is None
    ]
    if category is None or department is None:
        raise Invalid.of(*missing)
    return Addressee(category, department)


def _check_addressee(to: Addressee, departments: Departments) -> None:
    check_category(to.category)
    if to.department != THE_OFFICE and departments.find(to.department) is None:
        raise DepartmentUnknown(to.department)


def _check_day(due_on: date | None, at: datetime) -> None:
    """A day that is set lies ahead, and within a year."""
    first, last = day_of(at) + timedelta(days=1), day_of(at) + LONGEST
    if due_on is not None and not first <= due_on <= last:
        raise Invalid.of(
            Fault(
                pointer="/due_on",
                rule="out_of_range",
                detail=f"{first} - {last}",
                zh=f"整改期限须在 {first} 至 {last} 之间。",
                en=f"It must be put right between {first} and {last}.",
            )
        )
