"""The two ways to say one thing: JSON, and XML by the standard library."""

import re
from collections.abc import Sequence
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

import msgspec
from litestar import Response

from gateway.edge.caller import Asked
from gateway.open311 import says

NAMES: dict[type[says.Said], tuple[str, str]] = {
    says.Service: ("services", "service"),
    says.Created: ("service_requests", "request"),
    says.TokenView: ("service_requests", "request"),
    says.ServiceRequest: ("service_requests", "request"),
    says.Update: ("service_request_updates", "request_update"),
    says.Error: ("errors", "error"),
}
"""How XML calls a list of them, and each one."""

_SINGULAR = {"endpoints": "endpoint", "formats": "format", "attributes": "attribute", "values": "value"}

_ROOTS = {says.Discovery: "discovery", says.ServiceDefinition: "service_definition"}

_NO_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML 1.0 document may hold, however it is written."""

_PROLOG = "<?xml version='1.0' encoding='utf-8'?>\n"

Body = says.Said | Sequence[says.Said]


def told(
    request: Asked, body: Body, *, of: type[says.Said] | None = None, status: int = 200, **headers: str
) -> Response[bytes]:
    """An answer in the format that the address ends in; XML where it ends in neither. ``of`` is what a list holds."""
    if wants_json(request):
        return Response(msgspec.json.encode(body), status_code=status, media_type="application/json", headers=headers)
    content = _PROLOG + _NO_XML.sub("�", tostring(_document(body, of), encoding="unicode"))
    return Response(content.encode(), status_code=status, media_type="text/xml", headers=headers)


def wants_json(request: Asked) -> bool:
    """Whether the address ends in ``.json``."""
    return request.url.path.endswith(".json")


def without_format(name: str) -> str:
    """The last part of an address without its format."""
    return name.removesuffix(".json").removesuffix(".xml")


def _document(body: Body, of: type[says.Said] | None) -> Element:
    if isinstance(body, says.Said):
        return _filled(Element(_ROOTS[type(body)]), msgspec.to_builtins(body))
    root, each = NAMES[of or says.Error]
    document = Element(root)
    for one in msgspec.to_builtins(body):
        _filled(SubElement(document, each), one)
    return document


def _filled(element: Element, said: dict[str, Any]) -> Element:
    """Puts a mapping in an element: what a list holds, one by one; what is not said, as an empty one."""
    for name, value in said.items():
        child = SubElement(element, name)
        if isinstance(value, list):
            for one in value:
                _put(SubElement(child, _SINGULAR[name]), one)
        elif value is not None:
            _put(child, value)
    return element


def _put(element: Element, value: Any) -> None:
    if isinstance(value, dict):
        _filled(element, value)
    else:
        element.text = str(value).lower() if isinstance(value, bool) else str(value)
