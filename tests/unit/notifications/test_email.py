"""An e-mail goes to one address, says whose it is, and cannot be made to say more by what a person typed."""

from email import message_from_bytes, policy
from email.message import EmailMessage
from uuid import UUID

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from services.notifications.channels.email import Mail, compose
from services.notifications.channels.mail_server import MailServer
from services.notifications.domain.outcomes import Outcome
from services.notifications.domain.written import Written

ID = UUID(int=9)
SENDER = "明察 <noreply@mingcha.example>"
WRITTEN = Written("投诉件 TS-2026-000123 已登记", "您的投诉已登记。\n")


def mail(to: str = "wang@example.cn", written: Written = WRITTEN, language: str = "zh") -> EmailMessage:
    return compose(ID, sender=SENDER, to=to, written=written, language=language)


def test_an_email_is_read_as_it_was_written() -> None:
    read = message_from_bytes(mail().as_bytes(), policy=policy.default)

    assert read["Subject"] == WRITTEN.subject
    assert read.get_content().splitlines() == WRITTEN.text.splitlines()
    assert (read["From"], read["To"]) == (SENDER, "wang@example.cn")


def test_the_message_id_is_the_messages_at_every_try() -> None:
    assert mail()["Message-ID"] == mail()["Message-ID"] == f"<{ID}@mingcha>"


def test_an_email_says_that_a_machine_wrote_it() -> None:
    assert mail()["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize(("language", "tag"), [("zh", "zh-CN"), ("en", "en")])
def test_an_email_says_its_language(language: str, tag: str) -> None:
    assert mail(language=language)["Content-Language"] == tag


def test_a_name_in_other_letters_is_written_as_dns_has_it() -> None:
    assert mail("wang@例子.中国")["To"] == "wang@xn--fsqu00a.xn--fiqs8s"


@pytest.mark.parametrize(
    "to",
    [
        "wang@example.cn\r\nBcc: everybody@example.cn",
        "wang@example.cn\nSubject: other",
        "wang\r@example.cn",
        "a,b@example.cn",
        "a;b@example.cn",
        "<a>b@example.cn",
        '"a"b@example.cn',
        "a b@example.cn",
        "a@b@example.cn",
        "a@[.example.cn",
        ".a@example.cn",
        "a..b@example.cn",
        "wang@exa mple.cn",
        "wang@example..cn",
        "wang@.cn",
        "@example.cn",
        "wang",
        "王@example.cn",
        "wang@" + "x" * 64 + ".cn",
    ],
)
def test_what_is_not_exactly_one_address_is_never_sent_to(to: str) -> None:
    nowhere = MailServer("smtp://mail.invalid")

    assert Mail(nowhere, SENDER).send(ID, to, WRITTEN, "zh") == Outcome.failed("address_malformed")


@settings(max_examples=200, deadline=None)
@given(st.text('a.中@,;:<>()[]"\\=?_-', max_size=12), st.text('a.中@,;:<>()[]"\\=?_-', max_size=12))
@example("a", "[.cn")
def test_whatever_a_person_types_no_header_and_no_reader_is_added(local: str, domain: str) -> None:
    try:
        read = message_from_bytes(mail(f"{local}@{domain}").as_bytes(), policy=policy.default)
    except ValueError:
        return

    assert len(read["To"].addresses) == 1
    assert set(read.keys()) == set(mail().keys())


@pytest.mark.parametrize("subject", ["已登记\r\nBcc: everybody@example.cn", "已登记\nX: y"])
def test_a_subject_cannot_begin_another_header(subject: str) -> None:
    with pytest.raises(ValueError, match="linefeed"):
        mail(written=Written(subject, "text"))


@pytest.mark.parametrize("uri", ["localhost:25", "http://localhost", "smtp://", "smtp:localhost"])
def test_a_mail_server_that_is_none_is_noticed_at_the_start(uri: str) -> None:
    with pytest.raises(ValueError, match="MINGCHA_SMTP_URI"):
        MailServer(uri)


@pytest.mark.parametrize("sender", ["", "明察", "明察 <nobody>"])
def test_a_sender_that_is_none_is_noticed_at_the_start(sender: str) -> None:
    with pytest.raises(ValueError, match="address"):
        Mail(MailServer("smtp://mail.invalid"), sender)
