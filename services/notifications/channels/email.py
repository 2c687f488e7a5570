"""E-mail by SMTP: one message, one recipient, one try."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP as POLICY
from email.utils import parseaddr
from uuid import UUID

from kernel.trace import trace_id_of
from services.notifications.channels.mail_server import MailServer, judge
from services.notifications.domain.outcomes import Outcome, Verdict
from services.notifications.domain.written import Written

_PLAIN = re.compile(
    r"[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*@([a-z0-9-]+\.)+[a-z0-9-]+", re.ASCII | re.IGNORECASE
)
_LANGUAGES = {"zh": "zh-CN", "en": "en"}


@dataclass(frozen=True)
class Mail:
    """Sends e-mails by a mail server from ``sender``, as in ``明察 <noreply@mingcha.example>``.

    Raises:
        ValueError: when the sender is no address.
    """

    server: MailServer
    sender: str

    def __post_init__(self) -> None:
        """Checks the sender, once and not for every e-mail."""
        address_of(*parseaddr(self.sender))

    def send(self, id_: UUID, to: str, written: Written, language: str, *, trace: str = "") -> Outcome:
        """Tries once. What the server says is kept as its codes alone: its words may hold the address."""
        try:
            message = compose(id_, sender=self.sender, to=to, written=written, language=language)
            if trace:
                message["X-Trace-Id"] = trace_id_of(trace)  # whoever asks about this e-mail names it, and the log knows
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
    message["From"] = address_of(*parseaddr(sender))
    message["To"] = address_of("", to)
    message["Subject"] = written.subject
    message["Date"] = datetime.now(UTC)  # the real time, also where the platform's clock was moved
    message["Message-ID"] = f"<{id_}@mingcha>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(written.text, charset="utf-8", cte="base64")
    message["Content-Language"] = _LANGUAGES[language]
    return message


def address_of(name: str, address: str) -> Address:
    """One plain address; a name of a domain in other letters is written as DNS has it.

    Raises:
        ValueError: when it is none, or more than one.
    """
    local, _, domain = address.rpartition("@")
    plain = f"{local}@{domain.encode('idna').decode()}"
    if not _PLAIN.fullmatch(plain):  # the library's parser lets some through, and falls over others
        raise ValueError("no plain address")
    return Address(display_name=name, addr_spec=plain)
