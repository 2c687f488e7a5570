"""What tells who complains does not reach a department."""

import pytest

from services.complaints.domain.redaction import MASK, redact


@pytest.mark.parametrize(
    "trace",
    [
        "13900000000",
        "139-0000-0000",
        "+86 139 0000 0000",
        "0519-00000000",
        "110101190001011234",
        "11010119000101123X",
        "someone@mingcha.example",
    ],
)
def test_numbers_and_addresses_are_masked(trace: str) -> None:
    assert redact(f"请联系{trace},谢谢", None) == f"请联系{MASK},谢谢"


def test_the_complainants_name_is_masked_wherever_it_stands() -> None:
    assert redact("我叫张三三,张三三反映", "张三三") == f"我叫{MASK},{MASK}反映"


@pytest.mark.parametrize("text", ["第三轮 244 项", "2026年11月23日", "编号 TS-2026-000123", "金额 1390000 元"])
def test_other_numbers_stay(text: str) -> None:
    assert redact(text, None) == text
