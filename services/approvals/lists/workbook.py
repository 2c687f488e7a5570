"""Lists in Excel workbooks (XLSX), read without trust: unpacked sizes are looked at before anything is unpacked."""

import io
import re
import struct
import warnings
import zlib
from collections.abc import Iterator
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from services.approvals.lists.problems import unreadable
from services.approvals.lists.sheets import MOST_COLUMNS, MOST_ROWS, Row, Sheet, is_blank

MOST_UNPACKED = 64 * 1024 * 1024
MOST_RATIO = 100
MOST_PARTS = 1000
MOST_LINES = 100_000
"""Rows that are looked at, empty ones included."""

_METHODS = (ZIP_STORED, ZIP_DEFLATED)
"""Others, which no spreadsheet uses, are unpacked in one go, whatever their size is said to be."""

_DAMAGED = (  # what openpyxl and zipfile raise on files that are not what they should be, found by trying
    *(BadZipFile, zlib.error, struct.error, InvalidFileException, NotImplementedError, EOFError, OSError, RuntimeError),
    *(KeyError, IndexError, ValueError, TypeError, AttributeError, SyntaxError, OverflowError, AssertionError),
)

_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")


def read_workbook(file_name: str, content: bytes) -> list[Sheet]:
    """Reads the visible sheets that hold anything; of formulas, the values that were saved with them.

    Raises:
        ListUnreadable: when it is no workbook, too large, locked or damaged.
    """
    try:
        with ZipFile(io.BytesIO(content)) as archive, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl names what it leaves out: drawings, validations, extensions
            _check_archive(file_name, archive)
            return list(_sheets(file_name, content, with_formulas=_has_formulas(archive)))
    except _DAMAGED as error:
        raise unreadable(file_name, "file_damaged", type(error).__name__) from None


def _check_archive(file_name: str, archive: ZipFile) -> None:
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    if unpacked > MOST_UNPACKED or unpacked > MOST_RATIO * max(packed, 1) or len(parts) > MOST_PARTS:
        raise unreadable(file_name, "file_inflated", f"{unpacked // 1024 // 1024} MiB")
    if any(part.flag_bits & 1 for part in parts):
        raise unreadable(file_name, "file_encrypted")
    if any(part.compress_type not in _METHODS for part in parts):
        raise unreadable(file_name, "file_damaged", "compression")
    names = {part.filename for part in parts}
    if "[Content_Types].xml" not in names or not any(name.endswith("workbook.xml") for name in names):
        raise unreadable(file_name, "file_not_a_workbook")


def _has_formulas(archive: ZipFile) -> bool:
    """Whether a second look, for formulas, is needed at all; most lists have none."""
    return any(_FORMULA.search(archive.read(name)) for name in archive.namelist() if "worksheets/" in name)


def _sheets(file_name: str, content: bytes, *, with_formulas: bool) -> Iterator[Sheet]:
    values = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    formulas = load_workbook(io.BytesIO(content), read_only=True, keep_links=False) if with_formulas else None
    for sheet in values.worksheets:
        if sheet.sheet_state != "visible":
            continue
        places = _formulas(formulas[sheet.title]) if formulas else frozenset()
        rows = list(_rows(file_name, sheet, places))
        if rows:
            yield Sheet(title=sheet.title, rows=rows, formulas=places)


def _rows(file_name: str, sheet: Any, formulas: frozenset[tuple[int, int]]) -> Iterator[Row]:
    count = 0
    computed = {row for row, _ in formulas}
    for number, cells in _lines(sheet, values_only=True):
        if number in computed or not all(map(is_blank, cells)):
            count += 1
            yield Row(number, _trim(cells))
        if count > MOST_ROWS or number > MOST_LINES:
            raise unreadable(file_name, "file_too_long", MOST_ROWS)


def _trim(cells: tuple[Any, ...]) -> tuple[Any, ...]:
    last = max((index for index, cell in enumerate(cells) if cell is not None), default=-1)
    return cells[: last + 1]


def _formulas(sheet: Any) -> frozenset[tuple[int, int]]:
    return frozenset(
        (number, column)
        for number, cells in _lines(sheet, values_only=False)
        if number <= MOST_LINES
        for column, cell in enumerate(cells)
        if cell.data_type == "f"
    )


def _lines(sheet: Any, *, values_only: bool) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """All rows with their numbers; what the file says of its own dimensions is not believed."""
    sheet.reset_dimensions()
    return enumerate(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=values_only), start=1)
