"""Planning an inspection, carrying it out, ending it."""

from contracts.complaints import DepartmentUnknown, TestimonyUnreadable
from contracts.departments import InspectionNoticeServed
from contracts.inspection import (
    AnnounceInspection,
    CancelInspection,
    CarryOutInspection,
    CloseInspection,
    InspectionMode,
    InspectionPlan,
    InspectionProgress,
    PlanInspection,
)
from contracts.wire import read
from kernel.sealing import KeyRing, Unreadable
from services.complaints.domain.deadlines import day_of, year_of
from services.complaints.inspection.domain.inspection import Inspection
from services.complaints.inspection.domain.life_cycle import LIFE_CYCLES
from services.complaints.inspection.domain.lots import check_plan, draw_lots
from services.complaints.inspection.use_cases.desk import WINDOW, InspectionDesk, progress_of
from services.complaints.storage import Departments

SERIES = "MC"
"""明察暗访."""


def plan_inspection(command: PlanInspection, desk: InspectionDesk, *, departments: Departments) -> InspectionProgress:
    """Plans an inspection: department and pair are drawn by lot, the plan is kept encrypted, its hash is told.

    Raises:
        NotYourRole, TestimonyUnreadable, DepartmentUnknown,
        Invalid: when its days do not lie ahead, or for a department there are not two who may be sent.
    """
    LIFE_CYCLES[command.mode].find_first("plan", desk.by)
    plan = _open(desk.keys, command.plan)
    check_plan(plan, day_of(desk.at))
    for place, department in enumerate(plan.departments):
        if departments.find(department) is None:
            raise DepartmentUnknown(department).at(f"/plan/departments/{place}")
    return _enter(command.mode, plan, desk)


def announce(command: AnnounceInspection, desk: InspectionDesk) -> InspectionProgress:
    """Tells the department that it will be inspected, and on what."""
    planned = desk.inspections.at_version(command.number, command.version)
    drawn = desk.plan_of(planned)
    announced, fact = planned.announce(drawn, **desk.act)
    progress = desk.keep((announced, fact))
    notice = InspectionNoticeServed(
        inspection=str(announced.id),
        number=announced.number,
        version=announced.version,
        topic=drawn.plan.topic,
        from_on=drawn.plan.from_on,
        until_on=drawn.plan.until_on,
    )
    desk.send(announced, notice, drawn.department)
    return progress


def carry_out(command: CarryOutInspection, desk: InspectionDesk) -> InspectionProgress:
    """The pair has been there; nobody is told but that it was done."""
    planned = desk.inspections.at_version(command.number, command.version)
    done, fact = planned.carry_out(desk.plan_of(planned), **desk.act)
    progress = desk.keep((done, fact))
    desk.write(done, "carry_out", command.record)
    desk.stop(done, WINDOW)
    return progress


def close(command: CloseInspection, desk: InspectionDesk) -> InspectionProgress:
    """Ends an inspection of which every finding was dropped or followed up."""
    done = desk.inspections.at_version(command.number, command.version)
    return desk.keep(done.close(desk.findings.of(done.number), **desk.act))


def cancel(command: CancelInspection, desk: InspectionDesk) -> InspectionProgress:
    """Gives an inspection up."""
    cancelled, fact = desk.inspections.at_version(command.number, command.version).cancel(**desk.act)
    progress = desk.keep((cancelled, fact))
    desk.write(cancelled, "cancel", command.reason)
    desk.stop(cancelled, WINDOW)
    return progress


def _enter(mode: InspectionMode, plan: InspectionPlan, desk: InspectionDesk) -> InspectionProgress:
    """Enters a plan that nothing speaks against any more."""
    drawn = draw_lots(plan, draw=desk.draw, salt=str(desk.new_id()))
    id_, number = desk.new_id(), desk.numbers.next(year_of(desk.at), SERIES)
    planned, fact = Inspection.plan(mode, drawn, id=id_, number=number, **desk.act)
    desk.inspections.add(planned)
    desk.plans.add(planned, drawn, keys=desk.keys)
    desk.clocks.welcome(number)
    desk.start(WINDOW, planned, until=plan.until_on)
    desk.history.tell(planned, fact)
    return progress_of(planned)


def _open(keys: KeyRing, box: str) -> InspectionPlan:
    try:
        content = keys.open("complaints", box)
    except Unreadable:
        raise TestimonyUnreadable from None
    return read(InspectionPlan, content)
