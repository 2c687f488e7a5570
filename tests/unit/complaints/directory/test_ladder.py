"""The ladder: each level reaches the holder of its post, and a vacant post passes the notice to the next rung."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from contracts.directory import Post
from contracts.people import Role
from contracts.supervision import Addressee, Level
from services.complaints.directory.domain.ladder import LADDER, RUNGS, Ladder, reach_everywhere
from services.complaints.supervision.domain import RUNGS as LEVELS
from services.complaints.supervision.domain import Notice
from tests.unit.complaints.directory.builders import AT, BUREAU, OFFICER, TODAY, Shelves, appointment, entry

PLACES = {
    Post.LIAISON: BUREAU,
    Post.DEPUTY: BUREAU,
    Post.HEAD: BUREAU,
    Post.DIRECTOR: "office",
    Post.GROUP_LEADER: "leading_group",
    Post.GROUP_DEPUTY: "leading_group",
}
PARTIES = {post: UUID(int=place) for place, post in enumerate(RUNGS, start=1)}


def ladder(*vacant: Post, department: str | None = BUREAU) -> Ladder:
    """A ladder whose rungs are all held, but for the vacant ones."""

    def holder(unit: str, post: Post) -> UUID | None:
        return PARTIES[post] if post not in vacant and PLACES[post] in {unit, department} else None

    return Ladder(department, holder)


def posts(reached: tuple[Addressee, ...]) -> list[str]:
    return [one.post for one in reached]


def test_the_rungs_are_the_citys_from_the_liaison_to_the_leading_group() -> None:
    assert list(RUNGS) == list(PLACES)
    assert {role for rung in LEVELS.values() for role in rung.to} == set(LADDER)
    assert [*LADDER.values(), Post.GROUP_DEPUTY] == list(RUNGS)


@pytest.mark.parametrize(
    ("level", "reached"),
    [
        (Level.BLUE, ["liaison"]),
        (Level.YELLOW, ["deputy", "liaison"]),
        (Level.RED, ["head", "director"]),
        (Level.LISTED, ["group_leader", "head"]),
    ],
)
def test_a_level_reaches_the_holders_of_its_posts(level: Level, reached: list[str]) -> None:
    found = ladder().reach(LEVELS[level].to)

    assert posts(found) == reached
    assert [one.party for one in found] == [str(PARTIES[Post(post)]) for post in reached]
    assert not any(one.instead_of for one in found)


@pytest.mark.parametrize("many", range(1, len(RUNGS)))
def test_a_vacant_post_passes_the_notice_to_the_next_rung_and_that_is_said(many: int) -> None:
    [reached] = ladder(*RUNGS[:many]).reach((Role.LIAISON,))

    assert (reached.post, reached.instead_of) == (RUNGS[many], list(RUNGS[:many]))
    assert reached.department == PLACES[RUNGS[many]]


def test_two_posts_that_lead_to_one_holder_reach_them_once() -> None:
    [reached] = ladder(Post.LIAISON, Post.DEPUTY).reach(LEVELS[Level.YELLOW].to)

    assert (reached.post, reached.instead_of) == (Post.HEAD, [Post.DEPUTY, Post.LIAISON])


def test_who_stands_in_for_the_other_post_of_the_level_is_reached_once() -> None:
    [reached] = ladder(Post.LIAISON).reach(LEVELS[Level.YELLOW].to)

    assert (reached.post, reached.instead_of) == (Post.DEPUTY, [Post.LIAISON])


def test_where_nobody_holds_anything_the_post_itself_is_named_as_vacant() -> None:
    [reached] = ladder(*RUNGS).reach((Role.LIAISON,))

    assert reached == Addressee(department=BUREAU, post=Post.LIAISON)


@pytest.mark.parametrize(
    ("department", "reached"), [(None, ["director"]), ("office", ["director"]), ("leading_group", ["group_leader"])]
)
def test_the_ladder_of_the_office_and_of_the_group_begins_at_their_own_rung(
    department: str | None, reached: list[str]
) -> None:
    assert posts(ladder(department=department).reach((Role.LIAISON,))) == reached


def test_the_holder_is_the_one_of_the_day() -> None:
    shelves = Shelves({BUREAU: entry(BUREAU, appointment(Post.LIAISON, date(2026, 3, 2), TODAY))})

    def reached(day: date) -> str | None:
        return Ladder(BUREAU, lambda unit, post: shelves.holder(unit, post, day)).reach((Role.LIAISON,))[0].party

    assert [reached(day) for day in (date(2026, 3, 2), TODAY)] == [str(UUID(int=7)), None]


def test_the_fact_of_a_notice_says_who_stands_in_for_whom_by_ids_alone() -> None:
    reached = ladder(Post.LIAISON).reach(LEVELS[Level.BLUE].to)
    said: dict[str, Any] = {"id": UUID(int=9), "number": "DB-2026-000001", "case": "TS-2026-000001"}
    notice, fact = Notice.issue(
        Level.BLUE,
        **said,
        department=BUREAU,
        answer_by=TODAY,
        by=OFFICER,
        at=AT,
        addressees=reached,
    )

    assert fact.addressees == list(reached)
    assert fact.addressees[0].instead_of == [Post.LIAISON]
    assert notice.posts == [Post.DEPUTY]


def test_what_is_for_every_department_stays_in_each_of_them() -> None:
    held = {(BUREAU, Post.DEPUTY): UUID(int=7), ("office", Post.DIRECTOR): UUID(int=8)}

    reached = reach_everywhere([BUREAU, "taxation"], Role.LIAISON, lambda unit, post: held.get((unit, post)))

    assert reached == [
        Addressee(department=BUREAU, post=Post.DEPUTY, party=str(UUID(int=7)), instead_of=[Post.LIAISON]),
        Addressee(department="taxation", post=Post.LIAISON),
    ]
