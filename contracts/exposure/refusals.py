"""What it says no with."""

from contracts.refusals import Conflict, Forbidden, NotFound


class ExposureUnknown(NotFound):
    """No exposure has this number."""

    zh = "没有编号为 {0} 的曝光件。"
    en = "There is no exposure {0}."


class ExposureNotYours(Forbidden):
    """Another department is exposed, or it is not this one's turn yet."""

    zh = "曝光件 {0} 与 {1} 无关或尚未送达。"
    en = "Exposure {0} does not concern {1}, or was not served on it yet."


class ExposureGroundUnknown(NotFound):
    """What it is to rest on is no complaint and no finding of ours."""

    zh = "曝光事由 {0} 不存在,须为投诉件或检查发现的编号。"
    en = "{0} is nothing to expose: it must be the number of a complaint or of an inspection's finding."


class NothingToExpose(Conflict):
    """Only what was found true, and checked, is exposed."""

    zh = "曝光事由 {0} 未经查实核定(现状:{1}),不得曝光。"
    en = "{0} was not found true and verified (it is: {1}); it cannot be exposed."


class ExposureOfAnother(Conflict):
    """The ground is another department's matter."""

    zh = "曝光事由 {0} 与单位 {1} 无关。"
    en = "The ground {0} has nothing to do with {1}."


class ReplyNotOver(Conflict):
    """The department still has time to speak."""

    zh = "曝光件 {0} 的陈述期限至 {1},期满或单位陈述后方可决定。"
    en = "The department may speak on {0} until {1}; before that, or its statement, nothing is decided."


class SameHand(Forbidden):
    """Who proposed does not verify, and neither of the two decides."""

    zh = "曝光件 {0} 已由本人{1}({2}),须由他人办理。"
    en = "Exposure {0}: you {2} yourself ({1}); this is for somebody else."


class NotPutRight(Conflict):
    """The rectification is another's, or not struck off."""

    zh = "整改件 {0} 未销号或与曝光件 {1} 无关,不能附整改说明。"
    en = "Rectification {0} is not struck off, or has nothing to do with exposure {1}."
