"""The registry: a real item list comes in, is published, and is found."""

from collections.abc import Callable
from pathlib import Path

import pytest

from contracts.people import Role
from mingcha.client import Mingcha, Problem

DATA = Path(__file__).parents[2] / "mingcha" / "demo" / "data"


@pytest.fixture(scope="module")
def registrar(client: Callable[..., Mingcha]) -> Mingcha:
    return client(Role.REGISTRAR)


def test_a_list_is_imported_published_and_found(registrar: Mingcha, client: Callable[..., Mingcha]) -> None:
    anybody = client()
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
    ("name", "content"),
    [
        ("renamed.xlsx", b"this is a text file\n"),
        ("empty.csv", b""),
        ("noise.csv", bytes(range(256)) * 10),
    ],
)
def test_a_file_that_is_no_list_is_refused_and_leaves_no_trace(
    name: str, content: bytes, registrar: Mingcha, tmp_path: Path, count: Callable[..., int]
) -> None:
    before = count("approvals", "history")
    (tmp_path / name).write_bytes(content)

    with pytest.raises(Problem) as refused:
        registrar.import_items(tmp_path / name)

    assert refused.value.status == 422
    assert refused.value.title
    assert count("approvals", "history") == before
