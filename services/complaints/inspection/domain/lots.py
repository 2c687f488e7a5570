"""Which department is looked at, and by whom, is drawn by lot (双随机), and the plan is kept so that it can be proved.

The hash of the drawn plan is told when it is made; the plan itself stays sealed. Whoever doubts later that the lot
fell so reads the plan and hashes it again.
"""

import hashlib
from collections.abc import Callable, Sequence
from datetime import date

from contracts.inspection import DrawnPlan, InspectionPlan
from contracts.refusals import Fault, Invalid
from contracts.wire import write

PAIR = 2
"""Nobody inspects alone (行政处罚法第四十二条:执法人员不得少于两人)."""

Draw = Callable[[Sequence[str], int], list[str]]
"""Draws so many of some, each with the same chance."""


def check_plan(plan: InspectionPlan, today: date) -> None:
    """Checks that a plan can be carried out, whichever way the lot falls.

    Raises:
        Invalid: naming the field; never naming a department, since nobody is to know which are looked at.
    """
    if plan.from_on < today or plan.until_on < plan.from_on:
        raise Invalid.of(
            Fault(
                pointer="/until_on" if plan.from_on >= today else "/from_on",
                rule="out_of_range",
                zh="检查日期不得早于今日,截止日不得早于起始日。",
                en="The days of the inspection lie ahead, the last not before the first.",
            )
        )
    if len({inspector.id for inspector in plan.inspectors}) < len(plan.inspectors):
        raise Invalid.of(
            Fault(pointer="/inspectors", rule="repeated", zh="检查人员重复。", en="Somebody is named twice.")
        )
    if any(len(_eligible(plan, department)) < PAIR for department in plan.departments):
        raise Invalid.of(
            Fault(
                pointer="/inspectors",
                rule="too_few",
                zh="每个被检查单位须有至少两名无需回避的检查人员。",
                en="For each department there must be two inspectors who need not keep away from it.",
            )
        )


def draw_lots(plan: InspectionPlan, *, draw: Draw, salt: str) -> DrawnPlan:
    """Draws the department, and then two of those who need not keep away from it (回避)."""
    (department,) = draw(sorted(set(plan.departments)), 1)
    pair = draw(_eligible(plan, department), PAIR)
    return DrawnPlan(department=department, pair=sorted(pair), plan=plan, salt=salt)


def hash_of(drawn: DrawnPlan) -> str:
    """What proves a drawn plan: SHA-256 of its JSON, salt and all."""
    return hashlib.sha256(write(drawn)).hexdigest()


def _eligible(plan: InspectionPlan, department: str) -> list[str]:
    return sorted(inspector.id for inspector in plan.inspectors if department not in inspector.avoids)
