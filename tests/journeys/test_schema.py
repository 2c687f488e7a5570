"""OpenAPI 3.1 at /schema, with pages that load nothing from outside."""

import re
from enum import Enum
from typing import Any, get_args

import msgspec
import requests
from openapi_spec_validator import OpenAPIV31SpecValidator

from gateway.app import ROUTES
from mingcha.local.platform import Platform


def schema_of(platform: Platform) -> dict[str, object]:
    answer: dict[str, object] = requests.get(f"{platform.gateway_url}/schema/openapi.json", timeout=30).json()
    return answer


def test_the_schema_is_valid_openapi_3_1(platform: Platform) -> None:
    schema = schema_of(platform)

    assert str(schema["openapi"]).startswith("3.1")
    OpenAPIV31SpecValidator(schema).validate()  # type: ignore[arg-type]  # JSON is a mapping


def test_every_operation_says_who_may_use_it_what_it_reads_and_what_it_does(platform: Platform) -> None:
    paths = schema_of(platform)["paths"]
    operations = {f"{method} {path}": said for path, item in paths.items() for method, said in item.items()}  # type: ignore[attr-defined]
    assert [name for name, said in operations.items() if not said.get("summary")] == []
    assert [
        name for name, said in operations.items() if name.startswith(("post", "put")) and "requestBody" not in said
    ] == []


def words_of(query: type[msgspec.Struct]) -> dict[str, list[str]]:
    """The fields of a query that take certain words alone, each with its words."""
    fields = {field.encode_name: (field.type, *get_args(field.type)) for field in msgspec.structs.fields(query)}
    kinds = ((name, kind) for name, types in fields.items() for kind in types)
    return {name: sorted(kind) for name, kind in kinds if isinstance(kind, type) and issubclass(kind, Enum)}


def test_every_filter_says_the_words_that_it_takes(platform: Platform) -> None:
    paths: Any = schema_of(platform)["paths"]
    lists = {path.replace(":str", ""): route for route in ROUTES for path in route.paths if "GET" in route.http_methods}
    taken: dict[str, list[str]] = {}
    for path, route in lists.items():
        parameters = paths.get(path, {}).get("get", {}).get("parameters", [])
        said = {one["name"]: one["schema"] for one in parameters if one["in"] == "query"}
        if path.startswith("/open311/"):  # its words are GeoReport's
            continue
        assert not said or "asks" in route.opt, f"GET {path} has filters: give it asks=<its query>"
        words = words_of(route.opt["asks"]) if said else {}
        assert {name: said[name].get("enum") for name in words} == words, path
        taken |= words

    assert {"state", "channel", "medium", "level", "kind", "mode", "measure", "status", "type", "by"} <= set(taken)


def test_the_pages_load_nothing_from_outside(platform: Platform) -> None:
    page = requests.get(f"{platform.gateway_url}/schema", timeout=30).text
    loaded = re.findall(r"""(?:src|href)=["']([^"']+)""", page)

    assert loaded
    assert [address for address in loaded if not address.startswith("/static/")] == []
    for address in loaded:
        assert requests.get(platform.gateway_url + address, timeout=30).status_code == 200


def test_the_platform_says_whether_it_lives_and_is_ready(platform: Platform) -> None:
    assert requests.get(f"{platform.gateway_url}/livez", timeout=30).status_code == 200
    assert requests.get(f"{platform.gateway_url}/readyz", timeout=30).json() == {"broker": True, "database": True}
