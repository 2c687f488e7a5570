"""Every "no" as GeoReport v2 says it: a list of codes and sentences, with the statuses of the standard."""

import re
from collections.abc import Callable
from typing import Any

import msgspec
from litestar import Response
from litestar.exceptions import HTTPException

from contracts.refusals import NotFound, Refused
from gateway.bus import BusAway
from gateway.edge import problems
from gateway.edge.caller import Asked
from gateway.edge.problems import Problem
from gateway.open311 import says
from gateway.open311.formats import told

_STATUS = {401: 403, 422: 400}
"""The standard has 403 for a key that is missing or wrong, and 400 for whatever is wrong with what was sent."""

_NAMES = {
    "/category": "service_code",
    "/text": "description",
    "/title": "description",
    "/reporter/phone": "phone",
    "/reporter/email": "email",
    "/reporter": "attribute[mode]",
    "/mode": "attribute[mode]",
    "/about": "attribute[about]",
    "/external_id": "attribute[external_id]",
    "/since": "start_date",
    "/until": "end_date",
    "/numbers": "service_request_id",
    "/categories": "service_code",
    "/limit": "page_size",
}
"""What the standard calls a field of ours."""


class ServiceUnknown(NotFound):
    """There is no such category."""

    zh = "没有服务类别 {0}。"
    en = "There is no service {0}."


class RequestUnknown(NotFound):
    """There is no such case, or it is one that nobody may see: the two are answered alike."""

    zh = "没有可公开的受理件 {0}。"
    en = "There is no service request {0} that may be shown."


class TokenUnknown(NotFound):
    """No token of ours."""

    zh = "没有令牌 {0}。"
    en = "There is no token {0}."


class JurisdictionUnknown(NotFound):
    """Another city's."""

    zh = "本平台不受理辖区 {0}。"
    en = "The jurisdiction {0} is not served here."


def _says(problem_of: Callable[[Asked, Any], Response[bytes]]) -> Callable[[Asked, Any], Response[bytes]]:
    """What the gateway says elsewhere as a problem, as errors."""

    def errors(request: Asked, error: Any) -> Response[bytes]:
        response = problem_of(request, error)
        problem = msgspec.json.decode(response.content, type=Problem)
        status = 404 if problem.code == "category_unknown" else _STATUS.get(problem.status, problem.status)
        sentences = [f"{_field(one['pointer'])}: {one['detail']}" for one in problem.errors] or [problem.title]
        body = [says.Error(code=status, description=sentence) for sentence in sentences]
        return told(request, body, of=says.Error, status=status, **response.headers)

    return errors


def _field(pointer: str) -> str:
    """``/answers/window`` is the form's ``attribute[window]``; an entry of a list is the list's."""
    _, answers, code = pointer.partition("/answers/")
    listed = re.sub(r"/(\d+|\.\.\.)\Z", "", pointer)
    return f"attribute[{code}]" if answers else _NAMES.get(listed, listed.lstrip("/") or "request")


FAULTS: dict[int | type[Exception], Callable[[Asked, Any], Response[bytes]]] = {
    Refused: _says(problems.on_refused),
    BusAway: _says(problems.on_bus_away),
    HTTPException: _says(problems.on_http_exception),
    Exception: _says(problems.on_fault),
}
"""For the routes of Open311, in the place of the application's own."""
