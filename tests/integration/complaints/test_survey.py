"""Surveys and the watch on real tables: the window closes by itself, results are counted, deeds are matched."""

from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from uuid_utils.compat import uuid7

from contracts.awareness import Choice, FindAwarenessSurveys, RecordAwarenessSurvey
from contracts.complaints import Satisfaction, Solved, State
from contracts.directory import Post
from contracts.people import Actor, Role
from contracts.refusals import Invalid
from contracts.retaliation import FindAlarms
from contracts.supervision import Addressee
from contracts.survey import FindSurveyResults, FindSurveys, Grouping, Opinion, SurveyState
from kernel.history import History
from kernel.sealing import KeyRing
from kernel.stage import Stage
from services.complaints.consequences import CONSEQUENCES
from services.complaints.directory.storage import Entries
from services.complaints.retaliation.domain import Deed, RetaliationAlarm, Watched
from services.complaints.retaliation.storage import Alarms, Watchlist
from services.complaints.storage import Clocks, Complaints, Numbers, Vault
from services.complaints.survey.domain import Rating
from services.complaints.survey.reading import Reading, find_survey_results
from services.complaints.survey.recording import find_awareness_surveys, record_awareness_survey
from services.complaints.survey.storage import AwarenessSurveys, Surveys
from services.complaints.survey.use_cases import HOLDER, Surveying, invite, record_answer
from services.complaints.sweeping import sweep
from tests.integration.complaints.conftest import Open
from tests.unit.complaints.cases import REGISTERED, standing

AT = datetime(2026, 11, 24, 2, tzinfo=UTC)
KEYS = KeyRing(lambda _: b64encode(bytes(32)).decode())
AGENT = Actor(id="agent", roles=[Role.CALLBACK_AGENT])
CASE = standing(State.CLOSED)
DEED = Deed("penalty_issued", "civil_affairs", "decision-9", date(2026, 12, 1), "")

Rows = Callable[[str], list[Any]]


def surveying(stage: Stage) -> Surveying:
    return Surveying(
        at=AT,
        new_id=uuid7,
        history=History(stage),
        surveys=Surveys(stage),
        clocks=Clocks(stage),
        numbers=Numbers(stage),
        keys=KEYS,
        entries=Entries(stage),
    )


def test_the_window_closes_by_itself_once(transaction: Open, rows: Rows) -> None:
    with transaction(AT) as stage:
        invite(CASE, surveying=surveying(stage))
    for late in (timedelta(days=15), timedelta(days=17), timedelta(days=40)):
        with transaction(AT + late) as stage:
            sweep(stage, CONSEQUENCES, at=AT + late)

    assert [row.state for row in rows("SELECT state FROM surveys")] == ["lapsed"]
    assert len(rows("SELECT 1 FROM history WHERE type = 'survey_lapsed'")) == 1


def test_alike_surveys_of_a_period_are_counted_together(transaction: Open) -> None:
    with transaction(AT) as stage:
        desk = surveying(stage)
        for n, level in enumerate([Satisfaction.SATISFIED, Satisfaction.SATISFIED, Satisfaction.VERY_SATISFIED]):
            case = replace(CASE, id=uuid7(), number=f"TS-2026-00010{n}")
            record_answer(case, Rating(level, Solved.YES, contacted=True), by=AGENT, surveying=desk)
        invite(replace(CASE, id=uuid7(), number="TS-2026-000109", department=None), surveying=desk)
    with transaction(AT) as stage:
        surveys, today = Surveys(stage), date(2026, 11, 24)
        everybody = surveys.heaps((today, today), Grouping.DEPARTMENT, department=None, category=None)
        one = surveys.heaps((today, today), Grouping.CATEGORY, department="civil_affairs", category="slow")
        earlier = (date(2026, 1, 1), date(2026, 11, 23))
        before = surveys.heaps(earlier, Grouping.CATEGORY, department=None, category=None)

    sizes = sorted((heap.group, heap.state, heap.size) for heap in everybody)
    assert sizes == [("", "open", 1), ("civil_affairs", "answered", 1), ("civil_affairs", "answered", 2)]
    assert sorted((heap.group, heap.level, heap.size) for heap in one) == [
        ("slow", Satisfaction.SATISFIED, 2),
        ("slow", Satisfaction.VERY_SATISFIED, 1),
    ]
    assert before == []


def test_the_results_of_a_past_day_stay_as_they_were_whatever_came_after(transaction: Open) -> None:
    """Asked on the 24th, answered on the 26th, excluded on the 27th; another lapsed on 9 December."""
    answered, excluded, today = (AT + timedelta(days=n) for n in (2, 3, 40))
    referees = [Actor(id=name, roles=[Role.OFFICER]) for name in "abc"]
    with transaction(AT) as stage:
        asked = invite(CASE, surveying=surveying(stage))
        invite(replace(CASE, id=uuid7(), number="TS-2026-000109"), surveying=surveying(stage))
    assert asked is not None
    rating = Rating(Satisfaction.DISSATISFIED, Solved.NO, contacted=True)
    with transaction(answered) as stage:
        desk = surveying(stage)
        desk.keep(desk.surveys.get(asked.number).answer(rating, by=HOLDER, at=answered))
        desk.clocks.stop(asked.number, at=answered)
    for referee in referees:
        with transaction(excluded) as stage:
            desk = surveying(stage)
            desk.keep(desk.surveys.get(asked.number).exclude("同一人多次评价", by=referee, at=excluded))
    with transaction(AT + timedelta(days=16)) as stage:
        sweep(stage, CONSEQUENCES, at=AT + timedelta(days=16))

    def results(as_of: date) -> tuple[int, int, int, int, int, float | None]:
        with transaction(today) as stage:
            reading = Reading(by=referees[0], surveying=replace(surveying(stage), at=today), vault=Vault(stage))
            total = find_survey_results(FindSurveyResults(as_of=as_of), reading=reading).total
        return total.asked, total.answered, total.silent, total.waiting, total.excluded, total.mean

    assert results(date(2026, 11, 23)) == (0, 0, 0, 0, 0, None)
    assert results(date(2026, 11, 25)) == (2, 0, 0, 2, 0, None)
    assert results(date(2026, 11, 26)) == (2, 1, 0, 1, 0, 0.3)
    assert results(date(2026, 11, 27)) == (2, 0, 0, 1, 1, None)
    assert results(date(2026, 12, 31)) == (2, 0, 1, 0, 1, None)
    with pytest.raises(Invalid) as refused:
        results(date(2027, 2, 1))
    assert [(fault.pointer, fault.rule) for fault in refused.value.faults] == [("/as_of", "in_the_future")]


def test_a_survey_is_found_by_number_token_and_closing_as_it_was_kept(transaction: Open) -> None:
    with transaction(AT) as stage:
        made = invite(CASE, surveying=surveying(stage))
        assert made is not None
        Surveys(stage).add_opinion(made, Opinion(text="等了三次"), keys=KEYS)
    with transaction(AT) as stage:
        surveys = Surveys(stage)
        assert surveys.get(made.number) == surveys.by_token(made.token_hash or "") == made
        assert surveys.of_closing(CASE.number, 0) == surveys.of_last_closing(CASE.number) == made
        assert surveys.page(FindSurveys(case=CASE.number, state=SurveyState.OPEN), None) == [made]
        assert surveys.page(FindSurveys(), made.id) == []
        assert surveys.page(FindSurveys(dissatisfied=True), None) == []
        assert surveys.opinion_of(made, keys=KEYS) == Opinion(text="等了三次")


def test_the_last_closing_of_a_case_is_the_one_that_is_answered_for_its_receipt(transaction: Open) -> None:
    with transaction(AT) as stage:
        made = [invite(replace(CASE, reopenings=round_), surveying=surveying(stage)) for round_ in (0, 2, 1)]
    with transaction(AT) as stage:
        assert Surveys(stage).of_last_closing(CASE.number) == made[1]
        assert Surveys(stage).of_last_closing("TS-2026-999999") is None


def test_awareness_surveys_come_back_as_they_were_recorded(transaction: Open) -> None:
    order = RecordAwarenessSurvey(
        question_zh="知晓?",
        question_en="Aware?",
        sample="居民",
        n=100,
        choices=[Choice(code="aware", zh="知晓", en="aware", count=89)],
        conducted_on=date(2026, 6, 1),
    )
    with transaction(AT) as stage:
        collections = {"awareness_surveys": AwarenessSurveys(stage), "numbers": Numbers(stage)}
        officer = Actor(id="officer", roles=[Role.OFFICER])
        recorded = record_awareness_survey(
            order, by=officer, at=AT, new_id=uuid7, history=History(stage), **collections
        )
    with transaction(AT) as stage:
        page = find_awareness_surveys(FindAwarenessSurveys(), awareness_surveys=AwarenessSurveys(stage))

    assert page.surveys == [recorded]
    assert page.surveys[0].answers[0].percent == 89.0


@pytest.mark.parametrize(
    ("deed", "cases"),
    [
        (DEED, ("TS-2026-000001",)),
        (DEED._replace(done_on=date(2026, 11, 24)), ("TS-2026-000001",)),
        (DEED._replace(done_on=date(2026, 11, 23)), ()),
        (DEED._replace(done_on=date(2027, 2, 22)), ("TS-2026-000001",)),
        (DEED._replace(done_on=date(2027, 2, 23)), ()),
        (DEED._replace(department="taxation"), ()),
    ],
)
def test_a_deed_is_matched_by_hash_department_and_day(deed: Deed, cases: tuple[str, ...], transaction: Open) -> None:
    with transaction(AT) as stage:
        for _ in range(2):  # closed, taken up again, and closed again
            watched = Watched(
                id=uuid7(),
                enterprise_hash="a" * 64,
                department="civil_affairs",
                complaint_id=CASE.id,
                case=CASE.number,
                since=date(2026, 11, 24),
                until=date(2027, 2, 22),
            )
            Watchlist(stage).add(watched)
    with transaction(AT) as stage:
        assert Watchlist(stage).cases_of(deed, "a" * 64) == cases
        assert Watchlist(stage).cases_of(deed, "b" * 64) == ()


def test_whoever_was_joined_to_a_case_follows_it(transaction: Open) -> None:
    with transaction(AT) as stage:
        complaints = Complaints(stage)
        for number, into in (("TS-2026-000201", None), ("TS-2026-000202", "TS-2026-000201")):
            case = replace(REGISTERED, id=uuid7(), number=number, external_id=None)
            complaints.add(case)
            complaints.keep(replace(case, state=State.MERGED, merged_into=into))
    with transaction(AT) as stage:
        assert [case.number for case in Complaints(stage).followers("TS-2026-000201")] == ["TS-2026-000202"]
        assert Complaints(stage).followers("TS-2026-000202") == []


def test_there_is_one_alarm_a_deed(transaction: Open) -> None:
    with transaction(AT) as stage:
        alarms = Alarms(stage)
        assert not alarms.has(DEED)
        to = Addressee(department="office", post=Post.DIRECTOR)
        alarm, _ = RetaliationAlarm.suspect(DEED, (CASE.number,), id=uuid7(), number="BF-2026-000001", at=AT, to=to)
        alarms.keep(alarm)
        assert alarms.has(DEED)
    with transaction(AT) as stage:
        assert Alarms(stage).has(DEED)
        assert not Alarms(stage).has(DEED._replace(reference="another"))
        assert Alarms(stage).get("BF-2026-000001") == alarm
        assert Alarms(stage).page(FindAlarms(department="civil_affairs"), None) == [alarm]
        assert Alarms(stage).page(FindAlarms(department="taxation"), None) == []
