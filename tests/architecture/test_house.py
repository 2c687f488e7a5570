"""The house stays as it is drawn: rooms, doors, names, sizes."""

import re
import subprocess
from collections import Counter
from pathlib import Path
from tempfile import gettempdir

import pytest
from litestar.routes import HTTPRoute

from contracts.people import Role
from contracts.refusals import Refused
from gateway.app import create_app
from gateway.edge.access import PUBLIC
from kernel.services import service_class, service_names
from kernel.settings import Settings

ROOT = Path(__file__).parents[2]
ROOMS = ("contracts", "workdays", "kernel", "services", "gateway", "mingcha")
CODE = sorted(file for room in ROOMS for file in (ROOT / room).rglob("*.py"))


def settings(folder: Path) -> Settings:
    for name in ("receipt.key", "fingerprint.key"):
        (folder / name).write_text("AAAA", encoding="ascii")
    return Settings(
        amqp_uri="amqp://nowhere",
        database_url="postgresql+psycopg2://nowhere/none",
        management_uri="",
        secrets=folder,
        clock_file=None,
        ready_file=None,
    )


def test_every_route_names_who_may_use_it(tmp_path: Path) -> None:
    app = create_app(settings(tmp_path))
    closed = [
        route.path
        for route in app.routes
        if isinstance(route, HTTPRoute)
        for handler in route.route_handlers
        if handler.http_methods != {"OPTIONS"}  # Litestar's own; the guard lets nobody in there
        and handler.opt.get("roles") != PUBLIC
        and not set(handler.opt.get("roles", ())) & set(Role)
    ]

    assert closed == []


def test_only_these_routes_are_open_to_anybody(tmp_path: Path) -> None:
    app = create_app(settings(tmp_path))
    open_paths = {
        route.path
        for route in app.routes
        if isinstance(route, HTTPRoute)
        for handler in route.route_handlers
        if handler.opt.get("roles") == PUBLIC
    }

    assert {path for path in open_paths if path.startswith("/v1")} == {
        "/v1/status",
        "/v1/receipts/messages",
        "/v1/receipts/actions/write",
        "/v1/receipts/actions/withdraw",
        "/v1/receipts/actions/request_review",
        "/v1/receipts/actions/change",
        "/v1/receipts/actions/verify",
        "/v1/receipts/key",
        "/v1/status/survey",
        "/v1/surveys/answer",
        "/v1/awareness-surveys",
        "/v1/categories",
        "/v1/categories/{code:str}",
        "/v1/departments",
        "/v1/departments/{code:str}",
        "/v1/status/attachments",
        "/v1/exposure-board",
        "/v1/items",
        "/v1/items/{code:str}",
        "/v1/items/departments",
        "/v1/rounds/batches",
    }

    assert {path.rpartition("/")[2] for path in open_paths if path.startswith("/open311")} == {
        *(f"{name}.{ending}" for name in ("discovery", "services", "requests") for ending in ("json", "xml")),
        *(f"servicerequestupdates.{ending}" for ending in ("json", "xml")),
        *("{service_code:str}", "{service_request_id:str}", "{token:str}"),
    }


def test_no_two_refusals_share_a_code() -> None:
    def below(kind: type[Refused]) -> list[type[Refused]]:
        return [kind, *(found for child in kind.__subclasses__() for found in below(child))]

    codes = Counter(kind.code() for kind in set(below(Refused)))

    assert [code for code, times in codes.items() if times > 1] == []


def test_every_service_is_hosted_under_the_name_of_its_folder() -> None:
    assert service_names() == ["approvals", "complaints", "notifications"]
    assert [service_class(name).name for name in service_names()] == service_names()


def test_no_file_is_longer_than_three_hundred_lines() -> None:
    lines = {str(file.relative_to(ROOT)): len(file.read_text(encoding="utf-8").splitlines()) for file in CODE}

    assert {file: count for file, count in lines.items() if count > 300} == {}


def test_no_tracked_file_names_this_machine() -> None:
    everybodys = {Path("/"), Path(gettempdir()), Path("/opt"), Path("/srv")}
    ours = [f"-e{folder}/" for folder in {ROOT, ROOT.parent} - everybodys]
    listed = subprocess.run(["git", "grep", "-lF", *ours], cwd=ROOT, capture_output=True, text=True, check=False)

    assert listed.stdout == ""


@pytest.mark.parametrize("word", ["utils", "helpers", "common", "base", "manager", "misc"])
def test_no_room_is_a_drawer_for_everything(word: str) -> None:
    assert [file.name for file in CODE if file.stem == word] == []


def test_every_setting_is_in_the_document_of_settings() -> None:
    named = {name for file in CODE for name in re.findall(r'"(MINGCHA_[A-Z_]+)"', file.read_text(encoding="utf-8"))}
    described = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")

    assert named
    assert sorted(name for name in named if f"`{name}`" not in described) == []
