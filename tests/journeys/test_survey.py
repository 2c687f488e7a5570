"""What complainants think: asked for at a closing, answered once by token or phone, and published with its n."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from typing import Any

import pytest
import requests
from sqlalchemy import Engine, text

from contracts.people import Role
from mingcha.client import Json, Mingcha, Problem
from mingcha.demo.outside import Outside
from mingcha.local.platform import Platform

Client = Callable[..., Mingcha]


@pytest.fixture(scope="module")
def people(client: Client) -> dict[str, Mingcha]:
    """Three closers and three referees: no two of a step are the same person."""
    return {
        "second": client(Role.OFFICER),
        "agent": client(Role.CALLBACK_AGENT),
        "director": client(Role.DIRECTOR),
        "evaluator": client(Role.EVALUATOR),
    }


@pytest.fixture(scope="module")
def closed(
    office: Mingcha, people: dict[str, Mingcha], file: Callable[..., Json], engine: Callable[[str], Engine]
) -> Callable[..., Json]:
    """Files a case that the office handles itself, and closes it; ``said`` is what the complainant says by phone.

    Who cannot be reached was called three times on two days: that takes days, so the calls are put in.
    """

    def make(said: Json | None = None, *, in_vain: bool = False, **changes: Any) -> Json:
        filed = file(**changes)
        number = filed["number"]
        office.act(number, "accept")
        office.act(number, "contact", result="reached")
        office.act(number, "investigate")
        office.act(number, "reply", finding="substantiated", measures="已整改", basis="行政许可法第三十二条")
        people["second"].act(number, "verify", evidence="已查看")
        if said is not None:
            people["agent"].act(number, "call_back", reached=True, **said)
        if in_vain:
            calls = "calls = 3, first_call_on = current_date - 1, last_call_on = current_date"
            with engine("complaints").begin() as connection:
                connection.execute(text(f"UPDATE complaints SET {calls} WHERE number = :number"), {"number": number})
        office.act(number, "close", outcome="resolved")
        return filed

    return make


def survey_of(office: Mingcha, case: str) -> Json:
    (survey,) = office.get("/v1/surveys", case=case)["surveys"]
    found: Json = survey
    return found


def link(client: Mingcha, filed: Json) -> Json:
    return client.post("/v1/status/survey", {"number": filed["number"], "receipt": filed["receipt"]})


def answer(client: Mingcha, token: str, **changes: Any) -> Json:
    said = {"token": token, "level": "satisfied", "solved": "yes", "contacted": True}
    return client.post("/v1/surveys/answer", said | changes)


def everything(engine: Engine) -> str:
    """The rows of every table of a database, as text."""
    with engine.connect() as connection:
        tables = connection.scalars(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).all()
        return "\n".join(str(row) for table in tables for row in connection.execute(text(f'SELECT * FROM "{table}"')))


def test_whoever_holds_number_and_receipt_answers_once_and_no_table_holds_token_or_words(
    office: Mingcha,
    people: dict[str, Mingcha],
    client: Client,
    closed: Callable[..., Json],
    engine: Callable[[str], Engine],
    count: Callable[..., int],
) -> None:
    anybody, filed = client(), closed()
    given = link(anybody, filed)
    survey = survey_of(office, filed["number"])
    assert (given["number"], survey["state"], survey["closes_on"]) == (survey["number"], "open", given["closes_on"])

    answered = answer(anybody, given["token"], level="dissatisfied", solved="partly", tags=["rude"], opinion="等了三次")

    assert answered["state"] == "answered"
    with pytest.raises(Problem) as again:
        answer(anybody, given["token"])
    with pytest.raises(Problem) as wrong:
        answer(anybody, "x" * 22)
    assert (again.value.code, wrong.value.code) == ("survey_answered_before", "survey_unknown")
    assert count("complaints", "history", f"type = 'survey_answered' AND data LIKE '%{survey['number']}%'") == 1
    unhappy = office.get("/v1/surveys", dissatisfied=True, limit=100)["surveys"]
    assert survey["number"] in [one["number"] for one in unhappy]
    assert all("dissatisfied" in one["level"] for one in unhappy)
    words = people["evaluator"].get(f"/v1/surveys/{survey['number']}/opinion", reason="核对评价")
    assert words["text"] == "等了三次"
    assert count("complaints", "vault_reads", "reason = '核对评价'") == 1
    assert people["second"].act(filed["number"], "reopen", reason="dissatisfied")["state"] == "investigating"
    for database in ("complaints", "notifications", "gateway"):
        kept = everything(engine(database))
        assert not any(secret in kept for secret in (given["token"], "等了三次"))


def test_the_complainant_is_asked_by_e_mail_with_the_token_that_answers(
    client: Client,
    closed: Callable[..., Json],
    outside: Outside,
    engine: Callable[[str], Engine],
    wait: Callable[..., Any],
) -> None:
    filed = closed(in_vain=True, reporter={"name": "示例来电人", "email": "survey@mingcha.example"})
    token = link(client(), filed)["token"]

    def invitation() -> EmailMessage | None:
        mails = (one for one in outside.mails.taken if one["To"] == "survey@mingcha.example")
        return next((one for one in mails if token in str(one.get_content())), None)

    mail = wait(invitation)

    assert filed["number"] in str(mail["Subject"])
    assert answer(client(), token)["state"] == "answered"
    assert token not in everything(engine("notifications"))


def test_an_answer_by_phone_is_the_one_of_its_closing(
    office: Mingcha, client: Client, closed: Callable[..., Json]
) -> None:
    filed = closed({"satisfaction": "very_satisfied", "solved": "yes", "contacted": True})

    survey = survey_of(office, filed["number"])
    assert (survey["state"], survey["level"], survey["department"]) == ("answered", "very_satisfied", None)
    with pytest.raises(Problem) as refused:
        link(client(), filed)
    assert refused.value.code == "survey_answered_before"


def test_the_token_is_shown_to_whoever_may_tell_it_and_each_look_is_written_down(
    people: dict[str, Mingcha], office: Mingcha, client: Client, closed: Callable[..., Json], count: Callable[..., int]
) -> None:
    filed = closed()
    number = survey_of(office, filed["number"])["number"]

    shown = people["agent"].get(f"/v1/surveys/{number}/link", reason="电话代填")

    assert shown["token"] == link(client(), filed)["token"]
    assert count("complaints", "vault_reads", "reason = '电话代填'") == 1
    assert answer(people["agent"], shown["token"])["state"] == "answered"


def test_a_unit_a_wrong_receipt_and_an_open_case_get_no_rating(
    office: Mingcha,
    people: dict[str, Mingcha],
    client: Client,
    file: Callable[..., Json],
    closed: Callable[..., Json],
) -> None:
    filed, unfinished = closed(), file()
    token = link(client(), filed)["token"]
    refused = {}
    for name, ask in {
        "unit": lambda: answer(client(Role.LIAISON, department="civil_affairs"), token),
        "handler": lambda: answer(office, token),
        "officer": lambda: answer(people["second"], token),
        "receipt": lambda: link(client(), filed | {"receipt": "0" * 16}),
        "unfinished": lambda: link(client(), unfinished),
        "level": lambda: answer(client(), token, level="splendid"),
        "tag": lambda: answer(client(), token, tags=["splendid"]),
    }.items():
        with pytest.raises(Problem) as problem:
            ask()
        refused[name] = (problem.value.status, problem.value.code)

    assert refused == {
        "unit": (403, "own_rating"),
        "handler": (403, "own_rating"),
        "officer": (403, "not_your_role"),
        "receipt": (404, "receipt_unknown"),
        "unfinished": (404, "survey_unknown"),
        "level": (422, "invalid"),
        "tag": (422, "invalid"),
    }
    number = survey_of(office, filed["number"])["number"]
    for secret in ("link", "opinion"):
        with pytest.raises(Problem) as handler:
            office.get(f"/v1/surveys/{number}/{secret}", reason="核对评价")
        assert handler.value.code == "own_rating"
    assert survey_of(office, filed["number"])["state"] == "open"


def test_three_people_exclude_an_unsound_rating_and_the_results_show_it(
    office: Mingcha, people: dict[str, Mingcha], closed: Callable[..., Json]
) -> None:
    def results() -> Json:
        (found,) = office.get("/v1/survey-results", category="other", by="category")["groups"]
        group: Json = found
        return group

    filed = closed({"satisfaction": "very_dissatisfied", "solved": "no"}, category="other")
    closed({"satisfaction": "satisfied", "solved": "yes"}, category="other")
    closed(category="other")
    before = results()
    number = survey_of(office, filed["number"])["number"]

    def exclude(who: Mingcha, version: int) -> Json:
        headers = {"If-Match": f'"{version}"'}
        return who.post(f"/v1/surveys/{number}/actions/exclude", {"reason": "恶意评价"}, headers=headers)

    states = [exclude(people["second"], 1)["state"], exclude(people["director"], 2)["state"]]
    with pytest.raises(Problem) as twice:
        exclude(people["director"], 3)
    with pytest.raises(Problem) as outdated:
        exclude(people["evaluator"], 2)
    states.append(exclude(people["evaluator"], 3)["state"])

    assert states == ["doubted", "seconded", "excluded"]
    assert (twice.value.code, outdated.value.status) == ("same_person", 412)
    figures = ("asked", "answered", "silent", "waiting", "excluded", "mean", "unsolved")
    assert [before[name] for name in figures] == [3, 2, 0, 1, 0, 0.4, 1]
    assert [results()[name] for name in figures] == [3, 1, 0, 1, 1, 0.8, 0]


def test_a_period_that_is_none_is_refused(office: Mingcha) -> None:
    for period in ({"since": "2026-02-01", "until": "2026-01-01"}, {"since": "yesterday"}, {"as_of": "2999-01-01"}):
        with pytest.raises(Problem) as refused:
            office.get("/v1/survey-results", **period)
        assert refused.value.status == 422


def poll(**changes: Any) -> Json:
    said = {
        "question_zh": "您是否知晓软环境建设",
        "question_en": "Do you know of the work on the environment?",
        "sample": "随机抽样,成年居民",
        "n": 100,
        "choices": [
            {"code": "aware", "zh": "知晓", "en": "aware", "count": 89},
            {"code": "unaware", "zh": "不知晓", "en": "not aware", "count": 11},
        ],
        "conducted_on": "2026-06-01",
    }
    return said | changes


def test_the_awareness_of_eighty_nine_per_cent_is_published_with_its_n(
    office: Mingcha, platform: Platform, client: Client
) -> None:
    support = [{"code": "support", "zh": "支持", "en": "supports it", "count": 100}]
    numbers = [office.post("/v1/awareness-surveys", body)["number"] for body in (poll(), poll(choices=support))]

    page = requests.get(f"{platform.gateway_url}/v1/awareness-surveys", timeout=30).json()

    published = {survey["number"]: survey for survey in page["surveys"]}
    aware, supporting = (published[number] for number in numbers)
    assert (aware["answers"][0]["percent"], supporting["answers"][0]["percent"]) == (89.0, 100.0)
    assert (aware["n"], aware["sample"], aware["conducted_on"]) == (100, "随机抽样,成年居民", "2026-06-01")
    assert aware["question_zh"] != aware["question_en"]
    assert client().get("/v1/awareness-surveys", limit=1)["next"] is not None


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"n": 99}, "/choices"),
        ({"n": 0}, "/n"),
        ({"conducted_on": (datetime.now(UTC) + timedelta(days=2)).date().isoformat()}, "/conducted_on"),
        ({"sample": " "}, "/sample"),
    ],
)
def test_an_awareness_survey_that_cannot_be_is_refused_with_its_field(
    changes: Json, pointer: str, office: Mingcha
) -> None:
    with pytest.raises(Problem) as refused:
        office.post("/v1/awareness-surveys", poll(**changes))

    assert (refused.value.status, refused.value.errors[0]["pointer"]) == (422, pointer)
