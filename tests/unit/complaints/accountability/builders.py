"""Plain collections where the stored ones would be, and a proposal to put in them."""

from base64 import b64encode
from dataclasses import replace
from datetime import date
from typing import Any, cast
from uuid import UUID

from nacl.public import PrivateKey

from contracts.accountability import (
    AccountabilityState,
    AccountabilityUnknown,
    Accountable,
    Measure,
    ProposeAccountability,
    Target,
)
from contracts.inspection import FindingUnknown
from contracts.people import Actor, Role
from kernel.sealing import KeyRing
from services.complaints.accountability.domain.accountability import Accountability
from services.complaints.accountability.domain.paper import Paper
from services.complaints.accountability.use_cases.desk import Desk
from services.complaints.domain.clocks import Clock
from services.complaints.inspection.domain.finding import InspectionFinding
from tests.unit.complaints.rectification.builders import AT, BUREAU, COMPLAINT, Counted, Shelf, Ticking, Told, ids
from tests.unit.complaints.rooms import Drawer

PRIVATE, GATEWAY = PrivateKey.generate(), PrivateKey.generate()
SECRETS = {
    "complaints.key": b64encode(bytes(PRIVATE)).decode(),
    "complaints.pub": b64encode(bytes(PRIVATE.public_key)).decode(),
    "gateway.key": b64encode(bytes(GATEWAY)).decode(),
    "gateway.pub": b64encode(bytes(GATEWAY.public_key)).decode(),
}
KEYS = KeyRing(SECRETS.__getitem__)

ACCOUNTABILITY = Accountability(
    id=UUID(int=1),
    number="ZR-2026-000001",
    version=1,
    state=AccountabilityState.PROPOSED,
    department=BUREAU,
    target=Target.HEAD,
    proposed_measure=Measure.FAULT_NOTICE,
    ground=COMPLAINT.number,
    basis="business_environment_regulations",
    hearing_until=date(2026, 3, 9),
    proposed_by="proposer",
    proposed_at=AT,
    changed_at=AT,
)


def actor(*roles: Role, id: str = "somebody", department: str | None = None) -> Actor:
    """Somebody with roles."""
    return Actor(id=id, roles=list(roles), department=department)


class Cabinet:
    """Accountabilities, their papers and the people in them."""

    def __init__(self, *things: Accountability) -> None:
        self.all = {one.number: one for one in things}
        self.papers: list[Paper] = []
        self.people: dict[UUID, Accountable] = {}

    def add(self, thing: Any, person: Accountable | None = None, **_more: Any) -> None:
        if person is not None:
            self.people[thing] = person
        elif isinstance(thing, Paper):
            self.papers.append(thing)
        else:
            self.all[thing.number] = thing

    def keep(self, one: Accountability) -> None:
        self.all[one.number] = one

    def get(self, number: str) -> Accountability:
        if number not in self.all:
            raise AccountabilityUnknown(number)
        return self.all[number]

    def at_version(self, number: str, version: int | None) -> Accountability:
        self.get(number).expect(version)
        return self.get(number)

    def find(self, accountability: UUID, **_more: Any) -> Accountable | None:
        return self.people.get(accountability)


class Office:
    """A desk of accountability with everything on it in plain sight."""

    def __init__(self, *things: Accountability, shelf: Shelf | None = None) -> None:
        self.cabinet, self.told, self.clocks, self.numbers = Cabinet(*things), Told(), Ticking(), Counted()
        self.shelf = shelf or Shelf(COMPLAINT)
        self.findings = Drawer[InspectionFinding](FindingUnknown)
        self.new_id = ids()
        self.lifted: list[Clock] = []

    def desk(self, by: Actor, at: Any = AT) -> Desk:
        """The desk, as somebody sits down at it."""
        cabinet = cast(Any, self.cabinet)
        return Desk(
            by=by,
            at=at,
            new_id=self.new_id,
            keys=KEYS,
            accountabilities=cabinet,
            papers=cabinet,
            accountables=cabinet,
            clocks=cast(Any, self.clocks),
            parcels=cast(Any, self.told),
            history=cast(Any, self.told),
            lift=self.lifted.append,
        )

    @property
    def only(self) -> Accountability:
        """The one accountability there is."""
        (one,) = self.cabinet.all.values()
        return one


def standing(state: AccountabilityState, **more: Any) -> Accountability:
    """The proposal in a later state."""
    return replace(ACCOUNTABILITY, state=state, **more)


def changed(command: ProposeAccountability, **changes: Any) -> ProposeAccountability:
    """The same order, but for what is changed."""
    said = {name: getattr(command, name) for name in command.__struct_fields__}
    return ProposeAccountability(**(said | changes))
