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


class CategoryUnknown(Invalid):
    """The category is not one of the city's."""

    zh = "没有类别“{0}”,可用类别:{1}。"
    en = "There is no category {0}; there are: {1}."


class DepartmentUnknown(Invalid):
    """The directory does not have the department."""

    zh = "部门名录中没有“{0}”。"
    en = "The directory has no department {0}."


class SourceReused(Conflict):
    """The same external id came with another complaint."""

    zh = "来源 {0} 的编号 {1} 已用于内容不同的投诉。"
    en = "The id {1} of {0} was already used for another complaint."


class CallUnknown(Invalid):
    """A complaint names a call that no call-centre software told of."""

    zh = "没有编号为 {0} 的来电。"
    en = "There is no call {0}."


class TestimonyUnreadable(Invalid):
    """What was sealed cannot be opened, or is not what it should be."""

    zh = "密封内容无法打开。"
    en = "The sealed content cannot be opened."


class PartyUnknown(NotFound):
    """The vault has nobody with this id."""

    zh = "没有编号为 {0} 的当事人。"
    en = "The vault has no party {0}."
