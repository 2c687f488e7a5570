"""Making of a complaint what a department may read: the words, without what tells who wrote them."""

from dataclasses import dataclass

from msgspec.structs import replace

from contracts.complaints import AnsweredQuestion, CaseView, Reporter
from kernel.sealing import KeyRing
from services.complaints.domain.complaint import Complaint
from services.complaints.domain.redaction import redact
from services.complaints.storage import Testimonies, Vault
from services.complaints.use_cases.question_views import questions_of


@dataclass(frozen=True)
class Redaction:
    """Masks in a case what tells who wrote it, by what the vault knows of them."""

    keys: KeyRing
    testimonies: Testimonies
    vault: Vault

    def __call__(self, complaint: Complaint) -> CaseView:
        """The case as every unit reads it that has to do with it; :func:`read_by` says what is told to which.

        Raises:
            LookupError: for a case that was not dispatched.
        """
        if complaint.due_on is None or complaint.dispatched_at is None:
            raise LookupError("only a dispatched complaint is handed over")
        title, text = self.testimonies.get(complaint.id)
        text = "\n\n".join([text, *self.testimonies.supplements(complaint.id)])
        reporter = self._reporter(complaint)
        return CaseView(
            complaint=str(complaint.id),
            number=complaint.number,
            version=complaint.version,
            category=complaint.category,
            title=redact(title, reporter, beside=text),
            text=redact(text, reporter, beside=title),
            dispatched_at=complaint.dispatched_at,
            due_on=complaint.due_on,
            section=complaint.section,
            answers=self._answers(complaint, reporter),
            claims=[redact(claim, reporter) for claim in complaint.claims],
        )

    def mask(self, text: str, complaint: Complaint) -> str:
        """What the office wrote about a case, as a unit reads it."""
        return redact(text, self._reporter(complaint))

    def _reporter(self, complaint: Complaint) -> Reporter | None:
        return self.vault.find(complaint.party, keys=self.keys) if complaint.party else None

    def _answers(self, complaint: Complaint, reporter: Reporter | None) -> list[AnsweredQuestion]:
        return [
            replace(one, answer=redact(one.answer, reporter))
            for one in questions_of(complaint.category, self.testimonies.answers(complaint.id))
            if one.answer is not None
        ]


def read_by(department: str, case: CaseView, complaint: Complaint) -> CaseView:
    """The case as this unit reads it: the section that may know of it is the lead unit's, and told to that alone."""
    return case if department == complaint.department else replace(case, section=None)
