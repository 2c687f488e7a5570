"""Where a list begins: the row with the header, and which column holds what."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from openpyxl.utils import get_column_letter

from contracts.approvals import ListRemark
from services.approvals.lists.problems import Problem, faulty, unreadable
from services.approvals.lists.sheets import Row, Sheet, is_blank

SERIAL = "serial"

ALIASES: dict[str, tuple[str, ...]] = {
    # the better names first: a list with both 事项名称 and 名称 means the former
    SERIAL: ("序号", "序列", "NO.", "NO"),
    "department": (
        "实施主体",
        "实施主体名称",
        "实施部门",
        "实施机构",
        "部门名称",
        "主管部门",
        "部门",
        "单位名称",
        "单位",
    ),
    "main_name": ("主项名称", "主项", "基本目录名称", "目录名称"),
    "name": ("事项名称", "审批事项名称", "项目名称", "子项名称", "业务办理项名称", "审批事项", "事项", "名称"),
    "code": ("事项编码", "实施清单编码", "实施编码", "事项代码", "事项编号", "业务办理项编码", "编码"),
    "type": ("事项类型", "事项类别", "权力类型", "职权类型", "权力类别", "类型", "类别"),
    "region": ("行政区划代码", "行政区划编码", "行政区划", "区划代码"),
    "department_code": ("部门编码", "部门代码", "实施主体编码", "实施主体代码", "统一社会信用代码", "组织机构代码"),
}
REQUIRED = ("department", "name", "code", "type")

MOST_TITLE_ROWS = 30
_LEAST_KNOWN = 3
"""A row with so many known headers is the header."""

_SIDE_NOTE = re.compile(r"[(\[【].*?[)\]】]|[\s*:]")


@dataclass(frozen=True)
class Column:
    """A column of the list, under the header that the list gives it."""

    index: int
    header: str

    @property
    def letter(self) -> str:
        """As spreadsheets show it."""
        return get_column_letter(self.index + 1)


@dataclass(frozen=True, kw_only=True)
class Heading:
    """The header of a sheet: the column of each field, the columns of none, and the rows below."""

    sheet: Sheet
    row: int
    columns: dict[str, Column]
    unknown: tuple[Column, ...]

    @property
    def rows(self) -> Iterator[Row]:
        """The rows below the header."""
        return (row for row in self.sheet.rows if row.number > self.row)


def find_list(file_name: str, sheets: Sequence[Sheet]) -> tuple[Heading, list[ListRemark]]:
    """Finds the one sheet that holds a list, and says what else there is.

    Raises:
        ListUnreadable: when no sheet has a header, or several have one.
        ListFaulty: when a column is missing or there twice.
    """
    found = [(sheet, row) for sheet in sheets if (row := _header_row(sheet)) is not None]
    if not found:
        needed = ", ".join(ALIASES[field][0] for field in REQUIRED)
        raise unreadable(file_name, "header_missing", MOST_TITLE_ROWS, needed)
    if len(found) > 1:
        raise unreadable(file_name, "several_lists", ", ".join(sheet.title for sheet, _ in found))
    heading = _heading(*found[0])
    return heading, _remarks(heading, sheets)


def _remarks(heading: Heading, sheets: Sequence[Sheet]) -> list[ListRemark]:
    others = [Problem(rule="sheet_ignored", arguments=(sheet.title,)) for sheet in sheets if sheet is not heading.sheet]
    columns = [
        Problem(rule="column_ignored", row=heading.row, column=column.letter, header=column.header)
        for column in heading.unknown
    ]
    return [problem.remark() for problem in others + columns]


def _header_row(sheet: Sheet) -> Row | None:
    for row in islice(sheet.rows, MOST_TITLE_ROWS):
        known = {field for cell in row.cells for field, aliases in ALIASES.items() if _plain(cell) in aliases}
        if len(known) >= _LEAST_KNOWN:
            return row
    return None


def _heading(sheet: Sheet, row: Row) -> Heading:
    """Gives each field the column with its best alias.

    Raises:
        ListFaulty: naming every column that is missing or there twice.
    """
    headed = [Column(index, " ".join(str(cell).split())) for index, cell in enumerate(row.cells) if not is_blank(cell)]
    columns: dict[str, Column] = {}
    problems: list[Problem] = []
    for field, aliases in ALIASES.items():
        best = _best(headed, aliases)
        if len(best) > 1:
            problems.append(_twice(row.number, best))
        elif best:
            columns[field] = best[0]
        elif field in REQUIRED:
            problems.append(Problem(rule="column_missing", arguments=(", ".join(aliases),), header=aliases[0]))
    if problems:
        raise faulty(problems)
    taken = set(columns.values())
    unknown = tuple(column for column in headed if column not in taken)
    return Heading(sheet=sheet, row=row.number, columns=columns, unknown=unknown)


def _best(headed: Sequence[Column], aliases: Sequence[str]) -> list[Column]:
    for alias in aliases:
        if best := [column for column in headed if _plain(column.header) == alias]:
            return best
    return []


def _twice(row: int, columns: Sequence[Column]) -> Problem:
    places = ", ".join(f"{column.letter}{row}" for column in columns)
    return Problem(rule="column_twice", arguments=(places,), header=columns[0].header)


def _plain(cell: object) -> str:
    """A header without spaces, stars, colons and notes in brackets."""
    return _SIDE_NOTE.sub("", unicodedata.normalize("NFKC", str(cell))).upper()
