"""The watch: a deed against the enterprise that had complained raises one alarm, and nothing else does."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from contracts.complaints import Channel, Mode, MoveNotAllowed, NotYourRole, Reporter, State
from contracts.directory import Post
from contracts.people import Actor, Role
from contracts.retaliation import (
    AlarmState,
    ConfirmRetaliation,
    DismissAlarm,
    FindAlarm,
    FindAlarms,
    LookIntoAlarm,
    RetaliationSuspected,
)
from contracts.wire import write
from services.complaints.retaliation import use_cases
from services.complaints.retaliation.domain import Deed
from tests.unit.complaints.cases import UNIT, standing
from tests.unit.complaints.shelves import Shelves

AT = datetime(2026, 11, 24, 2, tzinfo=UTC)
ENTERPRISE, OTHERS = "91320413MA00000000", "91320413MA00000001"
DIRECTOR = Actor(id="director", roles=[Role.DIRECTOR])
CASE = standing(State.CLOSED, about=UNIT)


def watched(enterprise: str | None = ENTERPRISE, **changes: Any) -> Shelves:
    """A case that was closed on 24 November, whose complainant gave an enterprise."""
    case = standing(State.CLOSED, **({"about": UNIT} | changes))
    shelves = Shelves(people={UUID(int=2): Reporter(name="示例", credit_code=enterprise)})
    shelves.books.cases[case.number] = case
    use_cases.watch(case, case, watching=shelves.watching(AT))
    return shelves


def see(shelves: Shelves, **changes: Any) -> list[str]:
    said = {
        "kind": "penalty_issued",
        "department": UNIT,
        "reference": "decision-9",
        "done_on": date(2026, 12, 1),
        "enterprise": ENTERPRISE,
    }
    use_cases.see(Deed(**(said | changes)), watching=shelves.watching(AT))
    return shelves.types()


def test_of_the_enterprise_a_keyed_hash_is_kept_alone_and_the_look_is_written_down() -> None:
    shelves = watched()

    (kept,) = shelves.watched
    assert ENTERPRISE not in repr(kept)
    assert len(kept.enterprise_hash) == 64
    assert [(look["party"], look["complaint_id"]) for look in shelves.looks] == [(UUID(int=2), CASE.id)]


@pytest.mark.parametrize(
    ("enterprise", "changes"),
    [(None, {}), (ENTERPRISE, {"mode": Mode.ANONYMOUS}), (ENTERPRISE, {"party": None})],
    ids=["no enterprise", "anonymous", "nobody"],
)
def test_whoever_cannot_be_met_again_is_not_watched_for(enterprise: str | None, changes: dict[str, Any]) -> None:
    assert watched(enterprise, **changes).watched == []


def test_whoever_was_joined_to_a_case_is_protected_with_it() -> None:
    shelves = Shelves(people={UUID(int=2): Reporter(credit_code=OTHERS), UUID(int=9): Reporter(credit_code=ENTERPRISE)})
    closed = standing(State.CLOSED, about=UNIT)
    joined = replace(closed, number="TS-2026-000002", party=UUID(int=9), about=None, merged_into=closed.number)
    shelves.books.cases |= {case.number: case for case in (closed, joined)}
    books: Any = shelves.books

    use_cases.watch_closed(closed, complaints=books, watching=shelves.watching(AT))

    see(shelves)
    assert [alarm.cases for alarm in shelves.alarms.values()] == [(joined.number,)]
    assert len(shelves.watched) == 2


def test_a_deed_of_that_department_against_that_enterprise_raises_an_alarm() -> None:
    shelves = watched(mode=Mode.CONFIDENTIAL)

    assert see(shelves) == ["retaliation_suspected"]
    (alarm,) = shelves.alarms.values()
    assert (alarm.number, alarm.cases, alarm.reference) == ("BF-2026-000001", (CASE.number,), "decision-9")


@pytest.mark.parametrize(
    ("held", "told"),
    [
        ((Post.DIRECTOR, Post.CUSTODIAN), ("office", Post.DIRECTOR)),
        ((Post.CUSTODIAN, Post.GROUP_LEADER), ("office", Post.CUSTODIAN)),
        ((Post.GROUP_LEADER,), None),
    ],
)
def test_an_alarm_is_for_the_office_alone(held: tuple[Post, ...], told: tuple[str, Post] | None) -> None:
    shelves = watched()
    unit = {Post.GROUP_LEADER: "leading_group"}
    shelves.holders = {(unit.get(post, "office"), post): UUID(int=40 + place) for place, post in enumerate(held)}
    see(shelves)

    (fact,) = shelves.told
    assert isinstance(fact, RetaliationSuspected)
    (one,) = fact.addressees
    assert ((one.department, one.post) if one.party else None) == told


@pytest.mark.parametrize(
    "changes",
    [
        {"enterprise": OTHERS},
        {"department": "taxation"},
        {"done_on": date(2026, 11, 23)},
        {"done_on": date(2027, 2, 23)},
    ],
    ids=["another enterprise", "another department", "before the closing", "after ninety days"],
)
def test_nothing_else_does(changes: dict[str, Any]) -> None:
    shelves = watched()

    assert see(shelves, **changes) == []
    assert shelves.taken == {}


@pytest.mark.parametrize("day", [date(2026, 11, 24), date(2027, 2, 22)])
def test_the_first_and_the_ninetieth_day_are_watched(day: date) -> None:
    assert see(watched(), done_on=day) == ["retaliation_suspected"]


def test_the_same_deed_told_again_raises_no_second_alarm_and_another_deed_does() -> None:
    shelves = watched()
    see(shelves)
    see(shelves)
    assert see(shelves, kind="inspection_visit_made") == ["retaliation_suspected"] * 2


def test_the_alarms_fact_does_not_lead_back_to_the_departments_event() -> None:
    shelves = watched()
    see(shelves)

    (cause,) = shelves.causes
    assert cause is not None
    assert (cause.actor.id, cause.correlation, cause.trace) == ("/services/complaints", "", "")
    assert ENTERPRISE not in write(shelves.told[0]).decode()


def looked_into(shelves: Shelves) -> None:
    see(shelves)
    use_cases.look_into_alarm(LookIntoAlarm(number="BF-2026-000001"), by=DIRECTOR, watching=shelves.watching(AT))


def confirm(shelves: Shelves, by: Actor = DIRECTOR) -> Any:
    order = ConfirmRetaliation(number="BF-2026-000001", finding="属实")
    return use_cases.confirm_retaliation(
        order, by=by, watching=shelves.watching(AT), own_motion=shelves.own_motion(by, AT)
    )


def test_a_confirmed_alarm_opens_a_case_of_retaliation_that_names_no_complainant() -> None:
    shelves = watched()
    looked_into(shelves)
    progress = confirm(shelves)

    opened = shelves.books.cases[progress.opened]
    assert (opened.channel, opened.category, opened.about) == (Channel.EVENT, "retaliation", UNIT)
    assert (opened.external_id, progress.state) == ("BF-2026-000001", AlarmState.CONFIRMED)
    said = shelves.testimonies[opened.id]
    assert not any(secret in said.title + said.text for secret in (ENTERPRISE, "decision-9", "示例"))


def test_an_alarm_that_nobody_looked_into_opens_nothing() -> None:
    shelves = watched()
    see(shelves)

    with pytest.raises(MoveNotAllowed):
        confirm(shelves)
    with pytest.raises(NotYourRole):
        confirm(shelves, Actor(id="officer", roles=[Role.OFFICER]))
    assert "TS" not in shelves.taken


def test_a_dismissed_alarm_opens_nothing() -> None:
    shelves = watched()
    looked_into(shelves)

    order = DismissAlarm(number="BF-2026-000001", finding="例行检查")
    progress = use_cases.dismiss_alarm(order, by=DIRECTOR, watching=shelves.watching(AT))

    assert (progress.state, progress.opened, shelves.taken.get("TS")) == (AlarmState.DISMISSED, None, None)


def test_the_director_and_the_custodian_alone_read_alarms_and_each_look_is_written_down() -> None:
    shelves = watched()
    see(shelves)
    question = FindAlarm(number="BF-2026-000001", reason="核查")
    books: Any = shelves.books

    for role in Role:
        by = Actor(id="somebody", roles=[role])
        if role in {Role.DIRECTOR, Role.CUSTODIAN}:
            view = use_cases.find_alarm(question, by=by, watching=shelves.watching(AT), complaints=books)
            assert (view.cases, view.reference) == ([CASE.number], "decision-9")
            assert shelves.looks[-1]["reason"] == "BF-2026-000001 核查"
        else:
            with pytest.raises(NotYourRole):
                use_cases.find_alarm(question, by=by, watching=shelves.watching(AT), complaints=books)
    with pytest.raises(NotYourRole):
        use_cases.find_alarms(
            FindAlarms(),
            by=Actor(id="x", roles=[Role.DIRECTOR], department=UNIT),
            watching=shelves.watching(AT),
        )


def test_a_list_of_alarms_leads_to_no_complainant() -> None:
    shelves = watched()
    see(shelves)

    page = use_cases.find_alarms(FindAlarms(), by=DIRECTOR, watching=shelves.watching(AT))

    assert CASE.number not in write(page).decode()
    assert "decision-9" not in write(page).decode()
