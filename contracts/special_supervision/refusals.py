"""What it says no with."""

from contracts.refusals import Conflict, Forbidden, NotFound


class SpecialSupervisionUnknown(NotFound):
    """Nothing has this number."""

    zh = "没有编号为 {0} 的专项督查。"
    en = "There is no special supervision {0}."


class SpecialSupervisionNotYours(Forbidden):
    """The department is not among those that are supervised."""

    zh = "专项督查 {0} 不涉及 {1}。"
    en = "Special supervision {0} does not concern {1}."


class PatternUnknown(NotFound):
    """No like cases of this category call for one."""

    zh = "类别“{0}”没有触发专项督查的同类投诉。"
    en = "No like cases of {0} call for a special supervision."


class AlreadySelfChecked(Conflict):
    """A department reports on itself once."""

    zh = "{1} 已提交专项督查 {0} 的自查报告。"
    en = "{1} has already reported on itself in {0}."


class SelfCheckNotOver(Conflict):
    """Departments still have time to report on themselves."""

    zh = "专项督查 {0} 的自查期限至 {1},尚未提交的单位:{2}。"
    en = "In {0} departments may report on themselves until {1}; still missing: {2}."


class NotAllVisited(Conflict):
    """It is reported on once every department was visited."""

    zh = "专项督查 {0} 尚有未实地督查的单位:{1}。"
    en = "In {0} these departments were not visited yet: {1}."


class NoProblemFound(Conflict):
    """There is nothing to put right."""

    zh = "专项督查 {0} 未发现问题,无需责令整改。"
    en = "Special supervision {0} found nothing to put right."


class ProblemsUnordered(Conflict):
    """What was found wrong is to be put right before it ends."""

    zh = "专项督查 {0} 发现的问题尚未责令整改,涉及:{1}。"
    en = "In {0} the problems found at these departments were not ordered to be put right: {1}."


class StillOpen(Conflict):
    """Something is still to be put right."""

    zh = "专项督查 {0} 尚有未销号的整改件:{1}。"
    en = "In {0} these rectifications are still open: {1}."


class RecheckFirst(Conflict):
    """Everything is struck off; before it ends somebody looks again."""

    zh = "专项督查 {0} 的整改件已全部销号,应先复查再办结。"
    en = "Everything that {0} ordered is struck off; it is rechecked before it is closed."
