"""Keeping the directory: entering departments, filling and vacating posts, publishing phones."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from contracts.complaints import DepartmentView, EnterDepartment, Reporter, TestimonyUnreadable
from contracts.directory import (
    AppointOfficial,
    DirectoryFact,
    DirectoryStep,
    Official,
    PublishPhone,
    RelieveOfficial,
    WithdrawPhone,
)
from contracts.people import Actor
from contracts.wire import read
from kernel.history import History
from kernel.sealing import KeyRing, Unreadable
from services.complaints.directory.domain.entry import Entry
from services.complaints.directory.domain.tenure import Appointment, Publication
from services.complaints.directory.storage import Entries
from services.complaints.domain.department import Department
from services.complaints.storage import Departments, Vault


@dataclass(frozen=True)
class Keeping:
    """What every change of an entry stands on."""

    by: Actor
    at: datetime
    new_id: Callable[[], UUID]
    entries: Entries
    history: History

    def find(self, command: DirectoryStep) -> Entry:
        """The entry that a command names, at the version that its sender has seen.

        Raises:
            DepartmentNotEntered, Outdated
        """
        entry = self.entries.get(command.code)
        entry.department.expect(command.version)
        return entry

    def keep(self, entry: Entry, changed: Appointment | Publication, fact: DirectoryFact) -> DepartmentView:
        """Keeps an entry with the period that has begun or ended, and its fact."""
        self.entries.keep(entry, changed)
        self.history.tell(entry.department, fact)
        return _view(entry.department)


def enter_department(
    command: EnterDepartment, *, new_id: Callable[[], UUID], departments: Departments, history: History
) -> DepartmentView:
    """Enters a department, or gives it another title."""
    known = departments.find(command.code) or Department(id=new_id(), code=command.code, title=command.title)
    entered, fact = known.enter(command.title)
    if fact is not None:
        departments.keep(entered)
        history.tell(entered, fact)
    return _view(entered)


def appoint_official(command: AppointOfficial, keeping: Keeping, *, keys: KeyRing, vault: Vault) -> DepartmentView:
    """Puts down who holds a post; the person goes to the vault, and the directory has their id.

    Raises:
        DepartmentNotEntered, Outdated, NotYourRole, PostNotOfUnit, PostHeld, DayAhead, DayTooEarly, TestimonyUnreadable
    """
    official = _open(command.official, keys)
    party = keeping.new_id()
    appointed = keeping.find(command).appoint(
        command.post, party=party, since=command.since, id=keeping.new_id(), by=keeping.by, at=keeping.at
    )
    vault.add(party, as_party(official), keys=keys, at=keeping.at)
    return keeping.keep(*appointed)


def relieve_official(command: RelieveOfficial, keeping: Keeping) -> DepartmentView:
    """Puts down that somebody has left a post.

    Raises:
        DepartmentNotEntered, Outdated, NotYourRole, PostNotOfUnit, PostVacant, HolderNotNamed, DayAhead, DayTooEarly
    """
    relieved = keeping.find(command).relieve(
        command.post, party=command.party, until=command.until, by=keeping.by, at=keeping.at
    )
    return keeping.keep(*relieved)


def publish_phone(command: PublishPhone, keeping: Keeping) -> DepartmentView:
    """Publishes a phone that takes complaints.

    Raises:
        DepartmentNotEntered, Outdated, NotYourRole, PhoneUnfit, PhonePublishedBefore, DayAhead, DayTooEarly
    """
    published = keeping.find(command).publish(
        command.phone, since=command.since, id=keeping.new_id(), by=keeping.by, at=keeping.at
    )
    return keeping.keep(*published)


def withdraw_phone(command: WithdrawPhone, keeping: Keeping) -> DepartmentView:
    """Takes a published phone back.

    Raises:
        DepartmentNotEntered, Outdated, NotYourRole, PhoneNotPublished, DayAhead, DayTooEarly
    """
    withdrawn = keeping.find(command).withdraw(command.phone, until=command.until, by=keeping.by, at=keeping.at)
    return keeping.keep(*withdrawn)


def as_party(official: Official) -> Reporter:
    """An official as the vault has people, so that a message finds their address as it finds a complainant's."""
    return Reporter(name=official.name, phone=official.phone, email=official.email, language=official.language)


def _open(box: str, keys: KeyRing) -> Official:
    try:
        content = keys.open("complaints", box)
    except Unreadable:
        raise TestimonyUnreadable from None
    return read(Official, content)


def _view(department: Department) -> DepartmentView:
    return DepartmentView(code=department.code, title=department.title, version=department.version)
