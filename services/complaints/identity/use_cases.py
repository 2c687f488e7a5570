"""Asking for an identity, deciding on it, looking at it; whatever is done is one row in the log."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from contracts.complaints import SealedView
from contracts.identity import (
    FindIdentityLog,
    FindIdentityRequest,
    FindIdentityRequests,
    GrantIdentity,
    IdentityAct,
    IdentityFact,
    IdentityLog,
    IdentityLookedAt,
    IdentityNone,
    IdentityPage,
    IdentityProgress,
    IdentityRequestedBefore,
    IdentityRequestUnknown,
    IdentityStep,
    IdentityView,
    ReadIdentity,
    RefuseIdentity,
    RequestIdentity,
    RevokeIdentity,
)
from contracts.people import Actor, Role
from contracts.refusals import Refused
from contracts.wire import write
from kernel.history import History
from kernel.sealing import KeyRing
from services.complaints.domain.clocks import Subject, last_day
from services.complaints.domain.deadlines import year_of
from services.complaints.identity.domain import (
    LIFE_CYCLE,
    Entry,
    IdentityRequest,
    keep_from_departments,
    protected_party,
)
from services.complaints.identity.storage import IdentityBook, IdentityRequests
from services.complaints.mailbox.use_cases import Post
from services.complaints.storage import Clocks, Complaints, Numbers, Vault, page_after

SERIES = "SM"
"""身份保密."""

CLOCK = "identity_grant"

WATCHING = (Role.CUSTODIAN, Role.DIRECTOR)
"""Who sees everybody's requests; anybody else sees their own."""


@dataclass(frozen=True)
class Custody:
    """What custody stands on."""

    by: Actor
    at: datetime
    new_id: Callable[[], UUID]
    history: History
    requests: IdentityRequests
    book: IdentityBook
    clocks: Clocks

    def find(self, order: IdentityStep) -> IdentityRequest:
        """The request that an order names, at the version that its sender has seen.

        Raises:
            IdentityRequestUnknown, Outdated
        """
        request = self.requests.get(order.number)
        request.expect(order.version)
        return request

    def keep(self, moved: tuple[IdentityRequest, IdentityFact], act: IdentityAct) -> IdentityProgress:
        """Keeps a request with its fact and its row in the log."""
        request, fact = moved
        self.requests.keep(request)
        self.history.tell(request, fact)
        self.log(request, act, request.motive if act is IdentityAct.REQUESTED else request.reason)
        return IdentityProgress(
            number=request.number, version=request.version, state=request.state, until=request.until
        )

    def log(self, request: IdentityRequest, act: IdentityAct, reason: str | None) -> Entry:
        """Writes a row into the log."""
        entry = Entry(
            id=self.new_id(),
            case=request.case,
            act=act,
            by=self.by.id,
            at=self.at,
            number=request.number,
            reason=reason,
        )
        self.book.add(entry)
        return entry


def request_identity(
    order: RequestIdentity, *, custody: Custody, complaints: Complaints, numbers: Numbers
) -> IdentityProgress:
    """Somebody of the office asks to look at who complains.

    Raises:
        IdentityKeptFromDepartments, NotYourRole, ComplaintUnknown, IdentityOpen, IdentityNone, IdentityRequestedBefore
    """
    by = custody.by
    keep_from_departments(by)
    LIFE_CYCLE.find_first("request", by)
    case = complaints.get(order.case)
    party = protected_party(case)
    known = custody.requests.open_of(case.number, by.id)
    if known is not None:
        raise IdentityRequestedBefore(case.number, known.number)
    number = numbers.next(year_of(custody.at), SERIES)
    asked = IdentityRequest.ask(order, party, id=custody.new_id(), number=number, case=case, by=by, at=custody.at)
    return custody.keep(asked, IdentityAct.REQUESTED)


def grant_identity(order: GrantIdentity, *, custody: Custody) -> IdentityProgress:
    """The custodian lets the one who asked look, up to a day; without one as the clock's rule says.

    Raises:
        IdentityRequestUnknown, Outdated, NotYourRole, MoveNotAllowed, SamePerson, InThePast, TooLong
    """
    until = order.until or last_day(CLOCK, custody.at)
    granted = custody.find(order).grant(until, by=custody.by, at=custody.at)
    subject = Subject(kind="identity_request", id=granted[0].id, number=granted[0].number)
    custody.clocks.start(CLOCK, subject, at=custody.at, new_id=custody.new_id, until=until)
    return custody.keep(granted, IdentityAct.GRANTED)


def refuse_identity(order: RefuseIdentity, *, custody: Custody) -> IdentityProgress:
    """The custodian does not.

    Raises:
        IdentityRequestUnknown, Outdated, NotYourRole, MoveNotAllowed, SamePerson
    """
    refused = custody.find(order).refuse(order.reason, by=custody.by, at=custody.at)
    return custody.keep(refused, IdentityAct.REFUSED)


def revoke_identity(order: RevokeIdentity, *, custody: Custody) -> IdentityProgress:
    """The custodian takes a grant back.

    Raises:
        IdentityRequestUnknown, Outdated, NotYourRole, MoveNotAllowed
    """
    revoked = custody.find(order).revoke(order.reason, by=custody.by, at=custody.at)
    custody.clocks.stop(order.number, CLOCK, at=custody.at)
    return custody.keep(revoked, IdentityAct.REVOKED)


def expire_grant(number: str, *, custody: Custody) -> None:
    """The last day of a grant has passed."""
    custody.keep(custody.requests.get(number).expire(by=custody.by, at=custody.at), IdentityAct.EXPIRED)


def read_identity(
    query: ReadIdentity, *, custody: Custody, complaints: Complaints, vault: Vault, keys: KeyRing, post: Post
) -> SealedView:
    """Who complains, sealed to the gateway, for the one whom it was granted to; whoever complains is told.

    A look that is denied is a row in the log too.

    Raises:
        IdentityRequestUnknown, IdentityKeptFromDepartments, IdentityNotGranted, IdentityGrantOver
        IdentityNone: when the vault has lost the person.
    """
    request = custody.requests.get(query.number)
    try:
        request.check_look(by=custody.by, at=custody.at)
    except Refused as denied:
        custody.log(request, IdentityAct.DENIED, denied.code())
        raise
    reporter = vault.find(request.party, keys=keys)
    if reporter is None:
        raise IdentityNone(request.case)
    _put_down(request, custody)
    post.tell_of_look(complaints.get(request.case), request.number, request.ground)
    return SealedView(sealed=keys.seal("gateway", write(reporter)))


def find_identity_request(query: FindIdentityRequest, *, by: Actor, requests: IdentityRequests) -> IdentityView:
    """One request, for custodian, director and whoever made it.

    Raises:
        IdentityRequestUnknown: for anybody else too.
    """
    request = requests.get(query.number)
    if not by.is_any_of(*WATCHING) and by.id != request.requested_by:
        raise IdentityRequestUnknown(query.number)
    return _view(request)


def find_identity_requests(query: FindIdentityRequests, *, by: Actor, requests: IdentityRequests) -> IdentityPage:
    """A page of requests, the newest first; who does not watch over them sees their own."""
    person = None if by.is_any_of(*WATCHING) else by.id
    found = requests.page(query, person, page_after(query.after))
    following = str(found[-1].id) if len(found) == query.limit else None
    return IdentityPage(requests=[_view(request) for request in found], next=following)


def find_identity_log(query: FindIdentityLog, *, by: Actor, complaints: Complaints, book: IdentityBook) -> IdentityLog:
    """Everything that was done about one complaint's complainant, for the office's head and the custodian.

    Raises:
        IdentityKeptFromDepartments, ComplaintUnknown
    """
    keep_from_departments(by)
    case = complaints.get(query.number)
    found = book.page(case, page_after(query.after), query.limit)
    return IdentityLog(number=case.number, entries=found, next=found[-1].id if len(found) == query.limit else None)


def _put_down(request: IdentityRequest, custody: Custody) -> None:
    """One look, one row; and one link of its own in the history, so that it cannot be taken out unseen."""
    look = custody.log(request, IdentityAct.LOOKED, request.motive)
    fact = IdentityLookedAt(
        look=str(look.id), version=look.version, request=str(request.id), number=request.number, case=request.case
    )
    custody.history.tell(look, fact)


def _view(request: IdentityRequest) -> IdentityView:
    said = vars(request)
    return IdentityView(**{name: said[name] for name in IdentityView.__struct_fields__})
