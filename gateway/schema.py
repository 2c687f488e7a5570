"""OpenAPI 3.1 at ``/schema``: the bodies come from the contracts, and the pages load nothing from outside."""

from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import msgspec
from litestar import Litestar, Router
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin, SwaggerRenderPlugin
from litestar.openapi.spec import (
    Components,
    Encoding,
    OpenAPIHeader,
    OpenAPIMediaType,
    OpenAPIResponse,
    OpenAPIType,
    Operation,
    Parameter,
    Reference,
    RequestBody,
    Schema,
    SecurityScheme,
    Tag,
)
from litestar.routes import HTTPRoute

from gateway import examples
from gateway.edge.access import PUBLIC
from gateway.edge.conditions import HEADERS
from gateway.edge.problems import Problem
from gateway.edge.watch import TRACE_ID

STATIC = Path(__file__).parent / "static" / "swagger-ui"

_FORM = "application/x-www-form-urlencoded"

_TONGUES = ("application/json", "text/xml")
"""What Open311 is answered in, as the address ends."""

_REFERENCE = "#/components/schemas/{name}"

_TRACE = OpenAPIHeader(
    name="",  # OpenAPI has it as the key
    param_in="header",
    schema=Schema(type=OpenAPIType.STRING, pattern="^[0-9a-f]{32}$"),
    description="请求的跟踪号,日志与投递中同此号 / the trace's id, as in the logs and in every delivery",
)

OPENAPI = OpenAPIConfig(
    title="明察 Mingcha",
    version=version("mingcha"),
    description="优化经济发展软环境办公室的投诉、审批事项与通知 / complaints, approval items and notices",
    openapi_router=Router("/schema", route_handlers=[], opt={"roles": PUBLIC}),
    use_handler_docstrings=True,
    tags=[
        Tag(name="complaints", description="投诉 Complaints"),
        Tag(name="supervision", description="督办 Supervision"),
        Tag(name="instructions", description="批示 Leaders' instructions"),
        Tag(name="attachments", description="附件 Attachments"),
        Tag(name="surveys", description="评价 What complainants think"),
        Tag(name="awareness-surveys", description="民意调查 Awareness surveys"),
        Tag(name="retaliation-alarms", description="打击报复预警 Retaliation alarms"),
        Tag(name="hotline", description="经济110 Hotline"),
        Tag(name="status", description="查询进度 Status for complainants"),
        Tag(name="receipts", description="查询码 What whoever complains does themself"),
        Tag(name="identity-requests", description="身份保管 Identity custody"),
        Tag(name="departments", description="部门 Departments"),
        Tag(name="calendars", description="工作日历 The working-day calendar"),
        Tag(name="rectifications", description="整改 Rectification"),
        Tag(name="accountability", description="责任追究 Accountability"),
        Tag(name="inspections", description="明察暗访 Inspections"),
        Tag(name="inspection-findings", description="检查发现 What inspections found"),
        Tag(name="exposures", description="曝光 Exposure"),
        Tag(name="special-supervisions", description="专项督查 Special supervision"),
        Tag(name="items", description="审批事项 Approval items"),
        Tag(name="statistics", description="统计 The city's figures"),
        Tag(name="notifications", description="通知 Notices"),
        Tag(name="open311", description="Open311 GeoReport v2"),
        Tag(name="commands", description="命令结果 What came of a command"),
    ],
    components=Components(
        security_schemes={"key": SecurityScheme(type="http", scheme="bearer", description="mingcha keys create …")},
    ),
    render_plugins=[
        SwaggerRenderPlugin(
            path=["/", "/swagger"],
            js_url="/static/swagger-ui-bundle.js",
            css_url="/static/swagger-ui.css",
            standalone_preset_js_url="/static/swagger-ui-standalone-preset.js",
            favicon="<link rel='icon' type='image/png' href='/static/favicon-32x32.png'>",
        ),
        JsonRenderPlugin(path="/openapi.json"),
    ],
)


def describe(app: Litestar) -> None:
    """Adds to each operation what its route reads and needs: body, filters, headers, key; and what a "no" is."""
    routes = [route for route in app.routes if isinstance(route, HTTPRoute)]
    handlers = [(route.path_format, handler) for route in routes for handler in route.route_handlers]
    bodies = {body for _, handler in handlers if (body := handler.opt.get("body")) not in {None, bytes}}
    noes = {handler.opt.get("speaks", Problem) for _, handler in handlers}
    _, components = msgspec.json.schema_components([*bodies, *noes], ref_template=_REFERENCE)
    app.openapi_schema.components.schemas.update(components)
    for path, handler in handlers:
        for method in handler.http_methods:
            if (operation := _operation(app, path, method)) is not None:
                _describe(operation, handler.opt)
                _narrow(operation, handler.opt.get("asks"))
                _exemplify(operation, handler.opt.get("body"), method, path)


def _operation(app: Litestar, path: str, method: str) -> Operation | None:
    item = (app.openapi_schema.paths or {}).get(path)
    return getattr(item, method.lower(), None) if item else None


def _describe(operation: Operation, opt: dict[str, Any]) -> None:
    if (body := opt.get("body")) is not None:
        content = _content(body, opt) if body is not bytes else _files(opt.get("takes", ("application/octet-stream",)))
        operation.request_body = RequestBody(content=content, required=True)
    if opt.get("roles") != PUBLIC:
        operation.security = [{"key": []}]
    operation.parameters = [*(operation.parameters or []), *(_header(name) for name in opt.get("headers", ()))]
    _describe_answers(operation, opt)


def _describe_answers(operation: Operation, opt: dict[str, Any]) -> None:
    answers = {status: answer for status, answer in (operation.responses or {}).items() if status != "400"}
    operation.responses = {**answers, "default": OpenAPIResponse(description='Every "no"', content=_no(opt))}
    for status, answer in operation.responses.items():
        if isinstance(answer, OpenAPIResponse):
            if status == "200" and (given := opt.get("gives")):
                answer.content = _files(given)
            if "speaks" in opt and answer.content:
                answer.content = dict.fromkeys(_TONGUES, next(iter(answer.content.values())))
            answer.headers = {**(answer.headers or {}), TRACE_ID: _TRACE}


def _narrow(operation: Operation, query: type[msgspec.Struct] | None) -> None:
    """Says of each parameter what the query takes there: its words, its form, its bounds.

    The route hands on what came, and the query refuses: here it stands for whoever reads the document.
    """
    if query is None:
        return
    (top,), components = msgspec.json.schema_components([query], ref_template="{name}")
    fields = components[top["$ref"]]["properties"]
    for parameter in operation.parameters or []:
        if isinstance(parameter, Parameter) and parameter.name in fields:
            parameter.schema = _said_in_an_address(fields[parameter.name], components)


def _said_in_an_address(field: dict[str, Any], components: dict[str, Any]) -> Any:
    """The schema of a field by itself; who says nothing leaves it out, so that there is no null."""
    (said,) = (one for one in field.get("anyOf", [field]) if one.get("type") != "null")
    return {**components.get(said.get("$ref"), said), "default": field.get("default")}


def _exemplify(operation: Operation, body: Any, method: str, path: str) -> None:
    """Adds an example of the body, and of each parameter that must be said."""
    if isinstance(operation.request_body, RequestBody) and body is not bytes:
        next(iter(operation.request_body.content.values())).example = examples.body_of(method, path, body)
    for parameter in operation.parameters or []:
        if isinstance(parameter, Parameter) and _wants_example(parameter):
            parameter.example = examples.parameter_of(path, parameter.name)


def _wants_example(parameter: Parameter) -> bool:
    """Whether it must be said, and its route has not said what it looks like."""
    return bool(parameter.required) and parameter.param_in != "header" and not parameter.examples


def _content(body: type, opt: dict[str, Any]) -> dict[str, OpenAPIMediaType]:
    if not opt.get("form"):
        return {"application/json": OpenAPIMediaType(schema=_reference(body))}
    attributes = {"attribute": Encoding(style="deepObject", explode=True)}
    return {_FORM: OpenAPIMediaType(schema=_reference(body), encoding=attributes)}


def _no(opt: dict[str, Any]) -> dict[str, OpenAPIMediaType]:
    """What a "no" is: a problem, or what the standard that a route speaks has instead, a list of them."""
    if (error := opt.get("speaks")) is None:
        return {"application/problem+json": OpenAPIMediaType(schema=_reference(Problem))}
    errors = OpenAPIMediaType(schema=Schema(type=OpenAPIType.ARRAY, items=_reference(error)))
    return dict.fromkeys(_TONGUES, errors)


def _files(media_types: Iterable[str]) -> dict[str, OpenAPIMediaType]:
    """Bytes as they are, by the media types that they may have."""
    return {str(one): OpenAPIMediaType(schema=Schema(content_media_type=str(one))) for one in media_types}


def _header(name: str) -> Parameter:
    schema = Schema(type=OpenAPIType.STRING)
    return Parameter(
        name, "header", schema=schema, description=HEADERS[name], required=name in {"If-Match", "Mingcha-Receipt"}
    )


def _reference(contract: type) -> Reference:
    return Reference(ref=_REFERENCE.format(name=contract.__name__))
