"""What may be asked about complaints, and by whom."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

import msgspec

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
    Mode,
    NotYourCase,
    NotYourRole,
    PartyUnknown,
    ReadTestimony,
    SealedView,
    TestimonyView,
)
from contracts.people import Actor, Role
from contracts.refusals import Fault, Invalid
from contracts.wire import write
from kernel.sealing import KeyRing
from services.complaints.domain.complaint import Complaint
from services.complaints.domain.life_cycle import THE_OFFICE
from services.complaints.search.domain import words_of
from services.complaints.search.storage import Search
from services.complaints.storage import Clocks, Complaints, Facts, Remarks, Testimonies, Vault, page_after
from services.complaints.storage.pages import Wanted
from services.complaints.use_cases.clock_views import clock_view
from services.complaints.use_cases.progress import view_of
from services.complaints.use_cases.question_views import questions_of

OFFICE = (Role.OFFICER, Role.DIRECTOR, Role.ADMIN)


def find_complaint(query: FindComplaint, *, by: Actor, complaints: Complaints) -> ComplaintView:
    """One complaint; a department sees its own alone.

    Raises:
        ComplaintUnknown, NotYourCase
    """
    return view_of(_seen(query.number, by, complaints))


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


def find_clocks(query: FindClocks, *, by: Actor, at: datetime, complaints: Complaints, clocks: Clocks) -> ClockList:
    """The clocks of a complaint, explained; a department sees those of its own cases.

    Raises:
        ComplaintUnknown, NotYourCase
    """
    complaint = _seen(query.number, by, complaints)
    views = [clock_view(clock, at) for clock in clocks.all_of(complaint.number)]
    return ClockList(number=complaint.number, clocks=views)


def find_history(query: FindHistory, *, complaints: Complaints, facts: Facts, remarks: Remarks) -> CaseHistory:
    """Every fact of a complaint, with what officials wrote.

    Raises:
        ComplaintUnknown
    """
    complaint = complaints.get(query.number)
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

    Who looked and why is written down. Who complains confidentially is the custodian's to show.

    Raises:
        ComplaintUnknown
        NotYourRole: for a leader, unless the complaint is about the office.
    """
    complaint = complaints.get(query.number)
    check_reader(complaint, by)
    party = complaint.party if complaint.mode is Mode.NAMED else None
    vault.note(id=new_id(), reader=by.id, reason=query.reason, at=at, party=party, complaint_id=complaint.id)
    title, text = testimonies.get(complaint.id)
    reporter = vault.find(party, keys=keys) if party else None
    answers = questions_of(complaint.category, testimonies.answers(complaint.id))
    view = TestimonyView(title=title, text=text, reporter=reporter, answers=answers)
    return SealedView(sealed=keys.seal("gateway", write(view)))


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


def check_reader(complaint: Complaint, by: Actor) -> None:
    """Checks that somebody may read the words of a complaint: a leader those about the office, which are theirs.

    Raises:
        NotYourRole
    """
    if not by.is_any_of(*OFFICE) and complaint.about != THE_OFFICE:
        raise NotYourRole("read_testimony", ", ".join(sorted(OFFICE)))


def _seen(number: str, by: Actor, complaints: Complaints) -> Complaint:
    """A complaint that this actor may see: a department its own, and those that it assists with."""
    complaint = complaints.get(number)
    if by.department and by.department not in {complaint.department, *complaint.assisting}:
        raise NotYourCase(number, by.department)
    return complaint


def _party(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise PartyUnknown(text) from None
