"""What was said about a case, and who may read it: the complainant's words, and the departments' replies."""

from collections.abc import Callable, Collection
from datetime import datetime
from uuid import UUID

from contracts.complaints import (
    CaseReplies,
    CaseView,
    FindCase,
    FindCaseReplies,
    Mode,
    NotYourRole,
    ReadTestimony,
    SealedView,
    TestimonyView,
)
from contracts.people import OF_A_DEPARTMENT, Actor, Role
from contracts.wire import write
from kernel.sealing import KeyRing
from services.complaints.domain.life_cycle import REVIEWER, THE_OFFICE
from services.complaints.identity.domain import keep_from_departments
from services.complaints.storage import Complaints, Testimonies, Vault
from services.complaints.use_cases.question_views import questions_of
from services.complaints.use_cases.reading import OFFICE, seen
from services.complaints.use_cases.redacting import Redaction, read_by

READERS = (Role.OFFICER, Role.DIRECTOR)
"""Who may read what a complainant said, as they said it: whoever keeps the machine running need not (PIPL art. 6)."""


def read_testimony(  # noqa: PLR0913 - what reading stands on
    query: ReadTestimony,
    *,
    by: Actor,
    at: datetime,
    new_id: Callable[[], UUID],
    keys: KeyRing,
    complaints: Complaints,
    testimonies: Testimonies,
    vault: Vault,
) -> SealedView:
    """A complaint's words, sealed to the gateway, and its complainant if they gave their name openly.

    Who looked and why is written down. Who complains confidentially is the custodian's to show. A department reads the
    redacted case instead (:func:`find_case`); a leader reads what is said of the office alone.

    Raises:
        NotYourRole, IdentityKeptFromDepartments, ComplaintUnknown
    """
    keep_from_departments(by)
    complaint = complaints.get(query.number)
    _check_role("read_testimony", by, (*READERS, Role.LEADER) if complaint.about == THE_OFFICE else READERS)
    party = complaint.party if complaint.mode is Mode.NAMED else None
    vault.note(id=new_id(), reader=by.id, reason=query.reason, at=at, party=party, complaint_id=complaint.id)
    title, text = testimonies.get(complaint.id)
    view = TestimonyView(
        title=title,
        text=text,
        reporter=vault.find(party, keys=keys) if party else None,
        answers=questions_of(complaint.category, testimonies.answers(complaint.id)),
        supplements=testimonies.supplements(complaint.id),
    )
    return SealedView(sealed=keys.seal("gateway", write(view)))


def find_case(query: FindCase, *, by: Actor, complaints: Complaints, redaction: Redaction) -> CaseView:
    """The redacted case as it is now, for the unit that leads it or assists.

    Raises:
        NotYourRole, ComplaintUnknown, NotYourCase
    """
    _check_role("find_case", by, OF_A_DEPARTMENT)
    complaint = seen(query.number, by, complaints)
    return read_by(str(by.department), redaction(complaint), complaint)


def find_case_replies(
    query: FindCaseReplies, *, by: Actor, complaints: Complaints, testimonies: Testimonies
) -> CaseReplies:
    """What was answered to a case, for the office, for who reviews it and for the unit that leads it or assists.

    Raises:
        NotYourRole, ComplaintUnknown, NotYourCase
    """
    _check_role("find_case_replies", by, (*OFFICE, *REVIEWER, *OF_A_DEPARTMENT))
    complaint = seen(query.number, by, complaints)
    return CaseReplies(number=complaint.number, replies=testimonies.replies(complaint.id))


def _check_role(act: str, by: Actor, roles: Collection[Role]) -> None:
    """A department's role counts with a department alone: without one, it would be every department's."""
    if not by.is_any_of(*(role for role in roles if by.department or role not in OF_A_DEPARTMENT)):
        raise NotYourRole(act, ", ".join(sorted(roles)))
