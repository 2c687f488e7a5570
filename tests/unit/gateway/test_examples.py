"""Every route has an example that its contract takes, and no example is of a route that is gone."""

from typing import Any

import msgspec
import pytest

from contracts.wire import read
from gateway.app import ROUTES
from gateway.examples import BODIES, NUMBERS, body_of, parameter_of

BODIED = {
    f"{method} {path.replace(':str', '').replace(':int', '')}": route.opt["body"]
    for route in ROUTES
    for path in route.paths
    for method in route.http_methods
    if route.opt.get("body") not in {None, bytes}
}


@pytest.mark.parametrize("route", sorted(BODIED))  # a route keeps its paths as a set
def test_a_route_has_an_example_that_its_contract_takes(route: str) -> None:
    method, _, path = route.partition(" ")
    example: Any = body_of(method, path, BODIED[route])

    assert example is not None, f"give {route} a line in gateway/examples.py"
    assert isinstance(read(BODIED[route], msgspec.json.encode(example)), msgspec.Struct)


def test_no_example_is_of_a_route_that_is_gone() -> None:
    assert set(BODIES) - set(BODIED) == set()


def test_every_numbered_resource_says_what_its_numbers_look_like() -> None:
    numbered = {path.split("/")[2] for route in ROUTES for path in route.paths if "{number" in path}

    assert numbered - set(NUMBERS) == set()
    assert parameter_of("/v1/complaints/{number}", "number") == NUMBERS["complaints"]
