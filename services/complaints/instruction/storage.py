"""All instructions."""

from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Row, select

from contracts.instruction import FindInstructions, InstructionUnknown
from kernel.stage import Stage, said_in
from services.complaints.instruction.domain import Instruction
from services.complaints.instruction.tables import instructions

_COLUMNS = [str(column.name) for column in instructions.c]
_asked = said_in("number")


class Instructions:
    """All instructions."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def keep(self, instruction: Instruction) -> None:
        """Keeps an instruction that was given or has moved."""
        write_row = self._stage.insert if instruction.version == 1 else self._stage.update
        write_row(instructions, vars(instruction))
        self._stage.kept["instruction", instruction.number] = instruction

    def get(self, number: str) -> Instruction:
        """The instruction with this number.

        Raises:
            InstructionUnknown: when there is none.
        """
        found: Instruction | None = self._stage.find("instruction", number, self._by_number, _asked)
        if found is None:
            raise InstructionUnknown(number)
        return found

    def page(self, asked: FindInstructions, after: UUID | None) -> list[Instruction]:
        """The newest instructions that fit, ``after`` the one with this id; never more than were asked for."""
        query = select(instructions).order_by(instructions.c.id.desc()).limit(asked.limit)
        for name, value in {"case": asked.case, "state": asked.state}.items():
            if value is not None:
                query = query.where(instructions.c[name] == value)
        if after is not None:
            query = query.where(instructions.c.id < after)
        return [_instruction(row) for row in self._stage.connection.execute(query)]

    def _by_number(self, numbers: set[str]) -> dict[str, Instruction]:
        found = self._stage.connection.execute(select(instructions).where(instructions.c.number.in_(numbers)))
        return {row.number: _instruction(row) for row in found}


def _instruction(row: Row[Any]) -> Instruction:
    return msgspec.convert(dict(zip(_COLUMNS, row, strict=True)), Instruction)
