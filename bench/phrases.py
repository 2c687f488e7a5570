"""Words for a million complaints: no two say quite the same, some words stand in nearly all and some in a few."""

from random import Random
from typing import NamedTuple

from services.complaints.domain.categories import CATEGORIES

_WHO = ("本人", "我公司", "本店", "我村几户", "本小区业主", "我厂", "几家商户")
_WHAT = (
    *("营业执照变更", "食品经营许可", "施工许可", "不动产登记", "社保转移", "排污许可", "消防验收", "道路占用"),
    *("广告牌设置", "税务注销", "出口退税", "用水报装", "用电增容", "公章备案", "劳务派遣许可", "幼儿园办学许可"),
)
_WHERE = ("政务大厅", "二楼窗口", "街道办事处", "服务热线", "网上平台", "执法大队", "中介机构", "测绘公司")
_TROUBLE = (
    *("被告知缺少不同材料", "工作人员态度冷淡", "要求重复提交证明", "拖延不予受理", "收费没有票据", "被指定到一家机构"),
    *(
        "承诺的补贴没有兑现",
        "同一问题三次退回",
        "电话始终无人接听",
        "处罚依据前后不一",
        "要求签空白协议",
        "现场推诿扯皮",
    ),
)
_WISH = ("请予核查", "请督促整改", "盼尽快办结", "要求退还费用", "请给书面答复", "请依法处理", "望改进作风")
_RARE = ("电动三轮", "蜂窝煤", "祠堂", "龙舟", "窑洞", "渡口", "采砂", "养蜂", "皮影", "古井")

_SYLLABLES = "城东南西北河山湖桥新安平和兴宁永福春秋华阳青云龙泉石门长水金玉林江海川"

RARE = 0.002
"""The share of complaints that hold one of the rare words."""


class Words(NamedTuple):
    """A title and a text."""

    title: str
    text: str


def words(chance: Random) -> Words:
    """What one complainant says, some 100 characters."""
    what, where = chance.choice(_WHAT), chance.choice(_WHERE)
    place = "".join(chance.choices(_SYLLABLES, k=3))
    told = ",".join(
        f"{chance.randrange(1, 13)}月{chance.randrange(1, 29)}日在{chance.choice(_WHERE)}{chance.choice(_TROUBLE)}"
        for _ in range(3)
    )
    rare = f",事关{chance.choice(_RARE)}" if chance.random() < RARE else ""
    return Words(
        title=f"{place}路办理{what}受阻",
        text=f"{chance.choice(_WHO)}在{place}路为办理{what}到{where},{told}{rare}。{chance.choice(_WISH)}。",
    )


def category(chance: Random) -> str:
    """What a complaint is about; every category is as frequent as another."""
    return chance.choice(_CATEGORIES)


_CATEGORIES = tuple(CATEGORIES)
