"""``mingcha`` for scripts: every command answers in JSON, and says no with an exit code."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from kombu import Connection

from contracts.people import Role
from gateway.examples import BODIES
from mingcha.cli.graves import OF_A_DEPARTMENT
from mingcha.client import Json, Mingcha
from mingcha.local.platform import Platform
from mingcha.publisher import DepartmentMail

BIN = Path(sys.executable).parent / "mingcha"
DATA = Path(__file__).parents[2] / "mingcha" / "demo" / "data"

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def run(platform: Platform, tmp_path_factory: pytest.TempPathFactory) -> Run:
    databases = {
        f"DATABASE_URL_{name.upper()}": platform.database_url(name)
        for name in ("gateway", "complaints", "approvals", "notifications")
    }
    environ = {
        **os.environ,
        **databases,
        "MINGCHA_URL": platform.gateway_url,
        "AMQP_URI": platform.amqp_uri,
        "RABBITMQ_MANAGEMENT_URI": platform.management_uri,
    }
    folder = tmp_path_factory.mktemp("elsewhere")

    def run_it(*words: str, **more: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [str(BIN), *words], env=environ | more, cwd=folder, capture_output=True, text=True, check=False, timeout=300
        )

    return run_it


def data_of(run: "subprocess.CompletedProcess[str]") -> Any:
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def test_keys_are_made_listed_and_revoked(run: Run) -> None:
    made = data_of(run("keys", "create", "cli", "--role", "officer", "--days", "30", "--json"))
    listed = {key["name"]: key for key in data_of(run("keys", "list", "--json"))}

    assert made["key"].startswith("mk_")
    assert (listed["cli"]["roles"], listed["cli"]["revoked_at"]) == (["officer"], None)
    assert "hash" not in listed["cli"]
    assert run("keys", "create", "cli", "--role", "officer", "--json").returncode == 1
    assert data_of(run("keys", "revoke", "cli", "--json"))["revoked"] is True
    assert run("keys", "revoke", "cli", "--json").returncode == 1


def test_items_are_imported_and_a_faulty_list_is_refused_with_its_faults(
    run: Run, key: Callable[..., str], tmp_path: Path
) -> None:
    registrar = key(Role.REGISTRAR)
    report = data_of(run("items", "import", str(DATA / "items-12-departments.csv"), "--key", registrar, "--json"))
    assert (report["departments"], report["items"]) == (12, 417)

    faulty = tmp_path / "faulty.csv"
    faulty.write_text("序号,实施主体,事项名称,事项编码,事项类型\n1,甲局,某事项,,行政许可\n", encoding="utf-8")
    refused = run("items", "import", str(faulty), "--key", registrar, "--json")
    assert refused.returncode == 1
    assert json.loads(refused.stdout)["errors"]


def test_a_years_holidays_are_shown_imported_and_refused_by_field_and_rule(
    run: Run, key: Callable[..., str], tmp_path: Path
) -> None:
    """What the calendar says already makes no edition: the platform's other journeys count by the same one."""
    director = key(Role.DIRECTOR)
    shown = data_of(run("calendar", "show", "2024", "--key", director, "--json"))
    file = tmp_path / "2024.json"
    said = BODIES["POST /v1/calendars"] | {"$id": "2024.json"}
    file.write_text(json.dumps(said), encoding="utf-8")
    imported = data_of(run("calendar", "import", str(file), "--key", director, "--json"))

    assert (shown["provisional"], len(shown["days"])) == (False, len(said["days"]))
    assert (imported["edition"], imported["changed"], imported["in_force_from"]) == (shown["edition"], [], None)

    file.write_text(json.dumps(said | {"days": []}), encoding="utf-8")
    refused = run("calendar", "import", str(file), "--key", director, "--json")
    [fault] = json.loads(refused.stdout)["errors"]
    assert (refused.returncode, fault["pointer"], fault["rule"]) == (1, "/days", "incomplete")
    assert run("calendar", "import", str(file), "--key", key(Role.OFFICER)).returncode == 1


@pytest.mark.parametrize(("language", "words"), [("en_GB.UTF-8", "declared are 35"), ("zh_CN.UTF-8", "申报 35 个部门")])
def test_a_no_is_said_in_the_terminals_language(language: str, words: str, run: Run, key: Callable[..., str]) -> None:
    totals = ("--round", "9", "--batch", "9", "--departments", "35", "--items", "24400")
    refused = run("items", "publish", *totals, "--key", key(Role.REGISTRAR), LC_ALL=language)

    assert refused.returncode == 1
    assert words in refused.stderr.replace("\n", " ")


def test_a_department_is_connected_and_publishes(
    run: Run, office: Mingcha, file: Callable[..., Json], wait: Callable[..., Any]
) -> None:
    office.enter_department("cli_bureau", "命令行局")
    number = file()["number"]
    office.act(number, "accept")
    office.act(number, "dispatch", department="cli_bureau")

    uri = data_of(run("departments", "connect", "cli_bureau", "--json"))["amqp_uri"]
    event = json.dumps({"number": number})
    posted = data_of(run("publish", "cli_bureau", "case_signed_for", event, "--amqp-uri", uri, "--id", "e-1", "--json"))

    assert posted == {"id": "e-1"}
    wait(lambda: office.complaint(number)["state"], lambda state: state == "signed")


def test_the_history_verifies(run: Run, file: Callable[..., Json]) -> None:
    file()
    verified = {row["service"]: row for row in data_of(run("history", "verify", "--json"))}

    assert set(verified) == {"complaints", "approvals", "notifications"}
    assert verified["complaints"]["rows"] > 0
    assert [row["breaks"] for row in verified.values()] == [[], [], []]


@pytest.mark.parametrize(
    "words",
    [("keys", "list"), ("items", "list"), ("departments", "connect", "x"), ("history", "verify")],
    ids=" ".join,
)
def test_without_a_platform_a_command_says_so_in_one_line(words: tuple[str, ...], tmp_path: Path) -> None:
    environ = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}
    ended = subprocess.run(
        [str(BIN), *words], env=environ, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=300
    )

    assert ended.returncode == 1
    assert "make up" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.fixture
def dead_letter(
    run: Run, department: Callable[[str], DepartmentMail], wait: Callable[..., Any]
) -> Callable[[str], dict[str, Any]]:
    """Makes a dead letter: a department signs for a case that there is not."""

    def make(event_id: str) -> dict[str, Any]:
        department("cli_grave").post("case_signed_for", {"number": "TS-2020-000001"}, id=event_id)

        def look() -> list[dict[str, Any]]:
            rows = data_of(run("dead-letters", "list", "--service", "complaints", "--json"))
            return [row for row in rows if row["source"] == "/departments/cli_grave"]

        rows: list[dict[str, Any]] = wait(look)
        return rows[0]

    return make


def test_a_dead_letter_is_listed_shown_redriven_and_discarded(
    run: Run, dead_letter: Callable[[str], dict[str, Any]], wait: Callable[..., Any]
) -> None:
    row = dead_letter("grave-1")
    whole = data_of(run("dead-letters", "show", row["id"], "--json"))
    redriven = data_of(run("dead-letters", "redrive", row["id"], "--yes", "--json"))
    again = wait(
        lambda: data_of(run("dead-letters", "show", row["id"], "--json")),
        lambda seen: seen["times"] == 2 and seen["ended"] is None,
    )
    discarded = data_of(run("dead-letters", "discard", row["id"], "--why", "试验", "--yes", "--json"))
    resting = data_of(run("dead-letters", "show", row["id"], "--json"))

    assert (row["type"], row["reason"], row["times"]) == ("case_signed_for", "complaint_unknown", 1)
    assert (whole["body"], whole["properties"]["application_headers"]["sealed"]) == (OF_A_DEPARTMENT, "complaints")
    assert whole["queue"] == "complaints.inbox"
    assert redriven == {"redriven": 1}
    assert again["first_seen"] == whole["first_seen"]
    assert discarded == {"discarded": 1}
    assert (resting["ended"], resting["ended_why"]) == ("discarded", "试验")
    assert row["id"] not in run("dead-letters", "list").stdout


def test_what_goes_round_on_the_last_rung_is_listed_and_discarded(run: Run, platform: Platform) -> None:
    rung, headers = "retry.7200s", {"attempt": 6, "came-by": "", "came-as": "complaints.commands"}
    with Connection(platform.amqp_uri) as connection, connection.Producer() as producer:
        to = {"exchange": rung, "routing_key": "complaints.commands"}
        producer.publish(b"{}", **to, headers=headers, message_id="round", type="accept_complaint")
        listed = data_of(run("dead-letters", "list", "--json"))
        (row,) = (row for row in listed if row["reason"] == "process_ended")
        discarded = data_of(run("dead-letters", "discard", row["id"], "--why", "试验", "--yes", "--json"))
        left = connection.default_channel.queue_declare(rung, passive=True).message_count

    assert (row["type"], row["times"], row["ended"]) == ("accept_complaint", 6, None)
    assert discarded == {"discarded": 1}
    assert left == 0


def test_dead_letters_say_no_clearly(run: Run) -> None:
    nothing, strange, unknown = (
        run("dead-letters", "redrive", "--yes"),
        run("dead-letters", "show", "complaints"),
        run("dead-letters", "redrive", "complaints-999999", "--yes"),
    )

    assert (nothing.returncode, strange.returncode, unknown.returncode) == (2, 2, 1)
    assert "--all" in nothing.stderr
    assert "complaints-999999" in unknown.stderr
    assert run("dead-letters", "discard", "complaints-1", "--yes").returncode == 2
