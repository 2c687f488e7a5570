"""What it says no with."""

from contracts.refusals import Conflict, Forbidden, Invalid, NotFound


class ComplaintUnknown(NotFound):
    """No complaint has this number."""

    zh = "没有编号为 {0} 的投诉件。"
    en = "There is no complaint {0}."


class ReceiptUnknown(NotFound):
    """Number and receipt do not belong together; which of the two is wrong is not said."""

    zh = "受理编号或查询码不正确。"
    en = "The number or the receipt is wrong."


class MoveNotAllowed(Conflict):
    """The state does not allow the action; the allowed ones are named."""

    zh = "处于“{1}”状态,不能执行“{0}”。"
    en = "What is {1} cannot be moved by {0}."


class NotYourRole(Forbidden):
    """The action belongs to other roles."""

    zh = "操作“{0}”须由下列角色执行:{1}。"
    en = "The action {0} belongs to: {1}."


class NotYourCase(Forbidden):
    """The case is with another department."""

    zh = "投诉件 {0} 不由 {1} 承办。"
    en = "Complaint {0} is not with {1}."


class DepartmentUnknown(Invalid):
    """The directory does not have the department."""

    pointer = "/department"
    rule = "unknown"
    zh = "部门名录中没有“{0}”。"
    en = "The directory has no department {0}."


class PartyUnknown(NotFound):
    """The vault has nobody with this id."""

    zh = "没有编号为 {0} 的当事人。"
    en = "The vault has no party {0}."


class SectionAccused(Conflict):
    """A complaint is never handed to the section that it accuses."""

    pointer = "/section"
    rule = "accused"
    zh = "投诉件不得转交被投诉的科室:{0}。"
    en = "A complaint is never handed to the section that it accuses: {0}."


class OfficeAccused(Conflict):
    """A complaint about the office itself goes to the leading group."""

    pointer = "/department"
    rule = "accused"
    zh = "涉及优化办自身的投诉由领导小组办理,不得派给 {0}。"
    en = "A complaint about the office itself goes to the leading group, not to {0}."


class SamePerson(Forbidden):
    """The step needs another person than the one who did the step before."""

    zh = "“{0}”须由他人执行:{1} 已参与前一环节。"
    en = "The action {0} needs another person: {1} did the step before."


class NotProposed(Conflict):
    """Nobody has proposed what is to be decided."""

    zh = "没有待决定的“{0}”提议。"
    en = "Nobody has proposed {0}."


class AlreadyProposed(Conflict):
    """Something else waits for its decision."""

    zh = "尚有待决定的提议:{0}。"
    en = "A proposal waits for its decision: {0}."


class TooLate(Conflict):
    """The time for it is over."""

    zh = "“{0}”的期限已于 {1} 届满。"
    en = "The time for {0} was over on {1}."


class HappenedBefore(Invalid):
    """What a department tells of happened before the case was handed to it: it is about another round."""

    pointer = "/time"
    rule = "before_dispatch"
    zh = "事件时间 {0} 早于派单日 {1}。"
    en = "The event's time {0} lies before the day of the dispatch, {1}."


class InThePast(Invalid):
    """A day that must lie ahead does not."""

    pointer = "/until"
    rule = "in_the_past"
    zh = "日期 {0} 已经过去。"
    en = "The day {0} has passed."


class TooLong(Invalid):
    """A day lies further ahead than the rule allows."""

    pointer = "/until"
    rule = "out_of_range"
    zh = "日期 {0} 超过最长期限:{1}。"
    en = "The day {0} is later than the rule allows: {1}."


class NothingToChange(Invalid):
    """The request changes nothing."""

    pointer = ""
    rule = "nothing_to_change"
    zh = "请求没有改变任何内容。"
    en = "The request changes nothing."


class MergedIntoItself(Conflict):
    """A complaint cannot be joined to itself."""

    pointer = "/into"
    rule = "itself"
    zh = "投诉件 {0} 不能并入自身。"
    en = "Complaint {0} cannot be joined to itself."


class MergeTargetEnded(Conflict):
    """The other complaint takes nobody in any more."""

    pointer = "/into"
    rule = "ended"
    zh = "投诉件 {0} 已处于“{1}”状态,不能并入。"
    en = "Complaint {0} is {1} and takes nobody in."


class MergeInARing(Conflict):
    """Complaints that follow each other would lead nowhere."""

    pointer = "/into"
    rule = "ring"
    zh = "投诉件 {0} 已有并入件,不能再并入他件。"
    en = "Complaint {0} is followed by others and cannot follow another."


class MergeOfAnotherMatter(Conflict):
    """Complaints are joined that are about the same matter: one category, and not two departments."""

    pointer = "/into"
    rule = "another_matter"
    zh = "投诉件 {0} 与 {1} 的类别或被投诉部门不同,不是同一事项,不能并案。"
    en = "Complaints {0} and {1} differ in category or department: they are not the same matter."


class ContactMissing(Conflict):
    """The investigation needs the first contact, or that it was impossible."""

    zh = "开始调查前须先联系投诉人,或记录无法联系。"
    en = "Before the investigation the complainant is contacted, or it is put down that they cannot be."


class ExtendedBefore(Conflict):
    """More time is granted once."""

    zh = "投诉件 {0} 已延期一次。"
    en = "Complaint {0} was extended before."


class NotExtendable(Conflict):
    """There is no clock whose time could be extended."""

    zh = "投诉件 {0} 没有可延期的时限。"
    en = "Complaint {0} has no clock that can be extended."


class AdjudicationNeeded(Conflict):
    """A second return is not granted by the office: the director rules."""

    zh = "投诉件 {0} 第 {1} 次退单,须由主任裁定职责。"
    en = "Return {1} of complaint {0}: the director rules whose duty it is."


class NotCalledBack(Conflict):
    """A case is closed after the complainant was called: reached, or tried three times on two days."""

    zh = "办结前须回访投诉人;已尝试 {0} 次(须接通,或两日内三次未接通)。"
    en = "Before closing the complainant is called back; tried {0} times (reached, or three times on two days)."


class RectificationOpen(Conflict):
    """A case is closed with an open rectification only when its plan was accepted."""

    zh = "整改 {0} 的方案尚未通过,不能办结。"
    en = "The plan of rectification {0} is not accepted yet: the case cannot be closed."


class ReviewedBefore(Conflict):
    """There are two reviews, each once."""

    zh = "投诉件 {0} 已经复查、复核。"
    en = "Complaint {0} was reviewed twice."


class NobodyReached(Invalid):
    """Whoever was not reached has said nothing."""

    pointer = "/satisfaction"
    rule = "nobody_reached"
    zh = "未接通的回访不得记录满意度与是否解决。"
    en = "A call that reached nobody says neither how satisfied they are nor whether it is solved."


class ReviewStillOpen(Conflict):
    """The complainant may still ask for a review."""

    rule = "review_still_open"
    zh = "投诉件 {0} 在 {1} 之前仍可申请复查、复核,不得归档。"
    en = "A review of complaint {0} may be asked for until {1}; it is not filed away before."


class WithdrawnByNobody(Invalid):
    """A withdrawal is the complainant's own, no outcome that the office closes with."""

    pointer = "/outcome"
    rule = "withdrawn_by_nobody"
    zh = "撤回须由投诉人提出,不得作为办结结果。"
    en = "A complaint is withdrawn by its complainant; that is no outcome to close it with."


class ClaimsUnanswered(Conflict):
    """A reply answers each claim that the office has named, and no others."""

    pointer = "/answers"
    rule = "one_a_claim"
    zh = "须逐项答复诉求:共 {0} 项,答复 {1} 项。"
    en = "A reply answers each claim: there are {0}, {1} were answered."


class NotGrave(Conflict):
    """What was taken back goes on without its complainant only where it is grave."""

    rule = "not_grave"
    zh = "投诉件 {0} 的严重程度为 {1},撤回后仅 3 级的可依职权续办。"
    en = "Complaint {0} is of severity {1}: of those taken back the office goes on with severity 3 alone."


class GoneOnWithBefore(Conflict):
    """The office goes on with it already."""

    rule = "gone_on_with_before"
    zh = "投诉件 {0} 已依职权续办:{1}。"
    en = "The office goes on with complaint {0} already: {1}."


class SurveyMissing(Invalid):
    """A complainant who was reached has said what they think."""

    pointer = "/satisfaction"
    rule = "required"
    zh = "接通的回访须记录满意度与是否解决。"
    en = "A call that reached the complainant says how satisfied they are and whether it is solved."
