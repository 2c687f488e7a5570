"""From the launch of a special supervision to its end."""

from collections.abc import Callable

from contracts.departments import SpecialSupervisionEnded, SpecialSupervisionServed
from contracts.rectification import OrderRectification, RectificationKind, RectificationProgress
from contracts.special_supervision import (
    CancelSpecialSupervision,
    CloseSpecialSupervision,
    GoOnSite,
    LaunchSpecialSupervision,
    OrderSpecialRectifications,
    RecheckSpecialSupervision,
    RecordRound,
    ReportSpecialSupervision,
    SpecialResult,
    SpecialSupervisionProgress,
    SubmitSelfCheck,
)
from services.complaints.attachments.evidence import check_evidence, named_in
from services.complaints.domain.clocks import last_day
from services.complaints.domain.redaction import redact
from services.complaints.special_supervision.domain import SpecialSupervision
from services.complaints.special_supervision.use_cases.desk import PERIOD, SELF_CHECK, SpecialDesk

PROBLEM = "problem"

Order = Callable[[OrderRectification], RectificationProgress]
"""Orders a rectification in the same transaction, by the same official."""


def launch(command: LaunchSpecialSupervision, desk: SpecialDesk) -> SpecialSupervisionProgress:
    """Sends it to every department, which has ten working days to report on itself."""
    drafted = desk.specials.at_version(command.number, command.version)
    launched, fact = drafted.launch(self_check_until=last_day(SELF_CHECK, desk.at), **desk.act)
    progress = desk.keep((launched, fact), "launch", None)
    clock = desk.start(SELF_CHECK, launched)
    desk.start(PERIOD, launched, until=launched.ends_on)
    plan = next(paper.text for paper in desk.papers.of(launched.id) if paper.act == "draft")
    served = SpecialSupervisionServed(
        special_supervision=str(launched.id),
        number=launched.number,
        version=launched.version,
        topic=launched.topic,
        category=launched.category,
        plan=plan,
        checklist=list(launched.checklist),
        starts_on=launched.starts_on,
        ends_on=launched.ends_on,
        self_check_until=clock.due_on,
    )
    desk.send(launched, served, *launched.departments)
    return progress


def submit_self_check(command: SubmitSelfCheck, desk: SpecialDesk) -> SpecialSupervisionProgress:
    """A department reports on itself; once all have, nobody is waited for.

    Raises:
        SpecialSupervisionUnknown, Outdated, NotYourRole, MoveNotAllowed, SpecialSupervisionNotYours,
        AlreadySelfChecked,
        Invalid: naming each attachment that the department has not brought in here.
    """
    launched = desk.specials.at_version(command.number, command.version)
    checked, fact = launched.submit_self_check(**desk.act)
    department, attachments = desk.by.department, tuple(command.attachments)
    claims = named_in(attachments)
    check_evidence(claims, numbers=[checked.number], department=department, attachments=desk.attachments)
    if not checked.silent:
        desk.stop(checked, SELF_CHECK)
    return desk.keep((checked, fact), "self_check", command.report, about=department, attachments=attachments)


def go_on_site(command: GoOnSite, desk: SpecialDesk) -> SpecialSupervisionProgress:
    """The inspectors set out."""
    launched = desk.specials.at_version(command.number, command.version)
    return desk.keep(launched.go_on_site(**desk.act), "go_on_site", None)


def record_round(command: RecordRound, desk: SpecialDesk) -> SpecialSupervisionProgress:
    """A department was visited; each problem is kept by itself, to be ordered to be put right."""
    on_site = desk.specials.at_version(command.number, command.version)
    visited, fact = on_site.record_round(command.department, problems=len(command.problems), **desk.act)
    progress = desk.keep((visited, fact), "round", redact(command.record, None), about=command.department)
    for found in command.problems:
        problem, cause = redact(found.problem, None), redact(found.cause, None)
        desk.write(visited, PROBLEM, problem, cause=cause, about=command.department)
    return progress


def report(command: ReportSpecialSupervision, desk: SpecialDesk) -> SpecialSupervisionProgress:
    """Reports on it, in the days that were set."""
    on_site = desk.specials.at_version(command.number, command.version)
    moved = on_site.report(**desk.act)
    desk.stop(on_site, PERIOD)
    return desk.keep(moved, "report", command.report)


def order_rectifications(
    command: OrderSpecialRectifications, desk: SpecialDesk, *, order: Order
) -> SpecialSupervisionProgress:
    """Orders a rectification of every problem; the orders' origin is the special supervision.

    Raises:
        SpecialSupervisionUnknown, Outdated, NotYourRole, MoveNotAllowed, NoProblemFound,
        Invalid: for a day that is past or too far away.
    """
    reported = desk.specials.at_version(command.number, command.version)
    reported.order_rectifications((), **desk.act)  # refused before anything is ordered
    ordered = [order(one).number for one in _orders(reported, command, desk)]
    return desk.keep(reported.order_rectifications(ordered, **desk.act), "order_rectifications", None)


def recheck(command: RecheckSpecialSupervision, desk: SpecialDesk) -> SpecialSupervisionProgress:
    """Everything is struck off, and was looked at again."""
    special = desk.specials.at_version(command.number, command.version)
    return desk.keep(special.recheck(desk.still_open(special), **desk.act), "recheck", command.remark)


def close(command: CloseSpecialSupervision, desk: SpecialDesk) -> SpecialSupervisionProgress:
    """Ends it, and tells every department with what."""
    special = desk.specials.at_version(command.number, command.version)
    closed, fact = special.close(desk.still_open(special), **desk.act)
    progress = desk.keep((closed, fact), "close", command.remark)
    ended = SpecialSupervisionEnded(number=closed.number, version=closed.version, result=SpecialResult(fact.result))
    desk.send(closed, ended, *closed.departments)
    return progress


def cancel(command: CancelSpecialSupervision, desk: SpecialDesk) -> SpecialSupervisionProgress:
    """Gives a draft up."""
    drafted = desk.specials.at_version(command.number, command.version)
    return desk.keep(drafted.cancel(**desk.act), "cancel", command.reason)


def _orders(
    special: SpecialSupervision, command: OrderSpecialRectifications, desk: SpecialDesk
) -> list[OrderRectification]:
    """One order for each problem, to the department at which it was found."""
    return [
        OrderRectification(
            kind=RectificationKind.DEPARTMENT_WIDE,
            problem=paper.text,
            cause=paper.cause or "",
            origin=special.number,
            category=special.category,
            department=paper.about,
            due_on=command.due_on,
        )
        for paper in desk.papers.of(special.id)
        if paper.act == PROBLEM
    ]
