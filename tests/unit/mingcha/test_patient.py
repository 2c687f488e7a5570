"""Whom the doctor looks at: addresses come from the environment or, as in a container, from files that it names."""

from pathlib import Path

import pytest

from kernel.settings import SettingMissing
from mingcha.doctor import Patient
from mingcha.local.surroundings import PROCESSES

ADDRESSES = {
    "AMQP_URI": "amqp://office:pw@rabbitmq:5672/%2F",
    "RABBITMQ_MANAGEMENT_URI": "http://office:pw@rabbitmq:15672",
    **{f"DATABASE_URL_{name.upper()}": f"postgresql://office:pw@postgres/mingcha_{name}" for name in PROCESSES},
}


def in_files(folder: Path) -> dict[str, str]:
    """An environment that names files alone, as the container ``office`` has it."""
    environ = {}
    for name, address in ADDRESSES.items():
        file = folder / name.lower()
        file.write_text(f"{address}\n", encoding="utf-8")
        environ[f"{name}_FILE"] = str(file)
    return environ


def addresses_of(patient: Patient) -> dict[str, str]:
    return {
        "AMQP_URI": patient.amqp_uri,
        "RABBITMQ_MANAGEMENT_URI": patient.management_uri,
        **{f"DATABASE_URL_{name.upper()}": url for name, url in patient.databases.items()},
    }


def test_what_stands_in_files_is_looked_at_as_what_stands_in_the_environment(tmp_path: Path) -> None:
    said = Patient.find(tmp_path, ADDRESSES)
    filed = Patient.find(tmp_path, in_files(tmp_path))

    assert addresses_of(said) == ADDRESSES
    assert addresses_of(filed) == ADDRESSES
    assert filed.is_there


def test_a_file_that_is_named_and_not_there_is_no_empty_address(tmp_path: Path) -> None:
    with pytest.raises(SettingMissing):
        Patient.find(tmp_path, {"AMQP_URI_FILE": str(tmp_path / "nowhere")})


def test_nothing_named_is_nobody(tmp_path: Path) -> None:
    assert not Patient.find(tmp_path, {}).is_there
