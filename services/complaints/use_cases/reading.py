"""What may be asked about complaints, and by whom."""

import hmac
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from contracts.complaints import (
    CheckStatus,
    ComplaintPage,
    ComplaintUnknown,
    ComplaintView,
    FindAddress,
    FindComplaint,
    FindComplaints,
    NotYourCase,
    NotYourRole,
    PartyUnknown,
    ReadTestimony,
    ReceiptUnknown,
    SealedView,
    StatusView,
    Testimony,
)
from contracts.people import Actor, Role
from contracts.refusals import Fault, Invalid
from contracts.wire import write
from kernel.sealing import KeyRing
from services.complaints.search.domain import words_of
from services.complaints.search.storage import Search
from services.complaints.storage import Complaints, Departments, Testimonies, Vault
from services.complaints.storage.pages import Wanted
from services.complaints.use_cases.progress import status_of, view_of

OFFICE = (Role.OFFICER, Role.DIRECTOR, Role.ADMIN)


def find_complaint(query: FindComplaint, *, by: Actor, complaints: Complaints) -> ComplaintView:
    """One complaint; a department sees its own alone.

    Raises:
        ComplaintUnknown, NotYourCase
    """
    complaint = complaints.get(query.number)
    if by.department and complaint.department != by.department:
        raise NotYourCase(query.number, by.department)
    return view_of(complaint)


def find_complaints(query: FindComplaints, *, by: Actor, complaints: Complaints, search: Search) -> ComplaintPage:
    """A page of complaints, the newest first; a department sees its own alone.

    Raises:
        NotYourRole: when somebody outside the office looks for words: they are the complainants' own.
        Invalid: naming what cannot be looked for, or a period that ends before it begins.
    """
    wanted = _wanted(query, by)
    place = {"after": _cursor(query.after), "limit": query.limit}
    if query.text is None:
        found = complaints.page(wanted, **place)
    else:
        if by.department or not by.is_any_of(*OFFICE):
            raise NotYourRole("search", ", ".join(sorted(OFFICE)))
        found = search.page(words_of(query.text), wanted, **place)
    following = str(found[-1].id) if len(found) == query.limit else None
    return ComplaintPage(complaints=[view_of(complaint) for complaint in found], next=following)


def _wanted(query: FindComplaints, by: Actor) -> Wanted:
    if query.filed_from and query.filed_to and query.filed_from > query.filed_to:
        zh, en = "止期不得早于起期。", "The period ends before it begins."
        raise Invalid.of(Fault(pointer="/filed_to", rule="before_from", zh=zh, en=en))
    return Wanted(
        state=query.state,
        department=by.department or query.department,
        category=query.category,
        channel=query.channel,
        about=query.about,
        filed_from=query.filed_from,
        filed_to=query.filed_to,
    )


def check_status(query: CheckStatus, *, complaints: Complaints, departments: Departments) -> StatusView:
    """The status for whoever holds number and receipt.

    Raises:
        ReceiptUnknown: whichever of the two is wrong.
    """
    try:
        complaint = complaints.get(query.number)
    except ComplaintUnknown:
        raise ReceiptUnknown from None
    if not hmac.compare_digest(complaint.receipt_hash, query.receipt_hash):
        raise ReceiptUnknown
    department = departments.find(complaint.department) if complaint.department else None
    return status_of(complaint, department.title if department else None)


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
    """A complaint's words and its complainant, sealed to the gateway; who looked and why is written down.

    Raises:
        ComplaintUnknown
    """
    complaint = complaints.get(query.number)
    vault.note(id=new_id(), reader=by.id, reason=query.reason, at=at, party=complaint.party, complaint_id=complaint.id)
    title, text = testimonies.get(complaint.id)
    reporter = vault.find(complaint.party, keys=keys) if complaint.party else None
    return SealedView(sealed=keys.seal("gateway", write(Testimony(title=title, text=text, reporter=reporter))))


def find_address(
    query: FindAddress, *, by: Actor, at: datetime, new_id: Callable[[], UUID], keys: KeyRing, vault: Vault
) -> SealedView:
    """Where to reach a party, sealed to the notifications service; the message that it is for is written down.

    Raises:
        PartyUnknown
    """
    party = _party(query.party)
    reporter = vault.find(party, keys=keys)
    if reporter is None:
        raise PartyUnknown(query.party)
    vault.note(id=new_id(), reader=by.id, reason=f"message {query.message}", at=at, party=party)
    return SealedView(sealed=keys.seal("notifications", write(reporter)))


def _party(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise PartyUnknown(text) from None


def _cursor(after: str | None) -> UUID | None:
    if after is None:
        return None
    try:
        return UUID(after)
    except ValueError:
        raise Invalid.of(Fault(pointer="/after", rule="malformed")) from None
