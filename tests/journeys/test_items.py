"""The registry: a real item list comes in, is published, and is found."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from contracts.people import Role
from mingcha.client import Mingcha, Problem
from tests.journeys.conftest import Client

DATA = Path(__file__).parents[2] / "mingcha" / "demo" / "data"


@pytest.fixture
def registrar(client: Client, engine: Callable[[str], Engine]) -> Mingcha:
    """A registrar whose registry is empty: a batch publishes whatever drafts there are, other tests' too."""
    with engine("approvals").begin() as connection:
        connection.execute(text("TRUNCATE items, published_items, batches"))
    return client(Role.REGISTRAR)


@pytest.fixture
def anybody(client: Client) -> Mingcha:
    return client()


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
    name: str, content: bytes, rule: str, client: Client, tmp_path: Path, count: Callable[..., int]
) -> None:
    before = count("approvals", "history")
    (tmp_path / name).write_bytes(content)

    with pytest.raises(Problem) as refused:
        client(Role.REGISTRAR).import_items(tmp_path / name)

    assert refused.value.status == 422
    assert rule in {error["rule"] for error in refused.value.errors}
    assert count("approvals", "history") == before
