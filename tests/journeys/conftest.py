"""The whole platform, once a session, and the world outside it: journeys go through the public doors alone."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import requests
from sqlalchemy import Engine, text

from contracts.people import Role
from gateway.edge.keys import ApiKeys
from kernel.engine import open_engine
from mingcha.broker_users import connect_department
from mingcha.client import Json, Mingcha
from mingcha.demo.outside import Outside
from mingcha.local.platform import Platform
from mingcha.publisher import DepartmentMail
from tests import stopwatch

ROOT = Path(__file__).parents[2]

Client = Callable[..., Mingcha]
Wait = Callable[..., Any]
Attach = Callable[..., requests.Response]
Named = Callable[[], tuple[str, Mingcha]]


@pytest.fixture(scope="session")
def outside() -> Iterator[Outside]:
    """A mail server and a webhook endpoint."""
    with Outside() as world:
        yield world


@pytest.fixture(scope="session")
def platform(outside: Outside, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    """Broker, database, services and gateway, all private."""
    folder = tmp_path_factory.mktemp("platform")
    quick = {"EVENTLET_NO_GREENDNS": "yes"}  # a quarter less to import; every address is a number
    with Platform(ROOT, folder, environ={**os.environ, **quick, **outside.settings}).running() as running:
        yield running


@pytest.fixture(scope="session")
def engine(platform: Platform) -> Iterator[Callable[[str], Engine]]:
    """The databases, for looking into them."""
    engines: dict[str, Engine] = {}

    def of(name: str) -> Engine:
        return engines.setdefault(name, open_engine(platform.database_url(name), name="journeys"))

    yield of
    for made in engines.values():
        made.dispose()


@pytest.fixture(scope="session")
def count(engine: Callable[[str], Engine]) -> Callable[..., int]:
    """Counts the rows of a table: ``count("complaints", "history", "type = 'complaint_filed'")``."""

    def rows(database: str, table: str, where: str = "true") -> int:
        with engine(database).connect() as connection:
            return int(connection.scalar(text(f"SELECT count(*) FROM {table} WHERE {where}")) or 0)

    return rows


@pytest.fixture(scope="session")
def key(engine: Callable[[str], Engine]) -> Callable[..., str]:
    """Makes API keys: ``key(Role.OFFICER)``."""
    keys = ApiKeys(engine("gateway"))

    def make(*roles: Role, department: str | None = None) -> str:
        return keys.create(f"test-{uuid4().hex[:8]}", list(roles), department=department, at=datetime.now(UTC))

    return make


@pytest.fixture(scope="session")
def open_things() -> Iterator[ExitStack]:
    """Whatever is opened on the way is closed at the end."""
    with ExitStack() as stack:
        yield stack


@pytest.fixture(scope="session")
def client(platform: Platform, key: Callable[..., str], open_things: ExitStack) -> Client:
    """Makes clients of the gateway."""

    def make(*roles: Role, department: str | None = None, language: str = "en") -> Mingcha:
        api_key = key(*roles, department=department) if roles else ""
        return open_things.enter_context(Mingcha(platform.gateway_url, api_key, language=language))

    return make


@pytest.fixture(scope="session")
def office(client: Client) -> Mingcha:
    """The office's own client."""
    return client(Role.OFFICER, Role.DIRECTOR, Role.OPERATOR)


@pytest.fixture(scope="session")
def department(platform: Platform, office: Mingcha, open_things: ExitStack) -> Callable[[str], DepartmentMail]:
    """Makes a department: in the directory, with its broker user and its queue."""

    def make(code: str) -> DepartmentMail:
        office.enter_department(code, f"部门 {code}")
        user = connect_department(platform.management_uri, code)
        return open_things.enter_context(DepartmentMail(user.uri(platform.amqp_uri), code))

    return make


@pytest.fixture(scope="session")
def file(office: Mingcha) -> Callable[..., Json]:
    """Files a complaint."""

    def make(**changes: Any) -> Json:
        complaint: Json = {"channel": "web", "category": "slow", "title": "窗口", "text": "三次未办成"}
        return office.file_complaint(**(complaint | changes))

    return make


@pytest.fixture(scope="session")
def wait() -> Wait:
    """Looks again until what is seen is good; fails after ``patience`` seconds, showing what was seen last."""

    def until(look: Callable[[], Any], good: Callable[[Any], bool] = bool, patience: float = 60) -> Any:
        end = stopwatch.now() + patience
        while not good(seen := look()):
            assert stopwatch.now() < end, f"not within {patience} s; last seen: {seen}"
            time.sleep(0.05)
        return seen

    return until


@pytest.fixture
def attach(platform: Platform, key: Callable[..., str]) -> Attach:
    """Sends a body as it is: ``attach(number, body, file_name=…, **headers)``."""
    office = key(Role.OFFICER, Role.DIRECTOR)

    def send(
        number: str,
        body: Any,
        *,
        file_name: str | None = "photo.jpg",
        media_type: str = "image/jpeg",
        key: str = office,
        **headers: str,
    ) -> requests.Response:
        return requests.post(
            f"{platform.gateway_url}/v1/complaints/{number}/attachments",
            params={"file_name": file_name},
            data=body,
            headers={"Authorization": f"Bearer {key}", "Content-Type": media_type, "Accept-Language": "en", **headers},
            timeout=120,
        )

    return send


@pytest.fixture
def objects(platform: Platform) -> Callable[[], set[str]]:
    """The names of everything that lies in the store."""
    folder = platform.folder / "attachments"
    return lambda: {file.name for file in folder.rglob("*") if file.is_file()}


@pytest.fixture(scope="session")
def inspector(platform: Platform, engine: Callable[[str], Engine], open_things: ExitStack) -> Named:
    """Makes an inspector's client, and says the id by which a plan names it."""
    keys = ApiKeys(engine("gateway"))

    def make() -> tuple[str, Mingcha]:
        id_ = f"inspector-{uuid4().hex[:8]}"
        key = keys.create(id_, [Role.INSPECTOR], department=None, at=datetime.now(UTC))
        return id_, open_things.enter_context(Mingcha(platform.gateway_url, key, language="en"))

    return make


@pytest.fixture(scope="session")
def pair(inspector: Named) -> dict[str, Mingcha]:
    return dict((inspector(), inspector()))


@pytest.fixture(scope="session")
def let_pass(engine: Callable[[str], Engine]) -> Callable[[str, str], None]:
    """Lets a clock's time pass, for one thing alone."""

    def past(number: str, code: str) -> None:
        passed = "UPDATE clocks SET due_at = now(), next_at = now() WHERE number = :number AND code = :code"
        with engine("complaints").begin() as connection:
            assert connection.execute(text(passed), {"number": number, "code": code}).rowcount == 1

    return past
