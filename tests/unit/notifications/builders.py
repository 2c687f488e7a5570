"""Events, messages, endpoints and keys as the tests of this folder need them."""

from base64 import b64encode
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from msgspec import structs
from nacl.public import PrivateKey

from contracts.calendars import CalendarMissing
from contracts.complaints import (
    CeilingExtended,
    Channel,
    ComplaintAccepted,
    ComplaintClosed,
    ComplaintDispatched,
    ComplaintDueMoved,
    ComplaintExtended,
    ComplaintFiled,
    ComplaintMerged,
    ComplaintRefused,
    ComplaintReopened,
    ComplaintUnmerged,
    DutyAdjudicated,
    ExtensionDenied,
    InfoRequested,
    JoinedCaseClosed,
    Mode,
    Outcome,
    RedoOrdered,
    RedoReason,
    RefusalGround,
    ReopenReason,
    ReturnGranted,
    ReturnRefused,
    ReviewDecided,
    ReviewDecision,
    Satisfaction,
    Solved,
    State,
)
from contracts.directory import Post
from contracts.exposure import ExposurePublished, ExposureState, Medium
from contracts.mailbox import CustodianTold, ReporterAsked
from contracts.rectification import SpecialSupervisionProposed
from contracts.retaliation import AlarmState, RetaliationSuspected
from contracts.supervision import Addressee, Level, NoticeState, SupervisionIssued
from contracts.survey import SurveyAnswered, SurveyRequested, SurveyState
from contracts.wire import Event
from kernel.sealing import KeyRing
from services.notifications.domain.endpoint import Endpoint
from services.notifications.domain.message import Message, Origin
from services.notifications.domain.rules import RULES, Rule, Told
from services.notifications.domain.targets import Target

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
PARTY = UUID(int=7)
UNIT = "civil_affairs"
DUE = date(2026, 12, 7)
ORIGIN = Origin(event_id="/services/complaints 1.1", correlation="c-1", trace=f"00-{1:032x}-{2:016x}-01")
RULE = {rule.code: rule for rule in RULES}

SECRET = "whsec_" + b64encode(b"n" * 32).decode()
FORMER_SECRET = "whsec_" + b64encode(b"f" * 24).decode()


NOTICE = SupervisionIssued(
    notice=str(UUID(int=3)),
    number="DB-2026-000007",
    version=1,
    state=NoticeState.ISSUED,
    level=Level.YELLOW,
    case="TS-2026-000123",
    department=UNIT,
    clock="sign",
    answer_by=DUE,
    to=["deputy", "liaison"],
    addressees=[Addressee(department=UNIT, post=Post.DEPUTY, party=str(PARTY), instead_of=[Post.LIAISON])],
    title="Civil Affairs Bureau",
)

INVITATION = SurveyRequested(
    survey=str(UUID(int=4)),
    number="PJ-2026-000005",
    version=1,
    state=SurveyState.OPEN,
    case="TS-2026-000123",
    closes_on=DUE,
    party=str(PARTY),
)
WRITTEN: dict[str, Any] = {
    "message": str(UUID(int=8)),
    "version": 1,
    "complaint": str(UUID(int=1)),
    "number": "TS-2026-000123",
}

OFFICE_TOLD = [Addressee(department="office", post=Post.DIRECTOR, party=str(PARTY))]

MISSING = CalendarMissing(
    calendar=str(UUID(int=6)),
    version=1,
    number="2027",
    year=2027,
    on=date(2026, 12, 1),
    addressees=OFFICE_TOLD,
)

ALARM = RetaliationSuspected(
    alarm=str(UUID(int=10)),
    number="BF-2026-000003",
    version=1,
    state=AlarmState.SUSPECTED,
    department=UNIT,
    addressees=OFFICE_TOLD,
)

PROPOSED = SpecialSupervisionProposed(
    pattern=str(UUID(int=11)),
    version=1,
    category="slow",
    complaints=["TS-2026-000121", "TS-2026-000122", "TS-2026-000123"],
    departments=[UNIT, "taxation"],
    first_on=DUE,
    last_on=DUE,
    addressees=OFFICE_TOLD,
)

CIRCULATED = ExposurePublished(
    exposure=str(UUID(int=12)),
    number="BG-2026-000004",
    version=7,
    state=ExposureState.PUBLISHED,
    medium=Medium.INTERNAL,
    department=UNIT,
    category="slow",
    ground="TS-2026-000123",
    expires_on=DUE,
    addressees=[
        Addressee(department=UNIT, post=Post.LIAISON, party=str(PARTY)),
        Addressee(department="taxation", post=Post.LIAISON),
    ],
)

WHOLE: dict[type, Event] = {
    CalendarMissing: MISSING,
    ExposurePublished: CIRCULATED,
    RetaliationSuspected: ALARM,
    SpecialSupervisionProposed: PROPOSED,
    SupervisionIssued: NOTICE,
    SurveyRequested: INVITATION,
    SurveyAnswered: SurveyAnswered(
        survey=str(UUID(int=4)),
        number="PJ-2026-000005",
        version=2,
        state=SurveyState.ANSWERED,
        level=Satisfaction.DISSATISFIED,
        solved=Solved.NO,
        case="TS-2026-000123",
        addressees=OFFICE_TOLD,
    ),
    ReporterAsked: ReporterAsked(**WRITTEN, party=str(PARTY)),
    CustodianTold: CustodianTold(**WRITTEN, party=str(PARTY)),
}


def event(kind: type[Told], **changes: Any) -> Any:
    """An event of a complaint, its mailbox or its survey, or a notice about one."""
    if kind in WHOLE:
        return structs.replace(WHOLE[kind], **changes)
    said: dict[type, dict[str, Any]] = {
        ComplaintFiled: {"state": State.REGISTERED, "channel": Channel.WEB, "category": "slow", "mode": Mode.NAMED},
        ComplaintAccepted: {"state": State.ACCEPTED},
        ComplaintDispatched: {"state": State.DISPATCHED, "department": UNIT, "due_on": DUE},
        ComplaintClosed: {"state": State.CLOSED, "department": UNIT, "outcome": Outcome.RESOLVED},
        InfoRequested: {"state": State.AWAITING_INFO},
        ComplaintMerged: {"state": State.MERGED, "into": "TS-2026-000009"},
        ComplaintUnmerged: {"state": State.ACCEPTED, "out_of": "TS-2026-000009"},
        JoinedCaseClosed: {"state": State.MERGED, "into": "TS-2026-000009", "outcome": Outcome.RESOLVED},
        ComplaintRefused: {"state": State.REFUSED, "ground": RefusalGround.OUT_OF_SCOPE},
        ReturnGranted: {"state": State.DISPATCHED, "department": UNIT, "previous": "taxation", "due_on": DUE},
        ReturnRefused: {"state": State.SIGNED, "department": UNIT},
        DutyAdjudicated: {
            "state": State.SIGNED,
            "department": UNIT,
            "previous": UNIT,
            "category": "slow",
            "due_on": DUE,
        },
        ComplaintExtended: {"state": State.INVESTIGATING, "department": UNIT, "due_on": DUE},
        ComplaintDueMoved: {"state": State.INVESTIGATING, "department": UNIT, "due_on": DUE},
        CeilingExtended: {"state": State.INVESTIGATING, "department": UNIT, "until": DUE},
        ExtensionDenied: {"state": State.INVESTIGATING, "department": UNIT},
        RedoOrdered: {"state": State.INVESTIGATING, "department": UNIT, "reason": RedoReason.INCOMPLETE, "times": 1},
        ComplaintReopened: {
            "state": State.INVESTIGATING,
            "department": UNIT,
            "reason": ReopenReason.NEW_EVIDENCE,
            "times": 1,
        },
        ReviewDecided: {"state": State.CLOSED, "department": UNIT, "tier": 1, "decision": ReviewDecision.UPHELD},
    }
    about = {"complaint": str(UUID(int=1)), "number": "TS-2026-000123", "version": 1, "party": str(PARTY)}
    return kind(**about | said[kind] | changes)


def planned(rule: Rule, target: Target | None = None) -> Message:
    """A message that was just planned."""
    goes_to = target or Target(key="somebody", party=PARTY)
    return Message.plan(rule, event(rule.event), goes_to, id=UUID(int=9), origin=ORIGIN, at=AT)


def endpoint(**changes: Any) -> Endpoint:
    """An endpoint of the department for civil affairs, registered once."""
    about: dict[str, Any] = {"id": UUID(int=5), "department": "civil_affairs", "url": "https://civil.example/hook"}
    return Endpoint(**about | {"version": 1, "events": ("complaint_dispatched",), "secret": b"sealed"} | changes)


def key_ring() -> KeyRing:
    """The keys of a platform."""
    pair = PrivateKey.generate()
    texts = {
        "vault.key": bytes(32),
        "notifications.key": bytes(pair),
        "notifications.pub": bytes(pair.public_key),
    }
    return KeyRing(lambda name: b64encode(texts[name]).decode())
