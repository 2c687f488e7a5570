"""``/v1/surveys``: what complainants think of a closed case; a token is in the body, never in the address."""

from typing import Annotated

import msgspec
from litestar import Response, get, post
from litestar.middleware.rate_limit import RateLimitConfig
from litestar.params import FromPath, FromQuery, QueryParameter

from contracts import survey as says
from contracts.complaints import SealedView
from contracts.complaints.words import Satisfaction, Solved
from contracts.people import Role
from contracts.wire import Text, convert, read, write
from gateway.desk import AtHand, Desk, read_body
from gateway.edge.access import DEPARTMENT, OFFICE, PUBLIC
from gateway.edge.caller import Asked, caller_of
from gateway.edge.conditions import WRITE
from gateway.edge.receipts import ReceiptForm, receipt_hash
from gateway.routes.actions import actions_of
from gateway.routes.answers import AcceptedView, answered, described, shown
from kernel.sealing import token_hash

READERS = (*OFFICE, Role.CALLBACK_AGENT, Role.EVALUATOR)
REFEREES = (Role.OFFICER, Role.DIRECTOR, Role.EVALUATOR)
RESULTS = (*OFFICE, Role.EVALUATOR, Role.LEADER, *DEPARTMENT, Role.HEAD)

NO_STORE = {"Cache-Control": "no-store"}


class SurveyForm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A complainant's answer: the level, whether it is solved, whether they were contacted, and their words."""

    token: says.SurveyToken
    level: Satisfaction
    solved: Solved
    contacted: bool
    tags: says.Tags = msgspec.field(default_factory=list)
    opinion: Text | None = None


@post(
    "/v1/surveys/answer",
    roles=PUBLIC,
    body=SurveyForm,
    headers=WRITE,
    status_code=200,
    middleware=[RateLimitConfig(rate_limit=("minute", 30)).middleware],
    responses={200: described(says.SurveyProgress), 202: described(AcceptedView)},
    summary="Answer a survey 评价",
    tags=["surveys"],
)
async def answer_survey(request: Asked, desk: AtHand) -> Response[bytes]:
    """Whoever holds the token answers once, within the window; a department's key answers nothing."""
    form = await read_body(request, SurveyForm)
    return answered(await desk.send(request, "complaints", _order(form, desk)))


def _order(form: SurveyForm, desk: Desk) -> says.AnswerSurvey:
    """The command: the token stays here, and the words are sealed before they leave this process."""
    opinion = says.Opinion(text=form.opinion) if form.opinion is not None else None
    return says.AnswerSurvey(
        token_hash=token_hash(form.token),
        level=form.level,
        solved=form.solved,
        contacted=form.contacted,
        tags=form.tags,
        opinion=desk.keys.seal("complaints", write(opinion)) if opinion else None,
    )


@post(
    "/v1/status/survey",
    roles=PUBLIC,
    body=ReceiptForm,
    status_code=200,
    middleware=[RateLimitConfig(rate_limit=("minute", 30)).middleware],
    responses={200: described(says.SurveyLink)},
    summary="The survey's token, for number and receipt 领取评价码",
    tags=["status"],
)
async def check_survey(request: Asked, desk: AtHand) -> Response[bytes]:
    """Whoever holds number and receipt of a closed case gets the token of its survey."""
    form = await read_body(request, ReceiptForm)
    query = says.CheckSurvey(number=form.number, receipt_hash=receipt_hash(desk.receipt_key, form.receipt))
    with desk.guesses.counted(request, form.number):
        view = await desk.bus.query("complaints", query, caller_of(request), SealedView)
    return shown(read(says.SurveyLink, desk.keys.open("gateway", view.sealed)), headers=NO_STORE)


@get(
    "/v1/surveys",
    roles=READERS,
    asks=says.FindSurveys,
    responses={200: described(says.SurveyPage)},
    summary="Surveys, the newest first 评价列表",
    tags=["surveys"],
)
async def find_surveys(  # noqa: PLR0913 - a list has filters
    request: Asked,
    desk: AtHand,
    case: FromQuery[str | None] = None,
    department: FromQuery[str | None] = None,
    standing: Annotated[str | None, QueryParameter(name="state")] = None,
    dissatisfied: Annotated[bool, QueryParameter(description="those alone whose complainant is")] = False,  # noqa: FBT002
    after: FromQuery[str | None] = None,
    limit: Annotated[int, QueryParameter(description="1 to 100")] = 20,
) -> Response[bytes]:
    """A page of surveys; ``next`` of one page is ``after`` of the following one."""
    asked = {
        "case": case,
        "department": department,
        "state": standing,
        "dissatisfied": dissatisfied,
        "after": after,
        "limit": limit,
    }
    query = convert(says.FindSurveys, {name: value for name, value in asked.items() if value is not None})
    return shown(await desk.bus.query("complaints", query, caller_of(request), says.SurveyPage))


@get(
    "/v1/surveys/{number:str}",
    roles=READERS,
    responses={200: described(says.SurveyView)},
    summary="One survey 查看评价",
    tags=["surveys"],
)
async def find_survey(number: FromPath[str], request: Asked, desk: AtHand) -> Response[bytes]:
    """One survey, with its version as ETag; who answered is not in it."""
    query = convert(says.FindSurvey, {"number": number})
    return shown(await desk.bus.query("complaints", query, caller_of(request), says.SurveyView))


@get(
    "/v1/surveys/{number:str}/link",
    roles=(*OFFICE, Role.CALLBACK_AGENT),
    asks=says.FindSurveyLink,
    responses={200: described(says.SurveyLink)},
    summary="A survey's token 查看评价码",
    tags=["surveys"],
)
async def find_survey_link(
    number: FromPath[str], reason: FromQuery[str], request: Asked, desk: AtHand
) -> Response[bytes]:
    """The token, for whoever has to tell a complainant; the look and its reason are written down."""
    query = convert(says.FindSurveyLink, {"number": number, "reason": reason})
    view = await desk.bus.query("complaints", query, caller_of(request), SealedView)
    return shown(read(says.SurveyLink, desk.keys.open("gateway", view.sealed)), headers=NO_STORE)


@get(
    "/v1/surveys/{number:str}/opinion",
    roles=(*OFFICE, Role.EVALUATOR),
    asks=says.ReadOpinion,
    responses={200: described(says.Opinion)},
    summary="What a complainant has added 查看评价意见",
    tags=["surveys"],
)
async def read_opinion(number: FromPath[str], reason: FromQuery[str], request: Asked, desk: AtHand) -> Response[bytes]:
    """What a complainant has added in words; the look and its reason are written down."""
    query = convert(says.ReadOpinion, {"number": number, "reason": reason})
    view = await desk.bus.query("complaints", query, caller_of(request), SealedView)
    return shown(read(says.Opinion, desk.keys.open("gateway", view.sealed)), headers=NO_STORE)


@get(
    "/v1/survey-results",
    roles=RESULTS,
    asks=says.FindSurveyResults,
    responses={200: described(says.SurveyResults)},
    summary="What the surveys of a period come to 评价结果",
    tags=["surveys"],
)
async def find_survey_results(  # noqa: PLR0913 - a list has filters
    request: Asked,
    desk: AtHand,
    since: FromQuery[str | None] = None,
    until: FromQuery[str | None] = None,
    as_of: Annotated[str | None, QueryParameter(description="2026-01-01")] = None,
    department: FromQuery[str | None] = None,
    category: FromQuery[str | None] = None,
    by: FromQuery[str | None] = None,
) -> Response[bytes]:
    """Asked, answered, silent, excluded and the mean, as of a day; a department sees its own alone."""
    period = {"since": since, "until": until, "as_of": as_of}
    asked = period | {"department": department, "category": category, "by": by}
    query = convert(says.FindSurveyResults, {name: value for name, value in asked.items() if value is not None})
    return shown(await desk.bus.query("complaints", query, caller_of(request), says.SurveyResults))


_action = actions_of("surveys", answer=says.SurveyProgress)

ROUTES = (
    answer_survey,
    check_survey,
    find_surveys,
    find_survey,
    find_survey_link,
    read_opinion,
    find_survey_results,
    _action("exclude", says.ExcludeRating, REFEREES, "Say that the rating is unsound 剔除不实评价"),
)
