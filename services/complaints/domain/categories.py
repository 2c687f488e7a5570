"""What complaints are about (domain-complaints 4.1): the city's report names the first, the law the others.

优化营商环境条例 art. 69 is the source of the codes after ``intermediary``.
"""

from typing import NamedTuple

from contracts.complaints import CategoryUnknown


class Category(NamedTuple):
    """A category; severity 1 is light, 3 is grave."""

    title: str
    english: str
    severity: int


CATEGORIES = {
    "attitude": Category("服务态度粗暴", "rude service", 1),
    "unfair_enforcement": Category("执法不公正", "unfair enforcement", 3),
    "policy_arbitrary": Category("政策随意性", "arbitrary policy", 2),
    "illegal_fee": Category("乱收费", "illegal fee", 3),
    "slow": Category("效率不高", "slow handling", 1),
    "inaction": Category("行政不作为", "failure to act", 2),
    "misconduct": Category("乱作为", "misconduct", 3),
    "window_service": Category("窗口服务", "service at the window", 1),
    "coerced_agreement": Category("骗签协议", "agreement got by deceit", 3),
    "disclosure": Category("政务不公开", "undisclosed affairs", 1),
    "approval": Category("审批服务", "approval service", 2),
    "intermediary": Category("中介服务", "intermediaries", 2),
    "promise_breach": Category("承诺不兑现", "broken promise", 2),
    "designated_intermediary": Category("指定中介", "designated intermediary", 3),
    "disguised_permit": Category("变相许可", "disguised permit", 3),
    "forced_participation": Category("强制评比培训", "forced participation", 2),
    "retaliation": Category("打击报复", "retaliation", 3),
    "other": Category("其他", "other", 1),
}


def check_category(code: str) -> None:
    """Checks that there is such a category.

    Raises:
        CategoryUnknown: naming the ones that there are.
    """
    if code not in CATEGORIES:
        raise CategoryUnknown(code, ", ".join(CATEGORIES))
