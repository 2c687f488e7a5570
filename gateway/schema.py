"""OpenAPI 3.1 at ``/schema``: the bodies come from the contracts, and the pages load nothing from outside."""

from importlib.metadata import version
from pathlib import Path
from typing import Any

import msgspec
from litestar import Litestar, Router
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin, SwaggerRenderPlugin
from litestar.openapi.spec import (
    Components,
    OpenAPIMediaType,
    Operation,
    Reference,
    RequestBody,
    SecurityScheme,
    Tag,
)
from litestar.routes import HTTPRoute

from gateway.edge.access import PUBLIC
from gateway.edge.problems import Problem

STATIC = Path(__file__).parent / "static" / "swagger-ui"

_REFERENCE = "#/components/schemas/{name}"

OPENAPI = OpenAPIConfig(
    title="明察 Mingcha",
    version=version("mingcha"),
    description="优化经济发展软环境办公室的投诉、审批事项与通知 / complaints, approval items and notices",
    openapi_router=Router("/schema", route_handlers=[], opt={"roles": PUBLIC}),
    use_handler_docstrings=True,
    tags=[
        Tag(name="complaints", description="投诉 Complaints"),
        Tag(name="hotline", description="经济110 Hotline"),
        Tag(name="status", description="查询进度 Status for complainants"),
        Tag(name="departments", description="部门 Departments"),
        Tag(name="items", description="审批事项 Approval items"),
        Tag(name="notifications", description="通知 Notices"),
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


def describe_bodies(app: Litestar) -> None:
    """Adds to each operation the body that its route reads, the key it needs, and what a "no" looks like."""
    handlers = {
        handler.opt.get("body")
        for route in app.routes
        if isinstance(route, HTTPRoute)
        for handler in route.route_handlers
    }
    bodies = [body for body in handlers if body is not None]
    _, components = msgspec.json.schema_components([*bodies, Problem], ref_template=_REFERENCE)
    app.openapi_schema.components.schemas.update(components)
    for route in app.routes:
        if isinstance(route, HTTPRoute):
            for handler in route.route_handlers:
                for method in handler.http_methods:
                    operation = _operation(app, route.path_format, method)
                    if operation is not None:
                        _describe(operation, handler.opt)


def _operation(app: Litestar, path: str, method: str) -> Operation | None:
    item = (app.openapi_schema.paths or {}).get(path)
    return getattr(item, method.lower(), None) if item else None


def _describe(operation: Operation, opt: dict[str, Any]) -> None:
    if (body := opt.get("body")) is not None:
        content = {"application/json": OpenAPIMediaType(schema=_reference(body))}
        operation.request_body = RequestBody(content=content, required=True)
    if opt.get("roles") != PUBLIC:
        operation.security = [{"key": []}]
    problem = {"application/problem+json": OpenAPIMediaType(schema=_reference(Problem))}
    for response in (operation.responses or {}).values():
        if not isinstance(response, Reference) and response.description.startswith("Bad request"):
            response.content = problem


def _reference(contract: type) -> Reference:
    return Reference(ref=_REFERENCE.format(name=contract.__name__))
