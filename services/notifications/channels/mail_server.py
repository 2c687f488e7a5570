"""A conversation with a mail server, and what it means when it does not go well."""

import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from services.notifications.domain.outcomes import Outcome, judge_smtp

TIMEOUT = 15
"""Seconds for each step of the conversation."""

_ENHANCED = re.compile(rb"\d\.\d{1,3}\.\d{1,3}\b")


class NoTls(OSError):
    """The mail server wants a password and offers no encryption: it does not get it."""


@dataclass(frozen=True)
class MailServer:
    """``smtp://host:25``, which changes to TLS where it is offered, or ``smtps://user:password@host:465``."""

    uri: str

    def __post_init__(self) -> None:
        """Checks the address.

        Raises:
            ValueError: when it is none; better at the start than for every e-mail.
        """
        parts = urlsplit(self.uri)
        if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
            raise ValueError("MINGCHA_SMTP_URI must be smtp://host:port or smtps://user:password@host:port")

    @contextmanager
    def conversation(self) -> Iterator[smtplib.SMTP]:
        """A conversation, open and logged in."""
        parts = urlsplit(self.uri)
        server = self._connect(parts.scheme, parts.hostname or "", parts.port)
        try:
            if parts.username:
                if not isinstance(server.sock, ssl.SSLSocket):
                    raise NoTls(parts.hostname)
                server.login(unquote(parts.username), unquote(parts.password or ""))
            yield server
            with suppress(OSError):
                server.putcmd("QUIT")  # its answer is not waited for: it cannot undo that the message was taken
        finally:
            server.close()

    def _connect(self, scheme: str, host: str, port: int | None) -> smtplib.SMTP:
        if scheme == "smtps":
            return smtplib.SMTP_SSL(host, port or 465, timeout=TIMEOUT, context=ssl.create_default_context())
        server = smtplib.SMTP(host, port or 25, timeout=TIMEOUT)
        try:
            server.ehlo_or_helo_if_needed()
            if server.has_extn("starttls"):
                server.starttls(context=ssl.create_default_context())
        except BaseException:
            server.close()
            raise
        return server


def judge(error: OSError) -> Outcome:
    """What it means that a message was not taken."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, said = next(iter(error.recipients.values()))
        return judge_smtp(code, about_message=True, detail=_enhanced(said))
    if isinstance(error, smtplib.SMTPResponseException):
        about_message = isinstance(error, smtplib.SMTPDataError)
        return judge_smtp(error.smtp_code, about_message=about_message, detail=_enhanced(error.smtp_error))
    return Outcome.again(next(code for kind, code in _CODES.items() if isinstance(error, kind)))


_CODES: dict[type[OSError], str] = {
    NoTls: "no_tls",
    smtplib.SMTPServerDisconnected: "disconnected",
    smtplib.SMTPNotSupportedError: "unsupported",
    TimeoutError: "timeout",
    ssl.SSLError: "tls",
    OSError: "unreachable",
}


def _enhanced(said: bytes | str) -> str:
    """The enhanced status code (RFC 3463) at the beginning of what a server says."""
    found = _ENHANCED.match(said.encode() if isinstance(said, str) else said)
    return found.group().decode() if found else ""
