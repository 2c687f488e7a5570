"""Its words: what items are, and what an order or a list says of them."""

from enum import StrEnum
from typing import Annotated

import msgspec

Content = Annotated[bytes, msgspec.Meta(min_length=1, max_length=8 * 1024 * 1024)]
"""A file of up to 8 MiB, in base64 on the wire."""

Ordinal = Annotated[int, msgspec.Meta(ge=1, le=9999)]
"""Which reform round, which batch of it."""

Total = Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]
"""A control total: what whoever orders a batch knows it to hold."""


class ItemType(StrEnum):
    """What kind of act an item is; the code set of GB/T 39046."""

    PERMIT = "permit"  # 01 行政许可
    PENALTY = "penalty"  # 02 行政处罚
    COERCION = "coercion"  # 03 行政强制
    LEVY = "levy"  # 04 行政征收
    PAYMENT = "payment"  # 05 行政给付
    INSPECTION = "inspection"  # 06 行政检查
    CONFIRMATION = "confirmation"  # 07 行政确认
    REWARD = "reward"  # 08 行政奖励
    ADJUDICATION = "adjudication"  # 09 行政裁决
    OTHER_POWER = "other_power"  # 10 其他行政权力
    PUBLIC_SERVICE = "public_service"  # 20 公共服务


class ItemStatus(StrEnum):
    """Whether a text of an item is in force."""

    DRAFT = "draft"
    PUBLISHED = "published"


class Particulars(msgspec.Struct, frozen=True, kw_only=True):
    """What an item list says of one item (事项要素); codes are opaque text, whatever they look like."""

    code: str
    name: str
    department: str
    type: ItemType
    main_name: str | None = None
    department_code: str | None = None
    region: str | None = None
