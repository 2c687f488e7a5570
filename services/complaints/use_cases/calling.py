"""Whom the callback agent has to call: named people through the vault, each look written down."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from contracts.callbacks import CallbackPage, CallbackView, FindCallbacks
from contracts.complaints import Mode, NotYourRole, Reporter, SealedView, State
from contracts.people import Actor, Role
from contracts.wire import write
from kernel.sealing import KeyRing
from services.complaints.domain.complaint import Complaint
from services.complaints.identity.domain import keep_from_departments
from services.complaints.storage import Complaints, Vault, page_after
from services.complaints.storage.pages import Wanted

REASON = "回访 callback"
"""Why an agent looks at who complains (个人信息保护法第六条: a stated purpose, and no more)."""


def find_callbacks(
    query: FindCallbacks,
    *,
    by: Actor,
    at: datetime,
    new_id: Callable[[], UUID],
    keys: KeyRing,
    complaints: Complaints,
    vault: Vault,
) -> SealedView:
    """The verified cases of a page whose complainants this agent is to call, sealed to the gateway.

    Raises:
        NotYourRole, IdentityKeptFromDepartments
    """
    keep_from_departments(by)
    if not by.is_any_of(Role.CALLBACK_AGENT):
        raise NotYourRole("find_callbacks", Role.CALLBACK_AGENT)
    found = complaints.page(Wanted(state=State.VERIFIED), after=page_after(query.after), limit=query.limit)
    to_call = [case for case in found if case.is_to_be_called_by(by)]
    named = {case.party: case.id for case in to_call if case.party and case.mode is Mode.NAMED}
    people = vault.find_all(named, keys=keys)
    for party in people:
        vault.note(id=new_id(), reader=by.id, reason=REASON, at=at, party=party, complaint_id=named[party])
    following = str(found[-1].id) if len(found) == query.limit else None
    callbacks = [_view(case, people.get(case.party) if case.party else None) for case in to_call]
    return SealedView(sealed=keys.seal("gateway", write(CallbackPage(callbacks=callbacks, next=following))))


def _view(case: Complaint, reporter: Reporter | None) -> CallbackView:
    return CallbackView(
        number=case.number,
        mode=case.mode,
        category=case.category,
        department=case.department,
        calls=case.calls,
        last_call_on=case.last_call_on,
        name=reporter.name if reporter else None,
        phone=reporter.phone if reporter else None,
    )
