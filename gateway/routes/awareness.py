"""``/v1/awareness-surveys``: what a sample of people answered, published with n, sample, question and day."""

from typing import Annotated

from litestar import Response, get, post
from litestar.params import FromQuery, QueryParameter

from contracts import awareness as says
from contracts.people import Role
from contracts.wire import convert
from gateway.desk import AtHand, read_body
from gateway.edge.access import PUBLIC
from gateway.edge.caller import Asked, caller_of
from gateway.edge.conditions import WRITE
from gateway.routes.answers import AcceptedView, answered, described, shown

RECORDERS = (Role.OFFICER, Role.DIRECTOR, Role.EVALUATOR)


@post(
    "/v1/awareness-surveys",
    roles=RECORDERS,
    body=says.RecordAwarenessSurvey,
    headers=WRITE,
    responses={201: described(says.AwarenessView), 202: described(AcceptedView)},
    summary="Record an awareness survey 民意调查",
    tags=["awareness-surveys"],
)
async def record_awareness_survey(request: Asked, desk: AtHand) -> Response[bytes]:
    """Records what a sample of people answered to one question; the percentages follow from the counts."""
    order = await read_body(request, says.RecordAwarenessSurvey)
    return answered(await desk.send(request, "complaints", order), status=201)


@get(
    "/v1/awareness-surveys",
    roles=PUBLIC,
    asks=says.FindAwarenessSurveys,
    responses={200: described(says.AwarenessPage)},
    summary="Awareness surveys, the newest first 民意调查结果",
    tags=["awareness-surveys"],
)
async def find_awareness_surveys(
    request: Asked,
    desk: AtHand,
    after: FromQuery[str | None] = None,
    limit: Annotated[int, QueryParameter(description="1 to 100")] = 20,
) -> Response[bytes]:
    """A page of awareness surveys, for everybody; no percentage stands without n, sample, question and day."""
    asked = {"after": after, "limit": limit}
    query = convert(says.FindAwarenessSurveys, {name: value for name, value in asked.items() if value is not None})
    return shown(await desk.bus.query("complaints", query, caller_of(request), says.AwarenessPage))


ROUTES = (record_awareness_survey, find_awareness_surveys)
