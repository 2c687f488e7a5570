"""A desk of special supervisions in plain sight, and things to put on it."""

from dataclasses import replace
from datetime import date
from typing import Any, cast
from uuid import UUID

from contracts.instruction import InstructionUnknown
from contracts.people import Actor
from contracts.rectification import OrderRectification, RectificationProgress, RectificationState
from contracts.special_supervision import (
    DraftSpecialSupervision,
    SpecialSource,
    SpecialSupervisionState,
    SpecialSupervisionUnknown,
)
from services.complaints.domain.paper import Paper
from services.complaints.rectification.domain.patterns import Pattern
from services.complaints.rectification.domain.rectification import Rectification
from services.complaints.special_supervision.domain import SpecialSupervision
from services.complaints.special_supervision.use_cases.desk import SpecialDesk
from services.complaints.special_supervision.use_cases.drafting import Occasions
from tests.unit.complaints.rectification.builders import AT, BUREAU, Files
from tests.unit.complaints.rooms import Directory, Drawer, Room

BOTH = (BUREAU, "taxation")
SPECIAL = SpecialSupervision(
    id=UUID(int=4),
    number="ZD-2026-000001",
    version=1,
    state=SpecialSupervisionState.DRAFTED,
    changed_at=AT,
    source=SpecialSource.CAMPAIGN,
    topic="中介机构专项检查",
    category="slow",
    checklist=("是否脱钩",),
    departments=BOTH,
    starts_on=date(2026, 3, 2),
    ends_on=date(2026, 4, 30),
    drafted_by="officer",
    drafted_at=AT,
)
ORDER = DraftSpecialSupervision(
    source=SpecialSource.CAMPAIGN,
    topic=SPECIAL.topic,
    category="slow",
    plan="先自查后实地",
    checklist=["是否脱钩"],
    starts_on=SPECIAL.starts_on,
    ends_on=SPECIAL.ends_on,
    departments=list(BOTH),
)


def standing(state: SpecialSupervisionState, **more: Any) -> SpecialSupervision:
    """It in a later state."""
    return replace(SPECIAL, state=state, **more)


class Orders:
    """Rectifications as they are ordered, and as they stand."""

    def __init__(self, *rectifications: Rectification) -> None:
        self.given: list[OrderRectification] = []
        self.all = list(rectifications)

    def __call__(self, order: OrderRectification) -> RectificationProgress:
        self.given.append(order)
        number, state = f"ZG-2026-{len(self.given):06d}", RectificationState.ORDERED
        return RectificationProgress(id="1", number=number, version=1, state=state, due_on=date(2026, 3, 23))

    def of_origin(self, origin: str) -> list[Rectification]:
        return [one for one in self.all if one.origin == origin]


class Patterns:
    """One pattern, or none."""

    def __init__(self, pattern: Pattern | None) -> None:
        self.pattern = pattern

    def proposed_for(self, category: str) -> Pattern | None:
        return self.pattern if self.pattern and self.pattern.category == category else None


class Instructions:
    """One leader's instruction."""

    def get(self, number: str) -> str:
        if number != "PS-2026-000001":
            raise InstructionUnknown(number)
        return number


class Office(Room):
    """A desk of special supervisions with everything on it in plain sight."""

    def __init__(
        self, *things: SpecialSupervision, pattern: Pattern | None = None, orders: Orders | None = None
    ) -> None:
        super().__init__()
        self.specials = Drawer(SpecialSupervisionUnknown, *things)
        self.orders = orders or Orders()
        self.occasions = Occasions(cast(Any, Patterns(pattern)), cast(Any, Instructions()), cast(Any, Directory()))
        self.papers.all += [_plan(special) for special in things]

    def desk(self, by: Actor, at: Any = AT) -> SpecialDesk:
        """The desk, as somebody sits down at it."""
        return SpecialDesk(
            specials=cast(Any, self.specials),
            rectifications=cast(Any, self.orders),
            attachments=cast(Any, Files(number=SPECIAL.number)),
            **self.common(by, at),
        )


def _plan(special: SpecialSupervision) -> Paper:
    return Paper(id=UUID(int=501), subject_id=special.id, act="draft", version=1, written_at=AT, text="先自查后实地")
