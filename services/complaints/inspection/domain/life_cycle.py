"""The life cycles of inspections, one table for each mode, and of findings (domain-complaints 4.7).

An open inspection is announced before it is carried out; of a covert one the department hears when a finding is served.
"""

from collections.abc import Mapping

from contracts.inspection import FindingState, InspectionMode, InspectionState
from contracts.people import Role
from services.complaints.domain.moves import LifeCycle, Move

S, F = InspectionState, FindingState
OFFICE = frozenset({Role.OFFICER, Role.DIRECTOR})
DIRECTOR = frozenset({Role.DIRECTOR})
INSPECTOR = frozenset({Role.INSPECTOR})
UNIT = frozenset({Role.DEPUTY, Role.HEAD})
ITSELF = frozenset({Role.SYSTEM})

PLAN = Move("plan", (), S.PLANNED, DIRECTOR, "inspection_planned")
ANNOUNCE = Move("announce", (S.PLANNED,), S.ANNOUNCED, DIRECTOR, "inspection_announced")
CLOSE = Move("close", (S.CARRIED_OUT,), S.CLOSED, OFFICE, "inspection_closed")


def _ahead(*waiting: InspectionState, goes: InspectionState) -> tuple[Move, ...]:
    """From which state the pair goes, and in which an inspection may still be given up."""
    return (
        Move("carry_out", (goes,), S.CARRIED_OUT, INSPECTOR, "inspection_carried_out"),
        Move("cancel", waiting, S.CANCELLED, DIRECTOR, "inspection_cancelled"),
        Move("expire", waiting, S.CANCELLED, ITSELF, "inspection_expired"),
    )


LIFE_CYCLES: Mapping[InspectionMode, LifeCycle] = {
    InspectionMode.OPEN: LifeCycle((PLAN, ANNOUNCE, *_ahead(S.PLANNED, S.ANNOUNCED, goes=S.ANNOUNCED), CLOSE)),
    InspectionMode.COVERT: LifeCycle((PLAN, *_ahead(S.PLANNED, goes=S.PLANNED), CLOSE)),
}

FINDING = LifeCycle(
    (
        # action        from            to           who        what is told
        Move("record", (), F.RECORDED, INSPECTOR, "inspection_finding_recorded"),
        Move("attest", (F.RECORDED,), F.SERVED, INSPECTOR, "inspection_finding_served"),
        Move("confirm", (F.SERVED,), F.CONFIRMED, UNIT, "inspection_finding_confirmed"),
        Move("lapse", (F.SERVED,), F.CONFIRMED, ITSELF, "inspection_finding_confirmed"),
        Move("dispute", (F.SERVED,), F.DISPUTED, UNIT, "inspection_finding_disputed"),
        Move("uphold", (F.DISPUTED,), F.CONFIRMED, DIRECTOR, "inspection_finding_confirmed"),
        Move("drop", (F.RECORDED,), F.DROPPED, INSPECTOR, "inspection_finding_dropped"),
        Move("drop", (F.DISPUTED,), F.DROPPED, DIRECTOR, "inspection_finding_dropped"),
        Move("follow", (F.CONFIRMED,), F.FOLLOWED, OFFICE, "inspection_finding_followed"),
    )
)
