"""What it says no to, and why."""

from contracts.refusals import Conflict, Forbidden, Invalid, NotFound


class ListUnreadable(Invalid):
    """The file is no item list that could be read; the fault says why."""

    zh = "清单文件“{0}”无法读取。"
    en = "The list {0} cannot be read."


class ListFaulty(Invalid):
    """Rows of the list are wrong, so nothing of it was imported."""

    zh = "清单共有 {0} 处错误,未导入任何事项;此处列出 {1} 处。"
    en = "The list has {0} faults, nothing was imported; {1} of them are named here."


class RegistryNotYours(Forbidden):
    """Keeping the registry belongs to other roles."""

    zh = "对事项库的操作“{0}”须由下列角色执行:{1}。"
    en = "The action {0} on the registry belongs to: {1}."


class DraftsNotPublic(Forbidden):
    """Drafts are for the office alone."""

    zh = "事项草案仅供下列角色查阅:{0}。"
    en = "Drafts of items are open to: {0}."


class ItemUnknown(NotFound):
    """No item has this code, or none that is open to whoever asks."""

    zh = "没有编码为 {0} 的事项。"
    en = "There is no item {0}."


class TotalsDiffer(Conflict):
    """The declared totals are not those of the drafts in the registry."""

    zh = "申报总数与待公布草案不符:申报 {0} 个部门、{1} 项,库中为 {2} 个部门、{3} 项。"
    en = "The totals differ: declared are {0} departments and {1} items, the drafts are {2} departments and {3} items."


class BatchPublishedBefore(Conflict):
    """This batch of this round is out already."""

    zh = "第 {0} 轮第 {1} 批已于 {2} 公布({3} 个部门、{4} 项)。"
    en = "Batch {1} of round {0} was published on {2} ({3} departments, {4} items)."
