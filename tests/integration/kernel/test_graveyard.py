"""Dead letters: kept to the byte, sent once more to their own service, or laid to rest."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from kombu import Connection

from kernel.connection import connect
from kernel.mail.dead_queue import LAST_RUNG, Condemned, DeadQueue, copy_of, goes_round
from kernel.mail.graveyard import Clerk, DeadLetter, Graveyard, Wanted
from kernel.mail.publisher import Publisher
from tests.integration.kernel.post import Mail, Stranger
from tests.integration.kernel.stand import Town, eventually

pytestmark = pytest.mark.usefixtures("probe")

CLERK = Clerk(name="clerk", at=datetime(2026, 11, 23, 9, tzinfo=UTC), why="the book is calm now")
LAST = {"attempt": 5}
DIED = datetime(2026, 11, 20, 3, 4, 5, tzinfo=UTC)


@pytest.fixture
def yard(town: Town) -> Graveyard:
    return Graveyard(town.engine)


@pytest.fixture
def link(town: Town) -> Iterator[Connection]:
    with connect(town.amqp_uri, "clerk") as connection:
        yield connection


def _redrive(yard: Graveyard, link: Connection, letter: DeadLetter) -> None:
    with Publisher(link) as publisher:
        yard.redrive(letter, publisher, CLERK)


def _only(yard: Graveyard) -> DeadLetter:
    (letter,) = eventually(lambda: yard.find(Wanted()))
    return letter


def _bell(id: str, **fields: object) -> Mail:
    attributes = {"ce-specversion": "1.0", "ce-id": id, "ce-source": "/departments/tax", "ce-type": "bell_rung"}
    properties = {"user_id": "mingcha", "delivery_mode": 2, "content_type": "application/json"}
    body = b'{"key":"a","text":"ding","loud":true}'
    return Mail(body, "tax.bell_rung", "departments", properties, attributes | LAST | fields)


def test_a_command_that_fails_to_the_last_is_answered_and_asking_again_gives_the_same(
    town: Town, stranger: Stranger
) -> None:
    first = stranger.order("explode", id="last", headers=LAST, key="a", text="x")
    again = stranger.order("explode", id="last", key="a", text="x")

    assert first["refusal"]["code"] == "not_carried_out"
    assert (again["refusal"], again["replayed"]) == (first["refusal"], True)
    assert town.count("dead_letters") == 1
    assert town.count("lines") == 0


def test_a_redriven_command_is_carried_out_once_and_its_refusal_is_forgotten(
    town: Town, stranger: Stranger, yard: Graveyard, link: Connection
) -> None:
    stranger.order("explode", id="last", headers=LAST, key="a", text="原文")
    letter = _only(yard)
    town.calm("a")

    _redrive(yard, link, letter)
    _redrive(yard, link, letter)  # as after a kill before the row was marked

    replies = [stranger.reply("last"), stranger.reply("last")]
    assert [(reply["refusal"], reply["replayed"]) for reply in replies] == [(None, False), (None, True)]
    assert town.count("lines") == 1
    ((ended, by, why),) = town.sql("SELECT ended, ended_by, ended_why FROM dead_letters")
    assert (ended, by, why) == ("redriven", "clerk", "the book is calm now")
    assert yard.find(Wanted()) == []


def test_a_redriven_event_comes_to_its_service_alone_as_the_department_sent_it(
    town: Town, stranger: Stranger, yard: Graveyard, link: Connection
) -> None:
    stranger.send(_bell("b-1"))
    letter = _only(yard)
    heard_by_neighbours = stranger.count("lamps.inbox")
    town.calm("a")

    _redrive(yard, link, letter)

    eventually(lambda: town.count("lines", "text = 'tax: ding'") == 1)  # still the department's, by the broker's word
    assert letter.body == b'{"key":"a","text":"ding","loud":true}'
    assert stranger.count("lamps.inbox") <= heard_by_neighbours + 1  # the fact, and not the bell again


def test_what_dies_again_is_open_again_with_its_first_moment_and_its_count(
    stranger: Stranger, yard: Graveyard, link: Connection
) -> None:
    stranger.send(stranger.command("refuse_early", id="no", reply=False, key="a"))
    before = _only(yard)

    _redrive(yard, link, before)

    after = eventually(lambda: [letter for letter in yard.find(Wanted()) if letter.times == 2])[0]
    assert (after.seq, after.first_seen, after.reason, after.ended) == (
        before.seq,
        before.first_seen,
        "too_early",
        None,
    )
    assert after.last_seen > before.last_seen


def test_an_answer_that_is_no_refusal_is_never_forgotten(
    town: Town, stranger: Stranger, yard: Graveyard, link: Connection
) -> None:
    """A letter that died and was carried out since, by a second sending: redriving it must not do it twice."""
    stranger.send(_bell("b-1"))
    letter = _only(yard)
    town.calm("a")
    stranger.send(_bell("b-1"))
    eventually(lambda: town.count("lines") == 1)

    _redrive(yard, link, letter)
    stranger.order("note", key="z", text="behind it")
    eventually(lambda: not stranger.count("probe.inbox"))

    assert town.count("lines", "key = 'a'") == 1


def test_a_discarded_letter_rests_with_who_and_why(town: Town, stranger: Stranger, yard: Graveyard) -> None:
    stranger.send(_bell("b-1"))
    yard.discard(_only(yard), CLERK)

    assert yard.find(Wanted()) == []
    (resting,) = yard.find(Wanted(open_only=False))
    assert (resting.ended, resting.ended_by, resting.ended_why) == ("discarded", "clerk", "the book is calm now")
    assert town.count("lines") == 0


def test_filters_narrow_what_is_found(stranger: Stranger, yard: Graveyard) -> None:
    stranger.send(_bell("b-1"), stranger.command("unheard_of", id="c-1", reply=False))
    eventually(lambda: yard.count(Wanted()) == 2)

    def types(wanted: Wanted) -> list[str]:
        return [letter.type for letter in yard.find(wanted)]

    assert types(Wanted(reason="unknown_mail")) == ["unheard_of"]
    assert types(Wanted(source="/departments/tax")) == ["bell_rung"]
    assert types(Wanted(type="bell_rung")) == ["bell_rung"]
    assert types(Wanted(since=datetime.now(UTC).replace(year=2099))) == []
    assert len(yard.find(Wanted(), limit=1)) == 1


def test_the_copies_in_the_queue_go_and_the_others_stay_in_their_order(
    stranger: Stranger, yard: Graveyard, link: Connection
) -> None:
    for n in range(4):
        stranger.send(_bell(f"b-{n}"))
        eventually(lambda n=n: yard.count(Wanted()) == n + 1)
    eventually(lambda: stranger.count("dead-letters") == 4)

    copies = {letter.copy for letter in yard.find(Wanted()) if letter.seq in {2, 3}}
    dropped = DeadQueue(link).drop(lambda messages: [message for message in messages if copy_of(message) in copies])

    assert dropped == 2
    left = stranger.take_some("dead-letters", 2)
    assert [message.headers["ce-id"] for message in left] == ["b-0", "b-3"]


def test_who_took_another_s_id_does_not_make_the_service_forget_what_that_one_was_told(
    town: Town, stranger: Stranger, yard: Graveyard, link: Connection
) -> None:
    stranger.send(stranger.command("refuse_early", id="one", reply=False, key="a"))
    stranger.send(stranger.command("note", id="one", reply=False, key="b", text="under the same id"))
    eventually(lambda: yard.count(Wanted()) == 2)
    (thief,) = yard.find(Wanted(reason="id_reused"))

    _redrive(yard, link, thief)

    eventually(lambda: [letter.times for letter in yard.find(Wanted(reason="id_reused"))] == [2])
    assert town.count("lines") == 0


def test_the_queue_can_be_looked_through_more_often_than_the_broker_s_own_limit(
    stranger: Stranger, yard: Graveyard, link: Connection
) -> None:
    stranger.send(_bell("b-1"))
    _only(yard)
    eventually(lambda: stranger.count("dead-letters") == 1)

    looks = [len(DeadQueue(link).messages()) for _ in range(25)]

    assert looks == [1] * 25


@pytest.fixture
def condemned(stranger: Stranger) -> Mail:
    """A bell that the broker has condemned; its department had written into it that the customs sent it."""
    death: dict[str, object] = {
        "queue": "probe.inbox",
        "reason": "delivery_limit",
        "exchange": "departments",
        "count": 1,
    }
    death |= {"routing-keys": ["tax.bell_rung"], "time": DIED}
    forged = {"came-by": "departments", "came-as": "customs.bell_rung", "came-from": "mingcha", "letter": "b-1"}
    bell = _bell("b-1", **forged, **{"x-death": [death]})
    mail = Mail(bell.body.replace(b"true", b"false"), "probe.inbox", "dead", bell.properties, bell.headers)
    stranger.send(mail)
    eventually(lambda: stranger.count("dead-letters") == 1)
    return mail


def test_what_the_broker_condemned_goes_back_to_where_it_died_as_whoever_sent_it(
    town: Town, stranger: Stranger, link: Connection, condemned: Mail
) -> None:
    queue = DeadQueue(link)
    (message,) = queue.messages()
    found = Condemned(message)

    assert copy_of(message) is None
    assert (found.queue, found.reason, found.body) == ("probe.inbox", "delivery_limit", condemned.body)
    assert queue.send_back({"queue-000000000000"}) == 0
    assert queue.send_back({found.id}) == 1

    eventually(lambda: town.count("lines", "text = 'tax: ding'") == 1)
    assert stranger.count("dead-letters") == 0


def test_what_becomes_of_a_condemned_letter_is_written_down_once(
    yard: Graveyard, link: Connection, condemned: Mail
) -> None:
    (message,) = DeadQueue(link).messages()

    yard.record(Condemned(message), "discarded", CLERK)
    yard.record(Condemned(message), "discarded", CLERK)  # as after a kill before it was dropped

    (row,) = yard.find(Wanted(open_only=False))
    assert (row.queue, row.source, row.type, row.reason) == (
        "probe.inbox",
        "/departments/tax",
        "bell_rung",
        "delivery_limit",
    )
    assert (row.first_seen, row.last_seen, row.ended_at) == (DIED, DIED, CLERK.at)
    assert (row.body, row.ended, row.ended_why) == (condemned.body, "discarded", "the book is calm now")
    assert yard.states([row.message_id]) == {Condemned(message).id: "discarded"}


def test_what_goes_round_on_the_last_rung_is_found_there_and_goes_back_to_its_queue_at_once(
    stranger: Stranger, link: Connection
) -> None:
    stranger.purge(LAST_RUNG)
    known = {"came-by": "", "came-as": "probe.commands", "first-failed": DIED.isoformat()}
    for tries in (5, 9):
        order = stranger.command("note", id=f"tried-{tries}", headers=known | {"attempt": tries}, key="a", text="x")
        stranger.send(Mail(order.body, "probe.commands", LAST_RUNG, order.properties, order.headers))
    rung = DeadQueue(link, LAST_RUNG)
    eventually(lambda: stranger.count(LAST_RUNG) == 2)

    (found,) = (Condemned(message) for message in rung.messages() if goes_round(message))
    sent = rung.send_back({found.id})

    assert (found.queue, found.reason, found.tries, found.died) == ("probe.commands", "process_ended", 9, DIED)
    assert sent == 1
    assert stranger.reply("tried-9")["answer"]["version"] == 1
    assert [message.properties["message_id"] for message in rung.messages()] == ["tried-5"]
    stranger.purge(LAST_RUNG)


def test_whoever_sent_a_command_that_is_discarded_on_the_last_rung_is_told_so(
    town: Town, stranger: Stranger, link: Connection, yard: Graveyard
) -> None:
    stranger.purge(LAST_RUNG)
    known = {"came-by": "", "came-as": "probe.commands", "attempt": 9}
    done = stranger.order("note", id="done", key="a", text="x")
    for id_ in ("done", "lethal"):
        order = stranger.command("note", id=id_, headers=known, key="a", text="x")
        stranger.send(Mail(order.body, "probe.commands", LAST_RUNG, order.properties, order.headers))
    rung = DeadQueue(link, LAST_RUNG)
    eventually(lambda: stranger.count(LAST_RUNG) == 2)

    for message in rung.messages():
        yard.record(Condemned(message), "discarded", CLERK)
    rung.drop(lambda messages: messages)

    told = stranger.order("note", id="lethal", key="a", text="x")
    assert (told["refusal"]["code"], told["refusal"]["arguments"], told["replayed"]) == ("given_up", ["lethal"], True)
    assert stranger.order("note", id="done", key="a", text="x") == done | {"replayed": True}
    assert town.count("lines") == 1
