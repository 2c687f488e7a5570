"""What tells who complains does not reach a department, however it is written; what the case is about does."""

import time

import pytest

from contracts.complaints import Reporter
from services.complaints.domain.names import short_form
from services.complaints.domain.redaction import MASK, redact

TRACES = {
    "mobile": "13900000000",
    "mobile with dashes": "139-0000-0000",
    "mobile of the country": "+86 139 0000 0000",
    "mobile, digit by digit": "1 3 9 0 0 0 0 0 0 0 0",
    "mobile in full width": "１３９００００００００",
    "mobile in full width with dashes": "１３９－００００—００００",
    "mobile with invisible characters": "139\u200b0000\u200b0000",
    "mobile with dots": "139.0000.0000",
    "mobile as it is spoken": "一三九零零零零零零零零",
    "mobile as it is spoken, with spaces": "幺 三 九 〇 〇 〇 〇 〇 〇 〇 〇",
    "mobile half spoken": "一三九00000000",
    "fixed line": "0519-00000000",
    "fixed line with brackets": "(0519)00000000",
    "fixed line in full width": "（０５１９）００００００００",
    "fixed line with extension": "0519-00000000转801",
    "identity number": "110101190001011234",
    "identity number with X": "11010119000101123X",
    "identity number with x in full width": "１１０１０１１９０００１０１１２３ｘ",
    "identity number with spaces": "110101 19000101 1234",
    "identity number with dashes": "110101-1900-0101-1234",
    "identity number of 15 places": "110101000101123",
    "identity number of 15 places with spaces": "110101 000101 123",
    "bank card": "6200000000000000000",
    "bank card in fours": "6200 0000 0000 0000 000",
    "bank card of 16 places in fours": "6200-0000-0000-0000",
    "bank card with odd gaps": "62 00000000000 005",
    "e-mail": "someone@mingcha.example",
    "e-mail with gaps": "someone @ mingcha.example",
    "e-mail in full width": "ｓｏｍｅｏｎｅ＠mingcha.example",
    "e-mail in words": "someone[at]mingcha[dot]example",
    "plate": "苏D00000",
    "plate with a dot": "苏D·00000",
    "plate with spaces": "苏 D 0 0 0 0 0",
    "plate of an electric car": "苏DD00000",
    "plate in small letters and full width": "苏ｄ０００ａ０",
    "building and room": "3幢2单元501室",
    "building in words": "十二号楼三单元五〇一室",
    "room": "1201室",
    "house, staircase and door": "12-3-501",
    "house and door": "12幢501",
}

NUMBERED = {
    "微信号:mingcha_example": f"微信号:{MASK}",
    "加微信 mingcha-0000 联系": f"加微信 {MASK} 联系",
    "VX：mingcha0000": f"VX：{MASK}",
    "ｗｘ mingcha0000": f"ｗｘ {MASK}",
    "QQ号 100000000": f"QQ号 {MASK}",
    "电话 8000 0000": f"电话 {MASK}",
    "人民路12号3幢501室": f"人民路{MASK}",
    "示范街 8-2 号": f"示范街{MASK}",
    "示范村12号": f"示范村{MASK}",
    "住示范小区12号": f"住示范小区{MASK}",
    "人民路12号501,谢谢": f"人民路{MASK},谢谢",
    "3栋 2026年 建成": f"{MASK} 2026年 建成",
}

NAMES = {
    "我叫王小明,昨天去办": f"我叫{MASK},昨天去办",
    "我叫王小明昨天去办": f"我叫{MASK}昨天去办",
    "我叫王明电话是": f"我叫{MASK}电话是",
    "我叫欧阳小明。": f"我叫{MASK}。",
    "我是李建民,来反映": f"我是{MASK},来反映",
    "本人李四反映": f"本人{MASK}反映",
    "本人赵小六,多次": f"本人{MASK},多次",
    "姓名:于小明": f"姓名:{MASK}",
    "姓名：王 电话": "姓名：王 电话",
    "投诉人王小明电话": f"投诉人{MASK}电话",
    "联系人：陈小红": f"联系人：{MASK}",
    "我叫王小明。窗口不理王小明": f"我叫{MASK}。窗口不理{MASK}",
    "市民李先生反映": f"市民{MASK}先生反映",
    "免贵姓王小明": f"免贵姓{MASK}",
    "王女士来电": f"{MASK}女士来电",
}
"""Of whoever says who they are; the vault need not know."""

HARMLESS = [
    "第三轮 244 项",
    "2026年11月23日",
    "2026-11-23 15:30",
    "编号 TS-2026-000123",
    "案件 TS-2026-000123 2026-11-23 办",
    "金额 1390000 元",
    "罚款 12000.50 元,另收 300 元",
    "3号窗口工作人员态度粗暴",
    "依据 12号文件 和 国发〔2026〕5号",
    "打了 2888110 没有人接",
    "11月23号上午",
    "苏州市的窗口",
    "跑了 5 趟,等了 3 天",
    "我是个体户,本人多次到窗口",
    "我是高新区企业",
    "我是常州人,在窗口等",
    "我是施工方",
    "我是黄河路业主",
    "本人于昨日在窗口",
    "本人曾经投诉",
    "本人马上投诉",
    "本人任职于一家企业",
    "姓名和电话都留了",
    "姓名不详",
    "我叫了三次",
    "投诉人要求道歉",
    "投诉人对结果不满",
    "联系人:高新区窗口",
    "窗口李女士态度粗暴",
    "被投诉人李建国态度粗暴",
    "被投诉人:李建国,态度粗暴",
    "工作人员王先生不予受理",
    "老先生等了一天",
    "12-3-2026 去办",
    "3-12-2025",
    "小区12号窗口",
    "小区12号上午停水",
    "打 12345 和 1-2 次",
]

REPORTER = Reporter(
    name="张三三",
    phone="0519 0000 0000",
    email="three@mingcha.example",
    address="示范新村东门",
    enterprise="示例机械（常州）有限公司",
    credit_code="91320400MA0000000X",
)

KNOWN = {
    "我叫张三三,张三三反映": f"我叫{MASK},{MASK}反映",
    "张 三 三反映": f"{MASK}反映",
    "张-三\u200b三反映": f"{MASK}反映",
    "窗口说张先生不要再来": f"窗口说{MASK}先生不要再来",
    "我司示例机械(常州)有限公司": f"我司{MASK}",
    "示例机械多次申请": f"{MASK}多次申请",
    "代码 91320400ma0000000x": f"代码 {MASK}",
    "住在示范新村东门": f"住在{MASK}",
}


@pytest.mark.parametrize("kind", TRACES)
def test_a_trace_is_masked_however_it_is_written(kind: str) -> None:
    assert redact(f"请联系{TRACES[kind]},谢谢") == f"请联系{MASK},谢谢"


@pytest.mark.parametrize("text", NUMBERED)
def test_what_stands_behind_its_name_is_masked_alone(text: str) -> None:
    assert redact(text) == NUMBERED[text]


@pytest.mark.parametrize("text", NAMES)
def test_a_name_is_masked_where_somebody_says_who_they_are(text: str) -> None:
    assert redact(text) == NAMES[text]


@pytest.mark.parametrize(
    ("enterprise", "short"),
    [
        ("示例机械（常州）有限公司", "示例机械"),
        ("常州市示例机械股份有限公司", "示例机械"),
        ("江苏示例机械集团有限公司", "示例机械"),
        ("常州市武进区示例商行", None),
        ("示例", None),
    ],
)
def test_an_enterprise_is_known_by_its_short_form_too(enterprise: str, short: str | None) -> None:
    assert short_form(enterprise) == short


@pytest.mark.parametrize("text", HARMLESS)
def test_what_the_case_is_about_stays(text: str) -> None:
    assert redact(text) == text


@pytest.mark.parametrize("text", KNOWN)
def test_what_the_vault_knows_of_the_complainant_is_masked(text: str) -> None:
    assert redact(text, REPORTER) == KNOWN[text]


def test_a_name_that_is_said_in_one_text_is_masked_in_what_was_written_with_it() -> None:
    assert redact("邬雀鸣的投诉", beside="我叫邬雀鸣,窗口三次未办成") == f"{MASK}的投诉"
    assert redact("邬雀鸣的投诉") == "邬雀鸣的投诉"


def test_a_name_of_one_character_does_not_eat_the_text() -> None:
    assert redact("王府井窗口", Reporter(name="王")) == "王府井窗口"


def test_traces_side_by_side_are_masked_each() -> None:
    assert redact("13900000000，0519-00000000") == f"{MASK}，{MASK}"


@pytest.mark.parametrize(
    "hostile",
    ["a" * 4000, "1" * 4000, "1 " * 2000, "苏D" * 2000, "一" * 4000, "@." * 2000, "我叫王" * 1300, "1-" * 2000],
)
def test_hostile_texts_take_no_longer_than_others(hostile: str) -> None:
    began = time.process_time()
    redact(hostile, REPORTER)
    assert time.process_time() - began < 0.5
