"""The containers as they are written down; deploy/try-compose runs them for real where there is a Docker engine."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

from gateway.attachments.terms import Terms
from kernel.services import service_names
from mingcha.container import KEYS, lay_out_secrets

ROOT = Path(__file__).parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
DEMO: dict[str, Any] = yaml.safe_load((ROOT / "deploy" / "compose.demo.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, Any] = COMPOSE["services"]
PROCESSES = (*service_names(), "gateway")
STEPS = ("secrets", "setup")
LASTING = (*PROCESSES, "rabbitmq", "postgres")
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")


def test_every_process_has_its_container() -> None:
    assert set(SERVICES) == {*LASTING, *STEPS, "office"}


@pytest.mark.parametrize("name", LASTING)
def test_what_lasts_is_watched_restarted_and_given_time_to_stop(name: str) -> None:
    service = SERVICES[name]

    assert service["healthcheck"]["test"]
    assert service["restart"] == "unless-stopped"
    assert int(service["stop_grace_period"].removesuffix("s")) >= 30
    assert service["logging"]["options"]["max-size"]


@pytest.mark.parametrize("name", PROCESSES)
def test_a_process_starts_when_everything_it_needs_is_there(name: str) -> None:
    assert SERVICES[name]["depends_on"] == {
        "rabbitmq": {"condition": "service_healthy"},
        "postgres": {"condition": "service_healthy"},
        "setup": {"condition": "service_completed_successfully"},
    }
    assert SERVICES[name]["read_only"]
    assert SERVICES[name]["cap_drop"] == ["ALL"]


@pytest.mark.parametrize("name", SERVICES)
def test_several_of_one_kind_can_run_and_only_the_gateway_is_reached_from_outside(name: str) -> None:
    assert "container_name" not in SERVICES[name]
    assert ("ports" in SERVICES[name]) == (name == "gateway")


@pytest.mark.parametrize("name", PROCESSES)
def test_a_process_sees_its_own_secrets_alone(name: str) -> None:
    secrets = [volume for volume in SERVICES[name]["volumes"] if volume.startswith("secrets-")]

    assert secrets == [f"secrets-{name}:/run/secrets:ro"]


def test_the_gateway_alone_has_the_attachments() -> None:
    with_files = {
        name for name in SERVICES if any("attachments" in volume for volume in SERVICES[name].get("volumes", []))
    }

    assert with_files == {"gateway"}
    assert "-o mingcha -g mingcha /var/lib/mingcha/attachments" in DOCKERFILE


def test_no_secret_stands_in_the_files() -> None:
    said = [
        (name, variable)
        for place in (COMPOSE, DEMO)
        for name, service in place["services"].items()
        for variable, value in service.get("environment", {}).items()
        if re.search("PASSWORD|URI|URL|SERVER", variable)
        and not variable.endswith("_FILE")
        and re.search("//[^/]*:[^/]*@", str(value))
    ]

    assert said == []


@pytest.mark.parametrize(
    ("name", "setting"), [("gateway", "MINGCHA_ATTACHMENTS"), ("notifications", "MINGCHA_SMTP_URI")]
)
def test_what_may_hold_a_password_comes_from_a_file_as_well(name: str, setting: str) -> None:
    environment = SERVICES[name]["environment"]

    assert environment[setting] == f"${{{setting}:-}}", "a default would go before every file"
    assert environment[f"{setting}_FILE"].startswith(f"${{{setting}_FILE:-")


def test_the_usual_store_of_attachments_is_the_volume_that_the_gateway_mounts(tmp_path: Path) -> None:
    lay_out_secrets(tmp_path)
    address = Terms.read(
        {"MINGCHA_ATTACHMENTS": "", "MINGCHA_ATTACHMENTS_FILE": str(tmp_path / "gateway/attachments")}
    ).address
    usual = SERVICES["gateway"]["environment"]["MINGCHA_ATTACHMENTS_FILE"]

    assert usual.endswith(":-/run/secrets/attachments}")
    assert f"attachments:{urlsplit(address).path}" in SERVICES["gateway"]["volumes"]


def test_every_setting_is_one_that_exists() -> None:
    known = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    set_here = {
        variable
        for name in (*PROCESSES, "office")
        for variable in SERVICES[name]["environment"]
        if variable.startswith("MINGCHA_")
    }

    assert {variable for variable in set_here if f"`{variable}`" not in known} == set()


def test_what_the_demo_opens_is_closed_without_it() -> None:
    assert DEMO["services"]["notifications"]["environment"]["MINGCHA_WEBHOOK_PRIVATE"] == "allow"
    assert not any("MINGCHA_WEBHOOK_PRIVATE" in service.get("environment", {}) for service in SERVICES.values())
    assert not any("MINGCHA_CLOCK_FILE" in service.get("environment", {}) for service in SERVICES.values())


def test_the_database_does_not_repeat_what_people_said() -> None:
    assert {"log_min_error_statement=panic", "log_error_verbosity=terse"} <= set(SERVICES["postgres"]["command"])


def test_the_image_holds_every_room_and_runs_as_nobody_in_particular() -> None:
    builder, _, final = DOCKERFILE.rpartition("\nFROM ")
    rooms = re.search(r"include = \[(.*)\]", (ROOT / "pyproject.toml").read_text(encoding="utf-8"))

    assert rooms is not None
    for room in re.findall(r'"(\w+)\*"', rooms[1]):
        assert f"COPY {room} {room}\n" in builder
    assert "COPY --from=builder /app /app\n" in final
    assert "\nUSER mingcha\n" in final
    assert "pip install" not in final


def test_the_image_has_the_versions_that_were_tested() -> None:
    def versions(file: str) -> set[str]:
        return set(re.findall(r"^([\w.-]+==\S+)", (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE))

    image = versions("deploy/requirements.lock")

    assert image
    assert image < versions("requirements.lock")
    assert not any(name.startswith(("pytest", "mypy", "ruff")) for name in image)


def test_secrets_are_made_once_and_each_has_what_it_needs_and_no_more(tmp_path: Path) -> None:
    lay_out_secrets(tmp_path)
    first = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    lay_out_secrets(tmp_path)

    assert {file: file.read_bytes() for file in first} == first
    assert set(KEYS) == set(PROCESSES)
    for process, keys in KEYS.items():
        files = {file.name for file in (tmp_path / process).iterdir()}
        also = {"attachments"} if process == "gateway" else set()
        assert files == {*keys, *also, "amqp_uri", "management_uri", "database_url"}
        assert f"/mingcha_{process}" in (tmp_path / process / "database_url").read_text(encoding="ascii")
    assert [file.name for file in (tmp_path / "postgres").iterdir()] == ["password"]
    mounted = {
        volume.partition(":")[0] for name in SERVICES if name != "secrets" for volume in SERVICES[name]["volumes"]
    }
    assert "secrets-source" not in mounted
