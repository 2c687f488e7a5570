"""What it says no with."""

from contracts.refusals import Conflict, Forbidden, NotFound


class RectificationUnknown(NotFound):
    """No rectification has this number."""

    zh = "没有编号为 {0} 的整改件。"
    en = "There is no rectification {0}."


class RectificationNotYours(Forbidden):
    """Another department is to put it right."""

    zh = "整改件 {0} 不由 {1} 负责整改。"
    en = "Rectification {0} is not for {1} to carry out."


class OwnReport(Forbidden):
    """Whoever reported it may not accept or reject it."""

    zh = "整改件 {0} 的报告由本人提交,须由他人验收。"
    en = "You reported on rectification {0} yourself; somebody else has to check it."


class NothingToRectify(Conflict):
    """The complaint was found to be unfounded."""

    pointer = "/complaint"
    rule = "not_substantiated"
    zh = "投诉件 {0} 经查不属实,不能责令整改。"
    en = "Complaint {0} was found not substantiated; there is nothing to put right."


class RecheckNotDue(Conflict):
    """The time to look back has not come: a fault that stays away for a week proves little."""

    zh = "整改件 {0} 的回头看期限未到。"
    en = "It is too early to look back at rectification {0}."
