"""The words under which figures are given: environments, channels, ages, each in Chinese and English."""

from typing import NamedTuple

from contracts.complaints import Channel
from services.complaints.domain.categories import EVER


class Words(NamedTuple):
    """A title in both languages."""

    zh: str
    en: str


ENVIRONMENTS = {
    "policy": Words("开放开明的政策环境", "open policy environment"),
    "service": Words("便民高效的服务环境", "efficient service environment"),
    "legal": Words("公正廉明的法制环境", "just legal environment"),
    "market": Words("诚实守信的市场环境", "honest market environment"),
    "humanistic": Words("文明和谐的人文环境", "civil and harmonious environment"),
}
"""The five environments of the city's report."""

CHANNELS: dict[str, Words] = {
    Channel.HOTLINE: Words("经济110热线", "hotline"),
    Channel.EFFICIENCY_LINE: Words("效能监察电话", "efficiency line"),
    Channel.LEADER_LETTER: Words("领导批转", "leader's letter"),
    Channel.LETTER: Words("来信", "letter"),
    Channel.VISIT: Words("来访", "visit"),
    Channel.WEB: Words("网上投诉", "web"),
    Channel.EMAIL: Words("电子邮件", "e-mail"),
    Channel.MONITOR_POINT: Words("监测点", "monitoring point"),
    Channel.MEDIA: Words("新闻媒体", "media"),
    Channel.EVENT: Words("部门系统", "department's system"),
    Channel.INSPECTION: Words("明察暗访", "inspection"),
    Channel.SURVEY_OPINION: Words("评议意见", "survey opinion"),
    Channel.REFERRAL: Words("转交", "referral"),
}

AGES = {5: "within_5", 10: "within_10", 15: "within_15", 30: "within_30"}
"""Working days from filing, after the budgets of simple, ordinary and investigated cases (domain-complaints 4.4)."""

OLDER = "over_30"

AGE_WORDS = {
    "within_5": Words("5个工作日以内", "up to 5 working days"),
    "within_10": Words("6至10个工作日", "6 to 10 working days"),
    "within_15": Words("11至15个工作日", "11 to 15 working days"),
    "within_30": Words("16至30个工作日", "16 to 30 working days"),
    OLDER: Words("30个工作日以上", "more than 30 working days"),
}


def environment_of(category: str) -> str:
    """The one of the five environments that a category belongs to, by the newest configuration that has it.

    A category that no configuration knows belongs where what fits nowhere does.
    """
    return (EVER.get(category) or EVER["other"]).environment
