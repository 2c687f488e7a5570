"""The registry: a real item list comes in, is published, and is found."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from contracts.people import Role
from gateway.edge.keys import ApiKeys
from kernel.engine import open_engine
from mingcha.client import Mingcha, Problem
from mingcha.local.platform import Platform

ROOT = Path(__file__).parents[2]
DATA = ROOT / "mingcha" / "demo" / "data"


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    """A platform of its own, whose registry is empty: batches publish whatever drafts there are."""
    with Platform(ROOT, tmp_path_factory.mktemp("registry")).running() as running:
        yield running


@pytest.fixture(scope="module")
def registrar(empty: Platform) -> Iterator[Mingcha]:
    engine = open_engine(empty.database_url("gateway"), name="journeys")
    key = ApiKeys(engine).create("registrar", [Role.REGISTRAR], department=None, at=datetime.now(UTC))
    engine.dispose()
    with Mingcha(empty.gateway_url, key, language="en") as client:
        yield client


@pytest.fixture(scope="module")
def anybody(empty: Platform) -> Iterator[Mingcha]:
    with Mingcha(empty.gateway_url) as client:
        yield client


def test_a_list_is_imported_published_and_found(registrar: Mingcha, anybody: Mingcha) -> None:
    first = registrar.import_items(DATA / "items-12-departments.xlsx")
    again = registrar.import_items(DATA / "items-12-departments.csv")
    assert (first["departments"], first["items"], first["added"]) == (12, 417, 417)
    assert (again["items"], again["added"], again["changed"], again["unchanged"]) == (417, 0, 0, 417)
    assert anybody.items()["items"] == []

    with pytest.raises(Problem) as refused:
        registrar.publish_batch(3, 1, departments=35, items=244)
    assert (refused.value.status, refused.value.code) == (409, "totals_differ")

    batch = registrar.publish_batch(3, 1, departments=12, items=417)
    assert (batch["departments"], batch["items"]) == (12, 417)
    with pytest.raises(Problem) as refused:
        registrar.publish_batch(3, 1, departments=12, items=417)
    assert refused.value.status == 409

    found = anybody.items(name="易制毒", limit=5)["items"]
    assert found
    assert anybody.item(found[0]["code"])["name"] == found[0]["name"]
    by_department = anybody.items(department=found[0]["department"], limit=100)["items"]
    assert {item["department"] for item in by_department} == {found[0]["department"]}
    assert sum(one["items"] for one in anybody.get("/v1/items/departments")["departments"]) == 417


@pytest.mark.parametrize(
    ("name", "content", "rule"),
    [
        ("renamed.xlsx", "这是文本文件\n".encode(), "file_is_text"),
        ("noise.csv", bytes(range(256)) * 10, "file_not_text"),
        (
            "float.csv",
            "实施主体,事项名称,事项编码,事项类型\n甲局,某事项,1.15113E+17,行政许可\n".encode(),
            "code_is_number",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_is_no_good_list_is_refused_with_its_rule_and_leaves_no_trace(
    name: str, content: bytes, rule: str, client: Callable[..., Mingcha], tmp_path: Path, count: Callable[..., int]
) -> None:
    before = count("approvals", "history")
    (tmp_path / name).write_bytes(content)

    with pytest.raises(Problem) as refused:
        client(Role.REGISTRAR).import_items(tmp_path / name)

    assert refused.value.status == 422
    assert rule in {error["rule"] for error in refused.value.errors}
    assert count("approvals", "history") == before
