"""Giving a department what it must read to act: the redacted case, in that department's own queue."""

from dataclasses import dataclass

from msgspec.structs import asdict

from contracts.departments import CaseHandedOver
from kernel.mail.names import department_queue
from kernel.mail.parcels import Parcels
from services.complaints.domain.complaint import Complaint
from services.complaints.use_cases.redacting import Redaction, read_by


@dataclass(frozen=True)
class HandOver:
    """Hands a dispatched case to its department, and to those that assist it."""

    redaction: Redaction
    parcels: Parcels

    def __call__(self, complaint: Complaint) -> None:
        """Sends the case; what tells who wrote it is masked.

        Raises:
            LookupError: for a case that was not dispatched.
        """
        if complaint.department is None:
            raise LookupError("only a dispatched complaint is handed over")
        case = self.redaction(complaint)
        for department in (complaint.department, *complaint.assisting):
            handed = CaseHandedOver(**asdict(read_by(department, case, complaint)))
            id_ = f"{complaint.id}.{complaint.version}.{department}"
            self.parcels.send(department_queue(department), handed, id=id_, service="complaints")
