"""The table of figures opens in a spreadsheet, in the reader's language, and runs nothing there."""

import csv
import io
from datetime import date

import pytest

from gateway.edge.caller import Language
from gateway.routes.statistics import safe_cell, table_of
from services.complaints.statistics.domain import CITY, replay
from services.complaints.statistics.views import Asked, page_of

DAY = date(2026, 6, 30)
EMPTY = page_of(Asked(CITY, DAY, DAY, DAY), replay([], since=DAY, until=DAY, as_of=DAY), {})


@pytest.mark.parametrize(("language", "heading", "total"), [("zh", "分组", "合计"), ("en", "group", "total")])
def test_every_line_has_as_many_cells_as_the_heading(language: Language, heading: str, total: str) -> None:
    content = table_of(EMPTY, language)
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))

    assert content.startswith(b"\xef\xbb\xbf")
    assert rows[0][0] == heading
    assert {len(row) for row in rows} == {len(rows[0])}
    assert total in {row[0] for row in rows}


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


def test_numbers_and_plain_words_stay_as_they_are() -> None:
    assert (safe_cell(-1), safe_cell("效率不高")) == (-1, "效率不高")
