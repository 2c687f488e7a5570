"""Planted bugs of the mailbox, the settlement, the returns and the gateway's answers."""

from typing import Any

from tests.faults.seams import wrap


def acknowledge_before_commit() -> None:
    from kernel.mail.mailbox import Mailbox

    class Deaf:
        def __init__(self, channel: Any) -> None:
            self._channel = channel

        def __getattr__(self, name: str) -> Any:
            return getattr(self._channel, name)

        def basic_ack(self, *_: Any, **__: Any) -> None:
            pass

    def take(original: Any, box: Any, connection: Any, channel: Any, deliveries: Any) -> None:
        channel.basic_ack(deliveries[-1].delivery_info["delivery_tag"], multiple=True)
        original(box, connection, Deaf(channel), deliveries)

    wrap(Mailbox, "_take", take)


def no_received() -> None:
    from kernel.mail.settlement import _Received

    wrap(_Received, "first", lambda _original, _book, _letter: None)
    wrap(_Received, "keep", lambda _original, *_: None)


def received_apart() -> None:
    from sqlalchemy.dialects.postgresql import insert

    from kernel import tables
    from kernel.stage import Stage

    def keep(original: Any, stage: Any, table: Any, row: Any) -> None:
        if table is not tables.received:
            original(stage, table, row)
            return
        with stage.connection.engine.begin() as connection:
            connection.execute(insert(table).on_conflict_do_nothing(), row)

    wrap(Stage, "insert", keep)


def commit_failure_swallowed() -> None:
    from kernel.mail.settlement import Settlement

    def settle(original: Any, settlement: Any, letters: Any) -> Any:
        try:
            return original(settlement, letters)
        except Exception:  # noqa: BLE001 - the bug itself
            return []

    wrap(Settlement, "settle", settle)


def failure_counts_as_handled() -> None:
    from kernel.mail.returns import Returns

    def take(original: Any, returns: Any, outcomes: Any) -> Any:
        return original(returns, [outcome for outcome in outcomes if outcome.failed is None])

    wrap(Returns, "take", take)


def ladder_unconfirmed() -> None:
    from kernel.mail.returns import Returns

    def send(_original: Any, returns: Any, copies: Any) -> None:
        channel = returns._connection.channel()
        for copy in copies:
            channel.basic_publish(copy.message, copy.exchange, copy.key)
        channel.close()

    wrap(Returns, "_send", send)


def dead_letter_dropped() -> None:
    from kernel.mail import settlement

    wrap(settlement, "bury", lambda _original, *_args, **_named: None)


def reply_of_another() -> None:
    from dataclasses import replace

    from kernel.mail import mailbox

    last: dict[str, Any] = {}

    def answer(original: Any, channel: Any, outcome: Any) -> None:
        before, last["reply"] = last.get("reply"), outcome.reply
        original(channel, outcome if before is None else replace(outcome, reply=before))

    wrap(mailbox, "_answer", answer)


def answer_before_confirm() -> None:
    import asyncio

    from gateway.bus import Bus

    underway = set()

    async def command(original: Any, *args: Any, **named: Any) -> None:
        async def later() -> None:
            await asyncio.sleep(0.05)
            await original(*args, **named)

        sending = asyncio.ensure_future(later())
        underway.add(sending)
        sending.add_done_callback(underway.discard)

    wrap(Bus, "command", command)
