"""The words of the e-mails, in both languages, each complete: greeting, what happened, what follows, who writes.

A placeholder is one of the fields that the rule lets be said; ``WORDS`` say codes in the reader's language. An e-mail
lies open on its way, so it names the number of a case and never what the case is about.
"""

from collections.abc import Mapping
from typing import NamedTuple

from contracts.complaints import Outcome


class Written(NamedTuple):
    """An e-mail's words."""

    subject: str
    text: str


LANGUAGES = ("zh", "en")

_FRAME = {
    "zh": (
        "您好：\n\n{0}\n\n此邮件由系统自动发出，请勿直接回复。如非本人投诉，请忽略本邮件。\n\n"
        "优化经济发展软环境办公室\n经济110：2888110\n"
    ),
    "en": (
        "Hello,\n\n{0}\n\nThis message was sent by a machine; nobody reads replies to it. "
        "If you filed no complaint, please disregard it.\n\n"
        "The Business Environment Office\nHotline 110 for business: 2888110\n"
    ),
}

TEMPLATES = {
    "complaint_filed": {
        "zh": Written(
            "投诉件 {number} 已登记",
            "您的投诉已登记，受理编号为 {number}。\n\n请妥善保管登记时取得的查询码，凭编号和查询码可随时查询办理进度。",
        ),
        "en": Written(
            "Complaint {number} is registered",
            "Your complaint is registered under the number {number}.\n\n"
            "Please keep the receipt code that you were given: with the number and the code you can see at any time "
            "how far we are.",
        ),
    },
    "complaint_accepted": {
        "zh": Written(
            "投诉件 {number} 已受理",
            "您的投诉（编号 {number}）已受理，将交由承办部门在规定的工作日内办理并答复。",
        ),
        "en": Written(
            "Complaint {number} is accepted",
            "Your complaint {number} is accepted. The department in charge will handle and answer it within the "
            "working days that the rules allow.",
        ),
    },
    "complaint_closed": {
        "zh": Written(
            "投诉件 {number} 已办结",
            "您的投诉（编号 {number}）已办结，办理结果：{outcome}。\n\n"
            "凭编号和查询码可查询详情。如对结果有异议，请拨打经济110。",
        ),
        "en": Written(
            "Complaint {number} is closed",
            "Your complaint {number} is closed. The outcome: {outcome}.\n\n"
            "With the number and your receipt code you can see more. If you disagree with the outcome, please call "
            "the hotline.",
        ),
    },
}

WORDS = {
    "outcome": {
        Outcome.RESOLVED: {"zh": "已解决", "en": "resolved"},
        Outcome.PARTLY_RESOLVED: {"zh": "部分解决", "en": "resolved in part"},
        Outcome.UNRESOLVED_EXPLAINED: {"zh": "未能解决，已作解释说明", "en": "not resolved, with the reasons told"},
        Outcome.UNFOUNDED: {"zh": "经查不属实", "en": "found to be without grounds"},
    },
}


def write_mail(template: str, language: str, data: Mapping[str, str | int]) -> Written:
    """Writes an e-mail.

    Raises:
        KeyError: when the template, the language or a field that the words need is not there.
    """
    words = TEMPLATES[template][language]
    said = {name: _say(name, value, language) for name, value in data.items()}
    return Written(words.subject.format(**said), _FRAME[language].format(words.text.format(**said)))


def _say(name: str, value: str | int, language: str) -> str:
    """A code in the reader's language; what is no code stays as it is."""
    words = WORDS.get(name)
    return str(value) if words is None else words[Outcome(str(value))][language]
