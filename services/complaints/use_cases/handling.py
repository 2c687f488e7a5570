"""Moving a complaint from its dispatch to its answer."""

from contracts.complaints import (
    AdjudicateDuty,
    ClockClass,
    ContactComplainant,
    DecideExtension,
    DepartmentUnknown,
    DispatchComplaint,
    EndMediation,
    ExtendCeiling,
    ExtendedBefore,
    GrantReturn,
    Investigate,
    Mediate,
    NotExtendable,
    Progress,
    RefuseReturn,
    ReplyToComplaint,
    RequestExtension,
    RequestReturn,
    ResumeComplaint,
    SignComplaint,
    SuspendComplaint,
)
from services.complaints.domain.case_clocks import CEILING, SUSPENSION, subject_of
from services.complaints.domain.categories import category_of
from services.complaints.domain.clocks import Clock
from services.complaints.domain.complaint import Complaint
from services.complaints.domain.routing import Precedent
from services.complaints.storage import Departments, Precedents, Remarks, Testimonies
from services.complaints.use_cases.handing_over import HandOver
from services.complaints.use_cases.moving import Bench


def dispatch_complaint(
    command: DispatchComplaint, *, bench: Bench, departments: Departments, hand_over: HandOver
) -> Progress:
    """The office hands the complaint to a department; the redacted case goes to that department's own queue.

    Raises:
        DepartmentUnknown: when the directory does not have it, or one that assists.
    """
    complaint = bench.find(command)
    _check_known(command.department, departments)
    for place, code in enumerate(command.assisting):
        _check_known(code, departments, f"/assisting/{place}")
    clock_class = command.clock_class or _class_of(complaint)
    moved = complaint.dispatch(
        command.department,
        due_on=bench.due_if_begun(clock_class),
        by=bench.by,
        at=bench.at,
        section=command.section,
        assisting=tuple(dict.fromkeys(code for code in command.assisting if code != command.department)),
        handling=command.handling,
        clock_class=clock_class,
    )
    hand_over(moved[0])
    return bench.keep(moved)


def sign_complaint(command: SignComplaint, *, bench: Bench) -> Progress:
    """The department signs for the complaint."""
    return bench.keep(bench.find(command).sign(by=bench.by, at=bench.at))


def request_return(command: RequestReturn, *, bench: Bench, departments: Departments, remarks: Remarks) -> Progress:
    """The department says whose the case is instead, and by which rule.

    Raises:
        DepartmentUnknown
    """
    complaint = bench.find(command)
    _check_known(command.rightful, departments, "/rightful")
    moved = complaint.request_return(command.rightful, by=bench.by, at=bench.at)
    remarks.add(moved[0], bench.note("request_return", basis=command.basis))
    return bench.keep(moved)


def grant_return(command: GrantReturn, *, bench: Bench, departments: Departments, hand_over: HandOver) -> Progress:
    """The office agrees; the case goes to another department.

    Raises:
        DepartmentUnknown
    """
    complaint = bench.find(command)
    _check_known(command.department, departments)
    moved = complaint.grant_return(command.department, by=bench.by, at=bench.at)
    hand_over(moved[0])
    return bench.keep(moved)


def refuse_return(command: RefuseReturn, *, bench: Bench) -> Progress:
    """The office does not agree."""
    return bench.keep(bench.find(command).refuse_return(by=bench.by, at=bench.at))


def adjudicate_duty(
    command: AdjudicateDuty,
    *,
    bench: Bench,
    departments: Departments,
    remarks: Remarks,
    precedents: Precedents,
    hand_over: HandOver,
) -> Progress:
    """The director rules whose duty it is; the next case of its kind is proposed to go there at once.

    Raises:
        DepartmentUnknown
    """
    complaint = bench.find(command)
    _check_known(command.department, departments)
    moved = complaint.adjudicate(command.department, by=bench.by, at=bench.at)
    remarks.add(moved[0], bench.note("adjudicate", ruling=command.ruling))
    precedents.add(
        Precedent(
            id=bench.new_id(),
            category=complaint.category,
            about=complaint.about,
            department=command.department,
            case=complaint.number,
            ruled_at=bench.at,
        )
    )
    if moved[0].department != complaint.department:
        hand_over(moved[0])
    return bench.keep(moved)


def contact_complainant(command: ContactComplainant, *, bench: Bench) -> Progress:
    """The handler has spoken to the complainant, or could not."""
    return bench.keep(bench.find(command).contact(command.result, by=bench.by, at=bench.at))


def investigate(command: Investigate, *, bench: Bench) -> Progress:
    """The investigation begins."""
    complaint = bench.find(command)
    clock_class = complaint.clock_class or _class_of(complaint)
    due_on = complaint.due_on or bench.due_if_begun(clock_class)
    return bench.keep(complaint.investigate(by=bench.by, at=bench.at, due_on=due_on, clock_class=clock_class))


def mediate(command: Mediate, *, bench: Bench, remarks: Remarks) -> Progress:
    """One more round of mediation, with both positions."""
    moved = bench.find(command).mediate(by=bench.by, at=bench.at)
    said = {"complainant": command.complainants_position, "department": command.departments_position}
    remarks.add(moved[0], bench.note("mediate", **said))
    return bench.keep(moved)


def end_mediation(command: EndMediation, *, bench: Bench) -> Progress:
    """The mediation is over."""
    return bench.keep(bench.find(command).end_mediation(agreed=command.agreed, by=bench.by, at=bench.at))


def suspend_complaint(command: SuspendComplaint, *, bench: Bench, remarks: Remarks) -> Progress:
    """The director has it wait, until a day; then it goes on by itself."""
    complaint = bench.find(command)
    spent = bench.suspended_before(complaint)
    moved = complaint.suspend(command.ground, command.until, spent=spent, by=bench.by, at=bench.at)
    remarks.add(moved[0], bench.note("suspend", evidence=command.evidence))
    kept = bench.keep(moved)
    subject = subject_of(moved[0], SUSPENSION)
    bench.clocks.start(SUSPENSION, subject, at=bench.at, new_id=bench.new_id, until=command.until)
    return kept


def resume_complaint(command: ResumeComplaint, *, bench: Bench) -> Progress:
    """It goes on with what was left of its time."""
    complaint = bench.find(command)
    clock = bench.handling_clock(complaint)
    due_on = clock.resume(bench.at).due_on if clock else complaint.due_on
    return bench.keep(complaint.resume(due_on=due_on, by=bench.by, at=bench.at))


def request_extension(command: RequestExtension, *, bench: Bench, remarks: Remarks) -> Progress:
    """The handler asks for more time.

    Raises:
        NotExtendable: when no clock of the case can be extended.
    """
    complaint = bench.find(command)
    moved = complaint.request_extension(by=bench.by, at=bench.at)
    _extendable(complaint, bench)
    remarks.add(moved[0], bench.note("request_extension", reason=command.reason))
    return bench.keep(moved)


def decide_extension(command: DecideExtension, *, bench: Bench) -> Progress:
    """The director grants more time or does not.

    Raises:
        NotExtendable
    """
    complaint = bench.find(command)
    clock = _extendable(complaint, bench)
    longer = clock.extend(clock.rule.extension)
    moved = complaint.decide_extension(granted=command.granted, due_on=longer.due_on, by=bench.by, at=bench.at)
    if command.granted:
        bench.clocks.keep(longer)
    return bench.keep(moved)


def extend_ceiling(command: ExtendCeiling, *, bench: Bench, remarks: Remarks) -> Progress:
    """The director extends the absolute ceiling of a case, and says why; the complainant is told.

    Raises:
        NotExtendable: when it does not run.
        ExtendedBefore
    """
    complaint = bench.find(command)
    clock = next((clock for clock in bench.clocks.open_of(complaint.number) if clock.code == CEILING), None)
    if clock is None:
        raise NotExtendable(complaint.number)
    longer = clock.extend(clock.rule.extension).tell()
    moved = complaint.extend_ceiling(ceiling=clock.due_on, until=longer.due_on, by=bench.by, at=bench.at)
    if clock.extended:
        raise ExtendedBefore(complaint.number)
    remarks.add(moved[0], bench.note("extend_ceiling", reason=command.reason))
    bench.clocks.keep(longer)
    return bench.keep(moved)


def reply_to_complaint(command: ReplyToComplaint, *, bench: Bench, testimonies: Testimonies) -> Progress:
    """The handler answers the complaint."""
    moved = bench.find(command).reply(command.finding, answers=len(command.answers), by=bench.by, at=bench.at)
    id_ = bench.new_id()
    testimonies.answer(moved[0], id=id_, measures=command.measures, basis=command.basis, answers=command.answers)
    return bench.keep(moved)


def _check_known(code: str, departments: Departments, pointer: str = DepartmentUnknown.pointer) -> None:
    if departments.find(code) is None:
        raise DepartmentUnknown(code).at(pointer)


def _class_of(complaint: Complaint) -> ClockClass:
    """How fast a case of its category is handled."""
    return category_of(complaint.category).clock_class


def _extendable(complaint: Complaint, bench: Bench) -> Clock:
    clock = bench.handling_clock(complaint)
    if clock is None or not clock.rule.extension:
        raise NotExtendable(complaint.number)
    return clock
