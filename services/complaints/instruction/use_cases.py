"""Giving instructions, reporting back, and the leader's answer to the report."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from contracts.complaints import ComplaintUnknown, FileComplaint
from contracts.instruction import (
    AcceptReport,
    FindInstruction,
    FindInstructions,
    GiveInstruction,
    InstructionFact,
    InstructionPage,
    InstructionProgress,
    InstructionStep,
    InstructionView,
    ReportBack,
    ReturnReport,
)
from contracts.people import Actor
from contracts.refusals import Fault
from kernel.history import History
from services.complaints.domain.clocks import Clock, Subject
from services.complaints.domain.complaint import Complaint
from services.complaints.domain.deadlines import day_of, year_of
from services.complaints.instruction.domain import LIFE_CYCLE, Instruction, check_letter, last_day
from services.complaints.instruction.storage import Instructions
from services.complaints.storage import Clocks, Complaints, Numbers, page_after
from services.complaints.use_cases.lifting import Lift, nobody_urged, stop_clocks

SERIES = "PS"
"""批示."""

CLOCK = "instruction"


@dataclass(frozen=True)
class Register:
    """What instructions stand on."""

    at: datetime
    new_id: Callable[[], UUID]
    history: History
    instructions: Instructions
    clocks: Clocks
    numbers: Numbers
    lift: Lift = nobody_urged

    def find(self, command: InstructionStep) -> Instruction:
        """The instruction that a command names, at the version that its sender has seen."""
        instruction = self.instructions.get(command.number)
        instruction.expect(command.version)
        return instruction

    def wait(self, id: UUID, number: str, until: date | None) -> Clock:
        """Starts the clock of the report; without a day it runs as the rule says."""
        subject = Subject(kind="instruction", id=id, number=number)
        return self.clocks.start(CLOCK, subject, at=self.at, new_id=self.new_id, until=until, told=True)

    def keep(self, moved: tuple[Instruction, InstructionFact]) -> InstructionProgress:
        """Keeps an instruction with its fact."""
        instruction, fact = moved
        self.instructions.keep(instruction)
        self.history.tell(instruction, fact)
        return InstructionProgress(
            number=instruction.number,
            version=instruction.version,
            state=instruction.state,
            due_on=instruction.due_on,
        )


def give_instruction(
    command: GiveInstruction, *, by: Actor, complaints: Complaints, register: Register
) -> InstructionProgress:
    """Puts down a leader's instruction on a case.

    Raises:
        ComplaintUnknown, NotYourRole
        Invalid: for a day that does not lie ahead.
    """
    _check_case(command.case, complaints)
    LIFE_CYCLE.find_first("give", by)
    until = last_day(command.due_on, day_of(register.at))
    return _give(command, until, register)


def instructed(filing: FileComplaint, *, by: Actor, register: Register) -> Callable[[Complaint], None]:
    """Decides what a letter's instruction comes to; what is returned puts it down on the case, once there is one.

    Raises:
        NotYourRole
        Invalid: naming the field, for another channel's complaint or a day that does not lie ahead.
    """
    said = filing.instruction
    if said is None:
        return lambda _: None
    check_letter(filing.channel)
    LIFE_CYCLE.find_first("give", by)
    until = last_day(said.due_on, day_of(register.at), "/instruction/due_on")

    def give(complaint: Complaint) -> None:
        order = GiveInstruction(case=complaint.number, post=said.post, text=said.text, document=said.document)
        _give(order, until, register)

    return give


def report_back(command: ReportBack, *, by: Actor, register: Register) -> InstructionProgress:
    """The office reports back; its clock is met."""
    moved = register.find(command).respond(command.report, by=by, at=register.at)
    stop_clocks(command.number, CLOCK, at=register.at, clocks=register.clocks, lift=register.lift)
    return register.keep(moved)


def accept_report(command: AcceptReport, *, by: Actor, register: Register) -> InstructionProgress:
    """The leader is content."""
    return register.keep(register.find(command).accept(by=by))


def return_report(command: ReturnReport, *, by: Actor, register: Register) -> InstructionProgress:
    """The leader wants more; a new clock runs.

    Raises:
        Invalid: for a day that does not lie ahead.
    """
    instruction = register.find(command)
    until = last_day(command.due_on, day_of(register.at))
    instruction.send_back(command.reason, until or instruction.due_on, by=by)
    clock = register.wait(instruction.id, instruction.number, until)
    return register.keep(instruction.send_back(command.reason, clock.due_on, by=by))


def find_instruction(query: FindInstruction, *, instructions: Instructions) -> InstructionView:
    """One instruction.

    Raises:
        InstructionUnknown
    """
    return _view(instructions.get(query.number))


def find_instructions(query: FindInstructions, *, instructions: Instructions) -> InstructionPage:
    """A page of instructions, the newest first."""
    found = instructions.page(query, page_after(query.after))
    following = str(found[-1].id) if len(found) == query.limit else None
    return InstructionPage(instructions=[_view(instruction) for instruction in found], next=following)


def _check_case(number: str, complaints: Complaints) -> None:
    """An instruction is on a case that there is.

    Raises:
        ComplaintUnknown: naming the field.
    """
    try:
        complaints.get(number)
    except ComplaintUnknown as unknown:
        said = {"detail": number, "zh": unknown.text("zh"), "en": unknown.text("en")}
        unknown.faults = (Fault(pointer="/case", rule="unknown", **said),)
        raise


def _give(command: GiveInstruction, until: date | None, register: Register) -> InstructionProgress:
    """Keeps what was decided, with the clock of its report."""
    id_, number = register.new_id(), register.numbers.next(year_of(register.at), SERIES)
    clock = register.wait(id_, number, until)
    return register.keep(Instruction.give(command, id=id_, number=number, due_on=clock.due_on, at=register.at))


def _view(instruction: Instruction) -> InstructionView:
    said = vars(instruction)
    return InstructionView(**{name: said[name] for name in InstructionView.__struct_fields__})
