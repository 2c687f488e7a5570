"""A refusal of one field names it and the rule, in Chinese and English, and keeps nothing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, cast

import pytest

from contracts import complaints as says
from contracts.complaints import State, SuspensionGround
from contracts.people import Actor, Role
from contracts.refusals import Refused
from services.complaints.use_cases import accepting, handling
from tests.unit.complaints.books import Books
from tests.unit.complaints.cases import LATER, OTHER, UNIT, actor, reached, standing

OFFICER, DIRECTOR, LIAISON = (actor(role) for role in (Role.OFFICER, Role.DIRECTOR, Role.LIAISON))
AGENT = actor(Role.CALLBACK_AGENT, id="agent")
S = State


def fields_of(refused: Refused) -> list[tuple[str, str]]:
    """Field and rule of each fault, once it is sure that both languages say something of their own."""
    assert all(fault.zh and fault.en and fault.zh != fault.en for fault in refused.faults)
    assert Refused.recall(refused.refusal).faults == refused.faults
    return [(fault.pointer, fault.rule) for fault in refused.faults]


UNKNOWN_DEPARTMENT: list[tuple[Callable[..., Any], State, Actor, says.Step, str]] = [
    (
        handling.dispatch_complaint,
        S.ACCEPTED,
        OFFICER,
        says.DispatchComplaint(number=OTHER.number, department="unknown"),
        "/department",
    ),
    (
        handling.dispatch_complaint,
        S.ACCEPTED,
        OFFICER,
        says.DispatchComplaint(number=OTHER.number, department=UNIT, assisting=["taxation", "unknown"]),
        "/assisting/1",
    ),
    (
        handling.request_return,
        S.SIGNED,
        LIAISON,
        says.RequestReturn(number=OTHER.number, basis="三定方案", rightful="unknown"),
        "/rightful",
    ),
    (
        handling.grant_return,
        S.RETURN_REQUESTED,
        OFFICER,
        says.GrantReturn(number=OTHER.number, department="unknown"),
        "/department",
    ),
    (
        handling.adjudicate_duty,
        S.RETURN_REQUESTED,
        DIRECTOR,
        says.AdjudicateDuty(number=OTHER.number, department="unknown", ruling="依三定方案"),
        "/department",
    ),
]


@pytest.mark.parametrize(("use_case", "state", "by", "order", "pointer"), UNKNOWN_DEPARTMENT)
def test_a_department_that_the_directory_does_not_have_is_named_where_it_stands(
    use_case: Callable[..., Any], state: State, by: Actor, order: says.Step, pointer: str
) -> None:
    books = Books()
    case = standing(state, number=OTHER.number)
    books.add(case)
    more = {name: cast(Any, books) for name in ("departments", "remarks", "precedents")}
    more |= {"hand_over": cast(Any, books.hand_over)}
    wanted = use_case.__code__.co_varnames[: use_case.__code__.co_argcount + use_case.__code__.co_kwonlyargcount]

    with pytest.raises(says.DepartmentUnknown) as refused:
        use_case(order, bench=books.bench(by, LATER), **{name: more[name] for name in more if name in wanted})

    assert fields_of(refused.value) == [(pointer, "unknown")]
    assert (books.get(case.number), books.facts, books.remarks, books.handed) == (case, [], [], [])


def into(other: Any, *, followed: bool = False) -> Callable[[], Any]:
    return lambda: standing(S.ACCEPTED).merge(other, followed=followed, by=OFFICER, at=LATER)


def waits_until(day: date) -> Callable[[], Any]:
    return lambda: standing(S.INVESTIGATING).suspend(SuspensionGround.COURT, day, by=DIRECTOR, at=LATER)


def called(**said: Any) -> Callable[[], Any]:
    return lambda: standing(S.VERIFIED).call_back(reached(**said), by=AGENT, at=LATER)


def handed(department: str, section: str | None = None, **case: Any) -> Callable[[], Any]:
    accepted = standing(S.ACCEPTED, **case)
    return lambda: accepted.dispatch(department, section=section, due_on=date(2026, 12, 8), by=OFFICER, at=LATER)


ACCUSED = {"about": UNIT, "about_section": "window"}

FIELDS: dict[str, tuple[Callable[[], Any], tuple[str, str]]] = {
    "merged into itself": (into(standing(S.ACCEPTED)), ("/into", "itself")),
    "merged in a ring": (into(OTHER, followed=True), ("/into", "ring")),
    "merged into another matter": (into(replace(OTHER, category="attitude")), ("/into", "another_matter")),
    "merged into what has ended": (into(replace(OTHER, state=S.CLOSED)), ("/into", "ended")),
    "suspended until yesterday": (waits_until(date(2026, 11, 23)), ("/until", "in_the_past")),
    "suspended until the end of days": (waits_until(date.max), ("/until", "out_of_range")),
    "suspended from the beginning of days": (waits_until(date.min), ("/until", "in_the_past")),
    "called, and not asked": (called(satisfaction=None), ("/satisfaction", "required")),
    "called, and not asked whether it is solved": (called(solved=None), ("/solved", "required")),
    "handed to the accused section": (handed(UNIT, "window", **ACCUSED), ("/section", "accused")),
    "handed to whoever the accused section is of": (handed(UNIT, **ACCUSED), ("/department", "accused")),
    "the office's own case handed to others": (handed(UNIT, about="office"), ("/department", "accused")),
    "a category that is none": (
        lambda: accepting.relabel_complaint(
            says.RelabelComplaint(number=OTHER.number, category="weather"), bench=cast(Any, None)
        ),
        ("/category", "not_one_of"),
    ),
}


@pytest.mark.parametrize("what", FIELDS)
def test_a_refusal_names_the_field_and_the_rule(what: str) -> None:
    act, named = FIELDS[what]

    with pytest.raises(Refused) as refused:
        act()

    assert fields_of(refused.value) == [named]


def test_what_is_wrong_with_no_field_names_none() -> None:
    assert says.TooLate("sign", "2026-11-24").faults == ()
