"""Where a list begins and which column holds what, however an office lays it out."""

from collections.abc import Callable

import pytest

from services.approvals.lists import read_list

Faults = Callable[..., list[tuple[str, str]]]
Make = Callable[..., bytes]

HEADER = ("实施主体", "事项名称", "事项编码", "事项类型")
ROW = ("区司法局", "公证机构设立", "511A0001", "行政许可")


def test_title_rows_above_the_header_are_passed_over(workbook: Make) -> None:
    content = workbook(("关于公布事项清单的通知",), (), ("填报单位", "软环境办"), HEADER, ROW)

    assert read_list("l", content).items[0].name == "公证机构设立"


@pytest.mark.parametrize(
    "header",
    [
        ("部门", "名称", "编码", "类型"),
        ("*部 门", "事项名称(全称)", "事项编码:", "事项类型"),
        ("实施机构", "审批事项名称", "实施清单编码", "权力类型"),
    ],
)
def test_columns_are_known_by_other_names_too(workbook: Make, header: tuple[str, ...]) -> None:
    item = read_list("l", workbook(header, ROW)).items[0]

    assert (item.department, item.name, item.code) == ROW[:3]


def test_of_two_names_for_one_column_the_better_counts(workbook: Make) -> None:
    content = workbook((*HEADER, "名称"), (*ROW, "别的名称"))

    assert read_list("l", content).items[0].name == "公证机构设立"


def test_a_list_without_a_header_is_refused(workbook: Make, faults: Faults) -> None:
    assert faults(workbook(ROW, ROW)) == [("/content", "header_missing")]


def test_each_missing_column_is_named(workbook: Make, faults: Faults) -> None:
    content = workbook(("序号", "实施主体", "事项名称"), (1, *ROW[:2]))

    assert faults(content) == [("/header/事项编码", "column_missing"), ("/header/事项类型", "column_missing")]


def test_two_columns_with_one_header_are_refused(workbook: Make, faults: Faults) -> None:
    content = workbook((*HEADER, "事项编码"), (*ROW, "511A0002"))

    assert faults(content) == [("/header/事项编码", "column_twice")]


def test_columns_that_are_not_imported_are_named(workbook: Make) -> None:
    warnings = read_list("l", workbook((*HEADER, "法定时限"), (*ROW, "20个工作日"))).warnings

    assert [(w.rule, w.column, w.header) for w in warnings] == [("column_ignored", "E", "法定时限")]


def test_a_second_list_in_the_same_file_is_refused(workbook: Make, faults: Faults) -> None:
    content = workbook(HEADER, ROW, 第二张=[HEADER, ROW])

    assert faults(content) == [("/content", "several_lists")]


def test_a_sheet_that_is_no_list_is_named(workbook: Make) -> None:
    warnings = read_list("l", workbook(HEADER, ROW, 填表说明=[("请逐项填写",)])).warnings

    assert [(w.rule, w.zh) for w in warnings] == [("sheet_ignored", "工作表“填表说明”没有表头,未读取。")]


def test_a_hidden_sheet_counts_for_nothing(workbook: Make, edited: Callable[..., bytes]) -> None:
    content = workbook(HEADER, ROW, 字典=[HEADER, ROW])
    hidden = edited(content, 'name="字典" sheetId="2" state="visible"', 'name="字典" sheetId="2" state="hidden"')

    assert read_list("l", hidden).warnings == []


def test_a_pointer_survives_a_slash_in_the_header(workbook: Make, faults: Faults) -> None:
    content = workbook(("实施主体", "事项名称", "事项编码(主/子)", "事项类型"), (*ROW[:2], 5, ROW[3]))

    assert faults(content) == [("/rows/2/事项编码(主~1子)", "code_is_number")]


def test_what_a_sheet_says_of_its_own_size_is_not_believed(workbook: Make, edited: Callable[..., bytes]) -> None:
    content = edited(workbook(HEADER, ROW), '<dimension ref="A1:D2" />', '<dimension ref="A1:B1" />')

    assert len(read_list("l", content).items) == 1
