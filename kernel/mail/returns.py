"""Where mail goes that could not be handled: up the retry ladder and, in the end, to the dead letters."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from traceback import extract_tb

from amqp import Message
from kombu import Connection

from contracts.mail import Reply
from contracts.refusals import NotCarriedOut
from kernel.mail import names
from kernel.mail.comebacks import ProcessEnded
from kernel.mail.copies import properties_of_copy
from kernel.mail.dead_letters import Death, bury, keep_refusal
from kernel.mail.letter import FIRST_FAILED, Letter, first_failure_of, tries_of
from kernel.mail.publisher import Outgoing, Publisher
from kernel.mail.settlement import Desk, Outcome
from kernel.telemetry import about

log = logging.getLogger(__name__)

_MANY = 1_000_000
"""No letter is tried so often; a number that a sender made up must still fit into a header when one more is added."""


class Returns:
    """Sends the failed and the dead letters of a batch on, confirmed, before their deliveries are acknowledged.

    A kill between the sending and the acknowledgement sends a letter twice; ``received`` makes that harmless.
    """

    def __init__(self, connection: Connection, queue: str, desk: Desk) -> None:
        self._connection = connection
        self._queue = queue
        self._desk = desk

    def take(self, outcomes: Sequence[Outcome]) -> list[Outcome]:
        """Sends each letter to where its outcome leads; a settled one leads nowhere.

        Gives what has become of them: what failed on the last rung too is dead, and answered. What was only in the
        hands of processes that ended has not failed itself; it stays on the last rung for as long as it takes.

        Raises:
            NotConfirmed: when the broker has not taken one of them.
        """
        ended = [outcome if outcome.failed is None else self._fail(outcome) for outcome in outcomes]
        copies = [copy for outcome in ended if (copy := self._copy(outcome)) is not None]
        if copies:
            self._send(copies)
            self._bury([outcome.dead for outcome in ended if outcome.dead and outcome.failed])
        return ended

    def _fail(self, outcome: Outcome) -> Outcome:
        letter, error = outcome.letter, outcome.failed
        attempt = attempt_of(letter)
        about(trace_id=letter.trace_id, message_id=letter.id)
        log.error("failed", extra={"id": letter.id, "type": letter.type, "attempt": attempt}, exc_info=error)
        if error is None or isinstance(error, ProcessEnded) or attempt < len(names.LADDER):
            return outcome
        refusal = NotCarriedOut(letter.id).refusal
        death = Death(letter, refusal, reason=type(error).__name__, detail=_place_of(error))
        return replace(outcome, reply=Reply(refusal=refusal), dead=death)

    def _copy(self, outcome: Outcome) -> Outgoing | None:
        letter = outcome.letter
        if outcome.dead is not None:
            headers = {"reason": outcome.dead.reason, "letter": outcome.dead.key}
            return self._outgoing(letter, names.DEAD_EXCHANGE, headers)
        if outcome.failed is not None:
            attempt = attempt_of(letter)
            first = first_failure_of(letter.delivery) or self._desk.clock.now()
            climbing = {"attempt": attempt + 1, FIRST_FAILED: first.isoformat()}
            return self._outgoing(letter, names.rung(names.LADDER[min(attempt, len(names.LADDER) - 1)]), climbing)
        return None

    def _outgoing(self, letter: Letter, exchange: str, headers: Mapping[str, object]) -> Outgoing:
        waiting = self._desk.seals.close(letter.delivery)
        message = Message(waiting.body, **properties_of_copy(letter.delivery, {**headers, **waiting.headers}))
        return Outgoing(exchange=exchange, key=self._queue, message=message)

    def _send(self, copies: Sequence[Outgoing]) -> None:
        with Publisher(self._connection) as publisher:
            publisher.deliver(copies)

    def _bury(self, deaths: Sequence[Death]) -> None:
        if not deaths:
            return
        with self._desk.database.engine.begin() as connection:
            for death in deaths:
                at = self._desk.clock.now()
                waiting = self._desk.seals.close(death.letter.delivery)
                bury(connection, death, waiting, queue=self._queue, at=at)
                if death.letter.reply_to:
                    keep_refusal(connection, death, at=at)


def attempt_of(letter: Letter) -> int:
    """How often it was tried before; the sender may have written anything there."""
    return min(tries_of(letter.delivery), _MANY)


def _place_of(error: BaseException) -> str:
    """Where it was raised; never its text, which may hold what people said."""
    frames = extract_tb(error.__traceback__)
    return f"{frames[-1].filename.rpartition('/')[2]}:{frames[-1].lineno}" if frames else ""
