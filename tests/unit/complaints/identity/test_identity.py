"""Identity custody: who may ask, decide and look, for how long; and that each act is one row of the log."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, cast
from uuid import UUID

import pytest

from contracts import identity as says
from contracts.complaints import InThePast, Mode, MoveNotAllowed, NotYourRole, Reporter, SamePerson, TooLong
from contracts.identity import IdentityAct, IdentityGround, IdentityState
from contracts.people import Actor, Role
from contracts.refusals import Outdated
from contracts.wire import write
from services.complaints.domain.complaint import Complaint
from services.complaints.identity import use_cases
from services.complaints.identity.domain import LIFE_CYCLE, Entry, IdentityRequest
from tests.unit.complaints.books import Books
from tests.unit.complaints.cases import AT, REGISTERED, actor

CASE = replace(REGISTERED, mode=Mode.CONFIDENTIAL)
OFFICER, CUSTODIAN = actor(Role.OFFICER, id="officer"), actor(Role.CUSTODIAN, id="custodian")
UNTIL = date(2026, 11, 26)
REPORTER = Reporter(name="张三三", phone="0519-00000000")

REQUEST = IdentityRequest(
    id=UUID(int=50),
    number="SM-2026-000001",
    version=1,
    state=IdentityState.REQUESTED,
    case=CASE.number,
    complaint_id=CASE.id,
    party=UUID(int=2),
    ground=IdentityGround.VERIFICATION,
    motive="核实交费凭证",
    requested_by=OFFICER.id,
    requested_at=AT,
)

Act = Callable[[IdentityRequest, Actor], tuple[IdentityRequest, says.IdentityFact]]
ACTS: dict[str, Act] = {
    "grant": lambda request, by: request.grant(UNTIL, by=by, at=AT),
    "refuse": lambda request, by: request.refuse("无必要", by=by, at=AT),
    "revoke": lambda request, by: request.revoke("已办结", by=by, at=AT),
    "expire": lambda request, by: request.expire(by=by, at=AT),
}


@pytest.mark.parametrize("action", ACTS)
def test_every_state_action_and_role_is_allowed_or_refused_as_the_table_says(action: str) -> None:
    (row,) = LIFE_CYCLE.rows(action)
    for state in IdentityState:
        for role in Role:
            request = replace(REQUEST, state=state)
            if role not in row.roles:
                with pytest.raises(NotYourRole):
                    ACTS[action](request, actor(role))
            elif state not in row.sources:
                with pytest.raises(MoveNotAllowed):
                    ACTS[action](request, actor(role))
            else:
                moved, fact = ACTS[action](request, actor(role))
                assert (moved.state, moved.version, fact.state, fact.version) == (row.target, 2, row.target, 2)


@pytest.mark.parametrize(
    ("days", "refusal"), [(-1, InThePast), (0, None), (3, None), (14, None), (15, TooLong), (365, TooLong)]
)
def test_a_grant_ends_within_ten_working_days(days: int, refusal: type[Exception] | None) -> None:
    until = AT.date() + timedelta(days=days)
    if refusal is None:
        assert REQUEST.grant(until, by=CUSTODIAN, at=AT)[0].until == until
    else:
        with pytest.raises(refusal):
            REQUEST.grant(until, by=CUSTODIAN, at=AT)


class Room:
    """Plain lists where the collections would be."""

    def __init__(self, case: Complaint = CASE) -> None:
        self.books = Books({case.number: case})
        self.kept: dict[str, IdentityRequest] = {}
        self.entries: list[Entry] = []
        self.told: list[tuple[str, str]] = []
        self.seen: list[UUID] = []
        self.at = AT

    def custody(self, by: Actor) -> use_cases.Custody:
        return use_cases.Custody(
            by=by,
            at=self.at,
            new_id=self.books.new_id,
            history=cast(Any, self.books),
            requests=cast(Any, self),
            book=cast(Any, self),
            clocks=self.books.bench(by, self.at).clocks,
        )

    # requests, log, vault, numbers, post

    def keep(self, request: IdentityRequest) -> None:
        self.kept[request.number] = request

    def get(self, number: str) -> IdentityRequest:
        if number not in self.kept:
            raise says.IdentityRequestUnknown(number)
        return self.kept[number]

    def open_of(self, case: str, person: str) -> IdentityRequest | None:
        states = {IdentityState.REQUESTED, IdentityState.GRANTED}
        mine = (one for one in self.kept.values() if (one.case, one.requested_by) == (case, person))
        return next((one for one in mine if one.state in states), None)

    def add(self, entry: Entry) -> None:
        self.entries.append(entry)

    def find(self, party: UUID, *, keys: Any) -> Reporter:
        assert keys is self
        self.seen.append(party)
        return REPORTER

    def seal(self, to: str, content: bytes) -> str:
        return f"{to}: {content.decode()}"

    def next(self, year: int, series: str) -> str:
        return f"{series}-{year}-{len(self.kept) + 1:06d}"

    def tell_of_look(self, case: Complaint, number: str, ground: str) -> None:
        assert case is self.books.cases[case.number]
        self.told.append((number, ground))

    # acts

    def ask(self, by: Actor = OFFICER) -> str:
        order = says.RequestIdentity(case=CASE.number, ground=IdentityGround.VERIFICATION, motive="核实交费凭证")
        numbers, complaints = cast(Any, self), cast(Any, self.books)
        return use_cases.request_identity(
            order, custody=self.custody(by), complaints=complaints, numbers=numbers
        ).number

    def grant(self, number: str, **said: Any) -> says.IdentityProgress:
        return use_cases.grant_identity(says.GrantIdentity(number=number, **said), custody=self.custody(CUSTODIAN))

    def look(self, number: str, by: Actor = OFFICER) -> Any:
        anything = cast(Any, self)
        return use_cases.read_identity(
            says.ReadIdentity(number=number),
            custody=self.custody(by),
            complaints=cast(Any, self.books),
            vault=anything,
            keys=anything,
            post=anything,
        )

    @property
    def log(self) -> list[tuple[IdentityAct, str]]:
        return [(entry.act, entry.by) for entry in self.entries]


@pytest.mark.parametrize("role", Role)
def test_the_office_alone_asks(role: Role) -> None:
    room = Room()
    if role in {Role.OFFICER, Role.DIRECTOR, Role.CALLBACK_AGENT, Role.REVIEWER}:
        assert room.ask(actor(role)) == "SM-2026-000001"
    else:
        with pytest.raises((NotYourRole, says.IdentityKeptFromDepartments)):
            room.ask(actor(role))
        assert room.entries == []


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"mode": Mode.NAMED}, says.IdentityOpen),
        ({"mode": Mode.ANONYMOUS, "party": None}, says.IdentityNone),
        ({"party": None}, says.IdentityNone),
    ],
)
def test_there_must_be_somebody_who_is_protected(changes: dict[str, Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        Room(replace(CASE, **changes)).ask()


def test_one_person_has_one_request_open_about_a_case() -> None:
    room = Room()
    room.ask()

    with pytest.raises(says.IdentityRequestedBefore):
        room.ask()
    assert room.ask(actor(Role.DIRECTOR, id="director")) == "SM-2026-000002"


def test_whoever_asks_does_not_decide() -> None:
    room, both = Room(), Actor(id="both", roles=[Role.OFFICER, Role.CUSTODIAN])
    number = room.ask(both)

    with pytest.raises(SamePerson):
        use_cases.grant_identity(says.GrantIdentity(number=number), custody=room.custody(both))
    with pytest.raises(Outdated):
        room.grant(number, version=7)


def test_a_look_is_one_row_and_whoever_complains_is_told_of_each() -> None:
    room = Room()
    number = room.ask()
    assert room.grant(number).until == UNTIL

    assert "张三三" in room.look(number).sealed
    room.look(number)

    assert room.log == [
        (IdentityAct.REQUESTED, "officer"),
        (IdentityAct.GRANTED, "custodian"),
        (IdentityAct.LOOKED, "officer"),
        (IdentityAct.LOOKED, "officer"),
    ]
    assert room.told == [(number, "verification")] * 2
    assert "张三三" not in "".join(write(fact).decode() for fact in room.books.facts)


AFTER = AT + timedelta(days=4)
BUREAU = Actor(id="officer", roles=[Role.OFFICER], department="taxation")


@pytest.mark.parametrize(
    ("state", "by", "at", "refusal"),
    [
        (IdentityState.REQUESTED, OFFICER, AT, says.IdentityNotGranted),
        (IdentityState.REFUSED, OFFICER, AT, says.IdentityNotGranted),
        (IdentityState.GRANTED, actor(Role.OFFICER, id="another"), AT, says.IdentityNotGranted),
        (IdentityState.GRANTED, CUSTODIAN, AT, says.IdentityNotGranted),
        (IdentityState.GRANTED, BUREAU, AT, says.IdentityKeptFromDepartments),
        (IdentityState.GRANTED, OFFICER, AFTER, says.IdentityGrantOver),
        (IdentityState.EXPIRED, OFFICER, AT, says.IdentityGrantOver),
        (IdentityState.REVOKED, OFFICER, AT, says.IdentityGrantOver),
    ],
)
def test_a_look_without_a_grant_shows_nothing_and_is_a_row_all_the_same(
    state: IdentityState, by: Actor, at: datetime, refusal: type[Exception]
) -> None:
    room = Room()
    was_granted = state not in {IdentityState.REQUESTED, IdentityState.REFUSED}
    room.keep(replace(REQUEST, state=state, until=UNTIL if was_granted else None))
    room.at = at

    with pytest.raises(refusal):
        room.look(REQUEST.number, by)

    assert room.log == [(IdentityAct.DENIED, by.id)]
    assert (room.seen, room.told) == ([], [])


def test_the_clock_of_a_grant_ends_it_and_a_revoked_one_has_none() -> None:
    room = Room()
    number = room.ask()
    room.grant(number)
    clock = room.books.clock("identity_grant")
    assert (clock.number, clock.due_on) == (number, UNTIL)

    use_cases.expire_grant(number, custody=room.custody(actor(Role.SYSTEM)))
    assert room.kept[number].state is IdentityState.EXPIRED

    again = room.ask()
    room.grant(again)
    use_cases.revoke_identity(says.RevokeIdentity(number=again, reason="已办结"), custody=room.custody(CUSTODIAN))
    assert not room.books.clock("identity_grant").is_open


@pytest.mark.parametrize(
    ("by", "sees"),
    [(OFFICER, True), (CUSTODIAN, True), (actor(Role.DIRECTOR), True), (actor(Role.OFFICER, id="another"), False)],
)
def test_a_request_is_seen_by_whoever_made_it_and_whoever_watches(*, by: Actor, sees: bool) -> None:
    room = Room()
    room.keep(REQUEST)
    query = says.FindIdentityRequest(number=REQUEST.number)
    if sees:
        view = use_cases.find_identity_request(query, by=by, requests=cast(Any, room))
        assert (view.motive, view.ground) == (REQUEST.motive, "verification")
    else:
        with pytest.raises(says.IdentityRequestUnknown):
            use_cases.find_identity_request(query, by=by, requests=cast(Any, room))
