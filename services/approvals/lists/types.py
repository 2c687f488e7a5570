"""The types of items as lists name them: the titles of GB/T 39046, its numbers, and what offices write instead."""

from contracts.approvals import ItemType

TITLES = {
    "行政许可": ItemType.PERMIT,
    "行政处罚": ItemType.PENALTY,
    "行政强制": ItemType.COERCION,
    "行政征收": ItemType.LEVY,
    "行政给付": ItemType.PAYMENT,
    "行政检查": ItemType.INSPECTION,
    "行政确认": ItemType.CONFIRMATION,
    "行政奖励": ItemType.REWARD,
    "行政裁决": ItemType.ADJUDICATION,
    "其他行政权力": ItemType.OTHER_POWER,
    "公共服务": ItemType.PUBLIC_SERVICE,
}

_NUMBERS = {f"{number:02d}": kind for number, kind in enumerate(TITLES.values(), start=1)}
_NUMBERS["20"] = _NUMBERS.pop("11")  # 11 to 19 are for local kinds of power

_OTHERWISE = {
    "其他权力": ItemType.OTHER_POWER,
    "其它行政权力": ItemType.OTHER_POWER,
    "其他行政职权": ItemType.OTHER_POWER,
    "公共服务事项": ItemType.PUBLIC_SERVICE,
}


_KNOWN = TITLES | _OTHERWISE | _NUMBERS


def find_type(text: str) -> ItemType | None:
    """The type that a list means by ``text``: a title or the standard's number."""
    return _KNOWN.get(text.zfill(2) if text.isdecimal() else text)
