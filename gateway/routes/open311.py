"""``/open311/v2``: GeoReport v2, so that a city's other software files complaints and follows them as it knows how.

A façade: it asks and orders what the rest of the gateway does. What it shows is public (办件公开), and the complaints
service says which cases that are.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Annotated, Any

import anyio
from litestar import Response, get, post
from litestar.middleware.rate_limit import RateLimitConfig
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, FromQuery, QueryParameter

from contracts import complaints
from contracts.disclosure import DisclosedCases, FindDisclosedCases
from contracts.mail import FindReply, Reply
from contracts.people import Actor, Role
from contracts.refusals import Fault, Invalid, Refused
from contracts.wire import convert, read
from gateway.desk import Accepted, AtHand, Desk
from gateway.edge.access import OFFICE, PUBLIC
from gateway.edge.caller import Asked, caller_of
from gateway.edge.conditions import WRITE
from gateway.open311 import says, views
from gateway.open311.faults import FAULTS, JurisdictionUnknown, RequestUnknown, ServiceUnknown, TokenUnknown
from gateway.open311.formats import told, without_format
from gateway.open311.forms import complaint_of, question_of, read_form
from gateway.open311.tokens import Ordered, opened, token_for
from gateway.open311.words import FILED_BEFORE, NOTICE, said
from gateway.routes.complaints import send_filing
from kernel.settings import said as setting

ROOT = "/open311/v2"

FILERS = (Role.COMPLAINANT, Role.OPERATOR, *OFFICE)
"""Whose key files: that of an app has the role ``complainant``, which opens nothing else."""

JURISDICTION = setting("MINGCHA_JURISDICTION")
"""The city's own jurisdiction_id; without one, any is taken."""

OFTEN = RateLimitConfig(rate_limit=("minute", 60), store="open311").middleware
"""How often one address may read lists, of a thousand cases each."""

Jurisdiction = FromQuery[str | None]

_OURS: dict[str, Any] = {"exception_handlers": FAULTS, "tags": ["open311"], "speaks": says.Error}


def _both(name: str) -> list[str]:
    return [f"{ROOT}/{name}.json", f"{ROOT}/{name}.xml"]


def _described(answer: Any) -> ResponseSpec:
    """How OpenAPI describes it: one, or a list of them."""
    one = answer if isinstance(answer, type) else answer.__args__[0]
    return ResponseSpec(answer, generate_examples=False, description=(one.__doc__ or "").partition("\n")[0])


@get(
    _both("discovery"),
    roles=PUBLIC,
    responses={200: _described(says.Discovery)},
    summary="Open311: what there is 服务发现",
    **_OURS,
)
async def discover(request: Asked) -> Response[bytes]:
    """Where GeoReport v2 is spoken, and whom to ask for a key."""
    return told(request, views.discovery(f"{request.base_url}{ROOT[1:]}", caller_of(request).language))


@get(
    _both("services"),
    roles=PUBLIC,
    responses={200: _described(list[says.Service])},
    summary="Open311: services 服务清单",
    **_OURS,
)
async def find_services(request: Asked, desk: AtHand, jurisdiction_id: Jurisdiction = None) -> Response[bytes]:
    """The categories of complaints."""
    check_jurisdiction(jurisdiction_id)
    language = caller_of(request).language
    categories = await _categories(request, desk)
    return told(request, [views.service(category, language) for category in categories], of=says.Service)


@get(
    f"{ROOT}/services/{{service_code:str}}",
    roles=PUBLIC,
    responses={200: _described(says.ServiceDefinition)},
    summary="Open311: one service 服务定义",
    **_OURS,
)
async def find_service(
    service_code: FromPath[str], request: Asked, desk: AtHand, jurisdiction_id: Jurisdiction = None
) -> Response[bytes]:
    """A category's questions, by its code with ``.json`` or ``.xml`` behind it."""
    check_jurisdiction(jurisdiction_id)
    code = without_format(service_code)
    for category in await _categories(request, desk):
        if category.code == code:
            return told(request, views.definition(category, caller_of(request).language))
    raise ServiceUnknown(code)


@post(
    _both("requests"),
    roles=FILERS,
    key_in_form=True,
    body=says.RequestForm,
    form=True,
    headers=WRITE,
    status_code=201,
    responses={201: _described(list[says.Created]), 202: _described(list[says.Created])},
    summary="Open311: file a request 登记投诉",
    **_OURS,
)
async def file_request(request: Asked, desk: AtHand, jurisdiction_id: Jurisdiction = None) -> Response[bytes]:
    """Files a complaint by the channel web; the receipt is in ``service_notice``, and nowhere else.

    202 with a token where its number is not known yet. ``attribute[mode]`` may be confidential or anonymous: such a
    complaint is never shown here.
    """
    form, caller = await read_form(request), caller_of(request)
    check_jurisdiction(form.jurisdiction_id or jurisdiction_id)
    sent = await send_filing(complaint_of(form, caller), request, desk)
    notice = said(NOTICE, caller.language).format(sent.receipt)
    if isinstance(sent.reply, Accepted):
        token = token_for(desk.receipt_key, Ordered(sent.command, caller.actor.id))
        later = says.Created(token=token, service_notice=notice, account_id=form.account_id)
        return told(request, [later], of=says.Created, status=202)
    filed = read(complaints.Registered, bytes(sent.reply.answer))
    notice = said(FILED_BEFORE, caller.language) if filed.filed_by_another else notice
    made = says.Created(service_request_id=filed.number, service_notice=notice, account_id=form.account_id)
    return told(request, [made], of=says.Created, status=201)


@get(
    f"{ROOT}/tokens/{{token:str}}",
    roles=PUBLIC,
    responses={200: _described(list[says.TokenView])},
    summary="Open311: what a token has become 令牌查询",
    **_OURS,
)
async def find_token(
    token: FromPath[str], request: Asked, desk: AtHand, jurisdiction_id: Jurisdiction = None
) -> Response[bytes]:
    """The number of a complaint that was on its way; 404 as long as it is."""
    check_jurisdiction(jurisdiction_id)
    bare = without_format(token)
    ordered = opened(desk.receipt_key, bare)
    if ordered is None:
        raise TokenUnknown(bare)
    client = replace(caller_of(request), actor=Actor(id=ordered.client))
    reply = await desk.bus.query("complaints", convert(FindReply, {"command": ordered.command}), client, Reply)
    if reply.refusal is not None:
        raise Refused.recall(reply.refusal)
    number = read(complaints.Registered, bytes(reply.answer)).number
    return told(request, [says.TokenView(service_request_id=number, token=bare)], of=says.TokenView)


@get(
    _both("requests"),
    roles=PUBLIC,
    middleware=[OFTEN],
    responses={200: _described(list[says.ServiceRequest])},
    summary="Open311: requests 公开办件",
    **_OURS,
)
async def find_requests(  # noqa: PLR0913, PLR0917 - each is a parameter of the address
    request: Asked,
    desk: AtHand,
    service_request_id: FromQuery[str | None] = None,
    service_code: FromQuery[str | None] = None,
    start_date: FromQuery[str | None] = None,
    end_date: FromQuery[str | None] = None,
    status: Annotated[str | None, QueryParameter(description="open, closed")] = None,
    page_size: Annotated[int, QueryParameter(description="1 to 1000")] = 1000,
    page: Annotated[int, QueryParameter(description="1 alone: the next page is ``after`` the last of this one")] = 1,
    after: FromQuery[str | None] = None,
    jurisdiction_id: Jurisdiction = None,
) -> Response[bytes]:
    """The cases of 90 days at most that anybody may see, the latest first; never one in confidence or anonymous."""
    check_jurisdiction(jurisdiction_id)
    check_page(page)
    question = question_of(
        service_request_id=service_request_id,
        service_code=service_code,
        start_date=start_date,
        end_date=end_date,
        status=status,
        after=after,
        limit=page_size,
    )
    return await _listed(request, await _requests(question, request, desk), says.ServiceRequest)


@get(
    f"{ROOT}/requests/{{service_request_id:str}}",
    roles=PUBLIC,
    responses={200: _described(list[says.ServiceRequest])},
    summary="Open311: one request 查看公开办件",
    **_OURS,
)
async def find_request(
    service_request_id: FromPath[str], request: Asked, desk: AtHand, jurisdiction_id: Jurisdiction = None
) -> Response[bytes]:
    """One case that anybody may see, by its number with ``.json`` or ``.xml`` behind it."""
    check_jurisdiction(jurisdiction_id)
    number = without_format(service_request_id)
    found = await _requests(question_of(service_request_id=number), request, desk)
    if not found:
        raise RequestUnknown(number)
    return told(request, found, of=says.ServiceRequest)


@get(
    _both("servicerequestupdates"),
    roles=PUBLIC,
    middleware=[OFTEN],
    responses={200: _described(list[says.Update])},
    summary="Open311: updates 办件动态",
    **_OURS,
)
async def find_updates(
    request: Asked,
    desk: AtHand,
    start_date: FromQuery[str | None] = None,
    end_date: FromQuery[str | None] = None,
    after: Annotated[str | None, QueryParameter(description="a service_request_id")] = None,
    jurisdiction_id: Jurisdiction = None,
) -> Response[bytes]:
    """The cases whose last move was in a period, as they stand now (an extension that FixMyStreet reads)."""
    check_jurisdiction(jurisdiction_id)
    question = question_of(start_date=start_date, end_date=end_date, after=after, moved=True)
    caller = caller_of(request)
    found = await desk.bus.query("complaints", question, caller, DisclosedCases)
    return await _listed(request, [views.update(case, caller.language) for case in found.cases], says.Update)


def check_jurisdiction(asked: str | None, own: str = JURISDICTION) -> None:
    """Checks that it is this city that is meant.

    Raises:
        JurisdictionUnknown
    """
    if asked and own and asked != own:
        raise JurisdictionUnknown(asked)


def check_page(page: int) -> None:
    """Checks that nobody counts pages: what is filed meanwhile would move them.

    Raises:
        Invalid
    """
    if page != 1:
        zh = "请以上一页最后一件的 service_request_id 作为 after 取下一页。"
        en = "Ask for the next page with after: the service_request_id of the last one on this page."
        raise Invalid.of(Fault(pointer="/page", rule="keyset", zh=zh, en=en))


async def _categories(request: Asked, desk: Desk) -> list[complaints.CategoryView]:
    query = complaints.FindCategories()
    return (await desk.bus.query("complaints", query, caller_of(request), complaints.CategoryList)).categories


async def _requests(question: FindDisclosedCases, request: Asked, desk: Desk) -> list[says.ServiceRequest]:
    caller = caller_of(request)
    found, categories = await asyncio.gather(
        desk.bus.query("complaints", question, caller, DisclosedCases), _categories(request, desk)
    )
    names = {category.code: views.name_of(category, caller.language) for category in categories}
    return [views.request(case, names, caller.language) for case in found.cases]


async def _listed(request: Asked, found: Sequence[says.Said], of: type[says.Said]) -> Response[bytes]:
    """A long list is written beside the loop, which others wait for."""
    return await anyio.to_thread.run_sync(partial(told, request, found, of=of))


ROUTES = (
    discover,
    find_services,
    find_service,
    file_request,
    find_token,
    find_requests,
    find_request,
    find_updates,
)
