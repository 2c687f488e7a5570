"""Every refusal and every rule of a list is said in Chinese and in English, with the same arguments."""

import re

import pytest

from contracts import approvals
from contracts.refusals import Refused
from services.approvals.lists.problems import RULES

REFUSALS = [kind for kind in vars(approvals).values() if isinstance(kind, type) and issubclass(kind, Refused)]
OWN = [kind for kind in REFUSALS if kind.__module__.startswith(approvals.__name__)]


def check(zh: str, en: str) -> None:
    assert re.search(r"[\u4e00-\u9fff]", zh)
    assert not re.search(r"[\u4e00-\u9fff]", en)
    assert set(re.findall(r"{\d}", zh)) == set(re.findall(r"{\d}", en))


@pytest.mark.parametrize("refusal", OWN)
def test_refusals_are_said_in_both_languages(refusal: type[Refused]) -> None:
    check(refusal.zh, refusal.en)
    assert (refusal.zh, refusal.en) != (refusal.__base__.zh, refusal.__base__.en)  # type: ignore[union-attr]


@pytest.mark.parametrize("rule", RULES)
def test_rules_are_said_in_both_languages(rule: str) -> None:
    check(*RULES[rule])
