"""Making of a complaint what a department may read: the words, without what tells who wrote them."""

from dataclasses import dataclass
from functools import partial

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
        title, text = self._words(complaint)
        answered = self._answered(complaint)
        said = _together(title, text, answered, complaint)
        mask = partial(redact, reporter=self._reporter(complaint), beside=said)
        return CaseView(
            complaint=str(complaint.id),
            number=complaint.number,
            version=complaint.version,
            category=complaint.category,
            title=mask(title),
            text=mask(text),
            dispatched_at=complaint.dispatched_at,
            due_on=complaint.due_on,
            section=complaint.section,
            answers=[replace(one, answer=mask(str(one.answer))) for one in answered],
            claims=[mask(claim) for claim in complaint.claims],
        )

    def mask(self, text: str, complaint: Complaint) -> str:
        """What the office wrote about a case, as a unit reads it; a name that the case says is masked here too."""
        said = _together(*self._words(complaint), self._answered(complaint), complaint)
        return redact(text, self._reporter(complaint), beside=said)

    def _words(self, complaint: Complaint) -> tuple[str, str]:
        """Title and text, with what was supplied later."""
        title, text = self.testimonies.get(complaint.id)
        return title, "\n\n".join([text, *self.testimonies.supplements(complaint.id)])

    def _reporter(self, complaint: Complaint) -> Reporter | None:
        return self.vault.find(complaint.party, keys=self.keys) if complaint.party else None

    def _answered(self, complaint: Complaint) -> list[AnsweredQuestion]:
        asked = questions_of(complaint.category, self.testimonies.answers(complaint.id))
        return [one for one in asked if one.answer is not None]


def _together(title: str, text: str, answered: list[AnsweredQuestion], complaint: Complaint) -> str:
    """All that is said in a case: of whom nobody knows, the name may stand in any of it."""
    return "\n".join([title, text, *(str(one.answer) for one in answered), *complaint.claims])


def read_by(department: str, case: CaseView, complaint: Complaint) -> CaseView:
    """The case as this unit reads it: the section that may know of it is the lead unit's, and told to that alone."""
    return case if department == complaint.department else replace(case, section=None)
