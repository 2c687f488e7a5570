"""One instruction: given, reported back, accepted or returned for more (domain-complaints 4.6)."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Self, TypeVar
from uuid import UUID

import workdays
from contracts.complaints import Channel, Post
from contracts.instruction import (
    GiveInstruction,
    InstructionAccepted,
    InstructionFact,
    InstructionGiven,
    InstructionReported,
    InstructionReturned,
    InstructionState,
)
from contracts.people import Actor, Role
from contracts.refusals import Fault, Invalid, Outdated
from services.complaints.domain.moves import LifeCycle, Move

Fact = TypeVar("Fact", bound=InstructionFact)
S = InstructionState

OFFICE = frozenset({Role.OFFICER, Role.DIRECTOR})
LEADER = frozenset({Role.LEADER, Role.DIRECTOR})
"""The leader themself, or the director who takes down what the leader said."""

LONGEST = timedelta(days=365)
"""Of a report that a leader waits for: what lies further ahead is a slip of the pen."""

LIFE_CYCLE = LifeCycle(
    (
        # action        from                     to           who               fact
        Move("give", (), S.GIVEN, LEADER | OFFICE, "instruction_given"),
        Move("report", (S.GIVEN, S.RETURNED), S.REPORTED, OFFICE, "instruction_reported"),
        Move("accept", (S.REPORTED,), S.ACCEPTED, LEADER, "instruction_accepted"),
        Move("return", (S.REPORTED,), S.RETURNED, LEADER, "instruction_returned"),
    )
)


@dataclass(frozen=True, kw_only=True)
class Instruction:
    """A leader's instruction on a case; ``document`` is the reference of what was forwarded with it."""

    id: UUID
    number: str
    version: int
    state: InstructionState
    case: str
    post: Post
    text: str
    given_at: datetime
    due_on: date
    document: str | None = None
    report: str | None = None
    reason: str | None = None
    reported_at: datetime | None = None

    @classmethod
    def give(
        cls, command: GiveInstruction, *, id: UUID, number: str, due_on: date, at: datetime
    ) -> tuple[Self, InstructionGiven]:
        """A leader gives it (批示)."""
        instruction = cls(
            id=id,
            number=number,
            version=1,
            state=S.GIVEN,
            case=command.case,
            post=command.post,
            text=command.text,
            given_at=at,
            due_on=due_on,
            document=command.document,
        )
        return instruction, instruction.fact(InstructionGiven, post=command.post)

    def expect(self, version: int | None) -> None:
        """Checks that its sender has seen the present version; raises ``Outdated``."""
        if version is not None and version != self.version:
            raise Outdated(str(self.version), str(version))

    def respond(self, report: str, *, by: Actor, at: datetime) -> tuple[Self, InstructionReported]:
        """The office reports back (专报)."""
        moved = self._moved("report", by, report=report, reported_at=at)
        return moved, moved.fact(InstructionReported)

    def accept(self, *, by: Actor) -> tuple[Self, InstructionAccepted]:
        """The leader is content."""
        moved = self._moved("accept", by)
        return moved, moved.fact(InstructionAccepted)

    def send_back(self, reason: str, due_on: date, *, by: Actor) -> tuple[Self, InstructionReturned]:
        """The leader wants more, by ``due_on``."""
        moved = self._moved("return", by, reason=reason, due_on=due_on)
        return moved, moved.fact(InstructionReturned)

    def fact(self, kind: type[Fact], /, **said: Any) -> Fact:
        """The fact to tell of its present version: ids and codes."""
        return kind(
            instruction=str(self.id),
            number=self.number,
            version=self.version,
            state=self.state,
            case=self.case,
            due_on=self.due_on,
            **said,
        )

    def _moved(self, action: str, by: Actor, **changes: Any) -> Self:
        move = LIFE_CYCLE.find(action, self.state, by)
        return replace(self, state=S(move.target or self.state), version=self.version + 1, **changes)


def check_letter(channel: Channel) -> None:
    """Checks that a complaint may bring an instruction: a letter that a leader has forwarded does (批转).

    Raises:
        Invalid: naming the field.
    """
    if channel is not Channel.LEADER_LETTER:
        zh, en = "仅领导批转的来信可随附批示。", "A leader's letter alone brings an instruction."
        raise Invalid.of(Fault(pointer="/instruction", rule="leader_letter_only", detail=channel.value, zh=zh, en=en))


def last_day(wanted: date | None, today: date, pointer: str = "/due_on") -> date | None:
    """The day that a leader has set; a day of rest rolls forward (民法典 203). None where they have set none.

    Raises:
        Invalid: naming the field, for a day that does not lie ahead, or lies more than a year ahead.
    """
    if wanted is None:
        return None
    if wanted <= today:
        raise _not_a_day(
            pointer, wanted, "in_the_past", "报送期限须晚于今日。", "The day of the report must lie ahead."
        )
    if wanted > today + LONGEST:
        raise _not_a_day(pointer, wanted, "out_of_range", "报送期限不得超过一年。", "The report is due within a year.")
    return workdays.newest().roll_forward(wanted).due


def _not_a_day(pointer: str, wanted: date, rule: str, zh: str, en: str) -> Invalid:
    return Invalid.of(Fault(pointer=pointer, rule=rule, detail=str(wanted), zh=zh, en=en))
