"""The directory's use cases: people go to the vault alone, and the office's looks at them are written down."""

from datetime import date
from typing import Any, cast

import pytest

from contracts.complaints import NotYourRole, TestimonyUnreadable
from contracts.directory import (
    AppointOfficial,
    DayAhead,
    DepartmentNotEntered,
    EntryView,
    FindDepartment,
    Post,
    PublishPhone,
    ReadDepartment,
    RelieveOfficial,
)
from contracts.people import Actor, Role
from contracts.refusals import Outdated
from contracts.wire import read, write
from services.complaints.directory.use_cases.keeping import (
    appoint_official,
    as_party,
    publish_phone,
    relieve_official,
)
from services.complaints.directory.use_cases.reading import find_department, read_department
from tests.unit.complaints.directory.builders import AT, BUREAU, KEYS, OFFICER, SOMEBODY, TODAY, Shelves


def appoint(shelves: Shelves, **changes: Any) -> None:
    sealed = KEYS.seal("complaints", write(SOMEBODY))
    said: dict[str, Any] = {"code": BUREAU, "post": Post.LIAISON, "official": sealed} | changes
    appoint_official(AppointOfficial(**said), shelves.keeping(), keys=KEYS, vault=cast(Any, shelves))


def look(shelves: Shelves, by: Actor, on: date | None = None) -> EntryView:
    view = read_department(
        ReadDepartment(code=BUREAU, on=on),
        by=by,
        at=AT,
        new_id=shelves.new_id,
        keys=KEYS,
        entries=cast(Any, shelves),
        vault=cast(Any, shelves),
    )
    return read(EntryView, KEYS.open("gateway", view.sealed))


def test_an_official_goes_to_the_vault_and_the_event_has_their_id() -> None:
    shelves = Shelves()
    appoint(shelves)

    [(party, person)] = shelves.people.items()
    [fact] = shelves.facts
    assert person == as_party(SOMEBODY)
    assert (fact.post, fact.party, fact.since) == (Post.LIAISON, str(party), TODAY)
    assert SOMEBODY.name not in repr((shelves.facts, shelves.entries))


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"code": "unheard_of"}, DepartmentNotEntered),
        ({"version": 7}, Outdated),
        ({"official": "bm8gYm94"}, TestimonyUnreadable),
        ({"since": date(2026, 11, 25)}, DayAhead),
    ],
)
def test_what_is_refused_keeps_nobody(changes: dict[str, Any], refusal: type[Exception]) -> None:
    shelves = Shelves()

    with pytest.raises(refusal):
        appoint(shelves, **changes)
    assert (shelves.people, shelves.facts) == ({}, [])


def test_the_office_sees_who_it_is_and_each_look_is_written_down() -> None:
    shelves = Shelves()
    appoint(shelves)

    posts = {post.post: post for post in look(shelves, OFFICER).posts}
    [holder] = posts[Post.LIAISON].holders

    assert holder.official == SOMEBODY
    assert posts[Post.HEAD].is_vacant
    assert shelves.looks == [(OFFICER.id, party) for party in shelves.people]


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.OFFICER, Role.DIRECTOR, Role.ADMIN}))
def test_nobody_else_sees_who_it_is(role: Role) -> None:
    shelves = Shelves()
    appoint(shelves)

    with pytest.raises(NotYourRole):
        look(shelves, Actor(id="somebody", roles=[role]))
    assert shelves.looks == []


def test_anybody_sees_posts_and_phones_without_people() -> None:
    shelves = Shelves()
    appoint(shelves)
    publish_phone(PublishPhone(code=BUREAU, phone="0519-00000000"), shelves.keeping())

    view = find_department(FindDepartment(code=BUREAU), at=AT, entries=cast(Any, shelves))
    [party] = shelves.people

    assert (view.phones, view.version, view.on) == (["0519-00000000"], 3, TODAY)
    assert [post.post for post in view.posts if not post.is_vacant] == [Post.LIAISON]
    assert str(party) not in repr(view)
    assert SOMEBODY.name not in repr(view)


def test_the_directory_of_a_past_day_is_that_of_the_day() -> None:
    shelves = Shelves()
    appoint(shelves, since=date(2026, 3, 2))
    relieve_official(RelieveOfficial(code=BUREAU, post=Post.LIAISON, until=date(2026, 6, 1)), shelves.keeping())

    def liaison(on: date | None) -> bool:
        view = find_department(FindDepartment(code=BUREAU, on=on), at=AT, entries=cast(Any, shelves))
        return not next(post for post in view.posts if post.post is Post.LIAISON).is_vacant

    assert [liaison(day) for day in (date(2026, 3, 1), date(2026, 5, 31), None)] == [False, True, False]


def test_the_directory_of_a_day_that_lies_ahead_is_refused() -> None:
    with pytest.raises(DayAhead):
        find_department(FindDepartment(code=BUREAU, on=date(2026, 11, 25)), at=AT, entries=cast(Any, Shelves()))
