"""The tables of the complaints service, and its collections: each stands on the transaction of one batch."""

from services.complaints.storage.complaints import Complaints, Numbers
from services.complaints.storage.directory import Calls, Departments
from services.complaints.storage.vault import Vault
from services.complaints.storage.words import Testimonies

__all__ = ["Calls", "Complaints", "Departments", "Numbers", "Testimonies", "Vault"]
