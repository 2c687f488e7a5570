"""What may be asked about complaints, and by whom."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

import msgspec
from msgspec.structs import replace

from contracts.clocks import ClockList, FindClocks
from contracts.complaints import (
    CaseHistory,
    ComplaintPage,
    ComplaintView,
    FactView,
    FindAddress,
    FindComplaint,
    FindComplaints,
    FindHistory,
    NotYourCase,
    NotYourRole,
    PartyUnknown,
    SealedView,
)
from contracts.people import Actor, Role
from contracts.refusals import Fault, Invalid
from contracts.wire import write
from kernel.sealing import KeyRing
from services.complaints.domain.complaint import Complaint
from services.complaints.search.domain import words_of
from services.complaints.search.storage import Search
from services.complaints.storage import Clocks, Complaints, Facts, Remarks, Vault, page_after
from services.complaints.storage.pages import Wanted
from services.complaints.use_cases.clock_views import clock_view
from services.complaints.use_cases.progress import view_of

OFFICE = (Role.OFFICER, Role.DIRECTOR, Role.ADMIN)


def find_complaint(query: FindComplaint, *, by: Actor, complaints: Complaints) -> ComplaintView:
    """One complaint; a department sees its own alone.

    Raises:
        ComplaintUnknown, NotYourCase
    """
    return shown_to(by, seen(query.number, by, complaints))


def find_complaints(query: FindComplaints, *, by: Actor, complaints: Complaints, search: Search) -> ComplaintPage:
    """A page of complaints, the newest first; a department sees its own alone.

    Raises:
        NotYourRole: when somebody outside the office looks for words: they are the complainants' own.
        Invalid: naming what cannot be looked for, or a period that ends before it begins.
    """
    wanted, after = _wanted(query, by), page_after(query.after)
    if query.text is None:
        found = complaints.page(wanted, after=after, limit=query.limit)
    else:
        if by.department or not by.is_any_of(*OFFICE):
            raise NotYourRole("search", ", ".join(sorted(OFFICE)))
        found = search.page(words_of(query.text), wanted, after=after, limit=query.limit)
    following = str(found[-1].id) if len(found) == query.limit else None
    return ComplaintPage(complaints=[shown_to(by, complaint) for complaint in found], next=following)


def seen(number: str, by: Actor, complaints: Complaints) -> Complaint:
    """A complaint that this actor may see: a department its own, and those that it assists with.

    Raises:
        ComplaintUnknown, NotYourCase
    """
    complaint = complaints.get(number)
    if by.department and by.department not in {complaint.department, *complaint.assisting}:
        raise NotYourCase(number, by.department)
    return complaint


def shown_to(by: Actor, complaint: Complaint) -> ComplaintView:
    """A complaint as this actor may see it: a department is not told where it came from.

    The source may be the complainant (a person who wrote a letter, an enterprise's system), and its id there leads to
    them.
    """
    view = view_of(complaint)
    return replace(view, source=None, external_id=None) if by.department else view


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


def find_clocks(query: FindClocks, *, by: Actor, at: datetime, complaints: Complaints, clocks: Clocks) -> ClockList:
    """The clocks of a complaint, explained; a department sees those of its own cases.

    Raises:
        ComplaintUnknown, NotYourCase
    """
    complaint = seen(query.number, by, complaints)
    views = [clock_view(clock, at) for clock in clocks.all_of(complaint.number)]
    return ClockList(number=complaint.number, clocks=views)


def find_history(
    query: FindHistory, *, by: Actor, complaints: Complaints, facts: Facts, remarks: Remarks
) -> CaseHistory:
    """Every fact of a complaint, with what officials wrote.

    Raises:
        ComplaintUnknown, NotYourCase
    """
    complaint = seen(query.number, by, complaints)
    said = remarks.of(complaint.id)
    views = [
        FactView(
            version=row.version,
            type=row.type,
            data=msgspec.Raw(row.data.encode()),
            actor=row.actor,
            occurred_at=row.occurred_at,
            causation=row.causation,
            correlation=row.correlation,
            prev_hash=bytes(row.prev_hash).hex(),
            hash=bytes(row.hash).hex(),
            said=said[row.version].said if row.version in said else {},
        )
        for row in facts.of(complaint.id)
    ]
    return CaseHistory(number=complaint.number, facts=views)


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
