"""What a key's text may look like."""

from datetime import UTC, datetime
from typing import Any, cast

import pytest

from contracts.people import OF_A_DEPARTMENT, Role
from gateway.edge.keys import ApiKeys, DepartmentMissing, _parts


@pytest.mark.parametrize("text", ["", "mk", "mk_", "mk__", "mk_a_", "xx_a_b", "mk-a-b", "🔑"])
def test_what_is_no_key_has_no_parts(text: str) -> None:
    assert _parts(text) == ("", "")


def test_a_secret_may_hold_underscores() -> None:
    assert _parts("mk_abc_de_f") == ("abc", "de_f")


@pytest.mark.parametrize("role", sorted(OF_A_DEPARTMENT))
@pytest.mark.parametrize("department", [None, ""])
def test_a_departments_role_is_given_to_nobody_without_a_department(role: Role, department: str | None) -> None:
    without_database = ApiKeys(cast(Any, None))

    with pytest.raises(DepartmentMissing):
        without_database.create("key", [Role.OFFICER, role], department=department, at=datetime.now(UTC))
