"""Dead letters as the command line names them: ``complaints-12``, or ``queue-…`` for what no service has a row of."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import typer
from amqp import Message
from kombu import Connection
from sqlalchemy.exc import DBAPIError

from kernel.connection import BROKER_ERRORS, connect
from kernel.engine import open_engine
from kernel.mail import names
from kernel.mail.copies import unpack
from kernel.mail.dead_queue import LAST_RUNG, Condemned, Copy, DeadQueue, copy_of, goes_round
from kernel.mail.graveyard import Clerk, DeadLetter, Graveyard, Wanted
from kernel.mail.seals import SEALED
from mingcha.cli.running import amqp_uri, database_url
from mingcha.cli.screen import complain

OF_A_DEPARTMENT = "部门来文,已密封 / of a department, sealed"
"""What is shown of a body that may name a person; sent back it is opened by its service alone."""

SERVICES = ("complaints", "approvals", "notifications")

_WITHOUT_ROWS = (names.DEAD_LETTERS, LAST_RUNG)
"""The queues in which a letter may lie that no service has a row of."""

_ID = re.compile(r"(complaints|approvals|notifications)-(\d{1,18})|queue-[0-9a-f]{12}")


@dataclass(frozen=True)
class Grave:
    """A dead letter, and the service whose it is."""

    service: str
    letter: DeadLetter

    @property
    def id(self) -> str:
        """What a clerk calls it."""
        return f"{self.service}-{self.letter.seq}"

    @property
    def summary(self) -> dict[str, Any]:
        """What a list shows of it."""
        letter = self.letter
        return {
            "id": self.id,
            "type": letter.type,
            "source": letter.source,
            "reason": letter.reason,
            "times": letter.times,
            "first_seen": letter.first_seen,
            "last_seen": letter.last_seen,
            "ended": letter.ended,
        }

    @property
    def whole(self) -> dict[str, Any]:
        """Everything about it; a body that is no text is shown in hexadecimal, a sealed one not at all."""
        letter = self.letter
        names = ("message_id", "queue", "detail", "refusal", "trace", "ended_at", "ended_by", "ended_why")
        said = {name: getattr(letter, name) for name in names}
        properties = unpack(letter.properties)
        is_sealed = SEALED in properties.get("application_headers", {})
        return (
            self.summary
            | said
            | {"properties": properties, "body": OF_A_DEPARTMENT if is_sealed else as_text(letter.body)}
        )


def as_text(body: bytes) -> str:
    """The body as text, or in hexadecimal when it is none."""
    try:
        return body.decode()
    except UnicodeDecodeError:
        return f"hex:{body.hex()}"


def condemned_row(condemned: Condemned) -> dict[str, Any]:
    """What a list shows of a message that no service has a row of."""
    row = condemned.row
    moments = dict.fromkeys(("first_seen", "last_seen"), condemned.died)
    said = {name: row[name] for name in ("type", "source", "reason", "queue")}
    return {"id": condemned.id, **said, "times": condemned.tries or None, **moments, "ended": None}


@cache
def yard(service: str) -> Graveyard:
    """The dead letters of one service."""
    return Graveyard(open_engine(database_url(service), name="mingcha dead-letters"))


def services_of(service: str | None) -> Sequence[str]:
    """The one that is named, or all; ends the command with exit code 2 when there is no such service."""
    if service is None:
        return SERVICES
    if service not in SERVICES:
        complain(f"没有这个服务 / no such service: {service} ({', '.join(SERVICES)})")
        raise typer.Exit(2)
    return (service,)


def find(wanted: Wanted, service: str | None, limit: int | None = None) -> list[Grave]:
    """The dead letters of one service or of all."""
    return [Grave(name, letter) for name in services_of(service) for letter in yard(name).find(wanted, limit)]


def find_by_id(ids: Sequence[str], wanted: Wanted) -> list[Grave]:
    """These dead letters; ends the command with exit code 1 when one is not there."""
    seqs: dict[str, set[int]] = {}
    for id_ in ids:
        service, _, seq = id_.rpartition("-")
        seqs.setdefault(service, set()).add(int(seq))
    graves = [grave for name, some in seqs.items() for grave in find(replace(wanted, seqs=some), name)]
    if missing := set(ids) - {grave.id for grave in graves}:
        complain(f"没有这些死信,或已处理 / no such dead letters, or dealt with: {', '.join(sorted(missing))}")
        raise typer.Exit(1)
    return graves


def split(ids: Sequence[str]) -> tuple[list[str], set[str]]:
    """Ids of rows, and ids of what the broker condemned; ends the command with exit code 2 when one is neither."""
    if strange := [id_ for id_ in ids if not _ID.fullmatch(id_)]:
        complain(f"编号无法识别 / not an id of a dead letter: {', '.join(strange)}")
        raise typer.Exit(2)
    return [id_ for id_ in ids if not id_.startswith("queue-")], {id_ for id_ in ids if id_.startswith("queue-")}


@contextmanager
def broker() -> Iterator[Connection]:
    """The broker; ends the command with exit code 1 and one line when it is away or does not take a letter."""
    try:
        with connect(amqp_uri(), "dead-letters") as connection:
            yield connection
    except BROKER_ERRORS as error:
        complain(f"消息服务器没有应答或拒收 / the broker is away or refused: {error}")
        raise typer.Exit(1) from None


@contextmanager
def databases() -> Iterator[None]:
    """Ends the command with exit code 1 and one line when a service's database cannot be used."""
    try:
        yield
    except DBAPIError as error:
        complain(f"数据库无法使用 / a database cannot be used: {str(error.orig).partition(chr(10))[0]}")
        raise typer.Exit(1) from None


def condemned(connection: Connection) -> list[Condemned]:
    """What the broker condemned, copies of letters that no service knows any more, and what goes round for ever."""
    messages = DeadQueue(connection).messages()
    known = _states(messages)
    going_round = filter(goes_round, DeadQueue(connection, LAST_RUNG).messages())
    return [Condemned(message) for message in (*(m for m in messages if copy_of(m) not in known), *going_round)]


def send_back(connection: Connection, condemned: Sequence[Condemned], clerk: Clerk) -> None:
    """Sends what no service has a row of to where it died, once it is on record."""
    record(condemned, "redriven", clerk)
    for queue in _WITHOUT_ROWS:
        DeadQueue(connection, queue).send_back({one.id for one in condemned})


def sweep(connection: Connection) -> None:
    """Drops the copies of all letters that somebody has dealt with."""

    def ended(messages: Sequence[Message]) -> list[Message]:
        done = {copy for copy, how in _states(messages).items() if how is not None}
        return [message for message in messages if copy_of(message) in done]

    DeadQueue(connection).drop(ended)


def discard(connection: Connection, condemned: Sequence[Condemned], clerk: Clerk) -> None:
    """Drops what no service has a row of, once it is on record."""
    record(condemned, "discarded", clerk)
    ids = {one.id for one in condemned}
    for queue in _WITHOUT_ROWS:
        DeadQueue(connection, queue).drop(lambda messages: [one for one in messages if Condemned(one).id in ids])


def record(condemned: Sequence[Condemned], how: str, clerk: Clerk) -> None:
    """Keeps what became of them with the service in whose queue they died; ends the command when it is none of ours."""
    for one in condemned:
        yard(services_of(_service_at(one.queue))[0]).record(one, how, clerk)


def _states(messages: Sequence[Message]) -> dict[Copy, str | None]:
    """What has become of the letters whose copies these are, as far as a service knows them."""
    keys: dict[str, dict[str, Copy]] = {}
    for copy in filter(None, map(copy_of, messages)):
        keys.setdefault(_service_at(copy.queue), {})[copy.key] = copy
    return {
        copies[key]: how
        for service, copies in keys.items()
        if service in SERVICES
        for key, how in yard(service).states(list(copies)).items()
    }


def _service_at(queue: str) -> str:
    return queue.partition(".")[0]
