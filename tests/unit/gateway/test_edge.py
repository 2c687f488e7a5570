"""The edge: languages, conditions, receipts, and what a "no" looks like."""

import string
from typing import Any

import pytest

from contracts.refusals import Fault, Refused
from contracts.wire import convert
from gateway.edge.caller import language_of, trace_of
from gateway.edge.problems import STATUS
from gateway.edge.receipts import receipt_for, receipt_hash, webhook_secret
from gateway.edge.rules import RULES, say_rule
from gateway.routes.complaints import ComplaintForm, origin_of

SECRET = b"0" * 32


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "zh"),
        ("en", "en"),
        ("en-GB,en;q=0.9,zh;q=0.8", "en"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("en;q=0.3, zh;q=0.7", "zh"),
        ("fr, de", "zh"),
        ("zh;q=0, en", "en"),
        ("en;q=banana", "en"),
    ],
)
def test_the_client_is_answered_in_the_language_it_asks_for(header: str, language: str) -> None:
    assert language_of(header) == language


def test_a_clients_trace_is_kept_and_a_broken_one_replaced() -> None:
    given = f"00-{'a' * 32}-{'b' * 16}-01"

    assert trace_of(given) == given
    assert trace_of("00-xyz") != "00-xyz"
    assert len(trace_of("")) == len(given)


def test_a_receipt_is_sixteen_digits_and_the_same_for_the_same_filing() -> None:
    receipt = receipt_for(SECRET, "hotline", "2888110", "call-1")

    assert receipt == receipt_for(SECRET, "hotline", "2888110", "call-1")
    assert receipt != receipt_for(SECRET, "hotline", "2888110", "call-2")
    assert len(receipt) == 16
    assert set(receipt) <= set(string.digits)


def filing(**changes: Any) -> ComplaintForm:
    said = {"channel": "efficiency_line", "category": "slow", "title": "窗口", "text": "三次未办成"}
    return convert(
        ComplaintForm, said | {"source": "12345", "external_id": "1", "answers": {"b": "2", "a": "1"}} | changes
    )


def test_a_filing_of_other_content_or_by_another_client_has_another_receipt() -> None:
    origin = origin_of(filing(), "hotline", "command-1")

    assert origin == origin_of(filing(answers={"a": "1", "b": "2"}), "hotline", "command-2")
    assert origin != origin_of(filing(text="另一件事"), "hotline", "command-1")
    assert origin != origin_of(filing(), "another", "command-1")


def test_a_filing_without_an_id_of_its_source_has_the_receipt_of_its_command() -> None:
    one, other = (origin_of(filing(external_id=None), "hotline", command) for command in ("command-1", "command-2"))

    assert one != other


def test_a_receipt_cannot_be_made_without_the_key() -> None:
    assert receipt_for(SECRET, "a") != receipt_for(b"1" * 32, "a")
    assert receipt_hash(SECRET, "1" * 16) != receipt_hash(b"1" * 32, "1" * 16)


def test_a_webhook_secret_has_the_form_of_standard_webhooks() -> None:
    assert webhook_secret(SECRET, "command").startswith("whsec_")


def test_every_refusal_has_a_status() -> None:
    assert {kind.kind for kind in Refused.kinds.values()} <= set(STATUS)


@pytest.mark.parametrize("code", sorted(Refused.kinds))
def test_every_refusal_says_its_sentence_in_both_languages(code: str) -> None:
    kind = Refused.kinds[code]
    places = [field for _, field, _, _ in string.Formatter().parse(kind.en) if field is not None]

    assert kind.zh != kind.en
    assert any("一" <= letter <= "鿿" for letter in kind.zh)
    assert sorted(places) == sorted(field for _, field, _, _ in string.Formatter().parse(kind.zh) if field is not None)


@pytest.mark.parametrize("rule", sorted(RULES))
def test_every_rule_is_said_in_both_languages(rule: str) -> None:
    fault = Fault(pointer="/a", rule=rule, detail="7")

    assert say_rule(fault, "zh") != say_rule(fault, "en")
