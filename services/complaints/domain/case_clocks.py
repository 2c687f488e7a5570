"""Which of a case's clocks a fact stops, starts, pauses or lets go on, as one table (domain-complaints 4.4)."""

from typing import NamedTuple

from contracts import complaints as says
from contracts.complaints import Channel, ClockClass, ComplaintFact
from services.complaints.domain.case import Case
from services.complaints.domain.clocks import Subject

HANDLE = {
    ClockClass.URGENT: "handle_urgent",
    ClockClass.SIMPLE: "handle_simple",
    ClockClass.ORDINARY: "handle_ordinary",
    ClockClass.INVESTIGATION: "handle_investigation",
}
HANDLING = (*HANDLE.values(), "redo")
"""The clocks of whoever handles a case; a transfer hands them on."""

SIGNING = ("sign", "sign_urgent")
"""The clocks that wait for a unit to sign for a case, or to say that it is not its own."""

UNIT = (*SIGNING, "return", "contact", "contact_urgent")
"""The clocks that begin anew with each unit that a case is handed to."""

CEILING = "ceiling"
"""The absolute ceiling of a case, from its acceptance."""

RESULT = "result"
"""The clock by whose end the complainant is told what came of it; nobody reached by then is called no more."""

SUSPENSION = "suspension"
"""The clock of a case that waits for somebody else."""

UNITS_OWN = frozenset({*HANDLING, *UNIT})
"""The clocks of whoever has the case, the office where it handles it itself; every other is the office's own."""

COMPLAINANTS_OWN = frozenset({"info", "review_window", "review"})
"""The clocks that the complainant has to know of, besides those of the handling."""

TOLD = COMPLAINANTS_OWN | {*HANDLING}
"""The clocks whose day the complainant is told."""

TOLD_AT_ONCE = frozenset({Channel.HOTLINE, Channel.EFFICIENCY_LINE, Channel.WEB, Channel.VISIT, Channel.MONITOR_POINT})
"""Channels where whoever complains is told in the call, at the window or by the receipt on the screen."""


class Effect(NamedTuple):
    """What a fact does to a case's clocks; ``stops`` of ``*`` is all of them.

    A name that begins with a colon stands for the clock that the case calls for: ``:handle``, ``:sign``, ``:contact``.
    """

    stops: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    pauses: bool = False
    resumes: bool = False
    hands_on: bool = False


EFFECTS: dict[type[ComplaintFact], Effect] = {
    says.InfoRequested: Effect(pauses=True, starts=("info",)),
    says.InfoReceived: Effect(stops=("info",), resumes=True),
    says.ComplaintAccepted: Effect(stops=("acknowledge", "accept"), starts=("dispatch", "ceiling")),
    says.ComplaintRefused: Effect(stops=("*",), starts=("review_window",)),
    says.ComplaintMerged: Effect(pauses=True, starts=("review_window",)),
    says.JoinedCaseClosed: Effect(stops=("review_window",), starts=("review_window",)),
    says.ComplaintUnmerged: Effect(stops=("review_window",), resumes=True),
    says.ComplaintDispatched: Effect(stops=("dispatch",), starts=(":sign", "return", ":contact", ":handle")),
    says.ComplaintSigned: Effect(stops=SIGNING),
    says.ReturnRequested: Effect(stops=("return", *SIGNING)),
    says.ReturnGranted: Effect(stops=UNIT, starts=(":sign", "return", ":contact"), hands_on=True),
    says.ReturnRefused: Effect(stops=SIGNING),
    says.DutyAdjudicated: Effect(stops=UNIT, starts=(":sign", ":contact"), hands_on=True),
    says.ComplainantContacted: Effect(stops=("contact", "contact_urgent")),
    says.InvestigationStarted: Effect(stops=("dispatch", "return"), starts=(":own",)),
    says.ComplaintSuspended: Effect(pauses=True),
    says.ComplaintResumed: Effect(stops=(SUSPENSION,), resumes=True),
    says.ComplaintReplied: Effect(stops=(*HANDLING, "contact", "contact_urgent"), starts=("verify",)),
    says.RedoOrdered: Effect(stops=("verify",), starts=("redo",)),
    says.ComplaintVerified: Effect(stops=("verify",), starts=("callback", RESULT)),
    says.ComplaintClosed: Effect(stops=("*",), starts=("review_window",)),
    says.ComplaintReopened: Effect(stops=("*",), starts=("redo",)),
    says.ReviewRequested: Effect(stops=("review_window",), starts=("review",)),
    says.ComplaintWithdrawn: Effect(stops=("*",), starts=("review_window",)),
    says.ComplaintArchived: Effect(stops=("*",)),
}

NOTHING = Effect()


def effect_of(fact: ComplaintFact) -> Effect:
    """What a fact does to the clocks of its case."""
    if isinstance(fact, says.ComplaintFiled):
        told = Channel(fact.channel) in TOLD_AT_ONCE or fact.party is None
        return Effect(starts=("accept",) if told else ("acknowledge", "accept"))
    if isinstance(fact, says.ReviewDecided):
        return Effect(stops=("review",), starts=_after_review(fact))
    if isinstance(fact, says.CalledBack):
        return Effect(stops=("callback", RESULT)) if fact.reached else NOTHING
    if isinstance(fact, says.DutyAdjudicated) and fact.state is says.State.SIGNED:
        return Effect(stops=("return", *SIGNING))
    return EFFECTS.get(type(fact), NOTHING)


def clocks_named(names: tuple[str, ...], case: Case) -> tuple[str, ...]:
    """The codes of the clocks that a case calls for."""
    return tuple(code for name in names if (code := _named(name, case)))


def subject_of(case: Case, code: str) -> Subject:
    """What a clock of a case belongs to; its department where the clock is the unit's, none where the office's."""
    department = case.department if code in UNITS_OWN else None
    return Subject(kind="complaint", id=case.id, number=case.number, department=department)


def handle_clock(clock_class: ClockClass) -> str:
    """The clock of handling a case of this class."""
    return HANDLE[clock_class]


def _after_review(fact: says.ReviewDecided) -> tuple[str, ...]:
    """What was refused and is taken on after all begins as what is accepted does; other cases are handled again."""
    if fact.decision is not says.ReviewDecision.OVERTURNED:
        return ("review_window",)
    return EFFECTS[says.ComplaintAccepted].starts if fact.state is says.State.ACCEPTED else ("redo",)


def _named(name: str, case: Case) -> str:
    is_urgent = case.clock_class is ClockClass.URGENT
    if name == ":handle":
        return HANDLE[case.clock_class or ClockClass.ORDINARY]
    if name == ":own":
        return "" if case.department else HANDLE[case.clock_class or ClockClass.ORDINARY]
    if name in {":sign", ":contact"}:
        return f"{name[1:]}_urgent" if is_urgent else name[1:]
    return name
