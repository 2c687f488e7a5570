"""Asking, answering, and what may be looked at."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, cast
from uuid import UUID

import pytest

from contracts.clocks import ClockState
from contracts.complaints import (
    CallBack,
    Channel,
    CloseComplaint,
    NotYourRole,
    Outcome,
    Satisfaction,
    SealedView,
    Solved,
    State,
    TestimonyUnreadable,
)
from contracts.people import Actor, Role
from contracts.survey import (
    AnswerSurvey,
    CheckSurvey,
    FindSurvey,
    FindSurveyLink,
    FindSurveyResults,
    FindSurveys,
    FindSurveyToken,
    Grouping,
    Opinion,
    OwnRating,
    PeriodReversed,
    ReadOpinion,
    SurveyAnsweredBefore,
    SurveyLink,
    SurveyOver,
    SurveyState,
    SurveyUnknown,
)
from contracts.wire import read, write
from kernel.sealing import Unreadable, token_hash
from services.complaints.survey import reading
from services.complaints.survey.domain import Rating
from services.complaints.survey.results import Heap
from services.complaints.survey.use_cases import answer_survey, invite, invite_all, record_answer
from services.complaints.use_cases import closing
from tests.unit.complaints.cases import REGISTERED, UNIT, actor, standing
from tests.unit.complaints.shelves import KEYS, Shelves
from tests.unit.complaints.windows import window_on

AT = datetime(2026, 11, 24, 2, tzinfo=UTC)
CLOSED = standing(State.CLOSED, version=10)
NOBODY = Actor(id="anybody")
AGENT = Actor(id="agent", roles=[Role.CALLBACK_AGENT])
OFFICER = Actor(id="officer", roles=[Role.OFFICER])
UNITS = Actor(id="unit", roles=[Role.LIAISON], department=UNIT)
RATING = Rating(Satisfaction.SATISFIED, Solved.YES, contacted=True)


def look(shelves: Shelves, by: Actor, at: datetime = AT) -> reading.Reading:
    return reading.Reading(by=by, surveying=shelves.surveying(at), vault=shelves.vault())


def token(shelves: Shelves, number: str = "PJ-2026-000001") -> str:
    return shelves.surveying(AT).token_of(shelves.surveys[number].id)


def order(token: str, **changes: object) -> AnswerSurvey:
    said = {"level": Satisfaction.SATISFIED, "solved": Solved.YES, "contacted": True} | changes
    return AnswerSurvey(token_hash=token_hash(token), **said)  # type: ignore[arg-type]  # as they are


def opened(view: SealedView, owner: str) -> SurveyLink:
    return read(SurveyLink, KEYS.open(owner, view.sealed))


@pytest.fixture
def asked() -> Shelves:
    shelves = Shelves()
    invite(CLOSED, surveying=shelves.surveying(AT))
    return shelves


def test_a_closing_asks_and_only_the_tokens_hash_is_kept(asked: Shelves) -> None:
    (survey,) = asked.surveys.values()

    assert asked.types() == ["survey_requested"]
    assert survey.token_hash == token_hash(token(asked))
    assert token(asked) not in repr((survey, asked.told))
    assert (survey.closes_on, survey.case_version) == (date(2026, 12, 9), 10)
    assert asked.books.open_codes(survey.number) == ["survey"]


def test_the_same_closing_asks_once(asked: Shelves) -> None:
    assert invite(CLOSED, surveying=asked.surveying(AT)) is None
    assert invite(replace(CLOSED, reopenings=1), surveying=asked.surveying(AT)) is not None


@pytest.mark.parametrize("channel", [Channel.EVENT, Channel.INSPECTION])
def test_nobody_is_asked_about_a_case_that_the_office_opened_itself(channel: Channel) -> None:
    assert invite(replace(CLOSED, channel=channel), surveying=Shelves().surveying(AT)) is None


def test_whoever_holds_the_token_answers_once_and_the_clock_is_met(asked: Shelves) -> None:
    answer_survey(order(token(asked)), by=NOBODY, surveying=asked.surveying(AT))

    assert asked.types()[-1] == "survey_answered"
    assert asked.books.clock("survey").state is ClockState.MET
    with pytest.raises(SurveyAnsweredBefore):
        answer_survey(order(token(asked)), by=NOBODY, surveying=asked.surveying(AT))


def test_a_token_that_nobody_was_given_opens_nothing(asked: Shelves) -> None:
    with pytest.raises(SurveyUnknown):
        answer_survey(order("x" * 22), by=NOBODY, surveying=asked.surveying(AT))


@pytest.mark.parametrize(
    ("by", "refusal"), [(UNITS, OwnRating), (Actor(id="x", department=UNIT), OwnRating), (OFFICER, NotYourRole)]
)
def test_a_unit_and_the_office_do_not_answer_with_a_token(by: Actor, refusal: type[Exception], asked: Shelves) -> None:
    with pytest.raises(refusal):
        answer_survey(order(token(asked)), by=by, surveying=asked.surveying(AT))
    assert asked.types() == ["survey_requested"]


def test_an_opinion_is_kept_encrypted_and_read_with_a_reason(asked: Shelves) -> None:
    sealed = KEYS.seal("complaints", write(Opinion(text="等了三次")))
    answer_survey(order(token(asked), opinion=sealed), by=NOBODY, surveying=asked.surveying(AT))

    (kept,) = asked.opinions.values()
    assert "等了三次".encode() not in kept
    view = reading.read_opinion(ReadOpinion(number="PJ-2026-000001", reason="核对"), reading=look(asked, OFFICER))
    assert read(Opinion, KEYS.open("gateway", view.sealed)).text == "等了三次"
    assert [(one["reader"], one["reason"]) for one in asked.looks] == [("officer", "核对")]


def test_an_opinion_that_cannot_be_opened_keeps_nothing(asked: Shelves) -> None:
    with pytest.raises(TestimonyUnreadable):
        answer_survey(order(token(asked), opinion="bm8gYm94"), by=NOBODY, surveying=asked.surveying(AT))
    assert asked.types() == ["survey_requested"]


def test_an_answer_by_phone_is_the_answer_of_the_closing_that_follows() -> None:
    shelves = Shelves()
    verified = standing(State.VERIFIED)
    record_answer(verified, RATING, by=AGENT, surveying=shelves.surveying(AT))

    assert invite(replace(CLOSED, version=11), surveying=shelves.surveying(AT)) is None
    assert shelves.types() == ["survey_answered"]
    with pytest.raises(SurveyAnsweredBefore):
        record_answer(verified, RATING, by=AGENT, surveying=shelves.surveying(AT))


def test_who_was_joined_to_a_closed_case_rates_its_handling_too() -> None:
    shelves = Shelves()
    joined = standing(State.MERGED, id=UUID(int=9), number="TS-2026-000009", merged_into=CLOSED.number)
    shelves.books.cases |= {CLOSED.number: CLOSED, joined.number: joined}

    invite_all(CLOSED, complaints=cast(Any, shelves.books), surveying=shelves.surveying(AT))

    own, others = shelves.surveys.values()
    assert (own.case, others.case) == (CLOSED.number, joined.number)
    assert (others.department, others.handler, others.round) == (own.department, own.handler, own.round)


def test_a_phone_answer_that_is_refused_takes_no_number() -> None:
    shelves = Shelves()

    with pytest.raises(NotYourRole):
        record_answer(standing(State.VERIFIED), RATING, by=OFFICER, surveying=shelves.surveying(AT))
    assert (shelves.taken, shelves.told) == ({}, [])


def test_a_call_back_and_a_closing_of_the_core_come_to_one_rating() -> None:
    shelves = Shelves()
    shelves.books.cases[REGISTERED.number] = standing(State.VERIFIED)
    bench = replace(
        shelves.books.bench(AGENT, AT),
        rated=lambda case, rating, by: record_answer(case, rating, by=by, surveying=shelves.surveying(AT)),
        closed=lambda case: invite(case, surveying=shelves.surveying(AT)),
    )
    call = CallBack(number=REGISTERED.number, reached=True, satisfaction=Satisfaction.SATISFIED, solved=Solved.PARTLY)

    closing.call_back(call, bench=bench, rectifications=cast(Any, shelves.books))
    closing.call_back(call, bench=bench, rectifications=cast(Any, shelves.books))
    close = CloseComplaint(number=REGISTERED.number, outcome=Outcome.RESOLVED)
    closing.close_complaint(close, bench=bench, rectifications=cast(Any, shelves.books))

    (survey,) = shelves.surveys.values()
    assert (survey.state, survey.solved, survey.token_hash) == (SurveyState.ANSWERED, Solved.PARTLY, None)


def test_a_call_in_vain_rates_nothing_and_the_closing_asks() -> None:
    shelves = Shelves()
    tried = {"calls": 2, "first_call_on": date(2026, 11, 20), "last_call_on": date(2026, 11, 20)}
    shelves.books.cases[REGISTERED.number] = standing(State.VERIFIED, **tried)
    bench = replace(
        shelves.books.bench(AGENT, AT),
        rated=lambda case, rating, by: record_answer(case, rating, by=by, surveying=shelves.surveying(AT)),
        closed=lambda case: invite(case, surveying=shelves.surveying(AT)),
    )

    in_vain = CallBack(number=REGISTERED.number, reached=False)
    closing.call_back(in_vain, bench=bench, rectifications=cast(Any, shelves.books))
    close = CloseComplaint(number=REGISTERED.number, outcome=Outcome.RESOLVED)
    closing.close_complaint(close, bench=bench, rectifications=cast(Any, shelves.books))

    assert [survey.state for survey in shelves.surveys.values()] == [SurveyState.OPEN]


def test_the_token_is_sealed_to_whoever_asked_and_each_look_is_written_down(asked: Shelves) -> None:
    number = "PJ-2026-000001"
    by_office = reading.find_survey_link(FindSurveyLink(number=number, reason="代填"), reading=look(asked, AGENT))
    service = Actor(id="/services/notifications", roles=[Role.SYSTEM])
    by_mail = reading.find_survey_token(FindSurveyToken(number=number, message="m1"), reading=look(asked, service))

    assert opened(by_office, "gateway").token == opened(by_mail, "notifications").token == token(asked)
    assert [one["reason"] for one in asked.looks] == ["代填", "message m1"]
    with pytest.raises(Unreadable):
        KEYS.open("gateway", by_mail.sealed)


def test_the_token_for_a_message_is_given_to_services_alone(asked: Shelves) -> None:
    for role in set(Role) - {Role.SYSTEM}:
        with pytest.raises(NotYourRole):
            reading.find_survey_token(
                FindSurveyToken(number="PJ-2026-000001", message="m1"), reading=look(asked, actor(role))
            )


def test_a_token_that_answers_nothing_any_more_is_not_shown(asked: Shelves) -> None:
    question = FindSurveyLink(number="PJ-2026-000001", reason="代填")

    with pytest.raises(SurveyOver):
        reading.find_survey_link(question, reading=look(asked, AGENT, AT + timedelta(days=16)))
    assert asked.looks == []


def test_no_department_sees_a_survey(asked: Shelves) -> None:
    with pytest.raises(OwnRating):
        reading.find_survey(FindSurvey(number="PJ-2026-000001"), reading=look(asked, UNITS))
    with pytest.raises(OwnRating):
        reading.find_surveys(FindSurveys(), reading=look(asked, UNITS))
    with pytest.raises(OwnRating):
        reading.read_opinion(ReadOpinion(number="PJ-2026-000001", reason="x"), reading=look(asked, UNITS))


def test_whoever_handled_a_case_gets_neither_its_token_nor_its_opinion() -> None:
    shelves, handler = Shelves(), Actor(id="handler", roles=[Role.OFFICER])
    invite(replace(CLOSED, replied_by="handler"), surveying=shelves.surveying(AT))

    with pytest.raises(OwnRating):
        reading.find_survey_link(FindSurveyLink(number="PJ-2026-000001", reason="x"), reading=look(shelves, handler))
    with pytest.raises(OwnRating):
        reading.read_opinion(ReadOpinion(number="PJ-2026-000001", reason="x"), reading=look(shelves, handler))
    assert shelves.looks == []


@pytest.mark.parametrize("since", [{"state": State.UNDER_REVIEW, "reviews": 1}, {"reviews": 1}, {"reopenings": 1}])
def test_the_window_of_a_closing_stays_open_for_the_receipt_while_the_case_goes_on(
    since: dict[str, Any], asked: Shelves
) -> None:
    asked.books.cases[CLOSED.number] = replace(CLOSED, **since)
    question = CheckSurvey(number=CLOSED.number, receipt_hash=CLOSED.receipt_hash)

    given = reading.check_survey(question, window=window_on(cast(Any, asked.books)), reading=look(asked, NOBODY))

    assert opened(given, "gateway").number == "PJ-2026-000001"


def test_what_the_office_sees_of_a_survey_leads_to_no_party(asked: Shelves) -> None:
    view = reading.find_survey(FindSurvey(number="PJ-2026-000001"), reading=look(asked, OFFICER))

    assert str(CLOSED.party or UUID(int=0)) not in write(view).decode()


def heap(state: SurveyState, size: int, group: str = UNIT) -> Heap:
    return Heap(group, state, Satisfaction.SATISFIED, Solved.YES, contacted=True, size=size)


QUARTER = {"since": date(2026, 7, 1), "until": date(2026, 9, 30)}
"""Final on 24 November."""


def means(
    shelves: Shelves, who: Actor, at: datetime = AT, grouping: Grouping = Grouping.DEPARTMENT, **asked: Any
) -> list[float | None]:
    question = FindSurveyResults(**(QUARTER | asked), by=grouping)
    results = reading.find_survey_results(question, reading=look(shelves, who, at))
    return [results.total.mean, *(group.mean for group in results.groups)]


@pytest.mark.parametrize(("answered", "shown"), [(4, None), (5, 0.8)])
def test_a_department_sees_no_figure_of_so_few_answers_that_it_could_tell_who_gave_them(
    answered: int, shown: float | None
) -> None:
    shelves = Shelves(heaps=[heap(SurveyState.ANSWERED, answered), heap(SurveyState.LAPSED, 9)])

    results = reading.find_survey_results(FindSurveyResults(**QUARTER), reading=look(shelves, UNITS))

    assert (results.total.asked, results.total.answered) == (answered + 9, answered)
    assert means(shelves, UNITS) == [shown, shown]
    assert means(shelves, OFFICER) == [0.8, 0.8]


def test_a_department_cannot_take_one_group_from_the_whole() -> None:
    shelves = Shelves(heaps=[heap(SurveyState.ANSWERED, 1, "slow"), heap(SurveyState.ANSWERED, 9, "attitude")])

    assert means(shelves, UNITS, grouping=Grouping.CATEGORY) == [0.8, None, None]
    assert means(shelves, OFFICER, grouping=Grouping.CATEGORY) == [0.8, 0.8, 0.8]


@pytest.mark.parametrize(
    ("asked", "at"),
    [
        ({"until": date(2026, 9, 29)}, AT),
        ({"since": date(2026, 6, 1)}, AT),
        ({"since": date(2026, 7, 2)}, AT),
        ({"category": "slow"}, AT),
        ({}, datetime(2026, 10, 30, 2, tzinfo=UTC)),
    ],
    ids=["a day less", "a month more", "a day later", "one category", "not final yet"],
)
def test_a_department_cannot_take_one_period_from_another(asked: dict[str, Any], at: datetime) -> None:
    shelves = Shelves(heaps=[heap(SurveyState.ANSWERED, 9)])

    assert means(shelves, UNITS, at, **asked) == [None, None]
    assert means(shelves, OFFICER, at, **asked) == [0.8, 0.8]


def test_a_department_sees_its_own_results_whatever_it_asks_for() -> None:
    shelves = Shelves()

    reading.find_survey_results(FindSurveyResults(department="finance"), reading=look(shelves, UNITS))
    reading.find_survey_results(FindSurveyResults(department="finance"), reading=look(shelves, OFFICER))

    assert shelves.counted_for == [UNIT, "finance"]


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    question = FindSurveyResults(since=date(2026, 2, 1), until=date(2026, 1, 1))

    with pytest.raises(PeriodReversed):
        reading.find_survey_results(question, reading=look(Shelves(), OFFICER))


def test_without_a_period_it_is_this_years() -> None:
    results = reading.find_survey_results(FindSurveyResults(), reading=look(Shelves(), OFFICER))

    assert (results.since, results.until) == (date(2026, 1, 1), date(2026, 11, 24))
