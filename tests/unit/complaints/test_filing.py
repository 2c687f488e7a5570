"""Filing: what is refused keeps nothing, and the same source's complaint is the same complaint."""

from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import Any, cast
from uuid import UUID

import pytest
from nacl.public import PrivateKey

from contracts.complaints import (
    CallEvent,
    CallMissing,
    CallUnknown,
    CategoryUnknown,
    Channel,
    ComplaintFiled,
    FileComplaint,
    Mode,
    NotAVisit,
    RecordCall,
    Registered,
    Reporter,
    ReporterNotAnonymous,
    SourceReused,
    Testimony,
    TestimonyUnreadable,
)
from contracts.people import Actor
from contracts.refusals import Invalid
from contracts.wire import convert, write
from gateway.routes.complaints import ComplaintForm
from kernel.history import Beginning
from kernel.sealing import KeyRing
from services.complaints.domain.call import Call
from services.complaints.domain.complaint import Complaint
from services.complaints.use_cases.filing import Known, file_complaint, record_call
from services.complaints.use_cases.moving import Bench

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
PRIVATE = PrivateKey.generate()
SECRETS = {
    "complaints.key": b64encode(bytes(PRIVATE)).decode(),
    "complaints.pub": b64encode(bytes(PRIVATE.public_key)).decode(),
    "vault.key": b64encode(bytes(32)).decode(),
}
KEYS = KeyRing(SECRETS.__getitem__)


class Directory(set[str]):
    """The departments that there are."""

    def find(self, code: str) -> str | None:
        """A filing that accuses nobody has nobody looked up: that would be one more query in the hot path."""
        assert code is not None
        return code if code in self else None


@dataclass
class Desk:
    """Plain lists where the collections would be; ``kept`` counts what was kept."""

    filed: dict[tuple[str, str | None, str | None], Complaint] = field(default_factory=dict)
    calls: dict[str, Call] = field(default_factory=dict)
    kept: list[Any] = field(default_factory=list)
    forgotten: list[UUID] = field(default_factory=list)
    ids: Iterator[int] = field(default_factory=lambda: count(1))
    keys: KeyRing = KEYS
    directory: Directory = field(default_factory=lambda: Directory({"civil_affairs", "taxation"}))

    def add(self, *things: Any, **_more: Any) -> None:
        self.kept.append(things)
        if isinstance(things[0], Complaint):
            complaint = things[0]
            self.filed[complaint.channel, complaint.source, complaint.external_id] = complaint

    tell = add

    def welcome(self, number: str) -> None:
        del number

    def start(self, code: str, *_: Any, **__: Any) -> None:
        self.kept.append(code)

    def by_source(self, channel: Channel, source: str | None, external_id: str) -> Complaint | None:
        return self.filed.get((channel, source, external_id))

    def beginning_of(self, aggregate: UUID) -> Beginning | None:
        assert aggregate in {complaint.id for complaint in self.filed.values()}
        return Beginning(b"\1" * 32, "operator")

    def find(self, call_id: str) -> Call | None:
        return self.calls.get(call_id)

    def keep(self, call: Call) -> None:
        self.calls[call.call_id] = call

    def forget(self, party: UUID, **_: Any) -> None:
        self.forgotten.append(party)

    def hear(self, event: CallEvent, phone: str | None = None) -> Call:
        caller = KEYS.seal("complaints", write(Reporter(phone=phone))) if phone else None
        anything = cast(Any, self)
        record_call(
            RecordCall(call_id="c-1", event=event, line="2888110", caller=caller),
            at=AT,
            new_id=lambda: UUID(int=next(self.ids)),
            keys=KEYS,
            calls=anything,
            vault=anything,
            history=anything,
        )
        return self.calls["c-1"]

    def next(self, year: int) -> str:
        return f"TS-{year}-{len(self.filed) + 1:06d}"

    def file(self, command: FileComplaint, by: str = "operator") -> Registered:
        anything = cast(Any, self)
        new_id: Callable[[], UUID] = lambda: UUID(int=next(self.ids))  # noqa: E731 - shorter than a method
        bench = Bench(by=Actor(id=by), at=AT, new_id=new_id, complaints=anything, clocks=anything, history=anything)
        return file_complaint(
            command,
            bench=bench,
            keys=self.keys,
            known=Known(calls=anything, departments=cast(Any, self.directory)),
            testimonies=anything,
            vault=anything,
            numbers=anything,
        )


def order(text: str = "三次未办成", answers: dict[str, str] | None = None, **changes: Any) -> FileComplaint:
    testimony = Testimony(title="窗口", text=text, reporter=Reporter(name="示例", email="a@mingcha.example"))
    said: dict[str, Any] = {"channel": Channel.WEB, "category": "slow", "receipt_hash": "0" * 64}
    if answers is not None:
        said["answers"] = KEYS.seal("complaints", write(answers))
    sealed = {"testimony": KEYS.seal("complaints", write(testimony))}
    return FileComplaint(**(sealed | said | changes))


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


@pytest.mark.parametrize(
    ("mode", "reporter", "is_kept"),
    [
        (Mode.NAMED, Reporter(name="示例"), True),
        (Mode.CONFIDENTIAL, Reporter(name="示例"), True),
        (Mode.ANONYMOUS, Reporter(language="en"), False),
        (Mode.ANONYMOUS, None, False),
        (Mode.ANONYMOUS, Reporter(name="示例"), None),
        (Mode.ANONYMOUS, Reporter(phone="0519-00000000"), None),
    ],
)
def test_an_anonymous_complaint_names_nobody(*, mode: Mode, reporter: Reporter | None, is_kept: bool | None) -> None:
    desk = Desk()
    testimony = KEYS.seal("complaints", write(Testimony(title="窗口", text="三次未办成", reporter=reporter)))
    if is_kept is None:
        with pytest.raises(ReporterNotAnonymous) as refused:
            desk.file(order(mode=mode, testimony=testimony))
        assert [(fault.pointer, fault.rule) for fault in refused.value.faults] == [("/reporter", "not_anonymous")]
        assert desk.kept == []
    else:
        desk.file(order(mode=mode, testimony=testimony))
        assert any(things[-1] == reporter for things in desk.kept if isinstance(things, tuple)) is is_kept


ANONYMOUS_CALL: dict[str, Any] = {
    "channel": Channel.HOTLINE,
    "external_id": "c-1",
    "mode": Mode.ANONYMOUS,
    "testimony": KEYS.seal("complaints", write(Testimony(title="窗口", text="三次未办成"))),
}
PHONE = "0519-00000000"


def known(desk: Desk) -> list[Reporter]:
    return [
        thing for things in desk.kept if isinstance(things, tuple) for thing in things if isinstance(thing, Reporter)
    ]


def test_the_caller_of_an_anonymous_complaint_is_forgotten() -> None:
    desk = Desk()
    party = desk.hear(CallEvent.NEW_CALL, PHONE).party

    desk.file(order(**ANONYMOUS_CALL))

    assert desk.forgotten == [party]


def test_whoever_gives_their_name_is_not_forgotten() -> None:
    desk = Desk()
    desk.hear(CallEvent.NEW_CALL, PHONE)

    desk.file(order(channel=Channel.HOTLINE, external_id="c-1"))

    assert desk.forgotten == []


def test_an_event_that_comes_after_an_anonymous_complaint_names_nobody() -> None:
    desk = Desk()
    desk.hear(CallEvent.ANSWER)
    desk.file(order(**ANONYMOUS_CALL))

    desk.hear(CallEvent.NEW_CALL, PHONE)
    desk.hear(CallEvent.HANGUP, PHONE)

    assert known(desk) == []


def test_a_late_ring_says_who_calls() -> None:
    desk = Desk()
    desk.hear(CallEvent.HANGUP)

    call = desk.hear(CallEvent.NEW_CALL, PHONE)

    assert call.party is not None
    assert known(desk) == [Reporter(phone=PHONE)]
    assert desk.hear(CallEvent.NEW_CALL, PHONE) == call


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
