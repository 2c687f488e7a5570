"""The mailbox: who may write and read, and that the words are in no fact."""

from base64 import b64encode
from typing import Any, cast
from uuid import UUID

import pytest
from nacl.public import PrivateKey

from contracts import mailbox as says
from contracts.complaints import MoveNotAllowed, NotYourRole, ReceiptUnknown, State, TestimonyUnreadable
from contracts.people import Actor, Role
from contracts.wire import read, write
from kernel.sealing import KeyRing
from services.complaints.domain.complaint import Complaint
from services.complaints.mailbox import use_cases
from services.complaints.mailbox.domain import Message
from services.complaints.receipts.domain import complainant
from tests.unit.complaints.books import Books
from tests.unit.complaints.cases import AT, LATER, REGISTERED, actor, standing
from tests.unit.complaints.windows import window_on

SERVICE, GATEWAY = PrivateKey.generate(), PrivateKey.generate()
KEYS = KeyRing(
    {
        "complaints.key": b64encode(bytes(SERVICE)).decode(),
        "complaints.pub": b64encode(bytes(SERVICE.public_key)).decode(),
        "gateway.key": b64encode(bytes(GATEWAY)).decode(),
        "gateway.pub": b64encode(bytes(GATEWAY.public_key)).decode(),
    }.__getitem__
)
WORDS = "我叫张三三,请勿告知我单位"
ANYBODY = Actor(id="anybody")


class Box:
    """A plain list where the table would be."""

    def __init__(self) -> None:
        self.messages: list[tuple[Message, str]] = []

    def add(self, message: Message, text: str, *, keys: KeyRing) -> None:
        assert keys is KEYS
        self.messages.append((message, text))

    def page(self, number: str, after: UUID | None, limit: int, *, keys: KeyRing) -> list[says.MailboxEntry]:
        assert keys is KEYS
        return [
            says.MailboxEntry(id=str(one.id), writer=one.writer, text=text, posted_at=one.posted_at)
            for one, text in self.messages
            if one.number == number and (after is None or one.id > after)
        ][:limit]


class Scene:
    """One complaint, its mailbox, and what was told."""

    def __init__(self, case: Complaint) -> None:
        self.books, self.box = Books({case.number: case}), Box()
        self.supplied: list[str] = []
        self.window = window_on(cast(Any, self.books))

    def post(self, by: Actor) -> use_cases.Post:
        return use_cases.Post(
            by=by,
            at=LATER,
            new_id=self.books.new_id,
            history=cast(Any, self.books),
            keys=KEYS,
            mailbox=cast(Any, self.box),
        )

    def supplement(self, _case: Complaint, text: str, *, id: UUID) -> None:
        assert id
        self.supplied.append(text)

    def ask(self, by: Actor, words: str = WORDS) -> says.MailboxProgress:
        order = says.AskReporter(number=REGISTERED.number, message=sealed(words))
        return use_cases.ask_reporter(order, complaints=cast(Any, self.books), post=self.post(by))

    def answer(self, *, hash_: str = REGISTERED.receipt_hash, box: str = "", supplies: bool = False) -> Any:
        order = says.AnswerOffice(
            number=REGISTERED.number, receipt_hash=hash_, message=box or sealed(WORDS), supplies=supplies
        )
        return use_cases.answer_office(
            order,
            bench=self.books.bench(complainant(ANYBODY), LATER),
            window=self.window,
            post=self.post(ANYBODY),
            testimonies=cast(Any, self),
        )


def sealed(words: str) -> str:
    return KEYS.seal("complaints", write(says.Written(text=words)))


@pytest.mark.parametrize("role", Role)
def test_the_office_alone_writes_to_whoever_complains(role: Role) -> None:
    scene = Scene(REGISTERED)
    if role in {Role.OFFICER, Role.DIRECTOR, Role.CALLBACK_AGENT}:
        assert scene.ask(actor(role)).number == REGISTERED.number
    else:
        with pytest.raises(NotYourRole):
            scene.ask(actor(role))
        assert scene.box.messages == []


def test_a_department_never_writes_or_reads_whatever_its_key_may_do() -> None:
    scene, bureau = Scene(REGISTERED), Actor(id="bureau", roles=[Role.OFFICER], department="taxation")

    with pytest.raises(NotYourRole):
        scene.ask(bureau)
    with pytest.raises(NotYourRole):
        use_cases.find_mailbox(
            says.FindMailbox(number=REGISTERED.number),
            by=bureau,
            complaints=cast(Any, scene.books),
            mailbox=cast(Any, scene.box),
            keys=KEYS,
        )


def test_both_read_both_sides_and_no_fact_holds_a_word() -> None:
    scene = Scene(REGISTERED)
    scene.ask(actor(Role.OFFICER), "何时?")
    scene.answer()

    asked = says.OpenMailbox(number=REGISTERED.number, receipt_hash=REGISTERED.receipt_hash)
    view = use_cases.open_mailbox(asked, window=scene.window, mailbox=cast(Any, scene.box), keys=KEYS)
    page = read(says.MailboxPage, KEYS.open("gateway", view.sealed))

    assert [(entry.writer, entry.text) for entry in page.entries] == [("office", "何时?"), ("reporter", WORDS)]
    assert WORDS not in view.sealed
    assert "三" not in "".join(write(fact).decode() for fact in scene.books.facts)


def test_what_the_office_has_asked_for_lets_the_complaint_go_on() -> None:
    scene = Scene(standing(State.AWAITING_INFO))
    scene.answer(supplies=True)

    assert scene.books.cases[REGISTERED.number].state is State.REGISTERED
    assert scene.supplied == [WORDS]
    assert cast(Any, scene.books.facts[-1]).supplied is True


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"hash_": "1" * 64}, ReceiptUnknown),
        ({"box": "bm8gYm94"}, TestimonyUnreadable),
        ({"supplies": True}, MoveNotAllowed),
    ],
)
def test_what_is_refused_keeps_nothing(said: dict[str, Any], refusal: type[Exception]) -> None:
    scene = Scene(REGISTERED)

    with pytest.raises(refusal):
        scene.answer(**said)

    assert (scene.box.messages, scene.books.facts, scene.supplied) == ([], [], [])
    assert scene.books.cases[REGISTERED.number].changed_at == AT
