"""The tables of the complaints service, and its collections: each stands on the transaction of one batch."""

from services.complaints.storage.clocks import Clocks
from services.complaints.storage.complaints import Complaints
from services.complaints.storage.directory import Calls, Departments
from services.complaints.storage.facts import Facts
from services.complaints.storage.numbers import Numbers
from services.complaints.storage.paging import page_after
from services.complaints.storage.precedents import Precedents
from services.complaints.storage.remarks import Remarks
from services.complaints.storage.vault import Vault
from services.complaints.storage.words import Testimonies

__all__ = [
    "Calls",
    "Clocks",
    "Complaints",
    "Departments",
    "Facts",
    "Numbers",
    "Precedents",
    "Remarks",
    "Testimonies",
    "Vault",
    "page_after",
]
