"""What Open311's clients show to people, in Chinese and English: how a case stands, why, and what they are asked."""

from collections.abc import Mapping

from contracts.complaints import Mode, State
from contracts.complaints.labels import GROUNDS, OUTCOMES
from contracts.disclosure import DisclosedCase
from gateway.edge.caller import Language

Words = tuple[str, str]
"""Chinese and English."""

STATES: Mapping[State, Words] = {
    State.REGISTERED: ("已登记", "registered"),
    State.AWAITING_INFO: ("待补正材料", "waiting for what is missing"),
    State.ACCEPTED: ("已受理", "taken on"),
    State.REFUSED: ("不予受理", "not taken on"),
    State.DISPATCHED: ("已交办", "handed to a department"),
    State.RETURN_REQUESTED: ("职责协调中", "being settled whose duty it is"),
    State.SIGNED: ("承办单位已签收", "signed for by the department"),
    State.INVESTIGATING: ("调查中", "being investigated"),
    State.MEDIATING: ("调解中", "being mediated"),
    State.SUSPENDED: ("中止办理", "suspended"),
    State.REPLIED: ("承办单位已反馈", "answered by the department"),
    State.VERIFIED: ("已核实,待回访", "verified, to be called back"),
    State.CLOSED: ("已办结", "closed"),
    State.UNDER_REVIEW: ("复查复核中", "under review"),
    State.FINALISED: ("已终结", "final"),
    State.MERGED: ("已并案办理", "joined to another case"),
    State.WITHDRAWN: ("已撤回", "withdrawn"),
    State.ARCHIVED: ("已归档", "filed away"),
}

DOMAINS: Mapping[str, Words] = {
    "approval": ("审批服务", "approvals"),
    "inspection": ("执法检查", "inspections and enforcement"),
    "fees": ("行政事业性收费", "fees"),
    "effectiveness": ("机关行政效能", "effectiveness of the administration"),
}
"""The groups of categories, as the configuration has them."""

MODES: Mapping[Mode, Words] = {
    Mode.NAMED: ("实名", "by name"),
    Mode.CONFIDENTIAL: ("保密:不公开、不列表", "in confidence: never listed"),
    Mode.ANONYMOUS: ("匿名:不得填写姓名、电话", "anonymously: no name, no telephone"),
}

MODE: Words = ("投诉方式", "how you complain")
ABOUT: Words = ("被投诉单位代码", "the code of the department complained of")
CHOICE: Words = ("任选一项", "one of the values")
PLACE: Words = ("地点", "place")
MEDIA: Words = ("附件", "attachment")
NOTICE: Words = (
    "您的查询码为 {0},仅显示此一次;凭受理编号与查询码可查询进度、补充材料。",
    "Your receipt is {0}; it is shown this once. With the number and the receipt you can follow it and add to it.",
)
FILED_BEFORE: Words = (
    "该投诉此前已由他人登记,查询码在其手中。",
    "Somebody else has filed this before, and has its receipt.",
)
CONTACT: Words = ("优化经济发展软环境办公室,经济110:2888110", "the Business Environment Office, hotline 2888110")
KEY_SERVICE: Words = (
    "密钥由优化办发放;按标准以 api_key 提交",
    "Keys are given out by the office; send them as api_key, as the standard says",
)


def said(words: Words, language: Language) -> str:
    """The words in one language."""
    return words[language == "en"]


def notes_of(case: DisclosedCase, language: Language) -> str:
    """How a case stands, what came of it, and why it was not taken on."""
    more = [OUTCOMES[case.outcome]] if case.outcome else [GROUNDS[case.ground]] if case.ground else []
    parts = [said(words, language) for words in (STATES[case.state], *more)]
    return (";" if language == "zh" else "; ").join(parts)
