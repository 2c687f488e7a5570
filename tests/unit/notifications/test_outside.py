"""What the service is told from outside."""

from pathlib import Path

import pytest

from kernel.settings import SettingMissing
from services.notifications.outside import Outside

URI = "smtps://office:secret@mail.city.example:465"


def test_the_mail_servers_address_may_stand_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "smtp_uri"
    file.write_text(f"{URI}\n", encoding="utf-8")

    assert Outside.read({"MINGCHA_SMTP_URI": "", "MINGCHA_SMTP_URI_FILE": str(file)}).smtp_uri == URI


def test_a_file_that_is_not_there_is_no_reason_to_let_e_mails_wait(tmp_path: Path) -> None:
    with pytest.raises(SettingMissing):
        Outside.read({"MINGCHA_SMTP_URI_FILE": str(tmp_path / "nowhere")})


def test_without_an_address_e_mails_wait() -> None:
    assert Outside.read({"MINGCHA_SMTP_URI": "", "MINGCHA_SMTP_URI_FILE": ""}).smtp_uri == ""
