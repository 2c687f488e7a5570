"""One survey: who answers it, when, and who may say that a rating is unsound."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from contracts.complaints import MoveNotAllowed, NotYourRole, SamePerson, Satisfaction, Solved, State, TooLate
from contracts.directory import Post
from contracts.people import Actor, Role
from contracts.refusals import Outdated
from contracts.supervision import Addressee
from contracts.survey import OwnRating, RatingExcluded, SurveyAnsweredBefore, SurveyFact, SurveyOver, SurveyState
from contracts.wire import wire_name
from services.complaints.survey.domain import LIFE_CYCLE, Rating, Survey, round_of
from tests.unit.complaints.cases import UNIT, standing

AT = datetime(2026, 11, 24, 2, tzinfo=UTC)
CLOSES = date(2026, 12, 9)
RATING = Rating(Satisfaction.SATISFIED, Solved.YES, contacted=True, tags=("prompt",))
CASE = standing(State.CLOSED, version=10)
ASKED, REQUESTED = Survey.ask(
    CASE, id=UUID(int=7), number="PJ-2026-000001", token_hash="a" * 64, closes_on=CLOSES, at=AT
)
HOLDER = Actor(id="complainant", roles=[Role.COMPLAINANT])

DOUBTS = {
    SurveyState.DOUBTED: ("one",),
    SurveyState.SECONDED: ("one", "two"),
    SurveyState.EXCLUDED: ("one", "two", "x"),
}


def at_state(state: SurveyState) -> Survey:
    """A survey that stands there, as it would have come there."""
    answered = state not in {SurveyState.OPEN, SurveyState.LAPSED}
    said = {"answered_at": AT, "level": RATING.level} if answered else {}
    return replace(ASKED, state=state, doubted_by=DOUBTS.get(state, ()), **said)  # type: ignore[arg-type]  # as they are


Moved = tuple[Survey, SurveyFact]
ACTS: dict[str, Callable[[Survey, Actor], Moved]] = {
    "answer": lambda survey, by: survey.answer(RATING, by=by, at=AT),
    "lapse": lambda survey, by: survey.lapse(by=by),
    "exclude": lambda survey, by: survey.exclude("同一人多次评价", by=by, at=AT),
}


def test_every_action_of_the_table_is_an_act_of_a_survey() -> None:
    assert set(ACTS) == set(LIFE_CYCLE.actions) - {"ask", "take_down"}


@pytest.mark.parametrize("action", ACTS)
def test_every_state_action_and_role_is_allowed_or_refused_as_the_table_says(action: str) -> None:
    for state in SurveyState:
        for role in Role:
            _check(at_state(state), action, Actor(id="somebody", roles=[role]))


def _check(survey: Survey, action: str, by: Actor) -> None:
    rows = LIFE_CYCLE.rows(action)
    here = next((row for row in rows if survey.state in row.sources), None)
    may = here.roles if here else frozenset[Role]().union(*(row.roles for row in rows))
    shut = SurveyOver if survey.state is SurveyState.LAPSED else SurveyAnsweredBefore
    refusals: dict[type[Exception], bool] = {
        shut: action == "answer" and survey.state is not SurveyState.OPEN,
        NotYourRole: not by.is_any_of(*may),
        MoveNotAllowed: here is None,
    }
    refusal = next((refusal for refusal, holds in refusals.items() if holds), None)
    if refusal is not None or here is None:
        with pytest.raises(refusal or MoveNotAllowed):
            ACTS[action](survey, by)
        return
    moved, fact = ACTS[action](survey, by)
    assert (moved.state, moved.version, fact.version) == (here.target, 2, 2)
    assert wire_name(type(fact)) == here.fact


def test_only_the_callback_agent_takes_an_answer_down() -> None:
    for role in Role:
        by = Actor(id="somebody", roles=[role])
        if role is Role.CALLBACK_AGENT:
            taken, fact = Survey.take_down(CASE, RATING, id=UUID(int=8), number="PJ-2026-000002", by=by, at=AT)
            assert (taken.state, fact.level) == (SurveyState.ANSWERED, Satisfaction.SATISFIED)
        else:
            with pytest.raises(NotYourRole):
                Survey.take_down(CASE, RATING, id=UUID(int=8), number="PJ-2026-000002", by=by, at=AT)


def test_the_request_names_the_party_and_the_window_and_never_the_token() -> None:
    assert (REQUESTED.case, REQUESTED.party, REQUESTED.closes_on) == (CASE.number, str(CASE.party), CLOSES)
    assert "a" * 64 not in str(REQUESTED)


def test_the_answer_tells_level_and_solved_alone() -> None:
    _, fact = ASKED.answer(RATING, by=HOLDER, at=AT)

    told = set(fact.__struct_fields__)
    assert told == {"survey", "number", "version", "state", "level", "solved", "case", "addressees"}
    assert (fact.case, fact.addressees) == (None, [])


def test_who_is_dissatisfied_is_told_to_the_director_with_the_case_and_who_is_not_is_not() -> None:
    director = Addressee(department="office", post=Post.DIRECTOR, party="7")
    for level in Satisfaction:
        _, fact = ASKED.answer(RATING._replace(level=level), by=HOLDER, at=AT, tell=(director,))
        told = (CASE.number, [director]) if "dissatisfied" in level else (None, [])
        assert (fact.case, fact.addressees) == told


@pytest.mark.parametrize(
    "by",
    [
        Actor(id="/departments/civil_affairs", roles=[Role.CALLBACK_AGENT], department=UNIT),
        Actor(id="somebody-else", roles=[Role.CALLBACK_AGENT]),
    ],
    ids=["a unit", "who answered the case"],
)
def test_whoever_handled_the_case_neither_answers_nor_excludes(by: Actor) -> None:
    handled = replace(ASKED, handler="somebody-else")
    referee = Actor(id=by.id, roles=[Role.OFFICER], department=by.department)

    with pytest.raises(OwnRating):
        handled.answer(RATING, by=by, at=AT)
    with pytest.raises(OwnRating):
        replace(at_state(SurveyState.ANSWERED), handler="somebody-else").exclude("x", by=referee, at=AT)
    with pytest.raises(OwnRating):
        Survey.take_down(CASE, RATING, id=UUID(int=8), number="PJ-2026-000002", by=by, at=AT)


def test_the_last_day_is_in_time_and_the_day_after_is_not_although_nobody_has_swept() -> None:
    assert ASKED.answer(RATING, by=HOLDER, at=datetime(2026, 12, 9, 15, 59, tzinfo=UTC))[0].level is RATING.level
    with pytest.raises(SurveyOver):
        ASKED.answer(RATING, by=HOLDER, at=datetime(2026, 12, 9, 16, tzinfo=UTC))


def test_three_people_exclude_a_rating_and_two_do_not() -> None:
    survey = at_state(SurveyState.ANSWERED)
    for name, role in (("a", Role.OFFICER), ("b", Role.DIRECTOR)):
        survey, _ = survey.exclude("同一人多次评价", by=Actor(id=name, roles=[role]), at=AT)
    assert survey.state is SurveyState.SECONDED

    excluded, fact = survey.exclude("同上", by=Actor(id="c", roles=[Role.EVALUATOR]), at=AT)

    assert isinstance(fact, RatingExcluded)
    assert (excluded.state, excluded.doubted_by, len(excluded.doubts)) == (SurveyState.EXCLUDED, ("a", "b", "c"), 3)


def test_the_same_person_does_not_count_twice() -> None:
    officer = Actor(id="a", roles=[Role.OFFICER])
    doubted, _ = at_state(SurveyState.ANSWERED).exclude("x", by=officer, at=AT)

    with pytest.raises(SamePerson):
        doubted.exclude("x", by=officer, at=AT)


def test_a_rating_is_excluded_within_five_working_days() -> None:
    officer = Actor(id="a", roles=[Role.OFFICER])
    answered = at_state(SurveyState.ANSWERED)  # on a Tuesday

    assert answered.exclude("x", by=officer, at=datetime(2026, 12, 1, 8, tzinfo=UTC))[0].version == 2
    with pytest.raises(TooLate):
        answered.exclude("x", by=officer, at=datetime(2026, 12, 1, 16, tzinfo=UTC))


def test_a_move_upon_another_version_is_refused() -> None:
    with pytest.raises(Outdated):
        ASKED.expect(2)


def test_each_closing_of_a_case_has_a_round_of_its_own() -> None:
    first, reopened = standing(State.CLOSED), standing(State.CLOSED, reopenings=1)
    overturned = standing(State.CLOSED, reopenings=1, reviews=1)

    assert len({round_of(first), round_of(reopened), round_of(overturned)}) == 3
