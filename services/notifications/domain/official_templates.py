"""What e-mails say to officials, in Chinese and English; placeholders as in ``templates.py``."""

from services.notifications.domain.written import Written

OFFICIAL_FRAME = {
    "zh": ("您好：\n\n{0}\n\n此邮件由系统自动发出，请勿直接回复。\n\n优化经济发展软环境办公室\n经济110：2888110\n"),
    "en": (
        "Hello,\n\n{0}\n\nThis message was sent by a machine; nobody reads replies to it.\n\n"
        "The Business Environment Office\nHotline 110 for business: 2888110\n"
    ),
}
"""How an e-mail to an official begins and ends."""

TO_OFFICIALS = {
    "supervision_issued": {
        "zh": Written(
            "督办单 {number}：投诉件 {case}",
            "投诉件 {case} 已发出{level}，编号 {number}，请按您的职务于 {answer_by} 前签收并答复。",
        ),
        "en": Written(
            "Notice {number} about complaint {case}",
            "Notice {number} ({level}) was issued about complaint {case}. In the post that you hold, "
            "please acknowledge and answer it by {answer_by}.",
        ),
    },
    "supervision_circulated": {
        "zh": Written(
            "通报：{title}因 {case} 被督办",
            "{title}因 {case} 的办理被发出{level}，编号 {number}，现予通报。请各单位引以为戒，按期办理。",
        ),
        "en": Written(
            "Circular about {case}: {title} is supervised",
            "In the handling of {case}, {level} was issued to {title}, number {number}. This is made known to every "
            "department, so that all of them handle what they have in time.",
        ),
    },
    "survey_dissatisfied": {
        "zh": Written(
            "投诉件 {case} 的评价为不满意",
            "投诉件 {case} 办结后的评价为不满意，评价编号 {number}。经核实属承办单位责任的，可重启办理。",
        ),
        "en": Written(
            "Whoever filed complaint {case} is dissatisfied",
            "The closing of complaint {case} was rated as dissatisfying, in survey {number}. "
            "Where the unit is at fault, the case can be taken up again.",
        ),
    },
    "calendar_missing": {
        "zh": Written(
            "工作日历缺少 {year} 年放假安排",
            "工作日历中尚无 {year} 年的放假安排，跨入该年的办理期限均为暂定。请在国务院办公厅通知公布后导入："
            "mingcha calendar import。",
        ),
        "en": Written(
            "The calendar lacks the holidays of {year}",
            "The working-day calendar has no holiday notice for {year}: every deadline that reaches into it is "
            "provisional. Once the State Council has announced it, import it with: mingcha calendar import.",
        ),
    },
    "retaliation_suspected": {
        "zh": Written(
            "打击报复预警 {number}",
            "系统发出打击报复预警，编号 {number}，请登录系统核查。此件仅限优化办内部掌握，请勿转发。",
        ),
        "en": Written(
            "Retaliation alarm {number}",
            "An alarm of retaliation was raised: {number}. Please look into it in the system. "
            "It is for the office alone; please do not pass this message on.",
        ),
    },
    "special_supervision_proposed": {
        "zh": Written(
            "建议开展专项督查（{pattern}）",
            "多个部门一个月内出现同类属实投诉，建议开展专项督查。请登录系统查看相关投诉件（建议编号 {pattern}）。",
        ),
        "en": Written(
            "A special supervision is called for ({pattern})",
            "Within a month like complaints about several departments were found substantiated, which calls for a "
            "special supervision. The system shows the cases (proposal {pattern}).",
        ),
    },
    "exposure_circulated": {
        "zh": Written(
            "内部通报 {number}",
            "优化办已发布内部通报，编号 {number}，请登录系统查阅，并对照自查。",
        ),
        "en": Written(
            "Circulated to the departments: {number}",
            "The office has made something known to all departments under the number {number}. "
            "Please read it in the system, and see whether it concerns you too.",
        ),
    },
}
"""By template and language."""
