"""How a batch of commands or events is settled: one transaction, once each, and alone what cannot go together."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, Protocol

import msgspec
from nameko.containers import ServiceContainer, WorkerContext
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from contracts.mail import Reply
from contracts.refusals import IdReused, Refused, UnknownMail
from contracts.wire import write
from kernel import tables
from kernel.clock import Clock
from kernel.database import Database
from kernel.engine import is_away, is_contention
from kernel.mail.dead_letters import bury
from kernel.mail.letter import Letter
from kernel.stage import Cause, Stage

_TRIES = 3
"""How often what met another process is tried: a batch before its messages are tried alone, and each of them then."""


class Handler(Protocol):
    """What a letter is handed to."""

    def read(self, letter: Letter) -> Any:
        """Gives the contract in the letter, or raises ``Invalid``."""

    def handle(self, service: Any, letter: Letter) -> Any:
        """Gives the answer, or raises what is refused."""


@dataclass(frozen=True)
class Outcome:
    """What became of a letter: the reply to send, why it is dead, or what failed and shall be tried later."""

    letter: Letter
    reply: Reply = field(default_factory=Reply)
    dead: str = ""
    failed: Exception | None = None


class Overtaken(Exception):
    """The same message was settled by another process while this one was at it."""


class RefusedTooLate(Exception):
    """A use case refused after it had kept something; what it kept must not be written."""

    def __init__(self, letter: Letter, refused: Refused) -> None:
        super().__init__(letter.key)
        self.letter = letter
        self.refused = refused


@dataclass(frozen=True)
class Desk:
    """Where a service's letters are handed to its methods."""

    container: ServiceContainer
    database: Database
    handlers: Mapping[str, Handler]
    clock: Clock

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
        handler = self.handlers.get(letter.address)
        if handler is None:
            raise UnknownMail(letter.type)
        return handler.handle(service, letter)


class Settlement:
    """Settles batches of letters of one mailbox, each once."""

    def __init__(self, desk: Desk, queue: str) -> None:
        self._desk = desk
        self._queue = queue

    def settle(self, letters: Sequence[Letter]) -> list[Outcome]:
        """Settles all letters; their effects are committed when this returns.

        Raises:
            Exception: when the database is away; nothing of the letters that did not return is lost, try again.
        """
        outcomes = self._as_one(letters) if len(letters) > 1 else None
        return outcomes or [self._alone(letter) for letter in letters]

    def _as_one(self, letters: Sequence[Letter]) -> list[Outcome] | None:
        """Settles all in one transaction; None when one of them does not let it be."""
        for _ in range(_TRIES):
            try:
                return self._together(letters)
            except Exception as error:
                if is_away(error):
                    raise
                if not _met_another(error):
                    break
        return None

    def _alone(self, letter: Letter) -> Outcome:
        refused: dict[str, Refused] = {}
        failed: Exception | None = None
        for _ in range(_TRIES):
            try:
                return self._together([letter], refused)[0]
            except RefusedTooLate as late:
                refused[letter.key] = late.refused
            except Exception as error:
                if is_away(error):
                    raise
                failed = error
                if not _met_another(error):
                    break
        return Outcome(letter, failed=failed)

    def _together(self, letters: Sequence[Letter], refused: Mapping[str, Refused] | None = None) -> list[Outcome]:
        with self._desk.worker() as (service, stage):
            book = _Received(stage, letters)
            stage.coming = self._desk.read_ahead(letters)
            return [self._one(letter, service, stage, book, (refused or {}).get(letter.key)) for letter in letters]

    def _one(self, letter: Letter, service: Any, stage: Stage, book: "_Received", no: Refused | None) -> Outcome:
        stage.cause = Cause(
            message_id=letter.key,
            actor=letter.actor,
            at=self._desk.clock.now(),
            occurred_at=letter.occurred_at,
            correlation=letter.correlation,
            trace=letter.trace,
        )
        first = book.first(letter)
        reply = first or (Reply(refusal=no.refusal) if no else self._decide(letter, service, stage))
        if first is None:
            book.keep(letter, reply, stage.cause)
        dead = _dead(letter, reply)
        if dead and not reply.replayed:
            bury(stage, letter, dead, queue=self._queue, refusal=reply.refusal)
        return Outcome(letter, reply=reply, dead=dead)

    def _decide(self, letter: Letter, service: Any, stage: Stage) -> Reply:
        before = stage.size
        try:
            answer = self._desk.hand(letter, service)
        except Refused as refused:
            if stage.size != before:
                raise RefusedTooLate(letter, refused) from refused
            return Reply(refusal=refused.refusal)
        return Reply(answer=msgspec.Raw(write(answer)))


def _met_another(error: Exception) -> bool:
    """True when another process was at the same thing; doing it again sees what that one wrote."""
    return is_contention(error) or isinstance(error, Overtaken)


def _dead(letter: Letter, reply: Reply) -> str:
    """Why the letter goes to the dead letters: it was refused, and nobody waits to be told."""
    return reply.refusal.code if reply.refusal and not letter.reply_to else ""


class _Received:
    """The table ``received``, as far as one batch needs it."""

    def __init__(self, stage: Stage, letters: Sequence[Letter]) -> None:
        self._stage = stage
        self._new: dict[str, dict[str, Any]] = {}
        r = tables.received.c
        query = select(r.message_id, r.fingerprint, r.answer).where(
            r.message_id.in_({letter.key for letter in letters})
        )
        self._known = {
            row.message_id: (bytes(row.fingerprint), msgspec.json.decode(row.answer, type=Reply))
            for row in stage.connection.execute(query)
        }
        stage.write_first(self._write)

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
        self._new[letter.key] = {
            "message_id": letter.key,
            "fingerprint": letter.print,
            "sender": letter.actor.id,
            "answer": write(reply).decode(),
            "received_at": cause.at,
        }

    def _write(self) -> None:
        if not self._new:
            return
        statement = insert(tables.received).on_conflict_do_nothing().returning(tables.received.c.message_id)
        written = self._stage.connection.execute(statement, list(self._new.values())).all()
        if len(written) != len(self._new):
            raise Overtaken
