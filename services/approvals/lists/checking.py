"""From the rows of a list to its items: every cell is read, and every fault is named before anything is given."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import msgspec

from contracts.approvals import ListRemark, Particulars
from services.approvals.lists.cells import (
    LONGEST_DEPARTMENT,
    LONGEST_NAME,
    name_up_to,
    read_code,
    read_region,
    read_type,
)
from services.approvals.lists.heading import REQUIRED, Heading
from services.approvals.lists.problems import Broken, Problem, faulty, unreadable
from services.approvals.lists.sheets import Row, Value, is_blank

READERS: dict[str, Callable[[Value], object]] = {
    "department": name_up_to(LONGEST_DEPARTMENT),
    "department_code": read_code,
    "main_name": name_up_to(LONGEST_NAME),
    "name": name_up_to(LONGEST_NAME),
    "code": read_code,
    "type": read_type,
    "region": read_region,
}
"""How each field is read; the department comes first, for what is filled down with it."""


@dataclass(frozen=True, kw_only=True)
class Checked:
    """The items of a list without a fault."""

    rows: int
    items: list[Particulars]
    remarks: list[ListRemark]


def check_rows(file_name: str, heading: Heading) -> Checked:
    """Reads all rows below the header.

    Raises:
        ListFaulty: naming each cell that is wrong.
        ListUnreadable: when there is nothing below the header.
    """
    walk = _Walk(heading)
    rows = 0
    for row in heading.rows:
        rows += 1
        walk.take(row)
    if walk.problems:
        raise faulty(walk.problems)
    if not walk.items:
        raise unreadable(file_name, "no_items")
    return Checked(rows=rows, items=walk.items, remarks=walk.remarks())


@dataclass
class _Walk:
    """The way down the rows: what the rows above have said, and what was found."""

    heading: Heading
    items: list[Particulars] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    _above: dict[str, object] = field(default_factory=dict)
    _rows_of: dict[object, int] = field(default_factory=dict)
    _formulas: Counter[str] = field(default_factory=Counter)

    def take(self, row: Row) -> None:
        """Reads one row; one that holds a number at most, such as those printed ahead, holds no item."""
        if not any(self._filled(row, name) for name in READERS):
            return
        before = len(self.problems)
        said = {name: self._read(row, name) for name in READERS if name in self.heading.columns}
        self._check_twice(row, said["code"])
        if len(self.problems) == before:
            self.items.append(msgspec.convert(said, Particulars))

    def remarks(self) -> list[ListRemark]:
        """The columns whose values are those that formulas once had."""
        return [
            Problem(rule="formula_value_used", arguments=(count,), column=column.letter, header=column.header).remark()
            for name, count in self._formulas.items()
            for column in (self.heading.columns[name],)
        ]

    def _read(self, row: Row, name: str) -> object:
        try:
            found = self._fill_down(name, READERS[name](self._value(row, name)))
        except Broken as broken:
            self._note(row, name, broken)
            return None
        if found is None and name in REQUIRED:
            self._note(row, name, Broken("cell_empty"))
        return found

    def _fill_down(self, name: str, found: object) -> object:
        """A merged cell's text is in its first row alone; a department's code ends with its department."""
        if name not in ("department", "department_code"):
            return found
        if found is None:
            return self._above.get(name)
        if name == "department" and found != self._above.get(name):
            self._above.clear()
        self._above[name] = found
        return found

    def _check_twice(self, row: Row, code: object) -> None:
        if code is None:
            return
        first = self._rows_of.setdefault(code, row.number)
        if first != row.number:
            self._note(row, "code", Broken("code_twice", first))

    def _filled(self, row: Row, name: str) -> bool:
        return not is_blank(self._cell(row, name)) or self._is_formula(row, name)

    def _value(self, row: Row, name: str) -> Value:
        value = self._cell(row, name)
        if self._is_formula(row, name):
            if value is None:
                raise Broken("formula_without_value")
            self._formulas[name] += 1
        return value

    def _cell(self, row: Row, name: str) -> Value:
        column = self.heading.columns.get(name)
        return row.cells[column.index] if column and column.index < len(row.cells) else None

    def _is_formula(self, row: Row, name: str) -> bool:
        column = self.heading.columns.get(name)
        return column is not None and (row.number, column.index) in self.heading.sheet.formulas

    def _note(self, row: Row, name: str, broken: Broken) -> None:
        column = self.heading.columns[name]
        place: dict[str, Any] = {"row": row.number, "column": column.letter, "header": column.header}
        value = self._cell(row, name)
        self.problems.append(Problem(rule=broken.rule, arguments=broken.arguments, value=value, **place))
