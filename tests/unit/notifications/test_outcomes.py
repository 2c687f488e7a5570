"""What a server answers decides whether a message went, is tried again, or is given up."""

import smtplib
import socket
import ssl
from datetime import UTC, datetime, timedelta

import pytest
import requests

from services.notifications.channels import mail_server, webhook
from services.notifications.domain.masking import masked
from services.notifications.domain.outcomes import Verdict, judge_http, retry_after

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize("status", [200, 201, 202, 204, 299])
def test_only_2xx_says_that_a_webhook_was_taken(status: int) -> None:
    assert judge_http(status).verdict is Verdict.SENT


@pytest.mark.parametrize(
    "status", [100, 199, 300, 301, 302, 307, 308, 400, 401, 403, 404, 408, 409, 422, 425, 429, 500, 502, 503, 504]
)
def test_every_other_status_is_tried_again(status: int) -> None:
    judged = judge_http(status)

    assert (judged.verdict, judged.code, judged.closes) == (Verdict.AGAIN, f"http_{status}", False)


def test_410_is_final_and_closes_the_endpoint() -> None:
    judged = judge_http(410)

    assert (judged.verdict, judged.closes) == (Verdict.FAILED, True)


@pytest.mark.parametrize(("status", "waits"), [(429, True), (503, True), (500, False), (404, False)])
def test_a_pause_that_is_asked_for_counts_where_the_server_is_busy(status: int, waits: bool) -> None:  # noqa: FBT001
    hour = timedelta(hours=1)

    assert judge_http(status, wait=hour).wait == (hour if waits else None)


@pytest.mark.parametrize(
    ("header", "pause"),
    [
        ("120", timedelta(minutes=2)),
        ("0", timedelta(0)),
        ("Mon, 23 Nov 2026 08:05:00 GMT", timedelta(minutes=5)),
        (None, None),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("9" * 5000, None),
        ("Mon, 23 Nov 2026 08:05:00 -0000", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(header: str | None, pause: timedelta | None) -> None:
    assert retry_after(header, now=NOW) == pause


@pytest.mark.parametrize(
    ("error", "verdict", "code"),
    [
        (smtplib.SMTPRecipientsRefused({"a@b.cn": (550, b"5.1.1 no such user")}), Verdict.FAILED, "smtp_550"),
        (smtplib.SMTPRecipientsRefused({"a@b.cn": (450, b"4.2.0 greylisted")}), Verdict.AGAIN, "smtp_450"),
        (smtplib.SMTPRecipientsRefused({"a@b.cn": (421, b"closing")}), Verdict.AGAIN, "smtp_421"),
        (smtplib.SMTPDataError(554, b"5.7.1 spam"), Verdict.FAILED, "smtp_554"),
        (smtplib.SMTPDataError(451, b"4.3.0 later"), Verdict.AGAIN, "smtp_451"),
        (smtplib.SMTPSenderRefused(550, b"5.7.1 not you", "n@m.cn"), Verdict.AGAIN, "smtp_550"),
        (smtplib.SMTPAuthenticationError(535, b"5.7.8 wrong"), Verdict.AGAIN, "smtp_535"),
        (smtplib.SMTPConnectError(554, b"no service"), Verdict.AGAIN, "smtp_554"),
        (smtplib.SMTPServerDisconnected("gone"), Verdict.AGAIN, "disconnected"),
        (smtplib.SMTPNotSupportedError("no AUTH"), Verdict.AGAIN, "unsupported"),
        (mail_server.NoTls("mail.example"), Verdict.AGAIN, "no_tls"),
        (ssl.SSLCertVerificationError("not trusted"), Verdict.AGAIN, "tls"),
        (TimeoutError("late"), Verdict.AGAIN, "timeout"),
        (ConnectionRefusedError("closed"), Verdict.AGAIN, "unreachable"),
    ],
)
def test_an_email_is_given_up_for_its_own_sake_alone(error: OSError, verdict: Verdict, code: str) -> None:
    judged = mail_server.judge(error)

    assert (judged.verdict, judged.code) == (verdict, code)


def test_of_a_mail_servers_words_the_code_alone_is_kept() -> None:
    said = b"5.1.1 <wang@example.cn>: user wang unknown"
    refused = smtplib.SMTPRecipientsRefused({"wang@example.cn": (550, said)})

    assert mail_server.judge(refused).detail == "5.1.1"


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (requests.exceptions.SSLError("certificate"), "tls"),
        (requests.exceptions.ConnectTimeout("late"), "timeout"),
        (requests.exceptions.ReadTimeout("late"), "timeout"),
        (requests.exceptions.ConnectionError("refused"), "unreachable"),
        (socket.gaierror("no such host"), "unresolved"),
        (UnicodeError("label too long"), "unresolved"),
    ],
)
def test_what_keeps_a_webhook_from_being_answered_has_a_code(error: Exception, code: str) -> None:
    assert webhook.judge(error) == code


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("no user wang@example.cn here", "no user ▇▇▇ here"),
        ("call 13800000000", "call ▇▇▇"),
        ("call 0519-8888 0000 now", "call ▇▇▇ now"),
        ("line\r\nSet-Cookie: x\x00", "line Set-Cookie: x"),
        ("x" * 500, "x" * 200),
    ],
)
def test_what_an_endpoint_says_is_kept_masked_short_and_on_one_line(said: str, kept: str) -> None:
    assert masked(said) == kept
