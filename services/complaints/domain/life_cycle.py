"""The life cycle of a complaint as one table: who may move it from where to where (domain-complaints 4.3).

Where the target is left out the complaint stays in its state; where several are named last, the decision says which, or
the state that it came from. A complaint about the office itself has the same table with the leading group in it.
"""

from contracts.complaints import State
from contracts.people import Role
from services.complaints.domain.moves import LifeCycle, Move

S = State

OFFICE = frozenset({Role.OFFICER, Role.DIRECTOR})
DIRECTOR = frozenset({Role.DIRECTOR})
LIAISON = frozenset({Role.LIAISON})
DEPUTY = frozenset({Role.DEPUTY})
UNIT = LIAISON | DEPUTY
HANDLER = OFFICE | DEPUTY
SYSTEM = frozenset({Role.SYSTEM})
COMPLAINANT = frozenset({Role.COMPLAINANT, Role.OPERATOR, Role.OFFICER})
"""The complainant themself, and who takes down what they say."""

REVIEWER = frozenset({Role.REVIEWER, Role.LEADER})
LEADER = frozenset({Role.LEADER})
OF_THE_OFFICE = OFFICE | {Role.OPERATOR, Role.CALLBACK_AGENT, Role.REVIEWER}
"""Whoever belongs to the office."""

TAKES_DOWN = frozenset(
    {"file", "request_info", "provide_info", "accept", "dispatch", "contact", "call_back", "request_review"}
)
"""What the office does with a complaint about itself too: take down what is said, and hand it over."""

THE_OFFICE = "office"
"""The office's own code in the directory."""

AT_WORK = (S.INVESTIGATING, S.MEDIATING)
WITH_UNIT = (S.DISPATCHED, S.SIGNED, *AT_WORK)
OPEN = (
    S.REGISTERED,
    S.AWAITING_INFO,
    S.ACCEPTED,
    S.DISPATCHED,
    S.RETURN_REQUESTED,
    S.SIGNED,
    S.INVESTIGATING,
    S.MEDIATING,
    S.SUSPENDED,
    S.REPLIED,
    S.VERIFIED,
)
UNDER_CEILING = (S.ACCEPTED, S.RETURN_REQUESTED, *WITH_UNIT, S.REPLIED, S.VERIFIED)
"""Where the absolute ceiling runs."""

REVIEWED = (S.INVESTIGATING, S.ACCEPTED, S.CLOSED, S.REFUSED, S.FINALISED)
ENDED = (S.CLOSED, S.REFUSED, S.FINALISED, S.MERGED, S.WITHDRAWN)

LIFE_CYCLE = LifeCycle(
    (
        # action                 from                        to                   who                  fact
        Move("file", (), S.REGISTERED, COMPLAINANT | OFFICE | SYSTEM, "complaint_filed"),
        Move("request_info", (S.REGISTERED,), S.AWAITING_INFO, OFFICE, "info_requested"),
        Move("provide_info", (S.AWAITING_INFO,), S.REGISTERED, COMPLAINANT | OFFICE, "info_received"),
        Move("accept", (S.REGISTERED,), S.ACCEPTED, OFFICE, "complaint_accepted"),
        Move("propose_refusal", (S.REGISTERED,), None, OFFICE, "refusal_proposed"),
        Move("refuse", (S.REGISTERED,), S.REFUSED, DIRECTOR, "complaint_refused"),
        Move("merge", (S.REGISTERED, S.ACCEPTED), S.MERGED, OFFICE, "complaint_merged"),
        Move("unmerge", (S.MERGED,), None, DIRECTOR | SYSTEM, "complaint_unmerged", (S.REGISTERED, S.ACCEPTED)),
        Move("follow", (S.MERGED,), None, SYSTEM, "joined_case_closed"),
        Move("dispatch", (S.ACCEPTED,), S.DISPATCHED, OFFICE | SYSTEM, "complaint_dispatched"),
        Move("sign", (S.DISPATCHED,), S.SIGNED, LIAISON, "complaint_signed"),
        Move("request_return", (S.DISPATCHED, S.SIGNED), S.RETURN_REQUESTED, LIAISON, "return_requested"),
        Move("grant_return", (S.RETURN_REQUESTED,), S.DISPATCHED, OFFICE, "return_granted"),
        Move("refuse_return", (S.RETURN_REQUESTED,), S.SIGNED, OFFICE, "return_refused"),
        Move("adjudicate", (S.RETURN_REQUESTED,), None, DIRECTOR, "duty_adjudicated", (S.DISPATCHED, S.SIGNED)),
        Move("contact", (S.ACCEPTED,), None, OFFICE, "complainant_contacted"),
        Move("contact", (*WITH_UNIT, S.REPLIED, S.VERIFIED), None, UNIT | OFFICE, "complainant_contacted"),
        Move("investigate", (S.ACCEPTED,), S.INVESTIGATING, OFFICE, "investigation_started"),
        Move("investigate", (S.SIGNED,), S.INVESTIGATING, DEPUTY, "investigation_started"),
        Move("mediate", AT_WORK, S.MEDIATING, HANDLER, "mediation_held"),
        Move("end_mediation", (S.MEDIATING,), S.INVESTIGATING, HANDLER, "mediation_ended"),
        Move("suspend", AT_WORK, S.SUSPENDED, DIRECTOR, "complaint_suspended"),
        Move("resume", (S.SUSPENDED,), None, DIRECTOR | SYSTEM, "complaint_resumed", AT_WORK),
        Move("request_extension", (S.SIGNED, *AT_WORK), None, UNIT | OFFICE, "extension_requested"),
        Move("decide_extension", (S.SIGNED, *AT_WORK), None, DIRECTOR, "complaint_extended"),
        Move("extend_ceiling", UNDER_CEILING, None, DIRECTOR, "ceiling_extended"),
        Move("reply", AT_WORK, S.REPLIED, HANDLER, "complaint_replied"),
        Move("redo", (S.REPLIED,), S.INVESTIGATING, OFFICE, "redo_ordered"),
        Move("verify", (S.REPLIED,), S.VERIFIED, OFFICE, "complaint_verified"),
        Move("call_back", (S.VERIFIED,), None, frozenset({Role.CALLBACK_AGENT}), "called_back"),
        Move("close", (S.VERIFIED,), S.CLOSED, OFFICE | SYSTEM | {Role.CALLBACK_AGENT}, "complaint_closed"),
        Move("reopen", (S.VERIFIED, S.CLOSED), S.INVESTIGATING, OFFICE | SYSTEM, "complaint_reopened"),
        Move("request_review", (S.CLOSED, S.REFUSED), S.UNDER_REVIEW, COMPLAINANT, "review_requested"),
        Move("decide_review", (S.UNDER_REVIEW,), None, REVIEWER, "review_decided", REVIEWED),
        Move("withdraw", OPEN, S.WITHDRAWN, COMPLAINANT | SYSTEM, "complaint_withdrawn"),
        Move("go_on", (S.WITHDRAWN,), None, OFFICE, "case_gone_on_with"),
        Move("archive", ENDED, S.ARCHIVED, DIRECTOR | SYSTEM, "complaint_archived"),
        Move("relabel", OPEN, None, OFFICE, "complaint_relabelled"),
        Move("confirm_relabel", OPEN, None, OFFICE, "complaint_relabelled"),
    )
)


def _of_the_leading_group(move: Move) -> Move:
    """A row where the office is accused: the leading group handles the case and decides about it."""
    office = OF_THE_OFFICE if move.action in TAKES_DOWN else frozenset[Role]()
    return move._replace(roles=(move.roles - (OF_THE_OFFICE - office)) | LEADER)


ABOUT_THE_OFFICE = LifeCycle(tuple(map(_of_the_leading_group, LIFE_CYCLE.moves)))
"""The life cycle of a complaint about the office itself (domain-complaints 4.2; 信访工作条例 art. 30)."""


def life_cycle_about(department: str | None) -> LifeCycle:
    """The table for a complaint about a department."""
    return ABOUT_THE_OFFICE if department == THE_OFFICE else LIFE_CYCLE
