"""Where a message of each channel goes, found out right before it is sent, and the one try to send it there."""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from traceback import extract_tb
from typing import Protocol
from uuid import UUID

import eventlet

from contracts.complaints import PartyUnknown, Reporter, SealedView
from contracts.notifications import Notice
from contracts.survey import SurveyAnsweredBefore, SurveyLink, SurveyOver, SurveyUnknown
from contracts.wire import convert, read, write
from kernel.mail.queries import RemoteFault, RpcReply
from kernel.sealing import KeyRing
from services.notifications.asking import Asking
from services.notifications.channels.email import Mail
from services.notifications.channels.webhook import Webhooks
from services.notifications.domain.endpoint import Endpoint
from services.notifications.domain.message import Message
from services.notifications.domain.outcomes import Outcome
from services.notifications.domain.questions import questions_about, token_question
from services.notifications.domain.templates import write_mail

log = logging.getLogger(__name__)

Try = Callable[[], Outcome]
FindEndpoints = Callable[[Iterable[UUID | None]], Mapping[UUID, Endpoint]]

DEADLINE = 40.0
"""Seconds for one try in all; with the question for its address it stays within the lease."""

FINAL = frozenset(refusal.code() for refusal in (PartyUnknown, SurveyUnknown, SurveyAnsweredBefore, SurveyOver))
"""Refusals of the owner after which there is nothing left to send."""


class Way(Protocol):
    """What a channel needs to know before it can send a batch."""

    def prepare(self, batch: Sequence[Message]) -> Mapping[UUID, Try]:
        """Finds out where each message goes; gives the try of each."""


class EmailWay:
    """Asks the owner of each party for the address, and for a survey's token: in memory until the e-mail is out."""

    def __init__(self, mail: Mail, asking: Asking, keys: KeyRing) -> None:
        self._mail = mail
        self._asking = asking
        self._keys = keys

    def prepare(self, batch: Sequence[Message]) -> Mapping[UUID, Try]:
        """Asks everything that a batch needs at once."""
        asked = {message.id: questions_about(message) for message in batch}
        questions = {id_: question for about in asked.values() for id_, question in about.items()}
        traces = {id_: message.trace for message in batch for id_ in asked[message.id]}
        answers = self._asking.ask("complaints", questions, traces)
        return {
            message.id: partial(self._send, message, {id_: answers.get(id_) for id_ in asked[message.id]})
            for message in batch
        }

    def _send(self, message: Message, answers: Mapping[UUID, RpcReply | None]) -> Outcome:
        opened: dict[UUID, bytes] = {}
        for id_, answer in answers.items():
            if answer is None:
                return Outcome.postponed("owner_silent")
            if answer.error is not None:
                return _refused(answer.error)
            opened[id_] = self._keys.open("notifications", convert(SealedView, answer.result).sealed)
        reporter = read(Reporter, opened[message.id])
        if reporter.email is None:
            return Outcome.skipped("no_address")
        link = opened.get(token_question(message))
        more = {} if link is None else {"token": read(SurveyLink, link).token}
        written = write_mail(message.template, reporter.language, message.data | more)
        return self._mail.send(message.id, reporter.email, written, reporter.language, trace=message.trace)


def _refused(error: RemoteFault) -> Outcome:
    code = error.refusal.code if error.refusal is not None else ""
    return Outcome.skipped(code) if code in FINAL else Outcome.postponed("owner_failed")


class WebhookWay:
    """Looks up the endpoints of a batch; ``find`` gives those with these ids."""

    def __init__(self, webhooks: Webhooks, find: FindEndpoints, keys: KeyRing) -> None:
        self._webhooks = webhooks
        self._find = find
        self._keys = keys

    def prepare(self, batch: Sequence[Message]) -> Mapping[UUID, Try]:
        """Looks up the endpoints as they are now: one that was disabled meanwhile is told nothing."""
        found = self._find(message.endpoint_id for message in batch)
        return {message.id: partial(self._send, message, found) for message in batch}

    def _send(self, message: Message, found: Mapping[UUID, Endpoint]) -> Outcome:
        endpoint = found.get(message.endpoint_id) if message.endpoint_id else None
        if endpoint is None or not endpoint.is_active:
            return Outcome.skipped("endpoint_disabled")
        notice = Notice(type=message.event_type, timestamp=message.occurred_at, data=message.data)
        secrets = [self._keys.decrypt(secret, endpoint.id.bytes).decode() for secret in endpoint.secrets]
        return self._webhooks.send(message.id, endpoint.url, write(notice), secrets, trace=message.trace)


def attempted(message: Message, attempt: Try) -> Outcome:
    """Tries once, within the deadline; a fault of our own is tried again too.

    Of a fault only its kind and its place are logged: its text may hold an address.
    """
    try:
        with eventlet.Timeout(DEADLINE):
            return attempt()
    except eventlet.Timeout:
        return Outcome.again("deadline")
    except Exception as error:  # noqa: BLE001 - whatever it is, the message must not stay in the air
        place = extract_tb(error.__traceback__)[-1]
        said = {"id": str(message.id), "kind": type(error).__name__, "at": f"{place.filename}:{place.lineno}"}
        log.error("fault", extra=said)  # noqa: TRY400 - see above
        return Outcome.again("fault")
