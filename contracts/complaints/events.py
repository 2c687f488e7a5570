"""What it tells: ids and codes, never a person."""

from datetime import date

import msgspec

from contracts.complaints.words import (
    Channel,
    ContactResult,
    Handling,
    Kind,
    Mode,
    Outcome,
    RefusalGround,
    State,
    SuspensionGround,
)
from contracts.wire import Event


class ComplaintFact(Event, frozen=True, kw_only=True):
    """What every fact about a complaint says; ``party`` is the complainant's id in the vault."""

    complaint: str
    number: str
    version: int
    state: State
    party: str | None = None


class ComplaintFiled(ComplaintFact, frozen=True, kw_only=True):
    """A complaint was registered."""

    channel: Channel
    category: str
    mode: Mode
    about: str | None = None
    language: str = "zh"
    kind: Kind = Kind.COMPLAINT
    severity: int = 1
    visitors: int | None = None


class InfoRequested(ComplaintFact, frozen=True, kw_only=True):
    """The complainant was asked for what is missing."""


class InfoReceived(ComplaintFact, frozen=True, kw_only=True):
    """What was missing came."""


class RefusalProposed(ComplaintFact, frozen=True, kw_only=True):
    """Somebody proposed not to accept it."""

    ground: RefusalGround


class ComplaintRefused(ComplaintFact, frozen=True, kw_only=True):
    """It was not accepted."""

    ground: RefusalGround


class ComplaintMerged(ComplaintFact, frozen=True, kw_only=True):
    """It was joined to another."""

    into: str


class JoinedCaseClosed(ComplaintFact, frozen=True, kw_only=True):
    """The case that it was joined to, ``into``, is closed; the complainant of this one is told what came of it."""

    into: str
    outcome: Outcome


class ComplaintUnmerged(ComplaintFact, frozen=True, kw_only=True):
    """It is a case of its own again."""

    out_of: str


class ComplaintAccepted(ComplaintFact, frozen=True, kw_only=True):
    """The office took it on."""


class ComplaintDispatched(ComplaintFact, frozen=True, kw_only=True):
    """It was handed to a department."""

    department: str
    due_on: date
    assisting: list[str] = msgspec.field(default_factory=list)
    handling: Handling = Handling.ASSIGNED


class ReturnRequested(ComplaintFact, frozen=True, kw_only=True):
    """The department says that the case is not its own."""

    department: str
    rightful: str
    times: int


class ReturnGranted(ComplaintFact, frozen=True, kw_only=True):
    """The case went to another department; its clock runs on."""

    department: str
    previous: str
    due_on: date


class ReturnRefused(ComplaintFact, frozen=True, kw_only=True):
    """The department keeps the case."""

    department: str


class DutyAdjudicated(ComplaintFact, frozen=True, kw_only=True):
    """The director ruled whose duty it is."""

    department: str
    previous: str
    category: str
    due_on: date
    about: str | None = None


class ComplaintSigned(ComplaintFact, frozen=True, kw_only=True):
    """The department signed for it."""

    department: str


class ComplainantContacted(ComplaintFact, frozen=True, kw_only=True):
    """The handler has spoken to the complainant, or could not."""

    result: ContactResult
    department: str | None = None


class InvestigationStarted(ComplaintFact, frozen=True, kw_only=True):
    """The investigation began; with the day by which the office answers what nobody was handed (自办)."""

    handling: Handling
    department: str | None = None
    due_on: date | None = None


class MediationHeld(ComplaintFact, frozen=True, kw_only=True):
    """A round of mediation was held."""

    round: int
    department: str | None = None


class MediationEnded(ComplaintFact, frozen=True, kw_only=True):
    """The mediation is over."""

    agreed: bool
    rounds: int
    department: str | None = None


class ComplaintSuspended(ComplaintFact, frozen=True, kw_only=True):
    """The handling waits for somebody else."""

    ground: SuspensionGround
    until: date
    department: str | None = None


class ComplaintResumed(ComplaintFact, frozen=True, kw_only=True):
    """The handling goes on."""

    department: str | None = None
    due_on: date | None = None


class ComplaintDueMoved(ComplaintFact, frozen=True, kw_only=True):
    """A newer calendar moved the day by which it must be answered."""

    due_on: date
    department: str | None = None


class ExtensionRequested(ComplaintFact, frozen=True, kw_only=True):
    """The handler asked for more time."""

    department: str | None = None


class ComplaintExtended(ComplaintFact, frozen=True, kw_only=True):
    """More time was granted; the complainant is told the new day."""

    due_on: date
    department: str | None = None


class CeilingExtended(ComplaintFact, frozen=True, kw_only=True):
    """The absolute ceiling was extended up to and including ``until``; the complainant is told.

    The day by which the case must be answered stays as it was told.
    """

    until: date
    department: str | None = None


class ExtensionDenied(ComplaintFact, frozen=True, kw_only=True):
    """More time was not granted."""

    department: str | None = None


class CallRecorded(Event, frozen=True, kw_only=True):
    """A call rang, was answered or ended."""

    call_id: str
    version: int
    state: str
    line: str


class DepartmentEntered(Event, frozen=True, kw_only=True):
    """The directory has a department, or another title for it."""

    code: str
    version: int
    title: str
