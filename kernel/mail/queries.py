"""How a batch of queries is answered, in nameko's RPC protocol."""

import logging
from collections.abc import Iterator, Sequence
from time import monotonic
from typing import Any, NamedTuple

import msgspec

from contracts.refusals import Fault, Invalid, Refusal, Refused
from contracts.wire import convert
from kernel.engine import is_away
from kernel.mail.letter import Letter
from kernel.mail.settlement import Desk
from kernel.stage import Cause, Stage
from kernel.telemetry import about

log = logging.getLogger(__name__)


class _Arguments(msgspec.Struct):
    """What a stock ``RpcProxy`` sends."""

    args: list[Any] = []
    kwargs: dict[str, Any] = {}


class RemoteFault(msgspec.Struct, frozen=True, kw_only=True):
    """nameko's form of an exception; ``refusal`` is our own addition, which a stock client passes over."""

    exc_type: str
    exc_path: str
    exc_args: list[str]
    value: str
    refusal: Refusal | None = None


class RpcReply(msgspec.Struct, frozen=True, kw_only=True):
    """nameko's form of a reply."""

    result: Any = None
    error: RemoteFault | None = None


class Answer(NamedTuple):
    """A reply as it goes out, and in one word what became of the query."""

    body: bytes
    fate: str


Answered = list[tuple[Letter, Answer]]


def arguments(contract: type, body: bytes) -> Any:
    """Reads the arguments of an RPC request into the query: by name, or in the order of the query's fields.

    Raises:
        Invalid: naming the field and the rule.
    """
    try:
        call = msgspec.json.decode(body, type=_Arguments)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        raise Invalid.of(Fault(pointer="", rule="not_json")) from None
    fields = contract.__struct_fields__  # type: ignore[attr-defined]  # every query is a struct
    if len(call.args) > len(fields):
        raise Invalid.of(Fault(pointer=f"/{len(fields)}", rule="unknown_field"))
    return convert(contract, dict(zip(fields, call.args, strict=False)) | call.kwargs)


class Answering:
    """Answers queries on one transaction, as many as its patience allows; what cannot go together goes alone."""

    PATIENCE = 0.02
    """Seconds after which answers go out before the next query is looked at: nobody waits for another's long search."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def answer(self, letters: Sequence[Letter]) -> Iterator[Answered]:
        """Gives the replies, those together that go out together; a query is never tried later: its caller waits."""
        while letters:
            answered = self._some(letters)
            yield answered
            letters = letters[len(answered) :]

    def _some(self, letters: Sequence[Letter]) -> Answered:
        try:
            return self._together(letters)
        except Exception as error:
            if len(letters) > 1 and not is_away(error):
                return [one for letter in letters for one in self._some([letter])]
            about()
            traces = [letter.trace_id for letter in letters]
            log.exception("query failed", extra={"queries": [letter.type for letter in letters], "traces": traces})
            return [(letter, _fault(error)) for letter in letters]

    def _together(self, letters: Sequence[Letter]) -> Answered:
        end = monotonic() + self.PATIENCE
        answered: Answered = []
        with self._desk.worker() as (service, stage):
            stage.coming = self._desk.read_ahead(letters)
            for letter in letters:
                answered.append((letter, self._one(letter, service, stage)))
                if monotonic() > end:
                    break
        return answered

    def _one(self, letter: Letter, service: Any, stage: Stage) -> Answer:
        about(trace_id=letter.trace_id, message_id=letter.id)
        stage.cause = Cause(message_id=letter.id, actor=letter.actor, at=self._desk.clock.now(), trace=letter.trace)
        try:
            return Answer(msgspec.json.encode(RpcReply(result=self._desk.hand(letter, service))), "done")
        except Refused as refused:
            return _refusal(refused)


def _refusal(refused: Refused) -> Answer:
    kind = type(refused)
    fault = RemoteFault(
        exc_type=kind.__name__,
        exc_path=f"{kind.__module__}.{kind.__name__}",
        exc_args=[str(argument) for argument in refused.args],
        value=refused.text("en"),
        refusal=refused.refusal,
    )
    return Answer(msgspec.json.encode(RpcReply(error=fault)), "refused")


def _fault(error: Exception) -> Answer:
    """A fault says what kind it is and no more: its text may hold what the caller must not see."""
    kind = "Unavailable" if is_away(error) else "Fault"
    fault = RemoteFault(exc_type=kind, exc_path=kind, exc_args=[], value=kind)
    return Answer(msgspec.json.encode(RpcReply(error=fault)), "failed")
