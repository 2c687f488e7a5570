"""How a batch of commands or events is settled: one transaction, once each, and alone what cannot go together."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, Protocol

import msgspec
from nameko.containers import ServiceContainer, WorkerContext
from sqlalchemy import select

from contracts.mail import Reply
from contracts.refusals import IdReused, Refused, UnknownMail
from contracts.wire import write
from kernel import tables
from kernel.clock import Clock
from kernel.database import Database
from kernel.engine import breaks_transaction, is_away, is_contention
from kernel.mail.cloud_events import check_happened
from kernel.mail.comebacks import ProcessEnded
from kernel.mail.dead_letters import Death, bury
from kernel.mail.letter import Letter
from kernel.mail.seals import Seals
from kernel.rows import one_of
from kernel.stage import Cause, Stage
from kernel.telemetry import about

_TRIES = 3
"""How often a batch that met another process is tried before it is halved."""


class Handler(Protocol):
    """What a letter is handed to."""

    def read(self, letter: Letter) -> Any:
        """Gives the contract in the letter, or raises ``Invalid``."""

    def handle(self, service: Any, letter: Letter) -> Any:
        """Gives the answer, or raises what is refused."""


@dataclass(frozen=True)
class Outcome:
    """What became of a letter: the reply to send, what failed and shall be tried again, whether it is dead."""

    letter: Letter
    reply: Reply = field(default_factory=Reply)
    failed: Exception | None = None
    dead: Death | None = None


class Spoilt(Exception):
    """A letter failed or was refused when it had kept something, or broke the transaction: the batch is undone.

    ``place`` is where in the batch it stands; ``why`` is what its method raised.
    """

    def __init__(self, place: int, why: Exception) -> None:
        super().__init__(place)
        self.place = place
        self.why = why


@dataclass(frozen=True)
class Desk:
    """Where a service's letters are handed to its methods."""

    container: ServiceContainer
    database: Database
    handlers: Mapping[str, Handler]
    clock: Clock
    seals: Seals

    @contextmanager
    def worker(self) -> Iterator[tuple[Any, Stage]]:
        """A service instance with its dependencies, on one transaction; nameko's worker life cycle around it."""
        context = WorkerContext(self.container, self.container.service_cls(), next(iter(self.handlers.values())))
        with self.database.transaction() as stage:
            self.database.use(context, stage)
            self.container._inject_dependencies(context)  # noqa: SLF001 - a batch is one worker: nameko has no such call
            self.container._worker_setup(context)  # noqa: SLF001 - see above
            try:
                yield context.service, stage
            finally:
                self.container._worker_teardown(context)  # noqa: SLF001 - see above

    def read_ahead(self, letters: Sequence[Letter]) -> list[Any]:
        """The contracts of those letters that can be read, so that collections can load for all of them at once."""
        contracts = []
        for letter in letters:
            handler = self.handlers.get(letter.address)
            if handler is not None and letter.flaw is None:
                with suppress(Refused):
                    contracts.append(handler.read(letter))
        return contracts

    def hand(self, letter: Letter, service: Any) -> Any:
        """Hands the letter to the method that takes its type; raises what is refused."""
        if letter.flaw is not None:
            raise letter.flaw
        check_happened(letter, self.clock.now())
        handler = self.handlers.get(letter.address)
        if handler is None:
            raise UnknownMail(letter.type)
        return handler.handle(service, letter)


@dataclass(frozen=True)
class Turn:
    """A letter's turn: its place in the batch, and its fate when an earlier try has shown it."""

    place: int
    letter: Letter
    fate: Exception | None


class Settlement:
    """Settles batches of letters of one mailbox, each once and in their order.

    A letter that fails or is refused before it kept anything is out, and the others go on without it. One that had
    kept something ends its batch there: what came before it is settled together with its fate, and the rest after it.
    When the writing fails nobody knows whose fault it is, and the batch is halved until the letter is found.
    """

    def __init__(self, desk: Desk, queue: str) -> None:
        self._desk = desk
        self._queue = queue

    def settle(self, letters: Sequence[Letter]) -> list[Outcome]:
        """Settles all letters; their effects are committed when this returns.

        Raises:
            Exception: when the database is away; nothing of the letters that did not return is lost, try again.
        """
        outcomes: list[Outcome] = []
        while left := letters[len(outcomes) :]:
            outcomes += self._first_of(left)
        return outcomes

    def _first_of(self, letters: Sequence[Letter], fate: Exception | None = None) -> list[Outcome]:
        """Settles the first of the letters, as many as go together; ``fate`` is what the last one is known to meet."""
        try:
            return self._against_others(letters, fate)
        except Spoilt as spoilt:
            return self._first_of(letters[: spoilt.place + 1], spoilt.why)
        except Exception as error:
            if is_away(error):
                raise
            if len(letters) == 1:
                return [Outcome(letters[0], failed=error)]
        return self._first_of(letters[: len(letters) // 2])

    def _against_others(self, letters: Sequence[Letter], fate: Exception | None) -> list[Outcome]:
        """Settles all, again when another process was at the same thing: the next try sees what that one wrote."""
        for _ in range(_TRIES - 1):
            try:
                return self._together(letters, fate)
            except Exception as error:
                if not is_contention(error):
                    raise
        return self._together(letters, fate)

    def _together(self, letters: Sequence[Letter], fate: Exception | None) -> list[Outcome]:
        with self._desk.worker() as (service, stage):
            book = _Received(stage, letters)
            stage.coming = self._desk.read_ahead(letters)
            fates = {len(letters) - 1: fate}
            return [
                self._one(Turn(place, letter, fates.get(place)), service, stage, book)
                for place, letter in enumerate(letters)
            ]

    def _one(self, turn: Turn, service: Any, stage: Stage, book: "_Received") -> Outcome:
        letter = turn.letter
        about(trace_id=letter.trace_id, message_id=letter.id)
        stage.cause = cause = Cause(
            message_id=letter.key,
            actor=letter.actor,
            at=self._desk.clock.now(),
            occurred_at=letter.occurred_at,
            correlation=letter.correlation,
            trace=letter.trace,
        )
        if (first := book.first(letter)) is not None:
            return self._outcome(letter, first, stage)
        decided = self._decide(turn, service, stage)
        if isinstance(decided, Exception):
            return Outcome(letter, failed=decided)
        book.keep(letter, decided, cause)
        return self._outcome(letter, decided, stage)

    def _outcome(self, letter: Letter, reply: Reply, stage: Stage) -> Outcome:
        """A letter that was refused is dead when nobody waits to be told."""
        if reply.refusal is None or letter.reply_to:
            return Outcome(letter, reply=reply)
        death = Death(letter, reply.refusal, reason=reply.refusal.code)
        if not reply.replayed:
            waiting = self._desk.seals.close(letter.delivery)
            bury(stage.connection, death, waiting, queue=self._queue, at=self._desk.clock.now())
        return Outcome(letter, reply=reply, dead=death)

    def _decide(self, turn: Turn, service: Any, stage: Stage) -> Reply | Exception:
        """Gives the letter's reply, or why it failed; raises what the batch cannot go on after."""
        if turn.fate is not None:
            return _fate(turn.fate)
        if turn.letter.lethal:
            return ProcessEnded()
        before = stage.size
        try:
            return Reply(answer=msgspec.Raw(write(self._desk.hand(turn.letter, service))))
        except Exception as error:
            if is_away(error) or is_contention(error):
                raise
            if stage.size != before or breaks_transaction(error):
                raise Spoilt(turn.place, error) from error
            return _fate(error)


def _fate(why: Exception) -> Reply | Exception:
    return Reply(refusal=why.refusal) if isinstance(why, Refused) else why


_r = tables.received.c
_KNOWN = select(_r.message_id, _r.fingerprint, _r.answer).where(one_of(_r.message_id))


class _Received:
    """The table ``received``, as far as one batch needs it."""

    def __init__(self, stage: Stage, letters: Sequence[Letter]) -> None:
        self._stage = stage
        self._known = {
            row.message_id: (bytes(row.fingerprint), msgspec.json.decode(row.answer, type=Reply))
            for row in stage.connection.execute(_KNOWN, {"keys": [letter.key for letter in letters]})
        }

    def first(self, letter: Letter) -> Reply | None:
        """The first answer to this id; a refusal when the id came with another body; None when it is new."""
        if letter.key not in self._known:
            return None
        fingerprint, reply = self._known[letter.key]
        if fingerprint != letter.print:
            return Reply(refusal=IdReused(letter.id).refusal)
        return msgspec.structs.replace(reply, replayed=True)

    def keep(self, letter: Letter, reply: Reply, cause: Cause) -> None:
        """Keeps the first answer, to be written with the effects."""
        self._known[letter.key] = (letter.print, reply)
        row = {
            "message_id": letter.key,
            "fingerprint": letter.print,
            "sender": letter.actor.id,
            "answer": write(reply).decode(),
            "received_at": cause.at,
        }
        self._stage.insert(tables.received, row)
