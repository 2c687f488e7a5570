"""Attaching has one effect a content, refuses before it keeps, and every look is written down."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, cast
from uuid import UUID

import msgspec
import pytest

from contracts.attachments import (
    AttachFile,
    AttachmentGone,
    AttachmentState,
    AttachmentUnknown,
    AttachmentView,
    CheckAttaching,
    FindAttachments,
    FindKeptAttachments,
    MediaType,
    Origin,
    ReadAttachment,
    RemoveAttachment,
    ShareAttachment,
    TooManyFiles,
)
from contracts.complaints import Channel, ComplaintUnknown, Mode, NotYourCase, NotYourRole, ReceiptUnknown, State
from contracts.people import Actor, Role
from contracts.refusals import Invalid, Outdated
from services.complaints.attachments import use_cases
from services.complaints.attachments.domain import MOST_OF_REPORTER, Attachment
from services.complaints.attachments.folders import Folders
from services.complaints.domain.complaint import Complaint
from tests.unit.complaints.windows import window_on

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
NUMBER = "TS-2026-000001"
RECEIPT = "5" * 64
COMPLAINT = Complaint(
    id=UUID(int=1),
    number=NUMBER,
    version=3,
    state=State.SIGNED,
    channel=Channel.WEB,
    category="slow",
    mode=Mode.NAMED,
    receipt_hash=RECEIPT,
    content_print="",
    filed_at=AT,
    changed_at=AT,
    department="civil_affairs",
    party=UUID(int=9),
)
OFFICER = Actor(id="officer", roles=[Role.OFFICER])
DIRECTOR = Actor(id="director", roles=[Role.DIRECTOR])
LIAISON = Actor(id="liaison", roles=[Role.LIAISON], department="civil_affairs")
ANYBODY = Actor(id="anybody")


@dataclass
class Shelf:
    """Plain dictionaries where the collections would be; ``told`` are the facts, ``noted`` the looks."""

    complaints: dict[str, Complaint] = field(default_factory=lambda: {NUMBER: COMPLAINT})
    there: dict[UUID, Attachment] = field(default_factory=dict)
    told: list[Any] = field(default_factory=list)
    noted: list[dict[str, Any]] = field(default_factory=list)

    def add(self, one: Attachment) -> None:
        self.there[one.id] = one

    keep = add

    def tell(self, _aggregate: Any, fact: Any) -> None:
        self.told.append(fact)

    def note(self, **look: Any) -> None:
        self.noted.append(look)

    def get(self, number: str, id: str | None = None) -> Any:
        if id is None:
            if number not in self.complaints:
                raise ComplaintUnknown(number)
            return self.complaints[number]
        one = self.there.get(UUID(id))
        if one is None or one.number != number:
            raise AttachmentUnknown(number, id)
        return one

    def by_content(self, number: str, digest: str, department: str | None) -> Attachment | None:
        wanted = (number, digest, department)
        same = (one for one in self.there.values() if (one.number, one.digest, one.department) == wanted)
        return next((one for one in same if one.state is not AttachmentState.REMOVED), None)

    def count_of_reporter(self, number: str) -> int:
        return sum(one.number == number and one.origin is Origin.REPORTER for one in self.there.values())

    def page(self, number: str, *, department: str | None, after: UUID | None, limit: int) -> list[Attachment]:
        assert department in {None, "civil_affairs"}
        newest = sorted(self.there.values(), key=lambda one: one.id, reverse=True)
        return [one for one in newest if one.number == number and (after is None or one.id < after)][:limit]

    def kept(self, ids: Any) -> list[UUID]:
        return [id_ for id_ in ids if id_ in self.there]

    def do(self, act: Callable[..., Any], order: Any, by: Actor, *stands_on: str) -> Any:
        given = {"at": AT, "new_id": lambda: UUID(int=77), "by": by, "window": window_on(cast(Any, self))}
        given["folders"] = Folders(*[cast(Any, self)] * 4)
        return act(order, **{name: given.get(name, cast(Any, self)) for name in stands_on})

    def attach(self, order: AttachFile, by: Actor = OFFICER) -> AttachmentView:
        view: AttachmentView = self.do(
            use_cases.attach_file, order, by, "by", "at", "folders", "window", "attachments", "history"
        )
        return view

    def look(self, question: ReadAttachment, by: Actor) -> AttachmentView:
        view: AttachmentView = self.do(
            use_cases.read_attachment, question, by, "by", "at", "new_id", "folders", "attachments", "vault"
        )
        return view


def order(n: int = 2, **changes: Any) -> AttachFile:
    said: dict[str, Any] = {
        "number": NUMBER,
        "attachment": str(UUID(int=n)),
        "digest": f"{n:064x}",
        "size": 7,
        "media_type": MediaType.JPEG,
        "ending": "jpg",
        "uploaded_at": AT,
    }
    return AttachFile(**(said | changes))


def test_a_file_is_recorded_with_one_fact_of_ids_and_codes() -> None:
    shelf = Shelf()
    view = shelf.attach(order())

    assert (view.id, view.state, view.origin) == (str(UUID(int=2)), AttachmentState.KEPT, Origin.OFFICE)
    assert [type(fact).__name__ for fact in shelf.told] == ["FileAttached"]


def test_the_same_content_on_the_same_case_is_the_same_attachment() -> None:
    shelf = Shelf()
    first = shelf.attach(order(2))
    again = shelf.attach(order(3, digest=first.digest))

    assert again == first
    assert len(shelf.there) == len(shelf.told) == 1


def test_a_department_does_not_find_out_what_the_complainant_has_shown_us() -> None:
    shelf = Shelf()
    theirs = shelf.attach(order(2, receipt_hash=RECEIPT), ANYBODY)
    probe = shelf.attach(order(3, digest=theirs.digest), LIAISON)
    again = shelf.attach(order(4, digest=theirs.digest), LIAISON)

    assert (probe.id, probe.origin) == (str(UUID(int=3)), Origin.DEPARTMENT)
    assert again == probe


def test_a_department_with_a_receipt_is_taken_for_the_complainant() -> None:
    view = Shelf().attach(order(receipt_hash=RECEIPT), LIAISON)

    assert (view.origin, view.department) == (Origin.REPORTER, None)


def test_what_was_removed_may_be_attached_anew() -> None:
    shelf = Shelf()
    first = shelf.attach(order(2))
    remove(shelf, first.id)
    again = shelf.attach(order(3, digest=first.digest))

    assert again.id != first.id
    assert {one.state for one in shelf.there.values()} == {AttachmentState.REMOVED, AttachmentState.KEPT}


@pytest.mark.parametrize(
    ("changes", "by", "refusal"),
    [
        ({"number": "TS-2026-000404"}, OFFICER, ComplaintUnknown),
        ({"number": "TS-2026-000404", "receipt_hash": RECEIPT}, ANYBODY, ReceiptUnknown),
        ({"receipt_hash": "6" * 64}, ANYBODY, ReceiptUnknown),
        ({"receipt_hash": "6" * 64}, OFFICER, ReceiptUnknown),
        ({}, ANYBODY, NotYourRole),
        ({}, Actor(id="x", roles=[Role.DEPUTY], department="taxation"), NotYourCase),
        ({"attachment": "no-id"}, OFFICER, Invalid),
    ],
)
def test_what_is_refused_keeps_nothing(changes: dict[str, Any], by: Actor, refusal: type[Exception]) -> None:
    shelf = Shelf()

    with pytest.raises(refusal):
        shelf.attach(order(**changes), by)

    assert (shelf.there, shelf.told) == ({}, [])


def test_a_complainant_attaches_so_many_files_and_no_more() -> None:
    shelf = Shelf()
    for n in range(MOST_OF_REPORTER):
        shelf.attach(order(n + 2, receipt_hash=RECEIPT), ANYBODY)

    with pytest.raises(TooManyFiles):
        shelf.attach(order(99, receipt_hash=RECEIPT), ANYBODY)
    with pytest.raises(TooManyFiles):
        check(shelf, CheckAttaching(number=NUMBER, receipt_hash=RECEIPT), ANYBODY)
    assert shelf.attach(order(100)).origin is Origin.OFFICE


def check(shelf: Shelf, question: CheckAttaching, by: Actor) -> Any:
    return shelf.do(use_cases.check_attaching, question, by, "by", "folders", "window", "attachments")


def remove(shelf: Shelf, id: str, version: int | None = None) -> Any:
    step = RemoveAttachment(number=NUMBER, attachment=id, version=version, reason="拍到无关人员")
    return shelf.do(use_cases.remove_attachment, step, DIRECTOR, "by", "at", "attachments", "history")


def test_whoever_asks_first_is_told_what_the_order_would_be_told() -> None:
    shelf = Shelf()

    assert check(shelf, CheckAttaching(number=NUMBER), LIAISON).origin is Origin.DEPARTMENT
    assert check(shelf, CheckAttaching(number=NUMBER, receipt_hash=RECEIPT), ANYBODY).origin is Origin.REPORTER
    with pytest.raises(NotYourRole):
        check(shelf, CheckAttaching(number=NUMBER), ANYBODY)


def test_every_look_is_written_down_with_who_and_why() -> None:
    shelf = Shelf()
    one = shelf.attach(order())
    shelf.look(ReadAttachment(number=NUMBER, attachment=one.id, reason="核对现场"), OFFICER)

    (look,) = shelf.noted
    assert (look["reader"], look["complaint_id"], look["party"]) == ("officer", COMPLAINT.id, COMPLAINT.party)
    assert look["reason"] == f"attachment {one.id}: 核对现场"


def test_a_department_looks_at_what_is_shared_alone_and_is_not_told_that_there_is_more() -> None:
    shelf = Shelf()
    one = shelf.attach(order())
    question = ReadAttachment(number=NUMBER, attachment=one.id, reason="核查")

    with pytest.raises(AttachmentUnknown):
        shelf.look(question, LIAISON)
    step = ShareAttachment(number=NUMBER, attachment=one.id, version=1)
    shelf.do(use_cases.share_attachment, step, OFFICER, "by", "attachments", "history")

    assert shelf.look(question, LIAISON).state is AttachmentState.SHARED
    assert [look["reader"] for look in shelf.noted] == ["liaison"]


def test_an_operator_and_another_department_look_at_nothing() -> None:
    shelf = Shelf()
    one = shelf.attach(order())
    question = ReadAttachment(number=NUMBER, attachment=one.id, reason="好奇")

    with pytest.raises(NotYourRole):
        shelf.look(question, Actor(id="operator", roles=[Role.OPERATOR]))
    with pytest.raises(NotYourCase):
        shelf.look(question, Actor(id="x", roles=[Role.LIAISON], department="taxation"))
    assert shelf.noted == []


def test_what_was_removed_cannot_be_looked_at() -> None:
    shelf = Shelf()
    one = shelf.attach(order())
    remove(shelf, one.id)

    with pytest.raises(AttachmentGone):
        shelf.look(ReadAttachment(number=NUMBER, attachment=one.id, reason="核对"), OFFICER)
    assert shelf.noted == []


def test_an_attachment_is_found_under_its_own_complaint_alone() -> None:
    other = "TS-2026-000002"
    shelf = Shelf(complaints={NUMBER: COMPLAINT, other: replace(COMPLAINT, number=other)})
    one = shelf.attach(order())

    with pytest.raises(AttachmentUnknown):
        shelf.look(ReadAttachment(number=other, attachment=one.id, reason="核对"), OFFICER)


def test_a_move_for_another_version_is_refused() -> None:
    shelf = Shelf()
    one = shelf.attach(order())

    with pytest.raises(Outdated):
        remove(shelf, one.id, version=7)
    assert len(shelf.told) == 1


def test_pages_lead_on_by_the_last_id() -> None:
    shelf = Shelf()
    ids = [shelf.attach(order(n)).id for n in (2, 3, 4)]
    question = FindAttachments(number=NUMBER, limit=2)
    stands_on = ("by", "folders", "attachments")
    first = shelf.do(use_cases.find_attachments, question, OFFICER, *stands_on)
    rest = shelf.do(
        use_cases.find_attachments, msgspec.structs.replace(question, after=first.next), OFFICER, *stands_on
    )

    assert [one.id for page in (first, rest) for one in page.attachments] == ids[::-1]
    assert rest.next is None
    with pytest.raises(Invalid):
        shelf.do(use_cases.find_attachments, msgspec.structs.replace(question, after="x"), OFFICER, *stands_on)


def test_the_sweep_is_told_which_objects_are_needed_whatever_their_names() -> None:
    shelf = Shelf()
    one = shelf.attach(order())
    question = FindKeptAttachments(ids=[one.id, str(UUID(int=404)), "no-id"])

    assert shelf.do(use_cases.find_kept_attachments, question, OFFICER, "attachments").ids == [one.id]
