"""What is refused when a complaint is filed."""

from contracts.refusals import Conflict, Invalid, NotFound


class CategoryUnknown(Invalid):
    """The category is not one of the city's."""

    pointer = "/category"
    rule = "not_one_of"
    zh = "没有类别“{0}”,可用类别:{1}。"
    en = "There is no category {0}; there are: {1}."


class CategoryNotListed(NotFound):
    """There is no such category to look up; the ones that there are are named."""

    pointer = "/code"
    rule = "not_one_of"
    zh = "没有类别“{0}”,可用类别:{1}。"
    en = "There is no category {0}; there are: {1}."


class SourceReused(Conflict):
    """The same external id came with another complaint."""

    pointer = "/external_id"
    rule = "reused"
    zh = "来源 {0} 的编号 {1} 已用于内容不同的投诉。"
    en = "The id {1} of {0} was already used for another complaint."


class CallMissing(Invalid):
    """A complaint of the hotline without its call."""

    pointer = "/external_id"
    rule = "required"
    zh = "经济110热线投诉须注明来电编号(callId)。"
    en = "A complaint of the hotline names its call (callId)."


class NotAVisit(Invalid):
    """Visitors are told of a complaint that came another way."""

    pointer = "/visitors"
    rule = "visit_only"
    zh = "来访人数仅适用于来访渠道,不适用于 {0}。"
    en = "Visitors are counted for a visit, not for {0}."


class CallUnknown(Invalid):
    """A complaint names a call that no call-centre software told of."""

    pointer = "/external_id"
    rule = "unknown"
    zh = "没有编号为 {0} 的来电。"
    en = "There is no call {0}."


class TestimonyUnreadable(Invalid):
    """What was sealed cannot be opened, or is not what it should be."""

    zh = "密封内容无法打开。"
    en = "The sealed content cannot be opened."


class ReporterNotAnonymous(Invalid):
    """An anonymous complaint names nobody: whoever wants to be known to the office alone complains confidentially."""

    pointer = "/reporter"
    rule = "not_anonymous"
    zh = "匿名投诉不得填写投诉人信息;如只愿让优化办知悉,请选择保密(confidential)。"
    en = "An anonymous complaint names nobody; to be known to the office alone, choose confidential."
