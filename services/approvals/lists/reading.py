"""From the bytes of a file to its sheets: what it is, its content says, not its name."""

from services.approvals.lists.problems import unreadable
from services.approvals.lists.sheets import Sheet
from services.approvals.lists.text_file import read_text
from services.approvals.lists.workbook import read_workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"

_PROTECTED = "EncryptedPackage".encode("utf-16-le")
"""The stream in which a workbook with a password is wrapped."""

_WORKBOOK_NAMES = (".xlsx", ".xlsm", ".xls", ".et")


def read_sheets(file_name: str, content: bytes) -> list[Sheet]:
    """Gives the sheets of a workbook, or the one of a text file.

    Raises:
        ListUnreadable: saying what the file is instead.
    """
    if content.startswith(OLE):
        raise unreadable(file_name, "file_encrypted" if _PROTECTED in content else "file_legacy_xls")
    if content.startswith(ZIP):
        return read_workbook(file_name, content)
    sheet = read_text(file_name, content)
    if file_name.lower().endswith(_WORKBOOK_NAMES):
        raise unreadable(file_name, "file_is_text")
    return [sheet]
