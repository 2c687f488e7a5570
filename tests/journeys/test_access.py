"""Closed by default: each route lets in the roles that it names, and nobody else."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import requests
from sqlalchemy import Engine

from contracts.people import Role
from gateway.edge.keys import ApiKeys, KeyNameTaken
from mingcha.local.platform import Platform

OFFICE = {Role.OFFICER, Role.DIRECTOR, Role.ADMIN}
DEPARTMENT = {Role.LIAISON, Role.DEPUTY}
OFFICERS = OFFICE - {Role.ADMIN}
LOOKING = OFFICERS | DEPARTMENT | {Role.INSPECTOR}
ATTACHING = LOOKING | {Role.OPERATOR}
LEADER = {Role.LEADER}
"""Of the leading group: a case about the office itself is theirs, so each move lets them ask."""

REVIEW = {Role.REVIEWER, Role.LEADER}
UNIT = DEPARTMENT | {Role.HEAD}
READERS = OFFICE | UNIT | REVIEW | {Role.OPERATOR, Role.CALLBACK_AGENT}

ROUTES = {
    ("POST", "/v1/complaints"): OFFICE | {Role.OPERATOR},
    ("GET", "/v1/complaints"): READERS,
    ("GET", "/v1/complaints/TS-2026-000001"): READERS,
    ("GET", "/v1/complaints/TS-2026-000001/testimony?reason=r"): OFFICERS | LEADER,
    ("GET", "/v1/complaints/TS-2026-000001/case"): UNIT,
    ("GET", "/v1/complaints/TS-2026-000001/replies"): OFFICE | UNIT | REVIEW,
    ("POST", "/v1/complaints/TS-2026-000001/actions/accept"): OFFICE | LEADER,
    ("POST", "/v1/complaints/TS-2026-000001/actions/dispatch"): OFFICE | LEADER,
    ("POST", "/v1/complaints/TS-2026-000001/actions/sign"): {Role.LIAISON, Role.LEADER},
    ("POST", "/v1/complaints/TS-2026-000001/actions/reply"): OFFICE | {Role.DEPUTY, Role.LEADER},
    ("POST", "/v1/complaints/TS-2026-000001/actions/refuse"): {Role.DIRECTOR, Role.LEADER},
    ("POST", "/v1/complaints/TS-2026-000001/actions/call_back"): {Role.CALLBACK_AGENT, Role.LEADER},
    ("POST", "/v1/complaints/TS-2026-000001/actions/decide_review"): {Role.REVIEWER, Role.LEADER},
    ("GET", "/v1/complaints/TS-2026-000001/clocks"): OFFICE | UNIT | REVIEW | {Role.OPERATOR},
    ("GET", "/v1/complaints/TS-2026-000001/history"): OFFICE | REVIEW,
    ("POST", "/v1/complaints/TS-2026-000001/actions/verify"): OFFICE | LEADER,
    ("POST", "/v1/complaints/TS-2026-000001/actions/close"): OFFICE | {Role.CALLBACK_AGENT, Role.LEADER},
    ("POST", "/v1/complaints/TS-2026-000001/attachments?file_name=x.jpg"): ATTACHING,
    ("GET", "/v1/complaints/TS-2026-000001/attachments"): ATTACHING,
    ("POST", "/v1/inspections/MC-2026-000001/attachments?file_name=x.jpg"): ATTACHING,
    ("GET", "/v1/rectifications/ZG-2026-000001/attachments"): ATTACHING,
    ("GET", "/v1/complaints/TS-2026-000001/attachments/x?reason=r"): LOOKING,
    ("POST", "/v1/complaints/TS-2026-000001/attachments/x/actions/share"): OFFICERS,
    ("POST", "/v1/complaints/TS-2026-000001/attachments/x/actions/withhold"): OFFICERS,
    ("POST", "/v1/complaints/TS-2026-000001/attachments/x/actions/remove"): {Role.DIRECTOR},
    ("GET", "/v1/surveys"): OFFICE | {Role.CALLBACK_AGENT, Role.EVALUATOR},
    ("GET", "/v1/surveys/PJ-2026-000001/link?reason=r"): OFFICE | {Role.CALLBACK_AGENT},
    ("GET", "/v1/surveys/PJ-2026-000001/opinion?reason=r"): OFFICE | {Role.EVALUATOR},
    ("POST", "/v1/surveys/PJ-2026-000001/actions/exclude"): {Role.OFFICER, Role.DIRECTOR, Role.EVALUATOR},
    ("GET", "/v1/survey-results"): OFFICE | DEPARTMENT | {Role.EVALUATOR, Role.LEADER, Role.HEAD},
    ("POST", "/v1/awareness-surveys"): {Role.OFFICER, Role.DIRECTOR, Role.EVALUATOR},
    ("GET", "/v1/retaliation-alarms"): {Role.DIRECTOR, Role.CUSTODIAN},
    ("GET", "/v1/retaliation-alarms/BF-2026-000001?reason=r"): {Role.DIRECTOR, Role.CUSTODIAN},
    ("POST", "/v1/retaliation-alarms/BF-2026-000001/actions/confirm"): {Role.DIRECTOR},
    ("GET", "/v1/special-supervision-proposals"): OFFICERS | LEADER,
    ("POST", "/v1/hotline/calls"): OFFICE | {Role.OPERATOR},
    ("GET", "/v1/duties"): OFFICE | DEPARTMENT | {Role.OPERATOR},
    ("PUT", "/v1/departments/x"): OFFICE,
    ("POST", "/v1/departments/x/actions/appoint"): OFFICE,
    ("POST", "/v1/departments/x/actions/publish_phone"): OFFICE,
    ("POST", "/v1/events"): DEPARTMENT,
    ("POST", "/v1/imports?file_name=x"): {Role.REGISTRAR, Role.DIRECTOR, Role.ADMIN},
    ("POST", "/v1/rounds/1/batches"): {Role.REGISTRAR, Role.DIRECTOR, Role.ADMIN},
    ("POST", "/v1/webhook-endpoints"): OFFICE | DEPARTMENT,
    ("GET", "/v1/webhook-endpoints"): OFFICE | DEPARTMENT,
    ("GET", "/v1/messages"): OFFICE | DEPARTMENT | {Role.OPERATOR},
}


@pytest.fixture(scope="module")
def keys_of_roles(key: Callable[..., str]) -> dict[Role, str]:
    return {role: key(role, department="nobody") for role in Role}


@pytest.mark.parametrize("route", ROUTES, ids=" ".join)
def test_a_route_lets_in_its_roles_alone(
    route: tuple[str, str], platform: Platform, keys_of_roles: dict[Role, str]
) -> None:
    method, path = route

    def refused(role: Role) -> bool:
        headers = {"Authorization": f"Bearer {keys_of_roles[role]}"}
        reply = requests.request(method, platform.gateway_url + path, headers=headers, data=b"!", timeout=30)
        return reply.status_code == 403 and reply.json()["code"] == "role_required"

    assert {role for role in Role if not refused(role)} == ROUTES[route]


def test_an_expired_and_a_revoked_key_do_not_open(platform: Platform, engine: Callable[[str], Engine]) -> None:
    keys, now = ApiKeys(engine("gateway")), datetime.now(UTC)
    name = f"revoked-{uuid4().hex[:8]}"
    expired = keys.create(f"{name}-e", [Role.OFFICER], department=None, at=now, expires_at=now - timedelta(seconds=1))
    revoked = keys.create(name, [Role.OFFICER], department=None, at=now)
    assert keys.revoke(name, at=now)

    for key in (expired, revoked):
        headers = {"Authorization": f"Bearer {key}"}
        reply = requests.get(f"{platform.gateway_url}/v1/complaints", headers=headers, timeout=30)
        assert reply.status_code == 401


def test_two_keys_cannot_share_a_name(engine: Callable[[str], Engine]) -> None:
    keys, now = ApiKeys(engine("gateway")), datetime.now(UTC)
    name = f"twice-{uuid4().hex[:8]}"
    keys.create(name, [Role.OFFICER], department=None, at=now)

    with pytest.raises(KeyNameTaken):
        keys.create(name, [Role.OFFICER], department=None, at=now)


def test_no_key_lies_in_the_database(engine: Callable[[str], Engine], key: Callable[..., str]) -> None:
    secret = key(Role.OFFICER).split("_", 2)[2]
    with engine("gateway").connect() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM api_keys").all()

    assert rows
    assert secret not in repr(rows)
