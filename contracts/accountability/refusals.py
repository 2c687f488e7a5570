"""What it says no with."""

from contracts.refusals import Conflict, Forbidden, Invalid, NotFound


class AccountabilityUnknown(NotFound):
    """Nothing has this number."""

    zh = "没有编号为 {0} 的责任追究件。"
    en = "There is no accountability {0}."


class AccountabilityNotYours(Forbidden):
    """Another unit is held to account."""

    zh = "责任追究件 {0} 与 {1} 无关。"
    en = "Accountability {0} does not concern {1}."


class GroundUnknown(NotFound):
    """What it is to rest on is no complaint, rectification or finding of ours."""

    pointer = "/ground"
    rule = "unknown"
    zh = "追责事由 {0} 不存在,须为投诉件、整改件或暗访发现的编号。"
    en = "{0} is no ground: it must be the number of a complaint, a rectification or an inspection's finding."


class GroundNotSubstantiated(Conflict):
    """Nobody is held to account for what was not found true."""

    pointer = "/ground"
    rule = "not_substantiated"
    zh = "追责事由 {0} 未查实(结论或状态:{1}),不能据以追责。"
    en = "{0} is not substantiated (it is: {1}); nobody can be held to account for it."


class GroundOfAnother(Conflict):
    """The ground is another unit's matter."""

    pointer = "/ground"
    rule = "of_another"
    zh = "追责事由 {0} 与单位 {1} 无关。"
    en = "The ground {0} has nothing to do with {1}."


class BasisUnknown(Invalid):
    """The register does not have the document."""

    pointer = "/basis"
    rule = "not_one_of"
    zh = "追责依据登记簿中没有“{0}”,可用依据:{1}。"
    en = "The register has no basis document {0}; there are: {1}."


class MeasureNotForTarget(Invalid):
    """What bears on a person's post cannot be done to a unit."""

    pointer = "/measure"
    rule = "not_one_of"
    zh = "措施“{0}”不适用于追责对象“{1}”,可用措施:{2}。"
    en = "The measure {0} does not fit the target {1}; there are: {2}."


class GraverThanHeard(Invalid):
    """A unit that has spoken for itself is not worse off for it."""

    pointer = "/measure"
    rule = "graver"
    zh = "决定的措施“{0}”重于听取陈述时提出的“{1}”。"
    en = "The measure {0} is graver than {1}, on which the unit was heard."


class HearingNotOver(Conflict):
    """The unit still has time to make its statement."""

    zh = "责任追究件 {0} 的陈述申辩期限至 {1},期满或单位陈述后方可决定。"
    en = "The unit may be heard on {0} until {1}; before that, or its statement, nothing is decided."


class AppealTooLate(Conflict):
    """The window for appeals has closed."""

    zh = "责任追究件 {0} 的申诉期限至 {1},已过期。"
    en = "Accountability {0} could be appealed until {1}."


class SameOfficial(Forbidden):
    """Who proposed does not decide, and neither decides on the appeal."""

    zh = "责任追究件 {0} 已由本人{1}({2}),须由他人办理。"
    en = "Accountability {0}: you {2} yourself ({1}); this is for somebody else."


class NoAccountable(NotFound):
    """No person is named: a unit is held to account, or its head by office."""

    zh = "责任追究件 {0} 未登记具体人员。"
    en = "Accountability {0} names no person."
