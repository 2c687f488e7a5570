"""Dead letters as the command line names them: ``complaints-12``, or ``queue-…`` for what the broker condemned."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import typer
from amqp import Message
from kombu import Connection

from kernel.engine import open_engine
from kernel.mail.copies import unpack
from kernel.mail.graveyard import DeadLetter, DeadQueue, Graveyard, Wanted, condemned_id, death_place, death_reason
from mingcha.cli.running import amqp_uri, database_url
from mingcha.cli.screen import complain

SERVICES = ("complaints", "approvals", "notifications")

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
        """Everything about it; a body that is no text is shown in hexadecimal."""
        letter = self.letter
        names = ("message_id", "queue", "detail", "refusal", "trace", "ended_at", "ended_by", "ended_why")
        said = {name: getattr(letter, name) for name in names}
        return self.summary | said | {"properties": unpack(letter.properties), "body": as_text(letter.body)}


def as_text(body: bytes) -> str:
    """The body as text, or in hexadecimal when it is none."""
    try:
        return body.decode()
    except UnicodeDecodeError:
        return f"hex:{body.hex()}"


def condemned_row(message: Message) -> dict[str, Any]:
    """What a list shows of a message that the broker condemned."""
    row = dict.fromkeys(("source", "times", "first_seen", "last_seen", "ended"))
    said = {"id": condemned_id(message), "type": message.properties.get("type"), "reason": death_reason(message)}
    return row | said | {"queue": death_place(message)}


@cache
def yard(service: str) -> Graveyard:
    """The dead letters of one service."""
    return Graveyard(open_engine(database_url(service), name="mingcha dead-letters"))


def find(wanted: Wanted, service: str | None, limit: int | None = None) -> list[Grave]:
    """The dead letters of one service or of all."""
    services = SERVICES if service is None else (service,)
    return [Grave(name, letter) for name in services for letter in yard(name).find(wanted, limit)]


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


def condemned() -> list[Message]:
    """What the broker condemned."""
    with Connection(amqp_uri()) as connection:
        return DeadQueue(connection).condemned()
