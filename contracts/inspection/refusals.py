"""What it says no with; no refusal names a department that does not know yet."""

from contracts.refusals import Conflict, Forbidden, NotFound


class InspectionUnknown(NotFound):
    """No inspection has this number."""

    zh = "没有编号为 {0} 的检查。"
    en = "There is no inspection {0}."


class FindingUnknown(NotFound):
    """No finding has this number."""

    zh = "没有编号为 {0} 的检查发现。"
    en = "There is no finding {0}."


class NotOfThePair(Forbidden):
    """Two inspectors were drawn, and this is neither of them."""

    zh = "检查 {0} 须由抽取的两名检查人员之一办理。"
    en = "This is for one of the two inspectors that were drawn for {0}."


class OwnDepartment(Forbidden):
    """Nobody inspects the department that they belong to."""

    zh = "检查 {0} 应当回避:检查人员属于被检查单位。"
    en = "You belong to the department that {0} looks at."


class OutsideTheWindow(Conflict):
    """The plan says between which days."""

    zh = "检查 {0} 不在方案规定的日期内。"
    en = "The plan of {0} has other days."


class TwoInspectors(Forbidden):
    """Who recorded a finding does not attest it."""

    zh = "检查发现 {0} 由本人记录,须由另一名检查人员共同确认。"
    en = "You recorded {0} yourself; the other inspector has to attest it."


class FindingNotYours(Forbidden):
    """Another department was looked at, or it is not this one's turn yet."""

    zh = "检查发现 {0} 与 {1} 无关或尚未送达。"
    en = "Finding {0} does not concern {1}, or was not served on it yet."


class FindingsUnsettled(Conflict):
    """An inspection ends when every finding was dropped or followed up."""

    zh = "检查 {0} 尚有未处理完毕的发现:{1}。"
    en = "Inspection {0} has findings that wait: {1}."
