"""``POST /v1/complaints/{number}/actions/{name}``: the moves of a complaint, as one table.

Who may do what in which state is decided by the service; here stands whose key may ask at all.
"""

from litestar import Response, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from contracts import complaints as says
from contracts.people import Role
from contracts.wire import Command, convert, write
from gateway.desk import AtHand, read_body
from gateway.edge.access import OFFICE
from gateway.edge.caller import Asked
from gateway.edge.conditions import CHANGE, version_of
from gateway.routes.actions import actions_of
from gateway.routes.answers import AcceptedView, answered, described

DIRECTOR = (Role.DIRECTOR,)
LIAISON = (Role.LIAISON,)
DEPUTY = (Role.DEPUTY,)
UNIT = (*LIAISON, *DEPUTY)
HANDLER = (*OFFICE, *DEPUTY)
FRONT = (Role.OPERATOR, *OFFICE)

_of_complaints = actions_of("complaints", answer=says.Progress)


def _action(name: str, order: type[Command], roles: tuple[Role, ...], summary: str) -> HTTPRouteHandler:
    """The route of a move; a leader may ask for each, since a case about the office itself is theirs."""
    return _of_complaints(name, order, tuple(dict.fromkeys((*roles, Role.LEADER))), summary)


@post(
    "/v1/complaints/{number:str}/actions/provide_info",
    roles=FRONT,
    body=says.Supplement,
    headers=CHANGE,
    status_code=200,
    responses={200: described(says.Progress), 202: described(AcceptedView)},
    summary="Supply what was missing 补充材料",
    tags=["complaints"],
)
async def provide_info(number: FromPath[str], request: Asked, desk: AtHand) -> Response[bytes]:
    """What the complainant has supplied, taken down by the office; it is sealed before it leaves this process."""
    supplement = await read_body(request, says.Supplement)
    sealed = desk.keys.seal("complaints", write(supplement))
    order = convert(says.ProvideInfo, {"number": number, "version": version_of(request), "answer": sealed})
    return answered(await desk.send(request, "complaints", order))


ROUTES = (
    provide_info,
    _action("request_info", says.RequestInfo, OFFICE, "Ask for what is missing 补正"),
    _action("accept", says.AcceptComplaint, OFFICE, "Take it on 受理"),
    _action("propose_refusal", says.ProposeRefusal, OFFICE, "Propose not to take it on 拟不予受理"),
    _action("refuse", says.RefuseComplaint, DIRECTOR, "Do not take it on 不予受理"),
    _action("merge", says.MergeComplaint, OFFICE, "Join it to another 并案"),
    _action("unmerge", says.UnmergeComplaint, DIRECTOR, "Take it out again 撤销并案"),
    _action("relabel", says.RelabelComplaint, OFFICE, "Change what it counts as 改类"),
    _action("confirm_relabel", says.ConfirmRelabel, OFFICE, "Agree to that, or not 改类复核"),
    _action("dispatch", says.DispatchComplaint, OFFICE, "Hand it to a department 派单"),
    _action("sign", says.SignComplaint, LIAISON, "Sign for it 签收"),
    _action("request_return", says.RequestReturn, LIAISON, "Return it 退单"),
    _action("grant_return", says.GrantReturn, OFFICE, "Give it to another department 准予退单"),
    _action("refuse_return", says.RefuseReturn, OFFICE, "Leave it with the department 不予退单"),
    _action("adjudicate", says.AdjudicateDuty, DIRECTOR, "Rule whose duty it is 裁定"),
    _action("contact", says.ContactComplainant, (*OFFICE, *UNIT), "Contact the complainant first 首次联系"),
    _action("investigate", says.Investigate, HANDLER, "Investigate 调查"),
    _action("mediate", says.Mediate, HANDLER, "Hold a round of mediation 调解"),
    _action("end_mediation", says.EndMediation, HANDLER, "End the mediation 调解结束"),
    _action("suspend", says.SuspendComplaint, DIRECTOR, "Have it wait 中止"),
    _action("resume", says.ResumeComplaint, DIRECTOR, "Go on with it 恢复"),
    _action("request_extension", says.RequestExtension, (*OFFICE, *UNIT), "Ask for more time 申请延期"),
    _action("decide_extension", says.DecideExtension, DIRECTOR, "Grant more time, or not 延期审批"),
    _action("extend_ceiling", says.ExtendCeiling, DIRECTOR, "Extend the absolute ceiling 延长最长期限"),
    _action("reply", says.ReplyToComplaint, HANDLER, "Answer it 反馈"),
    _action("redo", says.OrderRedo, OFFICE, "Send the answer back 重办"),
    _action("verify", says.VerifyComplaint, OFFICE, "Check the answer 核实"),
    _action("call_back", says.CallBack, (Role.CALLBACK_AGENT,), "Call the complainant 回访"),
    _action("close", says.CloseComplaint, (*OFFICE, Role.CALLBACK_AGENT), "Close it 办结"),
    _action("reopen", says.ReopenComplaint, OFFICE, "Take it up again 重启"),
    _action("request_review", says.RequestReview, FRONT, "Ask for a review 申请复查"),
    _action("decide_review", says.DecideReview, (Role.REVIEWER, Role.LEADER), "Decide the review 复查决定"),
    _action("withdraw", says.WithdrawComplaint, FRONT, "Take it back 撤回"),
    _action("go_on", says.GoOnWithCase, OFFICE, "Go on with what was taken back 依职权续办"),
    _action("archive", says.ArchiveComplaint, DIRECTOR, "File it away 归档"),
)
