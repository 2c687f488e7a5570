"""What people read instead of a code: one wording in e-mails, in Open311 and wherever else a case is told of."""

from collections.abc import Mapping
from typing import NamedTuple

from contracts.complaints.words import Outcome, RefusalGround


class Label(NamedTuple):
    """A code's words in both languages; they stand within a sentence."""

    zh: str
    en: str


OUTCOMES: Mapping[Outcome, Label] = {
    Outcome.RESOLVED: Label("已解决", "resolved"),
    Outcome.PARTLY_RESOLVED: Label("部分解决", "resolved in part"),
    Outcome.UNRESOLVED_EXPLAINED: Label("未能解决，已作解释说明", "not resolved, with the reasons told"),
    Outcome.UNFOUNDED: Label("经查不属实", "found to be without grounds"),
    Outcome.TRANSFERRED_OUT: Label("已转有权处理的机关", "passed to the authority in charge"),
    Outcome.WITHDRAWN: Label("投诉人已撤回", "withdrawn by the complainant"),
}

GROUNDS: Mapping[RefusalGround, Label] = {
    RefusalGround.CIVIL_DISPUTE: Label("属于民事纠纷", "a dispute under civil law"),
    RefusalGround.IN_PROCEEDINGS: Label("已进入诉讼、复议或仲裁程序", "before a court, in review or in arbitration"),
    RefusalGround.ELSEWHERE: Label("其他单位已经受理", "another authority has it already"),
    RefusalGround.CLOSED_BEFORE: Label("同一事项已经办结且无新的证据", "closed before, and nothing new"),
    RefusalGround.FORCE_MAJEURE: Label("因不可抗力造成", "brought about by force majeure"),
    RefusalGround.OUT_OF_SCOPE: Label("不属于受理范围", "outside what this office handles"),
}
