"""One entry: a post has one holder a day, nothing is overwritten, and no day lies ahead."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from contracts.complaints import NotYourRole
from contracts.directory import (
    DayAhead,
    DayTooEarly,
    HolderNotNamed,
    PhoneNotPublished,
    PhonePublishedBefore,
    PhoneUnfit,
    Post,
    PostHeld,
    PostNotOfUnit,
    PostVacant,
    Unit,
)
from contracts.people import Actor, Role
from contracts.refusals import Invalid, Refused
from services.complaints.directory.domain.entry import KEEPERS, Entry
from services.complaints.directory.domain.posts import POSTS, posts_of, unit_of
from tests.unit.complaints.directory.builders import AT, BUREAU, OFFICER, TODAY, appointment, entry

PARTY = UUID(int=42)
PHONE = "0519-00000000"
MARCH, JUNE = date(2026, 3, 2), date(2026, 6, 1)

Act = Callable[[Entry, Actor], Any]
ACTS: dict[str, Act] = {
    "appoint": lambda e, by: e.appoint(Post.HEAD, party=PARTY, since=None, id=UUID(int=5), by=by, at=AT),
    "relieve": lambda e, by: e.relieve(Post.HEAD, party=None, until=None, by=by, at=AT),
    "publish": lambda e, by: e.publish(PHONE, since=None, id=UUID(int=6), by=by, at=AT),
    "withdraw": lambda e, by: e.withdraw(PHONE, until=None, by=by, at=AT),
}
STATES = {
    "vacant, silent": entry(),
    "held, published": ACTS["publish"](entry(BUREAU, appointment(Post.HEAD, MARCH)), OFFICER)[0],
    "held before, published before": ACTS["withdraw"](
        ACTS["publish"](entry(BUREAU, appointment(Post.HEAD, MARCH, JUNE)), OFFICER)[0], OFFICER
    )[0],
}
REFUSALS = {
    ("vacant, silent", "relieve"): PostVacant,
    ("vacant, silent", "withdraw"): PhoneNotPublished,
    ("held, published", "appoint"): PostHeld,
    ("held, published", "publish"): PhonePublishedBefore,
    ("held before, published before", "relieve"): PostVacant,
    ("held before, published before", "withdraw"): PhoneNotPublished,
}


@pytest.mark.parametrize("action", ACTS)
def test_every_state_action_and_role_is_allowed_or_refused(action: str) -> None:
    for state, standing in STATES.items():
        for role in Role:
            _check(standing, action, Actor(id="somebody", roles=[role]), REFUSALS.get((state, action)))


def _check(standing: Entry, action: str, by: Actor, refusal: type[Refused] | None) -> None:
    expected = refusal if by.is_any_of(*KEEPERS) else NotYourRole
    if expected is not None:
        with pytest.raises(expected):
            ACTS[action](standing, by)
        return
    amended, _, fact = ACTS[action](standing, by)
    assert amended.department.version == fact.version == standing.department.version + 1
    assert fact.code == BUREAU


def test_every_post_belongs_to_one_unit_and_the_two_named_units_are_no_departments() -> None:
    assert set(POSTS) == set(Post)
    assert sorted(post for unit in Unit for post in posts_of(unit)) == sorted(Post)
    assert [unit_of(code) for code in (BUREAU, "office", "leading_group")] == list(Unit)


@pytest.mark.parametrize(
    ("code", "post"),
    [(BUREAU, Post.GROUP_LEADER), (BUREAU, Post.DIRECTOR), ("office", Post.HEAD), ("leading_group", Post.LIAISON)],
)
def test_a_post_that_the_unit_does_not_have_is_refused_with_those_that_it_has(code: str, post: Post) -> None:
    with pytest.raises(PostNotOfUnit) as refused:
        entry(code).appoint(post, party=PARTY, since=None, id=UUID(int=5), by=OFFICER, at=AT)

    assert posts_of(unit_of(code))[0] in refused.value.text("en")


def test_who_held_a_post_on_a_past_day_is_still_known() -> None:
    held = entry(BUREAU, appointment(Post.HEAD, MARCH, JUNE, party=1), appointment(Post.HEAD, JUNE, party=2))

    def on(day: date) -> list[int]:
        return [one.party.int for one in held.holders(Post.HEAD, day)]

    assert [on(day) for day in (MARCH - timedelta(1), MARCH, JUNE - timedelta(1), JUNE, TODAY)] == [
        [],
        [1],
        [1],
        [2],
        [2],
    ]


def test_a_successor_may_begin_on_the_day_on_which_the_predecessor_left_and_not_before() -> None:
    held = entry(BUREAU, appointment(Post.HEAD, MARCH, JUNE))

    assert held.appoint(Post.HEAD, party=PARTY, since=JUNE, id=UUID(int=5), by=OFFICER, at=AT)[1].since == JUNE
    with pytest.raises(DayTooEarly):
        held.appoint(Post.HEAD, party=PARTY, since=JUNE - timedelta(1), id=UUID(int=5), by=OFFICER, at=AT)


def test_the_day_of_an_appointment_is_the_citys() -> None:
    _, held, fact = ACTS["appoint"](entry(), OFFICER)

    assert held.since == fact.since == TODAY


def test_several_may_be_of_the_office_and_then_it_is_said_who_leaves() -> None:
    office = entry("office", appointment(Post.OFFICER, MARCH, party=1))
    office, *_ = office.appoint(Post.OFFICER, party=PARTY, since=None, id=UUID(int=5), by=OFFICER, at=AT)

    with pytest.raises(HolderNotNamed) as refused:
        office.relieve(Post.OFFICER, party=None, until=None, by=OFFICER, at=AT)
    _, left, fact = office.relieve(Post.OFFICER, party=str(PARTY), until=None, by=OFFICER, at=AT)

    assert [fault.pointer for fault in refused.value.faults] == ["/party"]
    assert (left.party, fact.party) == (PARTY, str(PARTY))


TOMORROW = TODAY + timedelta(1)
DATED: dict[str, tuple[str, Callable[[Entry], Any]]] = {
    "appoint": (
        "/since",
        lambda e: e.appoint(Post.DEPUTY, party=PARTY, since=TOMORROW, id=PARTY, by=OFFICER, at=AT),
    ),
    "relieve": ("/until", lambda e: e.relieve(Post.HEAD, party=None, until=TOMORROW, by=OFFICER, at=AT)),
    "publish": ("/since", lambda e: e.publish("2888110", since=TOMORROW, id=PARTY, by=OFFICER, at=AT)),
    "withdraw": ("/until", lambda e: e.withdraw(PHONE, until=TOMORROW, by=OFFICER, at=AT)),
}


@pytest.mark.parametrize("action", DATED)
def test_a_day_that_lies_ahead_is_refused_with_its_field_in_both_languages(action: str) -> None:
    pointer, act = DATED[action]
    with pytest.raises(DayAhead) as refused:
        act(STATES["held, published"])

    [fault] = refused.value.faults
    assert (fault.pointer, fault.rule) == (pointer, "in_the_future")
    assert str(TOMORROW) in fault.zh
    assert str(TOMORROW) in fault.en


def test_nothing_ends_before_it_began() -> None:
    standing = STATES["held, published"]

    with pytest.raises(DayTooEarly):
        standing.relieve(Post.HEAD, party=None, until=MARCH - timedelta(1), by=OFFICER, at=AT)
    with pytest.raises(DayTooEarly):
        standing.withdraw(PHONE, until=MARCH, by=OFFICER, at=AT)


@pytest.mark.parametrize(
    "phone",
    [
        "0519-00000000",
        "051900000000",
        "010-00000000",
        "0519-00000000-12",
        "2888110",
        "13800000000",
        "12345",
        "400-000-0000",
    ],
)
def test_a_phone_that_people_can_dial_is_published(phone: str) -> None:
    amended, *_ = entry().publish(phone, since=None, id=UUID(int=6), by=OFFICER, at=AT)

    assert amended.phones(TODAY) == [phone]


@pytest.mark.parametrize("phone", ["经济110", "12", "23800000000", "0519-", "0519 00000000", "1380000000", "2888110\n"])
def test_a_phone_that_is_none_is_refused_with_its_field(phone: str) -> None:
    with pytest.raises(PhoneUnfit) as refused:
        entry().publish(phone, since=None, id=UUID(int=6), by=OFFICER, at=AT)

    assert isinstance(refused.value, Invalid)
    assert [(fault.pointer, fault.rule) for fault in refused.value.faults] == [("/phone", "malformed")]


def test_a_phone_is_published_for_its_days_and_no_event_bears_its_number() -> None:
    standing = STATES["vacant, silent"]
    standing, _, published = standing.publish(PHONE, since=MARCH, id=UUID(int=6), by=OFFICER, at=AT)
    standing, _, withdrawn = standing.withdraw(PHONE, until=JUNE, by=OFFICER, at=AT)

    assert [standing.phones(day) for day in (MARCH, JUNE)] == [[PHONE], []]
    assert PHONE not in repr((published, withdrawn))
    with pytest.raises(DayTooEarly):
        standing.publish(PHONE, since=MARCH, id=UUID(int=8), by=OFFICER, at=AT)


def test_a_refusal_changes_nothing() -> None:
    standing = replace(STATES["held, published"])

    with pytest.raises(PostHeld):
        ACTS["appoint"](standing, OFFICER)
    assert standing == STATES["held, published"]
