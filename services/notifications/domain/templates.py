"""The words of the e-mails, in both languages, each complete: greeting, what happened, what follows, who writes.

A placeholder is one of the fields that the rule lets be said; ``WORDS`` say codes in the reader's language. An e-mail
lies open on its way, so it names the number of a case and never what the case is about; a message in the mailbox is
said to be there, and not who wrote it. A survey's token opens that survey alone, once.
"""

from collections.abc import Mapping
from typing import Any

from contracts.complaints import ReviewDecision
from contracts.complaints.labels import GROUNDS, OUTCOMES, Label
from contracts.supervision import Level
from services.notifications.domain.official_templates import OFFICIAL_FRAME, TO_OFFICIALS
from services.notifications.domain.written import Written

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
    **TO_OFFICIALS,
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
    "info_requested": {
        "zh": Written(
            "投诉件 {number} 需要补充材料",
            "您的投诉（编号 {number}）还需要您补充材料。请凭编号和查询码查看所需内容，并在10个工作日内补充；"
            "逾期未补充的，视为撤回投诉。",
        ),
        "en": Written(
            "Complaint {number} needs more from you",
            "For your complaint {number} we need more from you. With the number and your receipt code you can see "
            "what it is. Please supply it within ten working days; otherwise the complaint counts as withdrawn.",
        ),
    },
    "complaint_refused": {
        "zh": Written(
            "投诉件 {number} 不予受理",
            "您的投诉（编号 {number}）经审查不予受理，理由：{ground}。\n\n如有异议，可在30日内申请复查。",
        ),
        "en": Written(
            "Complaint {number} is not accepted",
            "Your complaint {number} is not accepted. The ground: {ground}.\n\n"
            "If you disagree, you can ask for a review within 30 days.",
        ),
    },
    "complaint_merged": {
        "zh": Written(
            "投诉件 {number} 并案办理",
            "您的投诉（编号 {number}）与另一件反映同一事项的投诉并案办理。"
            "您的编号和查询码仍然有效，办理结果将同样告知您。",
        ),
        "en": Written(
            "Complaint {number} is handled together with another",
            "Your complaint {number} is handled together with another one about the same matter. Your number and your "
            "receipt code stay valid, and you will be told what comes of it.",
        ),
    },
    "complaint_unmerged": {
        "zh": Written(
            "投诉件 {number} 恢复单独办理",
            "您的投诉（编号 {number}）不再与另一件投诉并案，恢复单独办理，办理结果将另行告知。",
        ),
        "en": Written(
            "Complaint {number} is handled by itself again",
            "Your complaint {number} is no longer handled together with another one. "
            "You will be told what comes of it.",
        ),
    },
    "complaint_extended": {
        "zh": Written(
            "投诉件 {number} 延期办理",
            "您的投诉（编号 {number}）因情况复杂，经批准延长办理期限，将于 {due_on} 前答复您。",
        ),
        "en": Written(
            "Complaint {number} takes longer",
            "Your complaint {number} needs more time than was planned, which was granted. "
            "You will have an answer by {due_on}.",
        ),
    },
    "complaint_due_moved": {
        "zh": Written(
            "投诉件 {number} 答复日期调整",
            "因国务院公布节假日安排，您的投诉（编号 {number}）的答复日期相应顺延，将于 {due_on} 前答复您。",
        ),
        "en": Written(
            "Complaint {number} is answered on a later day",
            "The State Council has announced public holidays, which moves the day by which complaint {number} is "
            "answered. You will have an answer by {due_on}.",
        ),
    },
    "ceiling_extended": {
        "zh": Written(
            "投诉件 {number} 延长最长办理期限",
            "您的投诉（编号 {number}）因情况复杂，经批准延长最长办理期限（《信访工作条例》第三十四条），"
            "最迟于 {until} 前（含当日）办结。",
        ),
        "en": Written(
            "Complaint {number}: the longest time for it was extended",
            "Your complaint {number} is complicated, so that the longest time for handling it was extended, as "
            "article 34 of the Regulations on Letters and Visits allows. It will be closed by {until} at the latest.",
        ),
    },
    "complaint_reopened": {
        "zh": Written(
            "投诉件 {number} 重新办理",
            "您的投诉（编号 {number}）已重新办理，办理结果将另行告知。",
        ),
        "en": Written(
            "Complaint {number} is handled again",
            "Your complaint {number} is handled again. You will be told what comes of it.",
        ),
    },
    "review_decided": {
        "zh": Written(
            "投诉件 {number} 复查已有结论",
            "您对投诉件 {number} 提出的复查申请已有结论：{decision}。\n\n凭编号和查询码可查询详情。",
        ),
        "en": Written(
            "The review of complaint {number} is decided",
            "The review that you asked for in complaint {number} is decided: {decision}.\n\n"
            "With the number and your receipt code you can see more.",
        ),
    },
    "survey_requested": {
        "zh": Written(
            "请评价投诉件 {case} 的办理情况",
            "您的投诉（编号 {case}）已办结，请您于 {closes_on} 前（含当日）评价办理情况，只能评价一次。\n\n"
            "评价码：{token}\n\n请勿将评价码告知他人，工作人员不会向您索要。也可凭编号和查询码评价。",
        ),
        "en": Written(
            "What do you think of how complaint {case} was handled?",
            "Your complaint {case} is closed. Please say up to {closes_on} what you think of how it was handled; "
            "you can say it once.\n\nThe code of the survey: {token}\n\n"
            "Please give the code to nobody; the office will not ask you for it. "
            "With the number and your receipt code you can answer too.",
        ),
    },
    "mailbox_written": {
        "zh": Written(
            "投诉件 {number} 有新留言",
            "您的投诉（编号 {number}）有一条新留言，请凭编号和查询码查看。",
        ),
        "en": Written(
            "Complaint {number}: there is a message for you",
            "In the mailbox of your complaint {number} there is a new message. "
            "With the number and your receipt code you can read it.",
        ),
    },
    "complaint_closed": {
        "zh": Written(
            "投诉件 {number} 已办结",
            "您的投诉（编号 {number}）已办结，办理结果：{outcome}。\n\n"
            "凭编号和查询码可查询详情，也可在15日内评价办理情况。如对结果有异议，请拨打经济110。",
        ),
        "en": Written(
            "Complaint {number} is closed",
            "Your complaint {number} is closed. The outcome: {outcome}.\n\n"
            "With the number and your receipt code you can see more, and within 15 days say what you think of it. "
            "If you disagree with the outcome, please call the hotline.",
        ),
    },
}

WORDS: dict[str, Mapping[Any, Label]] = {
    "outcome": OUTCOMES,
    "ground": GROUNDS,
    "level": {
        Level.BLUE: Label("催办", "an urging"),
        Level.YELLOW: Label("督办单", "a yellow notice"),
        Level.RED: Label("红色督办单", "a red notice"),
        Level.LISTED: Label("挂牌督办", "a listed notice"),
    },
    "decision": {
        ReviewDecision.UPHELD: Label("维持原办理意见", "the answer stands"),
        ReviewDecision.OVERTURNED: Label("重新办理", "it is handled again"),
    },
}


def write_mail(template: str, language: str, data: Mapping[str, str | int]) -> Written:
    """Writes an e-mail.

    Raises:
        KeyError: when the template, the language or a field that the words need is not there.
    """
    words = TEMPLATES[template][language]
    frame = (OFFICIAL_FRAME if template in TO_OFFICIALS else _FRAME)[language]
    said = {name: _say(name, value, language) for name, value in data.items()}
    return Written(words.subject.format(**said), frame.format(words.text.format(**said)))


def _say(name: str, value: str | int, language: str) -> str:
    """A code in the reader's language; what is no code stays as it is."""
    words = WORDS.get(name)
    return str(value) if words is None else words[str(value)]._asdict()[language]
