"""Lists in text files: CSV in UTF-8 or GB18030, with commas, semicolons or tabs."""

import csv
import io
from itertools import islice

from services.approvals.lists.problems import unreadable
from services.approvals.lists.sheets import MOST_COLUMNS, MOST_ROWS, Row, Sheet, is_blank

_ENCODINGS = ("utf-8-sig", "gb18030")
_DELIMITERS = ",;\t"


def read_text(file_name: str, content: bytes) -> Sheet:
    """Reads a text file.

    Raises:
        ListUnreadable: when it is no text, or its quotes do not close.
    """
    text = _decode(file_name, content)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    rows: list[Row] = []
    try:
        for number, cells in enumerate(reader, start=1):
            if not all(map(is_blank, cells)):
                rows.append(Row(number, tuple(cells[:MOST_COLUMNS])))
            if len(rows) > MOST_ROWS:
                raise unreadable(file_name, "file_too_long", MOST_ROWS)
    except csv.Error as error:
        raise unreadable(file_name, "file_damaged", f"{reader.line_num}: {error}") from None
    return Sheet(title="", rows=rows)


def _decode(file_name: str, content: bytes) -> str:
    if b"\x00" not in content:
        for encoding in _ENCODINGS:
            try:
                return content.decode(encoding)
            except UnicodeDecodeError:
                continue
    raise unreadable(file_name, "file_not_text")


def _delimiter(text: str) -> str:
    """The sign that the first lines hold most often; a comma where none is there."""
    first = "".join(islice(io.StringIO(text), 30))
    return max(_DELIMITERS, key=first.count)
