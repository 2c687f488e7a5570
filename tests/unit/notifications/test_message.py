"""A message is settled by each try: sent once, tried again by the schedule, or given up with the reason."""

from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest

from contracts.notifications import Channel, MessageFact, MessageFailed, MessageSent, State
from services.notifications.domain.message import Message
from services.notifications.domain.outcomes import Outcome, Verdict, judge_http
from services.notifications.domain.schedule import SCHEDULES
from tests.unit.notifications.builders import AT, PARTY, RULE, planned

LATER = AT + timedelta(minutes=10)
SENT = Outcome(verdict=Verdict.SENT, code="smtp_250", language="en")


def taken(rule: str = "filed_to_complainant", attempts: int = 1) -> Message:
    """A message that is being tried."""
    return replace(planned(RULE[rule]), state=State.SENDING, attempts=attempts, next_try_at=AT)


def settle(message: Message, outcome: Outcome) -> tuple[Message, MessageFact | None]:
    return message.settle(outcome, at=LATER, chance=0)


def test_a_message_that_was_taken_is_sent_and_never_due_again() -> None:
    message, fact = settle(taken(), SENT)

    assert (message.state, message.sent_at, message.next_try_at, message.reason) == (State.SENT, LATER, None, None)
    assert isinstance(fact, MessageSent)


def test_a_sent_message_is_kept_with_the_language_that_it_was_written_in() -> None:
    assert settle(taken(), SENT)[0].language == "en"


def test_a_try_that_failed_is_followed_by_another_and_tells_nothing() -> None:
    message, fact = settle(taken(attempts=2), Outcome.again("smtp_451"))

    assert (message.state, message.reason, message.attempts) == (State.PLANNED, "smtp_451", 2)
    assert message.next_try_at == LATER + timedelta(minutes=5)
    assert fact is None


def test_a_pause_that_the_server_asked_for_is_kept() -> None:
    busy = judge_http(503, wait=timedelta(hours=1))

    assert settle(taken("closed_to_department"), busy)[0].next_try_at == LATER + timedelta(hours=1)


@pytest.mark.parametrize("rule", ["filed_to_complainant", "closed_to_department"])
def test_a_message_is_given_up_when_its_schedule_is_used_up(rule: str) -> None:
    last = len(SCHEDULES[RULE[rule].channel])
    before, nothing = settle(taken(rule, last - 1), Outcome.again("timeout"))
    after, fact = settle(taken(rule, last), Outcome.again("timeout"))

    assert (before.state, nothing) == (State.PLANNED, None)
    assert (after.state, after.next_try_at) == (State.FAILED, None)
    assert isinstance(fact, MessageFailed)
    assert fact.reason == "timeout"


def test_a_permanent_failure_is_given_up_at_once() -> None:
    message, fact = settle(taken(), Outcome.failed("smtp_550"))

    assert (message.state, message.reason, message.next_try_at) == (State.FAILED, "smtp_550", None)
    assert isinstance(fact, MessageFailed)


def test_a_message_that_has_nowhere_to_go_is_skipped_with_the_reason() -> None:
    message, fact = settle(taken(), Outcome.skipped("no_address"))

    assert (message.state, message.reason, message.next_try_at, fact) == (State.SKIPPED, "no_address", None, None)


def test_a_try_that_our_own_side_was_not_ready_for_uses_up_nothing() -> None:
    message, fact = settle(taken(attempts=3), Outcome.postponed("owner_silent"))

    assert (message.state, message.attempts, message.reason) == (State.PLANNED, 2, "owner_silent")
    assert message.next_try_at == LATER + timedelta(seconds=30)
    assert fact is None


@pytest.mark.parametrize("outcome", [SENT, Outcome.failed("smtp_550")])
def test_an_end_is_the_first_version_and_its_fact_bears_it(outcome: Outcome) -> None:
    message, fact = settle(taken(), outcome)

    assert fact is not None
    assert message.version == fact.version == 1


@pytest.mark.parametrize("outcome", [SENT, Outcome.failed("smtp_550")])
def test_a_fact_about_a_message_names_no_party(outcome: Outcome) -> None:
    _, fact = settle(taken(), outcome)

    assert str(PARTY) not in msgspec.json.encode(fact).decode()


def test_a_message_by_email_and_one_by_webhook_wait_by_their_own_schedules() -> None:
    mail, _ = settle(taken(), Outcome.again("timeout"))
    hook, _ = settle(taken("closed_to_department"), Outcome.again("timeout"))

    assert (mail.channel, mail.next_try_at) == (Channel.EMAIL, LATER + timedelta(minutes=1))
    assert (hook.channel, hook.next_try_at) == (Channel.WEBHOOK, LATER + timedelta(seconds=5))
