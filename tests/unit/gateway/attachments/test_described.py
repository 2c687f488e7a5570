"""OpenAPI says of attachments what the gateway takes and gives, with examples that it takes."""

from pathlib import Path
from typing import Any

import pytest

from contracts.attachments import MediaType, RemoveAttachment
from contracts.wire import convert
from gateway import schema
from gateway.app import create_app
from gateway.attachments.kinds import claim_of
from kernel.settings import Settings

ATTACH = "/v1/complaints/{number}/attachments"
ATTACH_OWN = "/v1/status/attachments"
READ = "/v1/complaints/{number}/attachments/{id}"
REMOVE = f"{READ}/actions/remove"


@pytest.fixture
def said(tmp_path: Path) -> dict[str, Any]:
    for name in ("receipt.key", "fingerprint.key"):
        (tmp_path / name).write_text("AAAA", encoding="ascii")
    settings = Settings(
        amqp_uri="amqp://nowhere",
        database_url="postgresql+psycopg2://nowhere/none",
        management_uri="",
        secrets=tmp_path,
        clock_file=None,
        ready_file=None,
    )
    app = create_app(settings)
    schema.describe(app)
    return app.openapi_schema.to_schema()


@pytest.mark.parametrize("path", [ATTACH, ATTACH_OWN])
def test_an_upload_may_have_the_types_that_are_taken_and_no_other(said: dict[str, Any], path: str) -> None:
    taken = said["paths"][path]["post"]["requestBody"]["content"]

    assert set(taken) == set(MediaType)


def test_what_comes_back_has_one_of_those_types(said: dict[str, Any]) -> None:
    assert set(said["paths"][READ]["get"]["responses"]["200"]["content"]) == set(MediaType)


def example(operation: dict[str, Any], name: str) -> Any:
    (found,) = (one for one in operation["parameters"] if one["name"] == name)
    (first,) = found["examples"].values()
    return first["value"]


@pytest.mark.parametrize("path", [ATTACH, ATTACH_OWN])
def test_the_example_of_a_name_is_taken(said: dict[str, Any], path: str) -> None:
    name = example(said["paths"][path]["post"], "file_name")

    assert claim_of("image/jpeg", name).ending == "jpg"


def test_the_examples_of_reasons_are_taken(said: dict[str, Any]) -> None:
    (reason,) = said["components"]["schemas"]["RemovalForm"]["properties"]["reason"]["examples"]
    look = example(said["paths"][READ]["get"], "reason")

    for one in (reason, look):
        order = {"number": "TS-2026-000123", "attachment": "a", "reason": one}
        assert convert(RemoveAttachment, order).reason == one
