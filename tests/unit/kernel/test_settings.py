"""Settings: from the environment, or from a file where they hold a password."""

from pathlib import Path

import pytest

from kernel.settings import SettingMissing, Settings

URI = "amqp://mingcha:secret@rabbitmq:5672/%2F"


def test_an_address_may_stand_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "amqp_uri").write_text(f"{URI}\n", encoding="utf-8")

    assert Settings.read({"AMQP_URI_FILE": str(tmp_path / "amqp_uri")}).amqp_uri == URI


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    environ = {"AMQP_URI": URI, "AMQP_URI_FILE": str(tmp_path / "none"), "DATABASE_URL_FILE": ""}
    settings = Settings.read(environ)

    assert (settings.amqp_uri, settings.database_url) == (URI, "")


def test_a_file_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SettingMissing) as ended:
        Settings.read({"AMQP_URI_FILE": str(tmp_path / "none")})

    assert ended.value.code == 78
    assert "AMQP_URI_FILE" in capsys.readouterr().out
