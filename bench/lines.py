"""The tables that are filled, and their rows as COPY reads them."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Table

from bench.cases import NOTICED
from kernel import tables as mail
from services.complaints.search.tables import search_entries
from services.complaints.storage import tables as complaints
from services.notifications.storage import tables as notifications

OF_COMPLAINTS = (
    complaints.complaints,
    complaints.testimonies,
    complaints.parties,
    complaints.replies,
    complaints.remarks,
    complaints.clocks,
    mail.history,
    mail.received,
    search_entries,
)
OF_NOTIFICATIONS = (NOTICED, notifications.messages)
COLUMNS = {
    table: [column.name for column in table.c if column.identity is None]
    for table in (*OF_COMPLAINTS, *OF_NOTIFICATIONS)
}
"""What COPY is told of each table."""


def line_of(table: Table, row: Mapping[str, Any]) -> str:
    """A row as COPY reads it."""
    return "\t".join(_text(row[name]) for name in COLUMNS[table]) + "\n"


def _text(value: Any) -> str:
    """A value as COPY reads it."""
    match value:
        case None:
            return "\\N"
        case bytes():
            return "\\\\x" + value.hex()
        case datetime() | date():
            return value.isoformat()
        case dict():
            value = json.dumps(value)
        case set() | tuple() | list():
            return "{" + ",".join(map(str, value)) + "}"
    return str(value).replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")
