"""Planted bugs of history, numbers and notices; and the hindrances, which break no rule."""

from typing import Any

from tests.faults.bugs_of_mail import no_received
from tests.faults.seams import wrap


def lost_update() -> None:
    from kernel import tables
    from kernel.stage import Stage

    def careless(original: Any, stage: Any, table: Any, row: Any) -> None:
        if table is tables.history:
            stage.insert_missing(table, row)
        else:
            original(stage, table, row)

    wrap(Stage, "insert", careless)


def number_apart() -> None:
    from sqlalchemy.dialects.postgresql import insert

    from services.complaints.storage import Numbers
    from services.complaints.storage.tables import numbers

    def following(_original: Any, collection: Any, year: int) -> str:
        first = insert(numbers).values(series="TS", year=year, last=1)
        more = first.on_conflict_do_update(index_elements=["series", "year"], set_={"last": numbers.c.last + 1})
        with collection._stage.connection.engine.begin() as connection:
            last = connection.execute(more.returning(numbers.c.last)).scalar_one()
        collection._stage.touch()
        return f"TS-{year}-{last:06d}"

    wrap(Numbers, "next", following)


def fact_skipped() -> None:
    from kernel.history import History

    def tell(original: Any, history: Any, aggregate: Any, fact: Any, **named: Any) -> Any:
        if type(fact).__name__ == "ComplaintAccepted" and aggregate.id.int % 3 == 0:
            return None
        return original(history, aggregate, fact, **named)

    wrap(History, "tell", tell)


def chain_cut() -> None:
    from kernel.history import History

    wrap(History, "_heads", lambda _original, _history: {})


def notices_twice() -> None:
    from dataclasses import replace
    from secrets import token_hex

    from services.notifications.storage import Messages

    def plan(original: Any, collection: Any, message: Any) -> None:
        original(collection, replace(message, target=f"{message.target} {token_hex(4)}"))

    no_received()
    wrap(Messages, "plan", plan)


def claims_in_memory() -> None:
    from sqlalchemy import update

    from services.notifications.storage import Messages
    from services.notifications.storage.tables import messages

    def claim(original: Any, collection: Any, channel: Any, **named: Any) -> Any:
        taken = original(collection, channel, **named)
        ids = [message.id for message in taken]
        collection._stage.connection.execute(update(messages).where(messages.c.id.in_(ids)).values(next_try_at=None))
        return taken

    wrap(Messages, "claim", claim)


def stumble() -> None:
    """A hindrance: every third filing fails at its first try, and is good from the second on."""
    from kernel.mail.settlement import Desk

    def hand(original: Any, desk: Any, letter: Any, service: Any) -> Any:
        is_first = not (letter.delivery.headers or {}).get("attempt")
        if is_first and letter.type == "file_complaint" and sum(letter.id.encode()) % 3 == 0:
            raise RuntimeError("stumbled")
        return original(desk, letter, service)

    wrap(Desk, "hand", hand)


def linger() -> None:
    """A hindrance: transactions take a while between deciding and writing."""
    import eventlet

    from kernel.stage import Stage

    def write(original: Any, stage: Any) -> None:
        if stage.size:
            eventlet.sleep(0.15)
        original(stage)

    wrap(Stage, "write", write)
