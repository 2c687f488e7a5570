"""Moves of one case on books, and the people who make them."""

from datetime import UTC, date, datetime
from typing import Any, cast

from contracts import complaints as says
from contracts.complaints import ComplaintFiled
from contracts.people import Actor, Role
from services.complaints.use_cases import accepting, handling
from tests.unit.complaints.books import Books
from tests.unit.complaints.cases import AT, REGISTERED, UNIT, actor

NUMBER = REGISTERED.number
OFFICER, DIRECTOR, LIAISON, DEPUTY = (actor(role) for role in (Role.OFFICER, Role.DIRECTOR, Role.LIAISON, Role.DEPUTY))
BOTH = Actor(id="office", roles=[Role.OFFICER, Role.DIRECTOR])
AGENT = actor(Role.CALLBACK_AGENT, id="agent")


def on(month: int, day: int, hour: int = 2) -> datetime:
    """A moment of the year in which it all happens."""
    return datetime(2026, month, day, hour, tzinfo=UTC)


def filed() -> Books:
    """A case that has just come in by letter."""
    books = Books()
    filed = REGISTERED.fact(ComplaintFiled, channel=says.Channel.LETTER, category="slow", mode=says.Mode.NAMED)
    books.bench(OFFICER, AT).add((REGISTERED, filed))
    return books


def do(books: Books, use_case: Any, order: Any, by: Actor, at: datetime) -> says.Progress:
    """Hands a command to its use case with whatever that stands on."""
    more = {name: cast(Any, books) for name in ("remarks", "departments", "testimonies", "precedents")}
    more |= {
        "hand_over": books.hand_over,
        "rectifications": cast(Any, books),
        "follow": books.followed.append,
        "watch": lambda *_: None,
    }
    wanted = use_case.__code__.co_varnames[: use_case.__code__.co_argcount + use_case.__code__.co_kwonlyargcount]
    given = {name: value for name, value in more.items() if name in wanted}
    answer: says.Progress = use_case(order(number=NUMBER), bench=books.bench(by, at), **given)
    return answer


def order(kind: Any, **said: Any) -> Any:
    """A command about the case."""
    return lambda number: kind(number=number, **said)


def told_due(books: Books) -> date | None:
    """The day that the last fact has said."""
    due_on: date | None = getattr(books.facts[-1], "due_on", None)
    return due_on


def dispatched(books: Books, at: datetime = AT, **said: Any) -> None:
    """Takes the case on and hands it to its unit."""
    do(books, accepting.accept_complaint, order(says.AcceptComplaint), OFFICER, at)
    do(books, handling.dispatch_complaint, order(says.DispatchComplaint, department=UNIT, **said), OFFICER, at)


def taken_up(books: Books, at: datetime = AT) -> None:
    """Has the unit sign, call and investigate."""
    do(books, handling.sign_complaint, order(says.SignComplaint), LIAISON, at)
    do(books, handling.contact_complainant, order(says.ContactComplainant, result="reached"), LIAISON, at)
    do(books, handling.investigate, order(says.Investigate), DEPUTY, at)


def answered(books: Books) -> None:
    """Has the unit answer after all of that."""
    dispatched(books)
    taken_up(books)
    said = order(says.ReplyToComplaint, finding="substantiated", measures="已整改", basis="行政许可法第三十二条")
    do(books, handling.reply_to_complaint, said, DEPUTY, on(12, 1))
