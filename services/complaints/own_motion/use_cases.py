"""Opening cases of the office's own motion; the same event again opens none."""

from dataclasses import dataclass, replace
from datetime import timedelta

from contracts.approvals import ApprovalCompleted, ApprovalOverdue
from contracts.complaints import (
    Channel,
    DepartmentUnknown,
    FileComplaint,
    GoneOnWithBefore,
    GoOnWithCase,
    Mode,
    Progress,
    RelabelComplaint,
    SourceReused,
    Testimony,
)
from contracts.own_motion import CommitmentMissed, DeedNotYours, FeeCharged
from contracts.people import Actor
from kernel.sealing import KeyRing
from services.complaints.domain.deadlines import day_of
from services.complaints.domain.department import Department
from services.complaints.domain.life_cycle import OPEN
from services.complaints.own_motion.domain import (
    WITHDRAWN,
    Occasion,
    check_day,
    of_commitment,
    of_fee,
    of_overdue,
    of_withdrawn,
)
from services.complaints.storage import Departments, Numbers, Testimonies, Vault
from services.complaints.use_cases.filing import NOBODYS_RECEIPT, register
from services.complaints.use_cases.moving import Bench
from services.complaints.use_cases.progress import progress_of


@dataclass(frozen=True)
class OwnMotion:
    """What opening a case stands on."""

    bench: Bench
    keys: KeyRing
    departments: Departments
    testimonies: Testimonies
    vault: Vault
    numbers: Numbers

    def unit(self, code: str) -> Department:
        """The department that something is about.

        Raises:
            DepartmentUnknown
        """
        known = self.departments.find(code)
        if known is None:
            raise DepartmentUnknown(code)
        return known

    def unit_of(self, code: str, by: Actor) -> Department:
        """The same, for what a department tells of itself.

        Raises:
            DepartmentUnknown, DeedNotYours
        """
        known = self.unit(code)
        if by.department != code:
            raise DeedNotYours(code, by.department or by.id)
        return known

    def open(self, occasion: Occasion) -> Progress:
        """Opens a case (立案), or gives the one that was opened.

        Raises:
            SourceReused: when the same id was used for something else.
        """
        opened = self.bench.complaints.by_source(Channel.EVENT, occasion.source, occasion.external_id)
        if opened is not None:
            _, text = self.testimonies.get(opened.id)
            if not occasion.says(text):
                raise SourceReused(occasion.source, occasion.external_id)
            return progress_of(opened)
        order = FileComplaint(
            channel=Channel.EVENT,
            category=occasion.category,
            testimony="",
            receipt_hash=NOBODYS_RECEIPT,
            source=occasion.source,
            external_id=occasion.external_id,
            mode=Mode.ANONYMOUS,
            about=occasion.about,
        )
        said = Testimony(title=occasion.title, text=occasion.text)
        return register(
            order,
            said,
            bench=self.bench,
            keys=self.keys,
            testimonies=self.testimonies,
            vault=self.vault,
            numbers=self.numbers,
        )


def go_on_with(command: GoOnWithCase, *, own_motion: OwnMotion) -> Progress:
    """The office goes on of its own motion with a grave case that was taken back; the new case is as grave.

    Raises:
        ComplaintUnknown, Outdated, NotYourRole, MoveNotAllowed, NotGrave, GoneOnWithBefore
    """
    bench = own_motion.bench
    complaint = bench.find(command)
    complaint.check_going_on(bench.by)
    before = bench.complaints.by_source(Channel.EVENT, WITHDRAWN, complaint.number)
    if before is not None:
        raise GoneOnWithBefore(complaint.number, before.number)
    known = own_motion.departments.find(complaint.about) if complaint.about else None
    opened = own_motion.open(of_withdrawn(complaint, known.title if known else "未指明")).number
    case = bench.complaints.get(opened)
    if case.severity < complaint.severity:
        graver = RelabelComplaint(number=opened, severity=complaint.severity)
        bench.keep(case.relabel(graver, by=bench.by, at=bench.at))
    return bench.keep(complaint.go_on(opened, by=bench.by, at=bench.at))


def hear_overdue(event: ApprovalOverdue, *, by: Actor, own_motion: OwnMotion) -> None:
    """An approval case is late: one case is opened for it, however often that is told.

    Raises:
        DepartmentUnknown
        Invalid: for a last day that has not passed, or passed a year ago.
    """
    check_day("due_on", event.due_on, latest=day_of(own_motion.bench.at) - timedelta(days=1))
    unit = own_motion.unit(event.department)
    if own_motion.bench.complaints.by_source(Channel.EVENT, by.id, event.case) is None:
        own_motion.open(of_overdue(event, unit.title, source=by.id))


def hear_completed(event: ApprovalCompleted, *, by: Actor, own_motion: OwnMotion) -> None:
    """A late approval case was completed after all: whoever handles the office's case reads so."""
    check_day("decided_on", event.decided_on, latest=day_of(own_motion.bench.at))
    opened = own_motion.bench.complaints.by_source(Channel.EVENT, by.id, event.case)
    if opened is not None and opened.state in OPEN:
        text = f"审批办件 {event.case} 已于 {event.decided_on} 办结。"
        now = replace(opened, changed_at=own_motion.bench.at)
        own_motion.testimonies.supplement(now, text, id=own_motion.bench.new_id())


def hear_fee(event: FeeCharged, *, by: Actor, own_motion: OwnMotion) -> None:
    """A department has charged a fee: above the catalogue that is a case, with the difference as its text.

    Raises:
        DepartmentUnknown, DeedNotYours, SourceReused
        Invalid: for a day that lies ahead, or a year back.
    """
    check_day("charged_on", event.charged_on, latest=day_of(own_motion.bench.at))
    unit = own_motion.unit_of(event.department, by)
    occasion = of_fee(event, unit.title, source=by.id)
    if occasion is not None:
        own_motion.open(occasion)


def hear_commitment(event: CommitmentMissed, *, by: Actor, own_motion: OwnMotion) -> None:
    """A department has not kept a commitment.

    Raises:
        DepartmentUnknown, DeedNotYours, SourceReused
        Invalid: for a day that lies ahead, or a year back.
    """
    check_day("missed_on", event.missed_on, latest=day_of(own_motion.bench.at))
    unit = own_motion.unit_of(event.department, by)
    own_motion.open(of_commitment(event, unit.title, source=by.id))
