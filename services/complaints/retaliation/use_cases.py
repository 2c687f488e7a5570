"""Putting closed cases under watch, seeing what is done to the same enterprise, and what becomes of an alarm."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from contracts.complaints import NotYourRole
from contracts.people import Actor, Role
from contracts.retaliation import (
    AlarmBrief,
    AlarmPage,
    AlarmProgress,
    AlarmStep,
    AlarmView,
    ConfirmRetaliation,
    DismissAlarm,
    FindAlarm,
    FindAlarms,
    LookIntoAlarm,
    RetaliationFact,
)
from kernel.history import History
from kernel.sealing import KeyRing
from kernel.stage import Cause
from services.complaints.directory.domain.ladder import Holder
from services.complaints.domain.complaint import Complaint
from services.complaints.domain.deadlines import day_of, year_of
from services.complaints.own_motion.domain import of_retaliation
from services.complaints.own_motion.use_cases import OwnMotion
from services.complaints.retaliation.domain import (
    READERS,
    Deed,
    RetaliationAlarm,
    Watched,
    addressee,
    last_day,
    watched_unit,
)
from services.complaints.retaliation.storage import Alarms, Watchlist
from services.complaints.storage import Complaints, Numbers, Vault, page_after

SERIES = "BF"
"""报复."""

ITSELF = Actor(id="/services/complaints", roles=[Role.SYSTEM])


@dataclass(frozen=True)
class Watching:
    """What watching and alarms stand on."""

    at: datetime
    new_id: Callable[[], UUID]
    history: History
    watchlist: Watchlist
    alarms: Alarms
    numbers: Numbers
    vault: Vault
    keys: KeyRing
    holder: Holder

    def hash_of(self, enterprise: str) -> str:
        """What is kept of an enterprise's code: the same code gives the same hash, and no hash gives the code."""
        return self.keys.keyed_hash("retaliation watch", enterprise.encode()).hex()

    def find(self, command: AlarmStep) -> RetaliationAlarm:
        """The alarm that a command names, at the version that its sender has seen."""
        alarm = self.alarms.get(command.number)
        alarm.expect(command.version)
        return alarm

    def keep(self, moved: tuple[RetaliationAlarm, RetaliationFact], cause: Cause | None = None) -> AlarmProgress:
        """Keeps an alarm with its fact."""
        alarm, fact = moved
        self.alarms.keep(alarm)
        self.history.tell(alarm, fact, cause=cause)
        return AlarmProgress(number=alarm.number, version=alarm.version, state=alarm.state, opened=alarm.opened)


def watch_closed(closed: Complaint, *, complaints: Complaints, watching: Watching) -> None:
    """Puts a case that was just closed under watch, and those joined to it; the core calls this at each closing."""
    for complaint in (closed, *complaints.followers(closed.number)):
        watch(complaint, closed, watching=watching)


def watch(complaint: Complaint, closed: Complaint, *, watching: Watching) -> None:
    """Protects the complainant of a case that has come to its end with ``closed``.

    The look at the complainant is written down. Who gave no enterprise, or no name, is not watched for.
    """
    department = watched_unit(complaint, closed)
    if department is None or complaint.party is None:
        return
    watching.vault.note(
        id=watching.new_id(),
        reader=ITSELF.id,
        reason="打击报复预警 retaliation watch",
        at=watching.at,
        party=complaint.party,
        complaint_id=complaint.id,
    )
    reporter = watching.vault.find(complaint.party, keys=watching.keys)
    if reporter is None or reporter.credit_code is None:
        return
    since = day_of(watching.at)
    watching.watchlist.add(
        Watched(
            id=watching.new_id(),
            enterprise_hash=watching.hash_of(reporter.credit_code),
            department=department,
            complaint_id=complaint.id,
            case=complaint.number,
            since=since,
            until=last_day(since),
        )
    )


def see(deed: Deed, *, watching: Watching) -> None:
    """A department has done something to an enterprise: where that one has complained of it, the office is alarmed.

    The alarm's fact names no cause, since the deed's event holds the enterprise: no event leads from one to the other.
    """
    cases = watching.watchlist.cases_of(deed, watching.hash_of(deed.enterprise))
    if not cases or watching.alarms.has(deed):
        return
    id_, number = watching.new_id(), watching.numbers.next(year_of(watching.at), SERIES)
    by_itself = Cause(message_id=f"alarm.{id_}", actor=ITSELF, at=watching.at)
    suspected = RetaliationAlarm.suspect(
        deed, cases, id=id_, number=number, at=watching.at, to=addressee(watching.holder)
    )
    watching.keep(suspected, by_itself)


def look_into_alarm(command: LookIntoAlarm, *, by: Actor, watching: Watching) -> AlarmProgress:
    """The director takes an alarm up."""
    return watching.keep(watching.find(command).look_into(by=by))


def confirm_retaliation(
    command: ConfirmRetaliation, *, by: Actor, watching: Watching, own_motion: OwnMotion
) -> AlarmProgress:
    """The director finds that it was retaliation; the office opens a case about it.

    Raises:
        AlarmUnknown, Outdated, NotYourRole, MoveNotAllowed, DepartmentUnknown
    """
    alarm = watching.find(command)
    alarm.check_confirmable(by)
    unit = own_motion.unit(alarm.department)
    opened = own_motion.open(of_retaliation(alarm.number, alarm.department, unit.title, source=ITSELF.id))
    return watching.keep(alarm.confirm(command.finding, opened=opened.number, by=by))


def dismiss_alarm(command: DismissAlarm, *, by: Actor, watching: Watching) -> AlarmProgress:
    """The director finds that it was none."""
    return watching.keep(watching.find(command).dismiss(command.finding, by=by))


def find_alarm(query: FindAlarm, *, by: Actor, watching: Watching, complaints: Complaints) -> AlarmView:
    """One alarm with the cases that it is about; who looked and why is written down.

    Raises:
        NotYourRole, AlarmUnknown
    """
    _check_reader(by)
    alarm = watching.alarms.get(query.number)
    for case in alarm.cases:
        watching.vault.note(
            id=watching.new_id(),
            reader=by.id,
            reason=f"{alarm.number} {query.reason}",
            at=watching.at,
            complaint_id=complaints.get(case).id,
        )
    said = vars(alarm)
    seen = {name: said[name] for name in AlarmView.__struct_fields__ if name != "cases"}
    return AlarmView(**seen, cases=list(alarm.cases))


def find_alarms(query: FindAlarms, *, by: Actor, watching: Watching) -> AlarmPage:
    """A page of alarms, the newest first; nothing in it leads to a complainant.

    Raises:
        NotYourRole
    """
    _check_reader(by)
    found = watching.alarms.page(query, page_after(query.after))
    following = str(found[-1].id) if len(found) == query.limit else None
    briefs = [AlarmBrief(**{name: vars(alarm)[name] for name in AlarmBrief.__struct_fields__}) for alarm in found]
    return AlarmPage(alarms=briefs, next=following)


def _check_reader(by: Actor) -> None:
    """The director and the custodian alone, and none who belongs to a department."""
    if by.department or not by.is_any_of(*READERS):
        raise NotYourRole("find_alarm", ", ".join(sorted(READERS)))
