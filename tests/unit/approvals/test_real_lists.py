"""The list of twelve departments, as it was sent: as a workbook and as a text file."""

from collections import Counter
from collections.abc import Callable

import pytest

from contracts.approvals import ItemType
from services.approvals.lists import read_list

Real = Callable[[str], bytes]


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_the_real_list_holds_417_items_of_12_departments(real_file: Real, ending: str) -> None:
    listed = read_list(f"items.{ending}", real_file(ending))

    assert (listed.departments, len(listed.items), listed.rows, listed.warnings) == (12, 417, 417, [])


def test_both_files_of_the_real_list_say_the_same(real_file: Real) -> None:
    assert read_list("a.xlsx", real_file("xlsx")).items == read_list("a.csv", real_file("csv")).items


def test_a_department_reaches_down_to_the_last_row_of_its_block(real_file: Real) -> None:
    items = read_list("a.xlsx", real_file("xlsx")).items

    assert Counter(item.department for item in items)["区交通运输局"] == 107
    assert (items[43].department, items[44].department) == ("区公安分局", "区司法局")


def test_long_codes_arrive_to_the_last_digit(real_file: Real) -> None:
    items = read_list("a.xlsx", real_file("xlsx")).items

    assert items[0].code == "511A0080800002-511602000000-000-1151130000877869M-1-00"
    assert items[-1].department_code == "4148481895459659776"


def test_types_are_those_of_the_standard(real_file: Real) -> None:
    types = Counter(item.type for item in read_list("a.csv", real_file("csv")).items)

    assert types == {
        ItemType.PUBLIC_SERVICE: 158,
        ItemType.PERMIT: 127,
        ItemType.OTHER_POWER: 100,
        ItemType.CONFIRMATION: 22,
        ItemType.PAYMENT: 6,
        ItemType.ADJUDICATION: 4,
    }
