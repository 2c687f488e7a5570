"""Where a message goes is found out right before it is sent, from whoever owns the answer."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

import msgspec
import pytest

from contracts.complaints import FindAddress, PartyUnknown, Reporter, SealedView
from contracts.refusals import Refused
from contracts.survey import FindSurveyToken, SurveyAnsweredBefore, SurveyLink, SurveyOver, SurveyUnknown
from contracts.wire import Query, write
from kernel.mail.queries import RemoteFault, RpcReply
from services.notifications.domain.endpoint import Endpoint
from services.notifications.domain.outcomes import Outcome, Verdict
from services.notifications.domain.written import Written
from services.notifications.ways import EmailWay, WebhookWay
from tests.unit.notifications.builders import DUE, FORMER_SECRET, PARTY, RULE, SECRET, endpoint, key_ring, planned

KEYS = key_ring()
MESSAGE = planned(RULE["filed_to_complainant"])
SENT = Outcome(verdict=Verdict.SENT, code="taken")


class Owner:
    """Answers every question alike."""

    def __init__(self, reply: RpcReply | None) -> None:
        self.reply = reply
        self.asked: list[Any] = []

    def ask(self, service: str, questions: Mapping[UUID, Query], traces: Mapping[UUID, str]) -> dict[UUID, RpcReply]:
        """The answers that came."""
        self.asked += [(service, question, traces[id_]) for id_, question in questions.items()]
        return {} if self.reply is None else dict.fromkeys(questions, self.reply)


class Post:
    """Keeps what it is to send."""

    def __init__(self) -> None:
        self.sent: list[Any] = []
        self.traces: list[str] = []

    def send(self, *what: Any, trace: str) -> Outcome:
        """Sends nothing."""
        self.sent.append(what)
        self.traces.append(trace)
        return SENT


def answer(**person: Any) -> RpcReply:
    sealed = KEYS.seal("notifications", write(Reporter(**person)))
    return RpcReply(result=msgspec.to_builtins(SealedView(sealed=sealed)))


def fault(refused: Exception) -> RpcReply:
    refusal = refused.refusal if isinstance(refused, Refused) else None
    return RpcReply(error=RemoteFault(exc_type="x", exc_path="x", exc_args=[], value="x", refusal=refusal))


def mail(reply: RpcReply | None) -> tuple[Outcome, Post, Owner]:
    post, owner = Post(), Owner(reply)
    tries = EmailWay(post, owner, KEYS).prepare([MESSAGE])  # type: ignore[arg-type]
    return tries[MESSAGE.id](), post, owner


def test_the_owner_of_the_party_is_asked_for_the_message() -> None:
    _, _, owner = mail(answer(email="wang@example.cn"))

    question = FindAddress(party=str(PARTY), message=str(MESSAGE.id))
    assert owner.asked == [("complaints", question, MESSAGE.trace)]


def test_what_is_sent_stays_in_the_trace_of_its_event() -> None:
    _, mailed, _ = mail(answer(email="wang@example.cn"))
    _, hooked = hook(endpoint(secret=encrypted(SECRET)))

    assert MESSAGE.trace
    assert (mailed.traces, hooked.traces) == ([MESSAGE.trace], [MESSAGE.trace])


@pytest.mark.parametrize(("language", "word"), [("zh", "已登记"), ("en", "registered")])
def test_an_email_is_written_in_the_partys_own_language(language: str, word: str) -> None:
    outcome, post, _ = mail(answer(email="wang@example.cn", language=language))
    [(id_, to, written, said)] = post.sent

    assert outcome is SENT
    assert (id_, to, said) == (MESSAGE.id, "wang@example.cn", language)
    assert isinstance(written, Written)
    assert word in written.subject


def test_a_party_without_an_email_address_is_skipped() -> None:
    outcome, post, _ = mail(answer(phone="0519-00000000"))

    assert (outcome, post.sent) == (Outcome.skipped("no_address"), [])


def test_a_party_that_the_vault_no_longer_knows_is_skipped() -> None:
    outcome, post, _ = mail(fault(PartyUnknown(str(PARTY))))

    assert (outcome, post.sent) == (Outcome.skipped("party_unknown"), [])


@pytest.mark.parametrize(("reply", "code"), [(None, "owner_silent"), (fault(OSError()), "owner_failed")])
def test_an_owner_that_does_not_answer_postpones_the_message(reply: RpcReply | None, code: str) -> None:
    outcome, post, _ = mail(reply)

    assert (outcome, post.sent) == (Outcome.postponed(code), [])


INVITATION = planned(RULE["surveyed_to_complainant"])
MESSAGE_BESIDE = replace(MESSAGE, id=UUID(int=10))
TOKEN = "abcdefghijklmnopqrstuv"


class OwnerOfSurveys(Owner):
    """Answers each kind of question in its own way."""

    def __init__(self, address: RpcReply, token: RpcReply | None) -> None:
        super().__init__(address)
        self.token = token

    def ask(self, service: str, questions: Mapping[UUID, Query], traces: Mapping[UUID, str]) -> dict[UUID, RpcReply]:
        """The answers that came."""
        answers = super().ask(service, questions, traces)
        of_token = [id_ for id_, question in questions.items() if isinstance(question, FindSurveyToken)]
        return answers | dict.fromkeys(of_token, self.token) if self.token else without(answers, of_token)


def without(answers: dict[UUID, RpcReply], ids: list[UUID]) -> dict[UUID, RpcReply]:
    return {id_: reply for id_, reply in answers.items() if id_ not in ids}


def link() -> RpcReply:
    sealed = KEYS.seal("notifications", write(SurveyLink(number="PJ-2026-000005", token=TOKEN, closes_on=DUE)))
    return RpcReply(result=msgspec.to_builtins(SealedView(sealed=sealed)))


def invite(token: RpcReply | None) -> tuple[Outcome, Post, Owner]:
    post, owner = Post(), OwnerOfSurveys(answer(email="wang@example.cn"), token)
    tries = EmailWay(post, owner, KEYS).prepare([MESSAGE_BESIDE, INVITATION])  # type: ignore[arg-type]
    return tries[INVITATION.id](), post, owner


def test_an_invitation_bears_the_token_that_was_asked_for_when_it_went() -> None:
    outcome, post, owner = invite(link())
    [(id_, to, written, _)] = post.sent

    assert (outcome, id_, to) == (SENT, INVITATION.id, "wang@example.cn")
    assert TOKEN in written.text
    assert TOKEN not in repr(INVITATION)
    token = FindSurveyToken(number="PJ-2026-000005", message=str(INVITATION.id))
    assert [question for _, question, _ in owner.asked if isinstance(question, FindSurveyToken)] == [token]


@pytest.mark.parametrize(
    "refusal", [SurveyAnsweredBefore(), SurveyOver("2026-12-07"), SurveyUnknown()], ids=lambda refusal: refusal.code()
)
def test_nobody_is_invited_to_a_survey_that_takes_no_answer_any_more(refusal: Refused) -> None:
    outcome, post, _ = invite(fault(refusal))

    assert (outcome, post.sent) == (Outcome.skipped(refusal.code()), [])


@pytest.mark.parametrize(("token", "code"), [(None, "owner_silent"), (fault(OSError()), "owner_failed")])
def test_an_invitation_waits_for_its_token(token: RpcReply | None, code: str) -> None:
    outcome, post, _ = invite(token)

    assert (outcome, post.sent) == (Outcome.postponed(code), [])


def hook(known: Endpoint | None) -> tuple[Outcome, Post]:
    """Sends one webhook to an endpoint that the service knows as it is given."""

    def find(ids: Iterable[UUID | None]) -> dict[UUID, Endpoint]:
        return {known.id: known} if known and known.id in ids else {}

    message = replace(planned(RULE["dispatched_to_department"]), endpoint_id=UUID(int=5))
    post = Post()
    tries = WebhookWay(post, find, KEYS).prepare([message])  # type: ignore[arg-type]
    return tries[message.id](), post


def encrypted(secret: str) -> bytes:
    return KEYS.encrypt(secret.encode(), UUID(int=5).bytes)


def test_a_webhook_says_type_time_and_data_of_the_event() -> None:
    outcome, post = hook(endpoint(secret=encrypted(SECRET)))
    [(id_, url, body, _)] = post.sent

    assert outcome is SENT
    assert (id_, url) == (UUID(int=9), "https://civil.example/hook")
    assert msgspec.json.decode(body) == {
        "type": "complaint_dispatched",
        "timestamp": "2026-11-23T08:00:00Z",
        "data": planned(RULE["dispatched_to_department"]).data,
    }


def test_both_secrets_of_an_endpoint_sign() -> None:
    _, post = hook(endpoint(secret=encrypted(SECRET), former_secret=encrypted(FORMER_SECRET)))

    assert post.sent[0][3] == [SECRET, FORMER_SECRET]


@pytest.mark.parametrize("known", [None, endpoint().disable("http_410")[0], endpoint(id=UUID(int=6))])
def test_an_endpoint_that_was_disabled_meanwhile_is_told_nothing(known: Endpoint | None) -> None:
    outcome, post = hook(known)

    assert (outcome, post.sent) == (Outcome.skipped("endpoint_disabled"), [])
