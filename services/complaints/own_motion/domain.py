"""What gives the office cause to open a case itself, and the words of it: made from codes and amounts alone."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from contracts.approvals import ApprovalOverdue
from contracts.own_motion import CommitmentMissed, FeeCharged
from contracts.refusals import Fault, Invalid
from services.complaints.domain.case import Case

LATEST = 365
"""Days after which an event comes too late to be looked into."""


@dataclass(frozen=True, kw_only=True)
class Occasion:
    """What gives cause: a case of ``category`` about a department, known to ``source`` as ``external_id``.

    ``unit`` is what the department is called in the text today.
    """

    category: str
    about: str | None
    unit: str
    source: str
    external_id: str
    title: str
    text: str

    def says(self, text: str) -> bool:
        """Whether a case with this text was opened for the same, whatever the department was called then."""
        return re.fullmatch(re.escape(self.text).replace(re.escape(self.unit), ".+"), text) is not None


def check_day(field: str, day: date, *, latest: date) -> None:
    """Checks that something can have happened on a day: not after ``latest``, nor a year before it.

    Raises:
        Invalid: naming the field.
    """
    if day > latest:
        zh, en = f"日期不得晚于 {latest}。", f"The day must not be after {latest}."
        raise Invalid.of(Fault(pointer=f"/{field}", rule="in_the_future", detail=str(day), zh=zh, en=en))
    if day < latest - timedelta(days=LATEST):
        zh, en = f"事件距今已超过 {LATEST} 日。", f"The event comes more than {LATEST} days late."
        raise Invalid.of(Fault(pointer=f"/{field}", rule="too_late", detail=str(day), zh=zh, en=en))


def of_overdue(event: ApprovalOverdue, unit: str, *, source: str) -> Occasion:
    """An approval case that was not decided in time (行政许可法第四十二条)."""
    return Occasion(
        category="slow",
        about=event.department,
        unit=unit,
        source=source,
        external_id=event.case,
        title=f"审批办件超期:{event.item}"[:200],
        text=f"{unit}的审批办件 {event.case}(事项 {event.item})应于 {event.due_on} 前办结,逾期未办结。"
        "依据:行政许可法第四十二条。",
    )


def of_fee(event: FeeCharged, unit: str, *, source: str) -> Occasion | None:
    """A charge above the catalogue, or of what is not in it (优化营商环境条例第二十五条); one within it is no cause."""
    limit = event.limit_fen or 0
    if event.limit_fen is not None and event.amount_fen <= limit:
        return None
    standard = "目录内无此项目" if event.limit_fen is None else f"目录标准 {_yuan(limit)} 元"
    return Occasion(
        category="illegal_fee",
        about=event.department,
        unit=unit,
        source=source,
        external_id=event.charge,
        title=f"超标准收费:{event.fee}"[:200],
        text=f"{unit}于 {event.charged_on} 收取 {event.fee}(缴费单 {event.charge}):实收 {_yuan(event.amount_fen)} 元,"
        f"{standard}(目录版本 {event.catalogue}),超出 {_yuan(event.amount_fen - limit)} 元。"
        "依据:优化营商环境条例第二十五条。",
    )


def of_commitment(event: CommitmentMissed, unit: str, *, source: str) -> Occasion:
    """A published commitment that was not kept (优化营商环境条例第三十一条)."""
    return Occasion(
        category="promise_breach",
        about=event.department,
        unit=unit,
        source=source,
        external_id=f"{event.commitment}.{event.missed_on}",
        title=f"服务承诺未兑现:{event.commitment}"[:200],
        text=f"{unit}于 {event.missed_on} 未兑现公开承诺 {event.commitment}。依据:优化营商环境条例第三十一条。",
    )


WITHDRAWN = "withdrawn"
"""The source of cases that go on after their complainant has taken them back."""


def of_withdrawn(case: Case, unit: str) -> Occasion:
    """A grave case that was taken back (domain-complaints 4.3); whoever handles it may read what was said there."""
    return Occasion(
        category=case.category,
        about=case.about,
        unit=unit,
        source=WITHDRAWN,
        external_id=case.number,
        title=f"撤回后依职权续办:{case.number}",
        text=f"投诉件 {case.number} 已由投诉人撤回;情节严重(严重程度 {case.severity}),本办依职权继续办理。"
        f"涉及单位:{unit}。",
    )


def of_retaliation(alarm: str, department: str, unit: str, *, source: str) -> Occasion:
    """Retaliation that the director has confirmed (信访工作条例第四十六条); nothing here leads to who complained."""
    return Occasion(
        category="retaliation",
        about=department,
        unit=unit,
        source=source,
        external_id=alarm,
        title=f"打击报复:{unit}"[:200],
        text=f"经核查,{unit}在投诉办结后对投诉人实施打击报复(预警 {alarm})。依据:信访工作条例第四十六条。",
    )


def _yuan(fen: int) -> str:
    """An amount as people write it: ``120.50``."""
    return f"{fen // 100}.{fen % 100:02d}"
