"""Moving a rectification along its life cycle."""

from collections.abc import Callable

from contracts.rectification import (
    AcceptRectification,
    AcceptRectificationPlan,
    AnswerPolicyProposal,
    BeginRectification,
    RecheckRectification,
    RectificationProgress,
    RefuseRectification,
    RejectRectification,
    RelapseRectification,
    ReportRectification,
    ReturnRectificationPlan,
    SubmitRectificationPlan,
)
from services.complaints.domain.clocks import Clock, last_day
from services.complaints.rectification.domain.rectification import Rectification
from services.complaints.rectification.use_cases.desk import AGAIN, RECHECK, Desk, clock_of

FIRST_AND_AGAIN = ("rectification", "policy_answer", AGAIN)


def submit_plan(command: SubmitRectificationPlan, desk: Desk) -> RectificationProgress:
    """The department says what it will do, and which post answers for it."""
    planned, fact = desk.rectifications.at_version(command.number, command.version).plan(**desk.act)
    files = desk.evidence(planned, command.attachments)
    progress = desk.keep((planned, fact))
    desk.write(
        planned,
        "plan",
        command.measures,
        responsible=command.responsible,
        post=command.post,
        attachments=files,
    )
    return progress


def accept_plan(command: AcceptRectificationPlan, desk: Desk) -> RectificationProgress:
    """The office agrees with the plan."""
    agreed, fact = desk.rectifications.at_version(command.number, command.version).accept_plan(**desk.act)
    progress = desk.keep((agreed, fact))
    desk.rule(agreed)
    return progress


def return_plan(command: ReturnRectificationPlan, desk: Desk) -> RectificationProgress:
    """The office sends the plan back; the clock goes on."""
    returned, fact = desk.rectifications.at_version(command.number, command.version).return_plan(**desk.act)
    progress = desk.keep((returned, fact))
    desk.write(returned, "return_plan", command.reason)
    desk.rule(returned, command.reason)
    return progress


def begin(command: BeginRectification, desk: Desk) -> RectificationProgress:
    """The department is at it."""
    return desk.keep(desk.rectifications.at_version(command.number, command.version).begin(**desk.act))


def report(command: ReportRectification, desk: Desk) -> RectificationProgress:
    """The department reports what it did: its clock has done its work."""
    reported, fact = desk.rectifications.at_version(command.number, command.version).report(**desk.act)
    files = desk.evidence(reported, command.attachments)
    progress = desk.keep((reported, fact))
    desk.write(reported, "report", command.evidence, attachments=files)
    desk.stop(reported, *FIRST_AND_AGAIN)
    return progress


def answer(command: AnswerPolicyProposal, desk: Desk) -> RectificationProgress:
    """The department answers a proposal in writing."""
    proposal = desk.rectifications.at_version(command.number, command.version)
    answered, fact = proposal.answer(adopted=command.adopted, **desk.act)
    files = desk.evidence(answered, command.attachments)
    progress = desk.keep((answered, fact))
    desk.write(answered, "answer", command.answer, attachments=files)
    desk.stop(answered, *FIRST_AND_AGAIN)
    return progress


def accept(command: AcceptRectification, desk: Desk) -> RectificationProgress:
    """The office strikes it off, and will look back in 90 days."""
    accepted, fact = desk.rectifications.at_version(command.number, command.version).accept(**desk.act)
    progress = desk.keep((accepted, fact))
    if command.remark:
        desk.write(accepted, "accept", command.remark)
    if accepted.is_looked_at_again:
        desk.start(RECHECK, accepted)
    desk.rule(accepted, command.remark)
    return progress


def reject(command: RejectRectification, desk: Desk) -> RectificationProgress:
    """The report does not hold; the department has a few days to put right what is missing."""
    reported = desk.rectifications.at_version(command.number, command.version)
    rejected, fact = reported.reject(due_on=last_day(AGAIN, desk.at), **desk.act)
    progress = desk.keep((rejected, fact))
    desk.start(AGAIN, rejected)
    desk.write(rejected, "reject", command.reason)
    desk.rule(rejected, command.reason)
    return progress


def recheck(command: RecheckRectification, desk: Desk) -> RectificationProgress:
    """The office has looked back, and the fault has stayed away."""
    rechecked, fact = desk.rectifications.at_version(command.number, command.version).recheck(**desk.act)
    progress = desk.keep((rechecked, fact))
    desk.write(rechecked, "recheck", command.remark)
    desk.stop(rechecked, RECHECK)
    return progress


def relapse(command: RelapseRectification, desk: Desk) -> RectificationProgress:
    """The office has looked back, and the fault is there again."""
    accepted = desk.rectifications.at_version(command.number, command.version)
    return reopen(accepted, desk, reason=command.reason)


def refuse(
    command: RefuseRectification, desk: Desk, *, watch: Callable[[Rectification], None]
) -> RectificationProgress:
    """The department will not put it right; clock and order go on, and ``watch`` has it supervised."""
    refused, fact = desk.rectifications.at_version(command.number, command.version).refuse(**desk.act)
    progress = desk.keep((refused, fact))
    desk.write(refused, "refuse", command.reason)
    watch(refused)
    return progress


def reopen(
    rectification: Rectification, desk: Desk, *, reason: str | None = None, proof: str | None = None
) -> RectificationProgress:
    """Orders anew what was struck off, with the full time again; the department finds the order in its queue."""
    clock = clock_of(rectification.kind)
    relapsed, fact = rectification.relapse(due_on=last_day(clock, desk.at), proof=proof, **desk.act)
    progress = desk.keep((relapsed, fact))
    desk.stop(relapsed, RECHECK)
    desk.start(clock, relapsed)
    if reason:
        desk.write(relapsed, "relapse", reason)
    order = desk.papers.order_of(relapsed.id)
    desk.serve(relapsed, problem=order.text, cause=order.cause or "")
    return progress


def fall_due(clock: Clock, desk: Desk) -> None:
    """It is time to look back."""
    desk.keep(desk.rectifications.get(clock.number).fall_due(**desk.act))
