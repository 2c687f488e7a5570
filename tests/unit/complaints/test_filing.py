"""Filing: what is refused keeps nothing, and the same source's complaint is the same complaint."""

from base64 import b64encode
from typing import Any

import pytest

from contracts.complaints import (
    CallMissing,
    CallUnknown,
    CategoryUnknown,
    Channel,
    ComplaintFiled,
    FileComplaint,
    NotAVisit,
    SourceReused,
    Testimony,
    TestimonyUnreadable,
)
from contracts.refusals import Invalid
from contracts.wire import convert, write
from gateway.routes.complaints import ComplaintForm
from kernel.sealing import KeyRing
from tests.unit.complaints.filings import KEYS, SECRETS, Desk, order

FORM: dict[str, Any] = {
    "channel": "web",
    "category": "slow",
    "title": "窗口",
    "text": "三次未办成",
    "reporter": {"name": "示例"},
    "source": "s",
    "external_id": "1",
    "about": "civil_affairs",
    "answers": {"case": "A-1"},
}


def order_of(form: dict[str, Any]) -> FileComplaint:
    """The command that the gateway makes of a form."""
    words = {name: form[name] for name in ("title", "text", "reporter")}
    said = {name: value for name, value in form.items() if name not in {*words, "answers"}}
    sealed = {
        "testimony": KEYS.seal("complaints", write(words)),
        "answers": KEYS.seal("complaints", write(form["answers"])),
    }
    return convert(FileComplaint, said | sealed | {"receipt_hash": "0" * 64})


def test_a_complaint_is_registered_with_the_years_next_number() -> None:
    assert Desk().file(order()).number == "TS-2026-000001"


def test_the_same_source_and_id_is_the_same_complaint() -> None:
    desk = Desk()
    first = desk.file(order(source="s", external_id="1"))
    kept = len(desk.kept)

    again = desk.file(order(source="s", external_id="1"))

    assert (again.number, again.filed_by_another) == (first.number, False)
    assert len(desk.kept) == kept


def test_whoever_files_what_another_client_has_filed_is_told_so() -> None:
    desk = Desk()
    first = desk.file(order(source="s", external_id="1"))
    again = desk.file(order(source="s", external_id="1"), by="another")

    assert (again.number, again.filed_by_another) == (first.number, True)


SOURCES_OWN = {"channel", "source", "external_id"}

OTHERWISE: dict[str, Any] = {
    "category": "attitude",
    "title": "另一窗口",
    "text": "另一件事",
    "reporter": {"name": "示例", "phone": "0519-00000000"},
    "mode": "confidential",
    "about": "taxation",
    "about_section": "window",
    "kind": "consultation",
    "answers": {"case": "A-2"},
    "visitors": 2,
    "instruction": {"post": "member", "text": "请办"},
}
"""Something else for every field of the form but those by which a source's complaint is found."""


CHANNELS_OWN = {"visitors": "visit", "instruction": "leader_letter"}
"""What one channel alone may say."""


@pytest.mark.parametrize("field", sorted(set(ComplaintForm.__struct_fields__) - SOURCES_OWN))
def test_the_same_id_is_a_conflict_with_another(field: str) -> None:
    desk, form = Desk(), FORM | {"channel": CHANNELS_OWN.get(field, FORM["channel"])}
    desk.file(order_of(form))

    with pytest.raises(SourceReused):
        desk.file(order_of(form | {field: OTHERWISE[field]}))


def test_what_tells_complaints_apart_lets_nobody_try_telephones() -> None:
    desk, others = Desk(), Desk(keys=KeyRing((SECRETS | {"vault.key": b64encode(b"1" * 32).decode()}).__getitem__))
    for each in (desk, others):
        each.file(order_of(FORM))

    [[one], [other]] = [[case.content_print for case in each.filed.values()] for each in (desk, others)]
    assert one != other


def test_complaints_without_an_id_of_their_source_are_each_their_own() -> None:
    desk = Desk()

    assert desk.file(order()).number != desk.file(order()).number


def test_the_answers_are_kept_with_the_words_and_in_no_fact() -> None:
    desk = Desk()
    desk.file(order(answers={"case": "示例办件编号"}))

    [(_, testimony, answers)] = [things for things in desk.kept if "示例办件编号" in repr(things)]
    assert isinstance(testimony, Testimony)
    assert answers == {"case": "示例办件编号"}


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"channel": Channel.VISIT, "category": "illegal_fee"}, Invalid),
        ({"answers": "bm8gYm94"}, TestimonyUnreadable),
        ({"category": "no_such_thing"}, CategoryUnknown),
        ({"channel": Channel.HOTLINE, "external_id": "never-rang"}, CallUnknown),
        ({"channel": Channel.HOTLINE}, CallMissing),
        ({"channel": Channel.WEB, "visitors": 2}, NotAVisit),
        ({"testimony": "bm8gYm94"}, TestimonyUnreadable),
    ],
)
def test_what_is_refused_keeps_nothing(changes: dict[str, Any], refusal: type[Exception]) -> None:
    desk = Desk()
    command = order()
    said = {name: getattr(command, name) for name in command.__struct_fields__} | changes

    with pytest.raises(refusal):
        desk.file(FileComplaint(**said))

    assert desk.kept == []


def test_an_unknown_category_is_refused_with_the_known_ones() -> None:
    with pytest.raises(CategoryUnknown) as refused:
        Desk().file(order(category="no_such_thing"))

    assert "illegal_fee" in refused.value.text("en")


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ({"about": "atlantis"}, ("/about", "unknown")),
        ({"about": "atlantis", "about_section": "window"}, ("/about", "unknown")),
        ({"about_section": "window"}, ("/about", "required")),
        ({"about": "taxation", "about_section": "window"}, None),
        ({"about": "office"}, None),
    ],
)
def test_whom_a_complaint_accuses_is_in_the_directory(said: dict[str, Any], named: tuple[str, str] | None) -> None:
    desk = Desk()
    if named is None:
        assert desk.file(order(**said)).version == 1
        return
    with pytest.raises(Invalid) as refused:
        desk.file(order(**said))

    assert [(fault.pointer, fault.rule) for fault in refused.value.faults] == [named]
    assert desk.kept == []


@pytest.mark.parametrize("visitors", [0, 6])
def test_five_visitors_come_at_most(visitors: int) -> None:
    said = {"channel": "visit", "category": "slow", "testimony": "", "receipt_hash": "0" * 64, "visitors": visitors}

    with pytest.raises(Invalid) as refused:
        convert(FileComplaint, said)

    assert [fault.pointer for fault in refused.value.faults] == ["/visitors"]


def test_how_many_came_is_told() -> None:
    desk = Desk()
    desk.file(order(channel=Channel.VISIT, visitors=5))

    assert [fact.visitors for things in desk.kept for fact in things if isinstance(fact, ComplaintFiled)] == [5]
