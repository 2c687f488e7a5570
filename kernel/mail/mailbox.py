"""One queue of one service, worked through in batches by one greenthread on one connection.

It takes what is waiting, has it settled, answers, and acknowledges; whatever is not acknowledged comes again. When the
broker or the database is away it waits with growing pauses and loses nothing.
"""

import logging
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from time import monotonic
from typing import Any, ClassVar

from amqp import Message
from eventlet.event import Event as Signal
from kombu import Connection
from nameko.extensions import SharedExtension

from contracts.wire import write
from kernel.clock import Clock
from kernel.connection import BROKER_ERRORS, connect, pauses, user_of
from kernel.database import Database
from kernel.engine import is_away
from kernel.link import together
from kernel.mail import names
from kernel.mail.cloud_events import read_events
from kernel.mail.comebacks import LETHAL, comebacks, next_batch
from kernel.mail.letter import Letter, read_command, read_query
from kernel.mail.queries import Answering
from kernel.mail.relay import Relay
from kernel.mail.returns import Returns
from kernel.mail.seals import Seals
from kernel.mail.settlement import Desk, Handler, Outcome, Settlement
from kernel.telemetry import about
from kernel.watch import figures
from kernel.watch.letters import Handled, Tally, fate_of

log = logging.getLogger(__name__)


class Mailbox(SharedExtension, ABC):
    """What the three kinds have in common: waiting, taking, stopping."""

    database = Database()
    relay = Relay()

    kind: ClassVar[str]
    most: ClassVar[int] = 200
    prefetch: ClassVar[int] = 400

    def __init__(self) -> None:
        super().__init__()
        self.handlers: dict[str, Handler] = {}
        self._stopping = False
        self._ended = Signal()
        self._waits = pauses()

    @property
    @abstractmethod
    def queue(self) -> str:
        """The name of the queue."""

    def register(self, type_: str, handler: Handler) -> None:
        """Has letters of a type handed to ``handler``."""
        if type_ in self.handlers:
            raise LookupError(f"two methods take {type_} from {self.queue}")
        self.handlers[type_] = handler

    def start(self) -> None:
        """Begins to work."""
        settings = self.container.config["settings"]
        seals = Seals(self.container.service_name, settings.secret)
        self.desk = Desk(self.container, self.database, self.handlers, Clock(settings.clock_file), seals)
        self._tally = Tally(self.kind, self.queue, self.handlers)
        self.container.spawn_managed_thread(self._run, identifier=self.queue)

    def halt(self) -> None:
        """Ends after the batch at hand; what was taken but not begun goes back to the queue untouched."""
        self._stopping = True
        self._ended.wait()

    def _run(self) -> None:
        while not self._stopping:
            try:
                with connect(self.container.config["settings"].amqp_uri, self.queue) as connection:
                    self._work(connection)
            except BROKER_ERRORS as error:
                pause = next(self._waits)
                log.warning("broker away", extra={"queue": self.queue, "error": str(error), "pause": pause.seconds})
                pause.wait()
        self._ended.send()

    def _work(self, connection: Connection) -> None:
        channel = connection.channel()
        channel.auto_decode = False  # the sender's content_encoding would turn the body into another
        channel.basic_qos(prefetch_size=0, prefetch_count=self.prefetch, a_global=False)
        waiting: deque[Any] = deque()
        channel.basic_consume(self.queue, callback=waiting.append)
        log.info("open", extra={"queue": self.queue})
        in_hand = figures.LETTERS_IN_HAND.labels(self.kind)
        is_first = True
        while not self._stopping:
            self._gather(connection, waiting)
            in_hand.set(len(waiting))
            if waiting:
                batch = next_batch(waiting, self.most)
                lethal = is_first and comebacks(batch[0]) >= LETHAL
                is_first = False
                self._take(connection, channel, batch, lethal=lethal)
            connection.heartbeat_check()
            self._waits = pauses()

    def _gather(self, connection: Connection, waiting: deque[Any]) -> None:
        """Waits up to a second for a first message, then takes what else is there already."""
        try:
            if not waiting:
                connection.drain_events(timeout=1)
            while len(waiting) < self.most:
                connection.drain_events(timeout=0)
        except TimeoutError:
            return

    def _take(self, connection: Connection, channel: Any, deliveries: Sequence[Any], *, lethal: bool) -> None:
        letters = [letter for delivery in deliveries for letter in self.open(delivery)]
        letters = [replace(letter, lethal=True) for letter in letters] if lethal else letters
        for pause in pauses():
            began = monotonic()
            try:
                handled = self.settle(connection, channel, letters)
                break
            except BROKER_ERRORS:
                raise
            except Exception as error:
                if not is_away(error):
                    raise
                log.warning("database away", extra={"queue": self.queue, "pause": pause.seconds, "error": str(error)})
                pause.wait(connection)
            if self._stopping:
                return
        channel.basic_ack(deliveries[-1].delivery_info["delivery_tag"], multiple=True)
        about()
        self._tally.note(handled, seconds=monotonic() - began, now=self.desk.clock.now())

    @abstractmethod
    def open(self, delivery: Any) -> Iterator[Letter]:
        """Reads the letters of one AMQP message."""

    @abstractmethod
    def settle(self, connection: Connection, channel: Any, letters: Sequence[Letter]) -> Handled:
        """Settles the letters and sends the replies; gives what became of each."""


class CommandBox(Mailbox):
    """``<service>.commands``: each command once, answered after its commit."""

    kind = "command"

    @property
    def queue(self) -> str:
        """The commands' queue."""
        return names.commands_of(self.container.service_name)

    def open(self, delivery: Any) -> Iterator[Letter]:
        """One command a message."""
        yield read_command(self.desk.seals.open(delivery))

    def settle(self, connection: Connection, channel: Any, letters: Sequence[Letter]) -> Handled:
        """Settles and answers each; what failed goes up the retry ladder before it is acknowledged."""
        outcomes = Settlement(self.desk, self.queue).settle(letters)
        with together(connection):
            for outcome in outcomes:
                if outcome.failed is None:
                    _answer(channel, outcome)
        self.relay.wake()
        ended = Returns(connection, self.queue, self.desk).take(outcomes)
        for outcome in ended:
            if outcome.failed is not None and outcome.dead is not None:
                _answer(channel, outcome)
        return [(outcome.letter, fate_of(outcome)) for outcome in ended]


class EventBox(Mailbox):
    """``<service>.inbox``: each event once, answered never."""

    kind = "event"

    @property
    def queue(self) -> str:
        """The inbox."""
        return names.inbox_of(self.container.service_name)

    def start(self) -> None:
        """Learns whom the broker knows the platform as, then begins to work."""
        self._user = user_of(self.container.config["settings"].amqp_uri)
        super().start()

    def open(self, delivery: Any) -> Iterator[Letter]:
        """The one or many events of a message."""
        return read_events(self.desk.seals.open(delivery), platform_user=self._user)

    def settle(self, connection: Connection, channel: Any, letters: Sequence[Letter]) -> Handled:
        """Settles each; what is dead or failed leaves before it is acknowledged."""
        del channel
        outcomes = Settlement(self.desk, self.queue).settle(letters)
        self.relay.wake()
        ended = Returns(connection, self.queue, self.desk).take(outcomes)
        return [(outcome.letter, fate_of(outcome)) for outcome in ended]


class QueryBox(Mailbox):
    """``rpc-<service>``: questions in nameko's RPC protocol, answered while their caller waits."""

    kind = "query"

    @property
    def queue(self) -> str:
        """The queue, named as nameko names it."""
        return names.queries_of(self.container.service_name)

    def open(self, delivery: Any) -> Iterator[Letter]:
        """One query a message."""
        yield read_query(delivery)

    def settle(self, connection: Connection, channel: Any, letters: Sequence[Letter]) -> Handled:
        """Answers every query, whatever becomes of it."""
        handled = []
        for answered in Answering(self.desk).answer(letters):
            with together(connection):
                for letter, answer in answered:
                    _reply(channel, names.RPC_EXCHANGE, letter, answer.body)
            handled += [(letter, answer.fate) for letter, answer in answered]
        return handled


def _answer(channel: Any, outcome: Outcome) -> None:
    """Sends the reply, if anybody waits for one; when it is lost, the same command sent again gets it again."""
    if outcome.letter.reply_to:
        _reply(channel, "", outcome.letter, write(outcome.reply))


def _reply(channel: Any, exchange: str, letter: Letter, body: bytes) -> None:
    kind = {"content_type": "application/json", "content_encoding": "utf-8"}
    channel.basic_publish(Message(body, correlation_id=letter.correlation_id, **kind), exchange, letter.reply_to)
