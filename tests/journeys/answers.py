"""Whether an answer is what the OpenAPI document says of it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import requests
from openapi_schema_validator import OAS31Validator, oas31_format_checker

from mingcha.client import Json


@dataclass(frozen=True)
class Described:
    """The document, held against answers: an answer may hold nothing that its schema does not name."""

    document: Json

    def operation(self, name: str) -> Json:
        """What the document says of ``GET /v1/complaints``."""
        method, _, path = name.partition(" ")
        said: Json = self.document["paths"][path][method.lower()]
        return said

    def faults(self, said: Json, reply: requests.Response) -> list[str]:
        """What is wrong with a reply to an operation; nothing where it is as the document says."""
        answer = said["responses"].get(str(reply.status_code), said["responses"]["default"])
        missing = [f"no header {name}" for name in answer.get("headers", {}) if name not in reply.headers]
        content = answer.get("content", {})
        kind = reply.headers.get("Content-Type", "").partition(";")[0]
        if not content:
            return [*missing, *(["a body"] if reply.content else [])]
        if kind not in content:
            return [*missing, f"{kind} is none of {sorted(content)}"]
        return [*missing, *(self._unlike(content[kind]["schema"], reply.json()) if kind.endswith("json") else [])]

    def _unlike(self, schema: Json, body: Any) -> list[str]:
        whole = {**_closed(schema), "components": self._components}
        found = OAS31Validator(whole, format_checker=oas31_format_checker).iter_errors(body)
        return [f"{error.json_path}: {error.message}"[:300] for error in found]

    @cached_property
    def _components(self) -> Json:
        closed: Json = _closed(self.document["components"])
        return closed


def _closed(schema: Any) -> Any:
    """A schema that lets nothing in beside the properties that it names."""
    if isinstance(schema, list):
        return [_closed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {name: _closed(one) for name, one in schema.items()}
    return {"additionalProperties": False, **closed} if isinstance(closed.get("properties"), dict) else closed
