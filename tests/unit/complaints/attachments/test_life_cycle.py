"""Attachments move as their table says, and nobody else sees or moves them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product
from uuid import UUID

import pytest

from contracts.attachments import (
    KIND_OF,
    AttachFile,
    AttachmentState,
    CaseTakesNoFiles,
    Kind,
    MediaType,
    Origin,
    UploadExpired,
)
from contracts.complaints import Channel, Mode, MoveNotAllowed, NotYourCase, NotYourRole, State
from contracts.people import Actor, Role
from contracts.rectification import RectificationState
from contracts.refusals import Outdated
from contracts.special_supervision import SpecialSupervisionState
from contracts.wire import wire_name
from services.complaints.attachments.domain import (
    DEPARTMENT,
    LIFE_CYCLE,
    READERS,
    UPLOAD_GOOD_FOR,
    Attachment,
    Moved,
    admit,
    check_case,
    check_lister,
    check_reader,
    unit_of,
)
from services.complaints.attachments.folders import of_case, of_inspection, of_rectification, of_special_supervision
from services.complaints.domain.complaint import Complaint
from tests.unit.complaints.inspection.builders import DONE, INSPECTION
from tests.unit.complaints.rectification.builders import RECTIFICATION
from tests.unit.complaints.special_supervision.builders import SPECIAL

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
COMPLAINT = Complaint(
    id=UUID(int=1),
    number="TS-2026-000001",
    version=3,
    state=State.SIGNED,
    channel=Channel.WEB,
    category="slow",
    mode=Mode.NAMED,
    receipt_hash="0" * 64,
    content_print="",
    filed_at=AT,
    changed_at=AT,
    department="civil_affairs",
)
ORDER = AttachFile(
    number=COMPLAINT.number,
    attachment=str(UUID(int=2)),
    digest="a" * 64,
    size=7,
    media_type=MediaType.JPEG,
    ending="jpg",
    uploaded_at=AT,
)
OFFICE = {Role.OFFICER, Role.DIRECTOR}


def actor(role: Role, department: str | None = None) -> Actor:
    return Actor(id="somebody", roles=[role], department=department)


def attachment(state: AttachmentState = AttachmentState.KEPT, department: str | None = None) -> Attachment:
    made, _ = Attachment.attach(ORDER, of_case(COMPLAINT), Origin.OFFICE, id=UUID(int=2), by=actor(Role.OFFICER), at=AT)
    return replace(made, state=state, department=department)


def do(action: str, one: Attachment, by: Actor) -> Moved:
    acts = {
        "share": lambda: one.share(by=by),
        "withhold": lambda: one.withhold(by=by),
        "remove": lambda: one.remove("拍到无关人员", by=by, at=AT),
    }
    return acts[action]()


@pytest.mark.parametrize("action", ["share", "withhold", "remove"])
def test_every_state_action_and_role_is_allowed_or_refused_as_the_table_says(action: str) -> None:
    for state, role in product(AttachmentState, Role):
        act_as_the_table_says(state, action, role)


def act_as_the_table_says(state: AttachmentState, action: str, role: Role) -> None:
    (move,) = LIFE_CYCLE.rows(action)
    one = attachment(state)

    if role not in move.roles:
        with pytest.raises(NotYourRole):
            do(action, one, actor(role))
    elif state not in move.sources:
        with pytest.raises(MoveNotAllowed) as refused:
            do(action, one, actor(role))
        assert refused.value.allowed == LIFE_CYCLE.allowed_from(state)
    else:
        moved, fact = do(action, one, actor(role))
        assert (moved.state, moved.version) == (move.target, one.version + 1)
        assert (wire_name(type(fact)), fact.state, fact.version) == (move.fact, moved.state, moved.version)


def test_the_table_says_who_does_what() -> None:
    who = {move.action: set(move.roles) for move in LIFE_CYCLE.moves}

    assert who["share"] == who["withhold"] == OFFICE
    assert who["remove"] == {Role.DIRECTOR}
    assert who["attach"] == {*OFFICE, Role.OPERATOR, Role.LIAISON, Role.DEPUTY, Role.COMPLAINANT, Role.INSPECTOR}
    assert LIFE_CYCLE.allowed_from(AttachmentState.REMOVED) == ()


ENDED = {State.CLOSED, State.REFUSED, State.FINALISED, State.MERGED, State.WITHDRAWN, State.ARCHIVED}


@pytest.mark.parametrize("state", State)
def test_whoever_may_attach_is_told_at_once_from_every_state_and_one_that_has_ended_takes_nothing(state: State) -> None:
    for role in Role:
        ask_as(role, state)


def ask_as(role: Role, state: State) -> None:
    origins = {
        Role.OPERATOR: Origin.OPERATOR,
        Role.OFFICER: Origin.OFFICE,
        Role.DIRECTOR: Origin.OFFICE,
        Role.LIAISON: Origin.DEPARTMENT,
        Role.DEPUTY: Origin.DEPARTMENT,
    }
    complaint = replace(COMPLAINT, state=state)
    by = actor(role, "civil_affairs" if role in {Role.LIAISON, Role.DEPUTY} else None)

    if role not in origins:
        with pytest.raises(NotYourRole):
            admit(of_case(complaint), by, is_reporter=False)
    elif state in ENDED:
        with pytest.raises(CaseTakesNoFiles) as refused:
            admit(of_case(complaint), by, is_reporter=False)
        assert refused.value.args == (complaint.number, state)
    else:
        assert admit(of_case(complaint), by, is_reporter=False) is origins[role]


def test_a_complainant_is_known_by_their_receipt_and_a_role_that_says_so_is_not_enough() -> None:
    assert admit(of_case(COMPLAINT), Actor(id="anybody"), is_reporter=True) is Origin.REPORTER
    with pytest.raises(NotYourRole):
        admit(of_case(COMPLAINT), actor(Role.COMPLAINANT), is_reporter=False)
    with pytest.raises(CaseTakesNoFiles):
        admit(of_case(replace(COMPLAINT, state=State.CLOSED)), Actor(id="anybody"), is_reporter=True)


def test_another_department_than_the_handling_one_attaches_and_sees_nothing() -> None:
    stranger = actor(Role.LIAISON, "taxation")

    with pytest.raises(NotYourCase):
        admit(of_case(COMPLAINT), stranger, is_reporter=False)
    with pytest.raises(NotYourCase):
        check_case(of_case(COMPLAINT), stranger)


def test_a_department_that_assists_attaches_and_sees_as_the_handling_one_does() -> None:
    helped = replace(COMPLAINT, assisting=("taxation",))
    helper = actor(Role.DEPUTY, "taxation")

    assert admit(of_case(helped), helper, is_reporter=False) is Origin.DEPARTMENT
    check_case(of_case(helped), helper)


def test_a_rectification_takes_files_of_its_department_until_it_is_put_right() -> None:
    own, stranger = actor(Role.LIAISON, "civil_affairs"), actor(Role.DEPUTY, "taxation")
    done = replace(RECTIFICATION, state=RectificationState.ACCEPTED)

    assert admit(of_rectification(RECTIFICATION), own, is_reporter=False) is Origin.DEPARTMENT
    with pytest.raises(NotYourCase):
        admit(of_rectification(RECTIFICATION), stranger, is_reporter=False)
    with pytest.raises(CaseTakesNoFiles):
        admit(of_rectification(done), own, is_reporter=False)


def test_a_special_supervision_takes_files_of_its_departments_while_they_look_at_themselves() -> None:
    own, launched = actor(Role.LIAISON, "civil_affairs"), replace(SPECIAL, self_check_until=AT.date())

    for state in SpecialSupervisionState:
        folder = of_special_supervision(replace(launched, state=state))
        if state in {SpecialSupervisionState.LAUNCHED, SpecialSupervisionState.SELF_CHECK}:
            assert admit(folder, own, is_reporter=False) is Origin.DEPARTMENT
            with pytest.raises(NotYourCase):
                admit(folder, actor(Role.LIAISON, "nobody"), is_reporter=False)
        else:
            with pytest.raises(CaseTakesNoFiles):
                admit(folder, own, is_reporter=False)


@pytest.mark.parametrize("lent_by", [None, "taxation"])
def test_an_inspection_takes_files_of_inspectors_once_it_was_carried_out_and_shows_departments_none(
    lent_by: str | None,
) -> None:
    inspector = actor(Role.INSPECTOR, lent_by)

    assert admit(of_inspection(DONE), inspector, is_reporter=False) is Origin.OFFICE
    with pytest.raises(CaseTakesNoFiles):
        admit(of_inspection(INSPECTION), inspector, is_reporter=False)
    with pytest.raises(NotYourRole):
        admit(of_inspection(DONE), actor(Role.LIAISON, "civil_affairs"), is_reporter=False)
    with pytest.raises(NotYourCase):
        check_case(of_inspection(DONE), actor(Role.LIAISON, "civil_affairs"))


@pytest.mark.parametrize(
    ("state", "brought_by", "seen"),
    [
        (AttachmentState.KEPT, None, False),
        (AttachmentState.KEPT, "taxation", False),
        (AttachmentState.KEPT, "civil_affairs", True),
        (AttachmentState.SHARED, None, True),
        (AttachmentState.REMOVED, None, False),
        (AttachmentState.REMOVED, "civil_affairs", False),
    ],
)
def test_a_department_sees_what_is_shared_and_what_it_brought(
    state: AttachmentState, brought_by: str | None, *, seen: bool
) -> None:
    one = attachment(state, brought_by)

    assert one.is_visible_to("civil_affairs") is seen
    assert one.is_visible_to(None)


@pytest.mark.parametrize("role", Role)
def test_only_the_office_and_departments_look_at_what_a_file_of_a_case_shows(role: Role) -> None:
    folder, by = of_case(COMPLAINT), actor(role, "civil_affairs" if role in DEPARTMENT else None)
    if role in READERS:
        check_reader(folder, by)
    else:
        with pytest.raises(NotYourRole):
            check_reader(folder, by)
    if role in READERS | {Role.OPERATOR}:
        check_lister(folder, by)
    else:
        with pytest.raises(NotYourRole):
            check_lister(folder, by)
    assert Role.OPERATOR not in READERS


@pytest.mark.parametrize("lent_by", [None, "taxation"])
def test_an_inspector_looks_at_what_the_other_one_saw_and_at_no_file_of_a_rectification(lent_by: str | None) -> None:
    inspector = actor(Role.INSPECTOR, lent_by)

    check_lister(of_inspection(DONE), inspector)
    check_reader(of_inspection(DONE), inspector)
    assert unit_of(of_inspection(DONE), inspector) is None
    for check in (check_lister, check_reader):
        with pytest.raises(NotYourRole):
            check(of_rectification(RECTIFICATION), inspector)


def test_an_upload_that_the_sweep_may_have_taken_is_not_recorded() -> None:
    def attach(at: datetime) -> Attachment:
        made, _ = Attachment.attach(
            ORDER, of_case(COMPLAINT), Origin.OFFICE, id=UUID(int=2), by=actor(Role.OFFICER), at=at
        )
        return made

    assert attach(AT + UPLOAD_GOOD_FOR).attached_at == AT + UPLOAD_GOOD_FOR
    with pytest.raises(UploadExpired):
        attach(AT + UPLOAD_GOOD_FOR + timedelta(seconds=1))
    assert timedelta(days=1) > UPLOAD_GOOD_FOR


def test_every_media_type_has_its_kind() -> None:
    assert set(KIND_OF) == set(MediaType)
    assert {KIND_OF[media] for media in (MediaType.JPEG, MediaType.HEIC)} == {Kind.PHOTO}
    assert {KIND_OF[media] for media in (MediaType.PDF, MediaType.TIFF)} == {Kind.SCAN}
    assert {KIND_OF[media] for media in (MediaType.AMR, MediaType.MP4)} == {Kind.RECORDING}


def test_a_tombstone_keeps_digest_reason_and_who() -> None:
    removed, fact = attachment().remove("拍到无关人员", by=actor(Role.DIRECTOR), at=AT)

    assert (removed.digest, removed.removed_because, removed.removed_by) == ("a" * 64, "拍到无关人员", "somebody")
    assert fact.digest == "a" * 64
    assert "拍到无关人员" not in repr(fact)


def test_a_sender_that_has_seen_another_version_is_refused() -> None:
    attachment().expect(1)
    attachment().expect(None)
    with pytest.raises(Outdated):
        attachment().expect(2)
