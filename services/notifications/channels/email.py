"""E-mail by SMTP: one message, one recipient, one try."""

import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP as POLICY
from email.utils import parseaddr
from urllib.parse import unquote, urlsplit
from uuid import UUID

from services.notifications.domain.outcomes import Outcome, Verdict, judge_smtp
from services.notifications.domain.templates import Written

TIMEOUT = 15
"""Seconds for each step of the conversation."""

_ENHANCED = re.compile(rb"\d\.\d{1,3}\.\d{1,3}\b")
_PLAIN = re.compile(
    r"[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*@([a-z0-9-]+\.)+[a-z0-9-]+", re.ASCII | re.IGNORECASE
)
_LANGUAGES = {"zh": "zh-CN", "en": "en"}


class NoTls(OSError):
    """The mail server wants a password and offers no encryption: it does not get it."""


@dataclass(frozen=True)
class MailServer:
    """``smtp://host:25``, which changes to TLS where it is offered, or ``smtps://user:password@host:465``."""

    uri: str

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


@dataclass(frozen=True)
class Mail:
    """Sends e-mails from ``sender`` by a mail server."""

    server: MailServer
    sender: str

    def send(self, id_: UUID, to: str, written: Written, language: str) -> Outcome:
        """Tries once. What the server says is kept as its codes alone: its words may hold the address."""
        try:
            message = compose(id_, sender=self.sender, to=to, written=written, language=language)
        except ValueError:
            return Outcome.failed("address_malformed")
        try:
            with self.server.conversation() as server:
                server.send_message(message)
        except OSError as error:
            return judge(error)
        return Outcome(verdict=Verdict.SENT, code="smtp_250", language=language)


def compose(id_: UUID, *, sender: str, to: str, written: Written, language: str) -> EmailMessage:
    """Makes the message; its id is the same at every try, so that a reader's mail program shows it once.

    Raises:
        ValueError: when an address is not exactly one, or a header holds a line break.
    """
    message = EmailMessage(policy=POLICY)
    message["From"] = _address(*parseaddr(sender))
    message["To"] = _address("", to)
    message["Subject"] = written.subject
    message["Date"] = datetime.now(UTC)  # the real time, also where the platform's clock was moved
    message["Message-ID"] = f"<{id_}@mingcha>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(written.text, charset="utf-8", cte="base64")
    message["Content-Language"] = _LANGUAGES[language]
    return message


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


def _address(name: str, address: str) -> Address:
    """One plain address; a name of a domain in other letters is written as DNS has it.

    Raises:
        ValueError: when it is none, or more than one.
    """
    local, _, domain = address.rpartition("@")
    plain = f"{local}@{domain.encode('idna').decode()}"
    if not _PLAIN.fullmatch(plain):  # the library's parser lets some through, and falls over others
        raise ValueError("no plain address")
    return Address(display_name=name, addr_spec=plain)
