"""Carries messages outside: takes what is due, sends it, records what became of it.

Messages are taken in batches, in one short transaction; each is then sent in a greenthread of its own, and its outcome
recorded in a transaction of its own: nothing is sent from inside a transaction. A process that dies in between leaves
messages whose lease runs out; another try takes them, and they bear the same id.
"""

import logging
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from random import random
from time import monotonic
from uuid import UUID

from eventlet.greenpool import GreenPool
from nameko.extensions import DependencyProvider

from contracts.notifications import Channel
from kernel.clock import Clock
from kernel.connection import pauses
from kernel.database import Database
from kernel.engine import is_away, is_contention
from kernel.mail.relay import Relay
from kernel.sealing import KeyRing
from kernel.telemetry import about
from kernel.trace import trace_id_of
from kernel.watch.census import Census
from services.notifications import figures
from services.notifications.asking import Asking
from services.notifications.channels.email import Mail
from services.notifications.channels.mail_server import MailServer
from services.notifications.channels.webhook import Webhooks
from services.notifications.domain.endpoint import Endpoint
from services.notifications.domain.message import Message
from services.notifications.domain.outcomes import Outcome
from services.notifications.lanes import Lane
from services.notifications.outside import Outside
from services.notifications.storage import Endpoints
from services.notifications.use_cases.delivering import ITSELF, record_try, take_due
from services.notifications.ways import EmailWay, Try, Way, WebhookWay, attempted

log = logging.getLogger(__name__)

BATCH = 10
"""Messages that are taken together and sent at once."""

PERSISTENCE = 30.0
"""Seconds for which an outcome is held while the database is away; after that the lease runs out."""


class Carrier(DependencyProvider):  # type: ignore[misc]  # nameko ships no types
    """Gives the service ``carry(channel)`` for its timers, and ``outside``, the settings of the ways out."""

    database = Database()
    relay = Relay()
    census = Census()

    def setup(self) -> None:
        """Reads the settings and opens a lane for each channel."""
        settings = self.container.config["settings"]
        self._clock = Clock(settings.clock_file)
        self.outside = Outside.read()
        self.census.also(figures.count_messages)
        keys = KeyRing(settings.secret)
        webhooks = Webhooks(private=self.outside.private, ca_file=self.outside.ca_file)
        self._lanes = {Channel.WEBHOOK: self._lane(Channel.WEBHOOK, WebhookWay(webhooks, self._endpoints, keys))}
        if not self.outside.smtp_uri:
            log.warning("MINGCHA_SMTP_URI is not set: e-mails wait")
            return
        mail = Mail(MailServer(self.outside.smtp_uri), self.outside.mail_from)
        way = EmailWay(mail, Asking(settings.amqp_uri, ITSELF), keys)
        self._lanes[Channel.EMAIL] = self._lane(Channel.EMAIL, way)

    def stop(self) -> None:
        """Finishes what is on its way."""
        for lane in self._lanes.values():
            lane.finish()

    def get_dependency(self, worker_ctx: object) -> "Carrier":
        """The same for every worker."""
        del worker_ctx
        return self

    def carry(self, channel: Channel) -> None:
        """One round: sends what is due by this channel; where the channel has no way out, its messages wait."""
        if lane := self._lanes.get(channel):
            try:
                lane.run()
            except Exception as error:
                if not is_away(error):
                    raise
                log.warning("database away", extra={"channel": channel, "error": str(error)})

    def _lane(self, channel: Channel, way: Way) -> Lane:
        return Lane(partial(self._take, channel), partial(self._send, way))

    def _take(self, channel: Channel) -> list[Message]:
        with self.database.transaction() as stage:
            return take_due(stage, channel, at=self._clock.now(), limit=BATCH)

    def _endpoints(self, ids: Iterable[UUID | None]) -> Mapping[UUID, Endpoint]:
        with self.database.transaction() as stage:
            return Endpoints(stage).by_id(ids)

    def _send(self, way: Way, batch: Sequence[Message]) -> None:
        tries = way.prepare(batch)
        pool = GreenPool(BATCH)
        for message in batch:
            pool.spawn_n(self._try, message, tries[message.id])
        pool.waitall()

    def _try(self, message: Message, attempt: Try) -> None:
        about(trace_id=trace_id_of(message.trace), message_id=str(message.id))
        started, began = self._clock.now(), monotonic()
        outcome = attempted(message, attempt)
        seconds = monotonic() - began
        try:
            is_ours = self._record(message, outcome, started)
        except Exception:
            log.exception("outcome not recorded", extra={"code": outcome.code})
            return
        self.relay.wake()
        _note(message, outcome, seconds=seconds, is_ours=is_ours)

    def _record(self, message: Message, outcome: Outcome, started: datetime) -> bool:
        until, waits = monotonic() + PERSISTENCE, pauses()
        while True:
            try:
                with self.database.transaction() as stage:
                    now, chance = self._clock.now(), random()  # noqa: S311 - no secret depends on it
                    return record_try(stage, message, outcome, started=started, at=now, chance=chance)
            except Exception as error:
                if not (is_away(error) or is_contention(error)) or monotonic() > until:
                    raise
            next(waits).wait()


def _note(message: Message, outcome: Outcome, *, seconds: float, is_ours: bool) -> None:
    """Counts and logs a try; one that was overtaken is recorded by whoever overtook it."""
    figures.DELIVERIES.labels(message.channel, outcome.verdict if is_ours else "overtaken").inc()
    figures.DELIVERY_SECONDS.labels(message.channel).observe(seconds)
    said = {"channel": message.channel, "attempt": message.attempts, "code": outcome.code}
    log.info(outcome.verdict if is_ours else "overtaken", extra=said | {"ms": round(seconds * 1000, 1)})
