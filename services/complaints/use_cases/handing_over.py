"""Giving a department what it must read to act: the redacted case, in that department's own queue."""

from dataclasses import dataclass

from msgspec.structs import replace

from contracts.departments import CaseHandedOver
from kernel.mail.names import department_queue
from kernel.mail.parcels import Parcels
from kernel.sealing import KeyRing
from services.complaints.domain.complaint import Complaint
from services.complaints.domain.redaction import redact
from services.complaints.storage import Testimonies, Vault
from services.complaints.use_cases.question_views import questions_of


@dataclass(frozen=True)
class HandOver:
    """Hands a dispatched case to its department, and to those that assist it."""

    keys: KeyRing
    testimonies: Testimonies
    vault: Vault
    parcels: Parcels

    def __call__(self, complaint: Complaint) -> None:
        """Sends the case; what tells who wrote it is masked.

        Raises:
            LookupError: for a case that was not dispatched.
        """
        if complaint.department is None or complaint.due_on is None or complaint.dispatched_at is None:
            raise LookupError("only a dispatched complaint is handed over")
        title, text = self.testimonies.get(complaint.id)
        text = "\n\n".join([text, *self.testimonies.supplements(complaint.id)])
        reporter = self.vault.find(complaint.party, keys=self.keys) if complaint.party else None
        case = CaseHandedOver(
            complaint=str(complaint.id),
            number=complaint.number,
            version=complaint.version,
            category=complaint.category,
            title=redact(title, reporter),
            text=redact(text, reporter),
            dispatched_at=complaint.dispatched_at,
            due_on=complaint.due_on,
            answers=[
                replace(one, answer=redact(one.answer, reporter))
                for one in questions_of(complaint.category, self.testimonies.answers(complaint.id))
                if one.answer is not None
            ],
        )
        for department in (complaint.department, *complaint.assisting):
            id_ = f"{complaint.id}.{complaint.version}.{department}"
            self.parcels.send(department_queue(department), case, id=id_, service="complaints")
