"""Each cell that is wrong is named with its place, its rule and its value; a list is given when all are right."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from contracts.approvals import ItemType, ListFaulty
from services.approvals.lists import read_list

Faults = Callable[..., list[tuple[str, str]]]
Make = Callable[..., bytes]

CODE = "511A0002"
"""The code of a second item."""


@pytest.mark.parametrize(
    ("column", "value", "rule"),
    [
        ("事项名称", None, "cell_empty"),
        ("事项名称", "\u3000 ", "cell_empty"),
        ("实施主体", None, "cell_empty"),
        ("事项编码", None, "cell_empty"),
        ("事项类型", None, "cell_empty"),
        ("事项名称", "长" * 501, "cell_too_long"),
        ("实施主体", "长" * 201, "cell_too_long"),
        ("事项名称", date(2026, 11, 23), "cell_not_text"),
        ("主项名称", True, "cell_not_text"),
        ("事项名称", 2.5, "cell_not_text"),
        ("主项名称", "#REF!", "cell_error"),
        ("事项编码", 1.15113e17, "code_is_number"),
        ("事项编码", 115113000087786912, "code_is_number"),
        ("事项编码", 511, "code_is_number"),
        ("部门编码", 4148481895459659776, "code_is_number"),
        ("事项编码", "1.15113E+17", "code_is_number"),
        ("事项编码", "511.0", "code_is_number"),
        ("事项编码", "115113000087786000", "code_rounded"),
        ("事项编码", "待定", "code_malformed"),
        ("部门编码", "/", "code_malformed"),
        ("事项编码", "5" * 129, "code_malformed"),
        ("行政区划代码", "51160", "region_malformed"),
        ("行政区划代码", 51160200000, "region_malformed"),
        ("行政区划代码", "5.11602E+11", "code_is_number"),
        ("行政区划代码", float("1e300"), "code_is_number"),
        ("事项类型", "行政审批", "type_unknown"),
        ("事项类型", "11", "type_unknown"),
    ],
)
def test_a_wrong_cell_is_named(listed: Make, faults: Faults, column: str, value: Any, rule: str) -> None:
    assert faults(listed({column: value})) == [(f"/rows/3/{column}", rule)]


def test_all_faults_of_a_list_are_named(listed: Make, faults: Faults) -> None:
    content = listed({"事项名称": None, "事项类型": "x"}, {"事项编码": 7})

    assert faults(content) == [
        ("/rows/3/事项名称", "cell_empty"),
        ("/rows/3/事项类型", "type_unknown"),
        ("/rows/4/事项编码", "code_is_number"),
    ]


def test_a_fault_says_cell_value_and_rule_in_both_languages(listed: Make) -> None:
    with pytest.raises(ListFaulty) as refused:
        read_list("l", listed({"事项类型": "行政" * 30}))

    fault = refused.value.faults[0]
    cell = "F3“" + "行政" * 19 + "行…”:"
    assert fault.zh.startswith(f"{cell}没有此事项类型,可用类型:行政许可、行政处罚、")
    assert fault.en.startswith(f"{cell}There is no such type of item; there are: 行政许可、")


def test_a_code_that_comes_twice_is_named_with_both_rows(listed: Make) -> None:
    with pytest.raises(ListFaulty) as refused:
        read_list("l", listed({}, {"事项编码": CODE}, {"事项名称": "另一事项"}))

    (fault,) = refused.value.faults
    assert (fault.pointer, fault.rule) == ("/rows/5/事项编码", "code_twice")
    assert fault.zh == "E5“511A0001”:编码与第 3 行重复。"
    assert fault.en == "E5“511A0001”:The same code is in row 3."


def test_a_hundred_faults_are_named_and_all_are_counted(listed: Make) -> None:
    with pytest.raises(ListFaulty) as refused:
        read_list("l", listed(*[{"事项编码": 7}] * 130))

    assert len(refused.value.faults) == 100
    assert refused.value.text("zh") == "清单共有 130 处错误,未导入任何事项;此处列出 100 处。"
    assert refused.value.text("en") == "The list has 130 faults, nothing was imported; 100 of them are named here."


def test_codes_keep_leading_zeros_and_all_digits(listed: Make) -> None:
    item = read_list("l", listed({"事项编码": "000000000000000000012", "部门编码": "4148481895459659776"})).items[0]

    assert (item.code, item.department_code) == ("000000000000000000012", "4148481895459659776")


@pytest.mark.parametrize(
    "written", ['="511A0001"', "'511A0001", "５１１Ａ０００１", " 511A\u3000000 1\u200b", "511A\n0001"]
)
def test_codes_are_tidied(written: str) -> None:
    text = f'部门,名称,编码,类型\n局,许可,"{written.replace(chr(34), chr(34) * 2)}",行政许可\n'

    assert read_list("l", text.encode()).items[0].code == "511A0001"


@pytest.mark.parametrize("region", [511602000000, 511602000000.0, "５１１６０２００００００"])
def test_a_regions_code_may_be_a_number_since_none_of_its_digits_can_be_lost(listed: Make, region: object) -> None:
    assert read_list("l", listed({"行政区划代码": region})).items[0].region == "511602000000"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("第１２类\u3000Ａ证", "第12类 A证"),
        ("司　法　局", "司法局"),
        ("公证（设立）", "公证（设立）"),
        ("Ａ 类\n许可", "A 类许可"),
    ],
)
def test_names_are_tidied_and_keep_their_punctuation(listed: Make, written: str, name: str) -> None:
    assert read_list("l", listed({"事项名称": written})).items[0].name == name


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        *((written, ItemType.PERMIT) for written in ("行政许可", "01", 1, " 行政 许可")),
        *((written, ItemType.OTHER_POWER) for written in ("其他行政权力", "其他权力", "10")),
        *((written, ItemType.PUBLIC_SERVICE) for written in ("公共服务", "公共服务事项", "20")),
    ],
)
def test_a_type_is_a_title_or_the_standards_number(listed: Make, written: object, meant: ItemType) -> None:
    assert read_list("l", listed({"事项类型": written})).items[0].type is meant


def test_a_department_is_filled_down_with_its_code(listed: Make) -> None:
    below = {"实施主体": None, "部门编码": None, "事项编码": CODE}

    items = read_list("l", listed({}, below)).items

    assert [(item.department, item.department_code) for item in items] == [("区司法局", "00877868-5")] * 2


def test_a_departments_code_ends_with_its_department(listed: Make) -> None:
    other = {"实施主体": "区财政局", "部门编码": None, "事项编码": CODE}

    assert read_list("l", listed({}, other)).items[1].department_code is None


def test_rows_that_hold_a_number_at_most_hold_no_item(listed: Make) -> None:
    nothing = dict.fromkeys(("实施主体", "主项名称", "事项名称", "事项编码", "事项类型", "行政区划代码", "部门编码"))

    read = read_list("l", listed({}, nothing, nothing | {"序号": None}, {"事项编码": CODE}))

    assert (read.rows, [item.code for item in read.items]) == (3, ["511A0001", CODE])


def test_a_row_keeps_its_number_below_an_empty_one(listed: Make, faults: Faults) -> None:
    nothing = dict.fromkeys(
        ("序号", "实施主体", "主项名称", "事项名称", "事项编码", "事项类型", "行政区划代码", "部门编码")
    )

    assert faults(listed({}, nothing, {"事项编码": 7})) == [("/rows/5/事项编码", "code_is_number")]


def test_of_a_formula_the_saved_result_counts(listed: Make, edited: Make) -> None:
    value = '<c r="D3" t="inlineStr"><is><t>公证机构设立</t></is></c>'
    formula = '<c r="D3" t="str"><f>C3&amp;"机构设立"</f><v>公证机构设立</v></c>'

    read = read_list("l", edited(listed({}), value, formula))

    assert read.items[0].name == "公证机构设立"
    assert [(w.rule, w.column, w.zh) for w in read.warnings] == [
        ("formula_value_used", "D", "此列有 1 个公式,取其保存的结果。"),
    ]


def test_a_formula_without_a_saved_result_is_refused(listed: Make, faults: Faults) -> None:
    assert faults(listed({"事项名称": '=C3&"机构设立"'})) == [("/rows/3/事项名称", "formula_without_value")]
