"""Reading a contract: every fault names its field and its rule."""

import pytest

from contracts.complaints import DispatchComplaint, FindComplaints, Reporter, Testimony
from contracts.refusals import Invalid
from contracts.wire import read, wire_name, write_content


@pytest.mark.parametrize(
    ("contract", "body", "pointer", "rule"),
    [
        (DispatchComplaint, b"", "", "not_json"),
        (DispatchComplaint, b"{", "", "not_json"),
        (DispatchComplaint, b"[]", "", "wrong_type"),
        (DispatchComplaint, b"\xff", "", "not_json"),
        (DispatchComplaint, b"[" * 10_000 + b"]" * 10_000, "", "wrong_type"),
        (DispatchComplaint, b"{}", "/number", "required"),
        (DispatchComplaint, b'{"number":1}', "/number", "wrong_type"),
        (DispatchComplaint, b'{"number":"TS-2026-1"}', "/number", "malformed"),
        (DispatchComplaint, b'{"number":"TS-2026-000001"}', "/department", "required"),
        (DispatchComplaint, b'{"number":"TS-2026-000001","department":"a","x":1}', "/x", "unknown_field"),
        (DispatchComplaint, b'{"number":"TS-2026-000001","department":"a","x/~y":1}', "/x~1~0y", "unknown_field"),
        (DispatchComplaint, b'{"number":"TS-2026-000001","department":"\\u0000"}', "/department", "malformed"),
        (DispatchComplaint, b'{"number":"TS-2026-000001","department":"\\ud800"}', "", "not_json"),
        (FindComplaints, b'{"state":"lost"}', "/state", "not_one_of"),
        (FindComplaints, b'{"limit":0}', "/limit", "out_of_range"),
        (FindComplaints, b'{"limit":1e400}', "/limit", "out_of_range"),
        (Testimony, b'{"title":" ","text":"x"}', "/title", "malformed"),
        (Testimony, b'{"title":"","text":"x"}', "/title", "too_short"),
        (Testimony, b'{"title":"a\\u0000b","text":"x"}', "/title", "malformed"),
        (Testimony, b'{"title":"x","text":"%s"}' % (b"y" * 4001), "/text", "too_long"),
        (Testimony, b'{"title":"x","text":"y","reporter":{"phone":1}}', "/reporter/phone", "wrong_type"),
        (Testimony, b'{"title":"x","text":"y","reporter":{"email":"nobody"}}', "/reporter/email", "malformed"),
    ],
)
def test_a_body_that_does_not_fit_is_refused_with_field_and_rule(
    contract: type, body: bytes, pointer: str, rule: str
) -> None:
    with pytest.raises(Invalid) as refused:
        read(contract, body)

    assert [(fault.pointer, fault.rule) for fault in refused.value.faults] == [(pointer, rule)]


def test_a_body_nested_ten_thousand_deep_is_refused_where_anything_may_stand() -> None:
    with pytest.raises(Invalid) as refused:
        read(dict, b'{"a":' * 10_000 + b"1" + b"}" * 10_000)

    assert refused.value.faults[0].rule == "too_deep"


def test_a_wire_name_is_the_class_name_in_snake_case() -> None:
    assert wire_name(DispatchComplaint) == "dispatch_complaint"


def test_content_is_the_same_in_whatever_order_and_without_what_it_says_nothing_for() -> None:
    said = Testimony(title="t", text="x", reporter=Reporter(phone="0519-00000000"))

    written = write_content({"words": said, "answers": {"b": "2", "a": "1"}, "about": None, "more": {}})

    assert written == write_content({"answers": {"a": "1", "b": "2"}, "words": said})
    assert b"null" not in written
    assert written != write_content({"answers": {"a": "1", "b": "1"}, "words": said})
