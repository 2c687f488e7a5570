"""What was said about a case: who reads the words, who the redacted case, who the replies, and what is written down."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, cast
from uuid import UUID

import pytest

from contracts.complaints import (
    CaseView,
    FindCase,
    FindCaseReplies,
    FindComplaint,
    FindComplaints,
    FindHistory,
    Finding,
    Mode,
    NotYourCase,
    NotYourRole,
    ReadTestimony,
    ReplyView,
    Reporter,
    State,
    TestimonyView,
)
from contracts.departments import CaseHandedOver
from contracts.identity import IdentityKeptFromDepartments
from contracts.people import OF_A_DEPARTMENT, Actor, Role
from contracts.wire import read
from services.complaints.domain.complaint import Complaint
from services.complaints.use_cases.handing_over import HandOver
from services.complaints.use_cases.reading import find_complaint, find_complaints, find_history
from services.complaints.use_cases.redacting import Redaction
from services.complaints.use_cases.words import find_case, find_case_replies, read_testimony
from tests.unit.complaints.books import Books
from tests.unit.complaints.cases import AT, UNIT, actor, standing
from tests.unit.complaints.shelves import KEYS

REPORTER = Reporter(name="张三三", phone="0519-00000000")
REPLY = ReplyView(finding=Finding.PARTLY, measures="已退费", basis="条例第二十五条", department=UNIT, replied_at=AT)
CASE = standing(State.DISPATCHED, section="second_office", assisting=("finance",), source="张三三", external_id="no-1")
OFFICER_OF_A_DEPARTMENT = Actor(id="both", roles=[Role.OFFICER, Role.LIAISON], department="taxation")


@dataclass
class Files:
    """The words of every case are the same; looks and parcels are kept."""

    looks: list[dict[str, Any]] = field(default_factory=list)
    sent: dict[str, CaseHandedOver] = field(default_factory=dict)

    def get(self, _complaint: UUID) -> tuple[str, str]:
        return "收费", "我叫张三三"

    def answers(self, _complaint: UUID) -> dict[str, str]:
        return {}

    def supplements(self, _complaint: UUID) -> list[str]:
        return ["电话0519-00000000", "排队号 A017"]

    def replies(self, _complaint: UUID) -> list[ReplyView]:
        return [REPLY]

    def find(self, _party: UUID, **_: Any) -> Reporter:
        return REPORTER

    def note(self, **look: Any) -> None:
        self.looks.append(look)

    def send(self, queue: str, case: CaseHandedOver, **_: Any) -> None:
        self.sent[queue] = case

    def redaction(self) -> Redaction:
        return Redaction(keys=KEYS, testimonies=cast(Any, self), vault=cast(Any, self))


def books(case: Complaint = CASE) -> Any:
    return Books(cases={case.number: case})


def words_for(by: Actor, files: Files | None = None, case: Complaint = CASE) -> TestimonyView:
    kept = cast(Any, files or Files())
    complaints = books(case)
    query = ReadTestimony(number=case.number, reason="核对事实")
    sealed = read_testimony(
        query, by=by, at=AT, new_id=complaints.new_id, keys=KEYS, complaints=complaints, testimonies=kept, vault=kept
    )
    return read(TestimonyView, KEYS.open("gateway", sealed.sealed))


def case_for(by: Actor) -> CaseView:
    return find_case(FindCase(number=CASE.number), by=by, complaints=books(), redaction=Files().redaction())


def replies_for(by: Actor) -> list[ReplyView]:
    query = FindCaseReplies(number=CASE.number)
    return find_case_replies(query, by=by, complaints=books(), testimonies=cast(Any, Files())).replies


def readers(look: Callable[[Actor], Any]) -> set[Role]:
    """The roles that may; whoever acts for a department is of the lead unit."""
    seen = set()
    for role in Role:
        try:
            look(actor(role))
        except (NotYourRole, IdentityKeptFromDepartments):
            continue
        seen.add(role)
    return seen


def test_the_words_are_read_by_the_office_alone_and_not_by_whoever_runs_the_machine() -> None:
    assert readers(words_for) == {Role.OFFICER, Role.DIRECTOR}
    with pytest.raises(IdentityKeptFromDepartments):
        words_for(OFFICER_OF_A_DEPARTMENT)


def test_a_leader_reads_the_words_of_what_is_about_the_office_alone() -> None:
    about_the_office = standing(State.ACCEPTED, about="office")

    assert readers(lambda by: words_for(by, case=about_the_office)) == {Role.OFFICER, Role.DIRECTOR, Role.LEADER}


def test_the_words_come_with_what_was_supplied_and_the_look_is_written_down() -> None:
    files = Files()
    seen = words_for(actor(Role.OFFICER), files)

    assert seen.supplements == ["电话0519-00000000", "排队号 A017"]
    assert seen.reporter == REPORTER
    assert [(look["reader"], look["reason"]) for look in files.looks] == [("somebody", "核对事实")]


def test_a_refused_look_leaves_nothing_of_a_look_behind() -> None:
    files = Files()
    with pytest.raises(NotYourRole):
        words_for(actor(Role.ADMIN), files)

    assert files.looks == []


def test_who_complains_confidentially_does_not_stand_with_the_words() -> None:
    assert words_for(actor(Role.OFFICER), case=standing(State.ACCEPTED, mode=Mode.CONFIDENTIAL)).reporter is None


def test_the_redacted_case_is_read_by_its_units_with_what_was_supplied() -> None:
    assert readers(case_for) == OF_A_DEPARTMENT
    seen = case_for(actor(Role.LIAISON))

    assert seen.text == "我叫▇▇▇\n\n电话▇▇▇\n\n排队号 A017"
    assert (seen.section, case_for(actor(Role.DEPUTY, "finance")).section) == ("second_office", None)


@pytest.mark.parametrize("look", [case_for, replies_for])
def test_another_department_reads_neither_case_nor_replies_whatever_else_its_key_may_do(
    look: Callable[[Actor], Any],
) -> None:
    for by in (actor(Role.HEAD, "taxation"), OFFICER_OF_A_DEPARTMENT):
        with pytest.raises(NotYourCase):
            look(by)


@pytest.mark.parametrize("look", [case_for, replies_for])
def test_a_departments_role_without_a_department_reads_nothing(look: Callable[[Actor], Any]) -> None:
    with pytest.raises(NotYourRole):
        look(Actor(id="nobodys", roles=[Role.LIAISON]))


def test_what_is_handed_over_is_what_is_read_and_names_the_section_to_the_lead_unit_alone() -> None:
    files = Files()
    HandOver(redaction=files.redaction(), parcels=cast(Any, files))(CASE)

    lead, helper = files.sent[f"department.{UNIT}"], files.sent["department.finance"]
    assert (lead.section, helper.section) == ("second_office", None)
    assert lead.text == helper.text == case_for(actor(Role.LIAISON)).text


def test_replies_are_read_by_the_office_by_who_reviews_and_by_the_units() -> None:
    office, review = {Role.OFFICER, Role.DIRECTOR, Role.ADMIN}, {Role.REVIEWER, Role.LEADER}
    assert readers(replies_for) == office | review | OF_A_DEPARTMENT
    assert replies_for(actor(Role.OFFICER)) == replies_for(actor(Role.LIAISON, "finance")) == [REPLY]


def test_the_history_of_another_departments_case_is_not_read_whatever_the_key_may_do() -> None:
    with pytest.raises(NotYourCase):
        find_history(
            FindHistory(number=CASE.number),
            by=actor(Role.REVIEWER, "taxation"),
            complaints=books(),
            facts=cast(Any, None),
            remarks=cast(Any, None),
        )


class Pages(Books):
    """One page of whatever there is."""

    def page(self, *_: Any, **__: Any) -> list[Complaint]:
        return list(self.cases.values())


@pytest.mark.parametrize(
    ("by", "shown"), [(actor(Role.LIAISON), (None, None)), (actor(Role.OFFICER), (CASE.source, CASE.external_id))]
)
def test_a_department_is_not_told_where_a_complaint_came_from(by: Actor, shown: tuple[str | None, str | None]) -> None:
    kept = cast(Any, Pages(cases={CASE.number: CASE}))
    one = find_complaint(FindComplaint(number=CASE.number), by=by, complaints=kept)
    [listed] = find_complaints(FindComplaints(), by=by, complaints=kept, search=kept).complaints

    assert (one.source, one.external_id) == shown
    assert listed == one
    assert one.section == "second_office"
