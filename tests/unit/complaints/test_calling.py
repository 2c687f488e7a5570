"""Whom a callback agent sees to call: named people with their telephone, on record; others without a name, or not."""

from typing import Any, cast
from uuid import UUID

import pytest

from contracts.callbacks import CallbackPage, FindCallbacks
from contracts.complaints import Mode, NotYourRole, Reporter, State
from contracts.identity import IdentityKeptFromDepartments
from contracts.people import Actor, Role
from contracts.wire import read
from services.complaints.domain.complaint import Complaint
from services.complaints.use_cases.calling import find_callbacks
from tests.unit.complaints.cases import AT, actor, standing
from tests.unit.complaints.shelves import KEYS, Shelves

AGENT = actor(Role.CALLBACK_AGENT, id="agent")
PERSON = Reporter(name="示例来电人", phone="0519-00000000")


def verified(n: int, **changes: Any) -> Complaint:
    return standing(State.VERIFIED, id=UUID(int=n), number=f"TS-2026-{n:06d}", party=UUID(int=100 + n), **changes)


def asked(*cases: Complaint, by: Actor = AGENT) -> tuple[CallbackPage, Shelves]:
    """What an agent is shown of these cases, and what was written down."""
    shelves = Shelves(people={case.party: PERSON for case in cases if case.party})
    found = cast(Any, type("Page", (), {"page": lambda *_, **__: list(cases)})())
    sealed = find_callbacks(
        FindCallbacks(), by=by, at=AT, new_id=shelves.books.new_id, keys=KEYS, complaints=found, vault=shelves.vault()
    )
    return read(CallbackPage, KEYS.open("gateway", sealed.sealed)), shelves


def test_a_named_complainant_is_shown_with_their_telephone_and_the_look_is_written_down() -> None:
    case = verified(1, calls=1)

    page, shelves = asked(case)

    (one,) = page.callbacks
    assert (one.number, one.name, one.phone, one.calls) == (case.number, PERSON.name, PERSON.phone, 1)
    (look,) = shelves.looks
    assert (look["reader"], look["party"], look["complaint_id"]) == ("agent", case.party, case.id)
    assert look["reason"]


def test_who_complains_confidentially_is_called_by_the_custodians_leave_alone() -> None:
    page, shelves = asked(verified(1, mode=Mode.CONFIDENTIAL))

    (one,) = page.callbacks
    assert (one.mode, one.name, one.phone, shelves.looks) == (Mode.CONFIDENTIAL, None, None, [])


def test_nobody_is_shown_who_is_not_to_be_called_or_not_by_this_agent() -> None:
    page, shelves = asked(
        verified(1, mode=Mode.ANONYMOUS), verified(2, is_reached=True), verified(3, verified_by=AGENT.id)
    )

    assert (page.callbacks, shelves.looks) == ([], [])


@pytest.mark.parametrize(
    ("by", "refusal"),
    [
        (actor(Role.OFFICER), NotYourRole),
        (actor(Role.CALLBACK_AGENT, department="civil_affairs"), IdentityKeptFromDepartments),
    ],
)
def test_others_are_shown_nobody(by: Actor, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        asked(verified(1), by=by)
