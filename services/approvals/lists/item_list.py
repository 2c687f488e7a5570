"""Reading a list from beginning to end."""

import hashlib
from dataclasses import dataclass

from contracts.approvals import ListRemark, Particulars
from services.approvals.lists.checking import check_rows
from services.approvals.lists.heading import find_list
from services.approvals.lists.reading import read_sheets


@dataclass(frozen=True, kw_only=True)
class ItemList:
    """A list without a fault: its items in their order, each code once."""

    sha256: str
    rows: int
    items: list[Particulars]
    warnings: list[ListRemark]

    @property
    def departments(self) -> int:
        """How many departments the items belong to."""
        return len({item.department for item in self.items})


def read_list(file_name: str, content: bytes) -> ItemList:
    """Reads an item list, whatever its file is called.

    Raises:
        ListUnreadable: when the file is no list at all.
        ListFaulty: naming each cell that is wrong.
    """
    heading, remarks = find_list(file_name, read_sheets(file_name, content))
    checked = check_rows(file_name, heading)
    return ItemList(
        sha256=hashlib.sha256(content).hexdigest(),
        rows=checked.rows,
        items=checked.items,
        warnings=[*remarks, *checked.remarks],
    )
