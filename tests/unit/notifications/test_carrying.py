"""Messages are carried a few batches at a time, and whatever a try meets, the message is not left in the air."""

from collections.abc import Callable, Sequence

import pytest

from services.notifications.domain.message import Message
from services.notifications.domain.outcomes import Outcome, Verdict
from services.notifications.lanes import Lane
from services.notifications.outside import Outside
from services.notifications.ways import attempted
from tests.unit.notifications.builders import RULE, planned

MESSAGE = planned(RULE["filed_to_complainant"])


def giving(*batches: Sequence[Message]) -> Callable[[], Sequence[Message]]:
    left = list(batches)
    return lambda: left.pop(0) if left else []


def test_a_round_sends_batch_after_batch_until_nothing_is_due() -> None:
    sent: list[Sequence[Message]] = []
    lane = Lane(giving([MESSAGE], [MESSAGE, MESSAGE], [MESSAGE]), sent.append)

    lane.run()
    lane.finish()

    assert [len(batch) for batch in sent] == [1, 2, 1]


def test_a_batch_that_fails_frees_its_place() -> None:
    tried: list[int] = []

    def fail(batch: Sequence[Message]) -> None:
        tried.append(len(batch))
        raise OSError("away")

    lane = Lane(giving(*[[MESSAGE]] * 5), fail)
    lane.run()
    lane.finish()

    assert tried == [1] * 5


def test_a_round_that_cannot_take_frees_its_place() -> None:
    def refuse() -> Sequence[Message]:
        raise LookupError("the database is away")

    lane = Lane(refuse, lambda _: None)

    for _ in range(5):
        with pytest.raises(LookupError):
            lane.run()


def test_what_a_try_gives_is_its_outcome() -> None:
    assert attempted(MESSAGE, lambda: Outcome.failed("smtp_550")) == Outcome.failed("smtp_550")


def test_a_fault_of_our_own_is_tried_again_and_logged_without_its_text(caplog: pytest.LogCaptureFixture) -> None:
    def fail() -> Outcome:
        raise ValueError("wang@example.cn")

    outcome = attempted(MESSAGE, fail)

    assert (outcome.verdict, outcome.code) == (Verdict.AGAIN, "fault")
    assert "wang" not in caplog.text
    assert [getattr(record, "kind", "") for record in caplog.records] == ["ValueError"]


def test_without_a_mail_server_and_a_word_nothing_goes_there_or_within() -> None:
    outside = Outside.read({})

    assert (outside.smtp_uri, outside.private, outside.mail_from) == ("", False, "明察 <noreply@mingcha.example>")


@pytest.mark.parametrize(("word", "private"), [("allow", True), ("", False), ("yes", False), ("deny", False)])
def test_webhooks_go_within_for_one_word_alone(word: str, private: bool) -> None:  # noqa: FBT001
    assert Outside.read({"MINGCHA_WEBHOOK_PRIVATE": word}).private is private
