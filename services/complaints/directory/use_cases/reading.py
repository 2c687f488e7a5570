"""Reading the directory, as of today or of a day that has passed."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from uuid import UUID

from contracts.complaints import Reporter, SealedView
from contracts.directory import (
    EntryPage,
    EntryView,
    FindDepartment,
    FindDepartments,
    HolderView,
    Official,
    Post,
    PostView,
    ReadDepartment,
)
from contracts.people import Actor
from contracts.wire import write
from kernel.sealing import KeyRing
from services.complaints.directory.domain.entry import Entry, check_keeper
from services.complaints.directory.domain.posts import POSTS, posts_of
from services.complaints.directory.domain.tenure import Appointment, happened
from services.complaints.directory.storage import Entries
from services.complaints.storage import Vault

People = Mapping[UUID, Reporter]


def find_department(query: FindDepartment, *, at: datetime, entries: Entries) -> EntryView:
    """One entry without people.

    Raises:
        DepartmentNotEntered, DayAhead
    """
    return _view(entries.get(query.code), happened(query.on, at, "/on"))


def find_departments(query: FindDepartments, *, at: datetime, entries: Entries) -> EntryPage:
    """A page of entries without people.

    Raises:
        DayAhead
    """
    on = happened(query.on, at, "/on")
    found = entries.page(after=query.after, limit=query.limit)
    following = found[-1].code if len(found) == query.limit else None
    return EntryPage(departments=[_view(entry, on) for entry in found], next=following)


def read_department(
    query: ReadDepartment,
    *,
    by: Actor,
    at: datetime,
    new_id: Callable[[], UUID],
    keys: KeyRing,
    entries: Entries,
    vault: Vault,
) -> SealedView:
    """One entry with the people, sealed to the gateway; each look is written down.

    Raises:
        NotYourRole: for anybody but the office.
        DepartmentNotEntered, DayAhead
    """
    check_keeper("read_department", by)
    on = happened(query.on, at, "/on")
    entry = entries.get(query.code)
    people = vault.find_all({held.party for held in entry.appointments if held.covers(on)}, keys=keys)
    for party in people:
        vault.note(id=new_id(), reader=by.id, reason=f"directory {entry.code} {on}", at=at, party=party)
    return SealedView(sealed=keys.seal("gateway", write(_view(entry, on, people))))


def _view(entry: Entry, on: date, people: People | None = None) -> EntryView:
    return EntryView(
        code=entry.code,
        title=entry.department.title,
        unit=entry.unit,
        version=entry.department.version,
        on=on,
        phones=entry.phones(on),
        posts=[_post(post, entry.holders(post, on), people) for post in posts_of(entry.unit)],
    )


def _post(post: Post, held: list[Appointment], people: People | None) -> PostView:
    holders = [_holder(one, people) for one in held]
    rank = POSTS[post]
    return PostView(post=post, zh=rank.zh, en=rank.en, is_vacant=not holders, holders=holders)


def _holder(held: Appointment, people: People | None) -> HolderView:
    if people is None:
        return HolderView(since=held.since, until=held.until)
    return HolderView(
        since=held.since, until=held.until, party=str(held.party), official=_official(people.get(held.party))
    )


def _official(person: Reporter | None) -> Official | None:
    """A person of the vault as an official; None for one whom the vault has no more."""
    if person is None or person.name is None:
        return None
    return Official(name=person.name, phone=person.phone, email=person.email, language=person.language)
