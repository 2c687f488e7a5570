"""Every "no" as RFC 9457 ``application/problem+json``: the one place where refusals become statuses.

The type is a stable URI that can be opened; title and detail are in the caller's language; ``errors`` names fields by
JSON pointer; ``allowed`` the actions that the state does allow. A fault shows no text of its own.
"""

import logging

import msgspec
from litestar import Response
from litestar.exceptions import HTTPException

from contracts.refusals import Fault, Refused, TooMany
from gateway.attachments.storeroom import StoreAway
from gateway.bus import BusAway
from gateway.edge.caller import Asked, Language, caller_of
from gateway.edge.rules import say_rule
from kernel.engine import is_away

log = logging.getLogger(__name__)

STATUS = {
    "invalid": 422,
    "unauthenticated": 401,
    "forbidden": 403,
    "not_found": 404,
    "conflict": 409,
    "outdated": 412,
    "version_required": 428,
    "too_many": 429,
    "refused": 400,
    "too_large": 413,
    "unsupported": 415,
    "failed": 500,
}

TITLES: dict[int, tuple[str, str, str]] = {
    # status: code, zh, en
    400: ("bad_request", "请求无法识别。", "The request cannot be understood."),
    401: ("key_required", "缺少有效的访问密钥。", "A valid API key is required."),
    404: ("no_such_route", "没有此地址。", "There is nothing at this address."),
    405: ("method_not_allowed", "此地址不支持该方法。", "This address does not take that method."),
    413: ("body_too_large", "请求内容过大。", "The body is too large."),
    415: ("media_type_unknown", "不支持的内容类型。", "The content type is not supported."),
    429: ("too_many_requests", "请求过于频繁,请稍后再试。", "Too many requests; try again later."),
    500: ("fault", "系统故障,已记录。", "Something failed here; it was recorded."),
    503: ("unavailable", "服务暂不可用,请稍后再试。", "The service is not available now; try again later."),
}


class Problem(msgspec.Struct, omit_defaults=True):
    """The body of a "no"."""

    type: str
    title: str
    status: int
    code: str
    trace_id: str = ""
    detail: str = ""
    errors: list[dict[str, str]] = []
    allowed: list[str] = []


def on_refused(request: Asked, refused: Refused) -> Response[bytes]:
    """A refusal of the domain or of the edge."""
    caller = caller_of(request)
    status = STATUS.get(refused.kind, 400)
    problem = Problem(
        type=f"/problems/{refused.code()}",
        title=refused.text(caller.language),
        status=status,
        code=refused.code(),
        trace_id=caller.trace_id,
        errors=[_error(fault, caller.language) for fault in refused.faults],
        allowed=list(refused.allowed),
    )
    return _response(problem, _headers(refused))


def on_http_exception(request: Asked, error: HTTPException) -> Response[bytes]:
    """What Litestar itself refuses: no such route, wrong method, a body too large, too many requests."""
    status = error.status_code if error.status_code in TITLES else 400 if error.status_code < 500 else 500  # noqa: PLR2004
    return _plain(request, status, dict(error.headers or {}))


def on_bus_away(request: Asked, error: BusAway) -> Response[bytes]:
    """The broker or a service does not answer; nothing was kept."""
    log.warning("bus away", extra={"error": str(error)})
    return _plain(request, 503, {"Retry-After": "5"})


def on_store_away(request: Asked, error: StoreAway) -> Response[bytes]:
    """The store of attachments does not answer or has no room; nothing was recorded."""
    log.warning("store away", extra={"error": str(error)})
    return _plain(request, 503, {"Retry-After": "5"})


def on_fault(request: Asked, error: Exception) -> Response[bytes]:
    """Something of ours failed: recorded with its trace, told without its text. No key can be read: come back later."""
    if is_away(error):
        log.warning("database away", extra={"error": str(error)})
        return _plain(request, 503, {"Retry-After": "5"})
    log.error("fault", exc_info=error)
    return _plain(request, 500, {})


def _headers(refused: Refused) -> dict[str, str]:
    """What a client reads besides the body: how to show who it is, or how many seconds to wait."""
    if isinstance(refused, TooMany) and refused.args:
        return {"Retry-After": str(refused.args[0])}
    return {"WWW-Authenticate": "Bearer"} if refused.kind == "unauthenticated" else {}


def _plain(request: Asked, status: int, headers: dict[str, str]) -> Response[bytes]:
    code, zh, en = TITLES[status]
    caller = caller_of(request)
    title = zh if caller.language == "zh" else en
    problem = Problem(type=f"/problems/{code}", title=title, status=status, code=code, trace_id=caller.trace_id)
    return _response(problem, headers)


def _error(fault: Fault, language: Language) -> dict[str, str]:
    return {"pointer": fault.pointer, "rule": fault.rule, "detail": say_rule(fault, language)}


def _response(problem: Problem, headers: dict[str, str]) -> Response[bytes]:
    return Response(
        msgspec.json.encode(problem),
        status_code=problem.status,
        media_type="application/problem+json",
        headers=headers,
    )
