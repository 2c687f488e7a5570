"""Leaders' instructions, and what is reported back."""

from contracts import instruction as says
from contracts.people import Actor
from kernel.mail.entrypoints import command, query
from services.complaints.foundation import Foundation
from services.complaints.instruction import use_cases


class InstructionRoom(Foundation):
    """批示."""

    @command
    def give_instruction(self, order: says.GiveInstruction, by: Actor) -> says.InstructionProgress:
        """Puts down a leader's instruction (批示)."""
        return use_cases.give_instruction(order, by=by, complaints=self.complaints, register=self._register())

    @command
    def report_back(self, order: says.ReportBack, by: Actor) -> says.InstructionProgress:
        """The office reports back (专报)."""
        return use_cases.report_back(order, by=by, register=self._register())

    @command
    def accept_report(self, order: says.AcceptReport, by: Actor) -> says.InstructionProgress:
        """The leader is content."""
        return use_cases.accept_report(order, by=by, register=self._register())

    @command
    def return_report(self, order: says.ReturnReport, by: Actor) -> says.InstructionProgress:
        """The leader wants more (退回)."""
        return use_cases.return_report(order, by=by, register=self._register())

    @query
    def find_instruction(self, question: says.FindInstruction) -> says.InstructionView:
        """One instruction."""
        return use_cases.find_instruction(question, instructions=self.instructions)

    @query
    def find_instructions(self, question: says.FindInstructions) -> says.InstructionPage:
        """A page of instructions."""
        return use_cases.find_instructions(question, instructions=self.instructions)
