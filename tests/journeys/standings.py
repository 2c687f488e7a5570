"""Things that stand where an action of the document finds them: made through the gateway, then set there by hand."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, text

from contracts.rectification import RectificationKind
from gateway.examples import BODIES, CASE, DEPARTMENT
from mingcha.client import Json, Mingcha
from services.complaints.accountability.domain.life_cycle import LIFE_CYCLES as ACCOUNTABILITY
from services.complaints.domain.life_cycle import LIFE_CYCLE as COMPLAINT
from services.complaints.instruction.domain import LIFE_CYCLE as INSTRUCTION
from services.complaints.rectification.domain.life_cycle import LIFE_CYCLES as RECTIFICATION
from services.complaints.supervision.domain import LIFE_CYCLE as NOTICE

ANSWERED = "replied_by = 'another', finding = 'substantiated'"
ENDED = "ended_at = now()"

HAVE_SEEN: Mapping[str, str] = {
    "complaints unmerge": f"previous = 'accepted', merged_into = '{CASE}', {ENDED}",
    "complaints refuse": "proposed = 'refusal', proposed_by = 'another', proposed_as = 'civil_dispute'",
    "complaints confirm_relabel": "proposed = 'relabel', proposed_by = 'another', proposed_as = '{\"severity\": 3}'",
    "complaints grant_return": "returns = 1, previous = 'signed'",
    "complaints refuse_return": "returns = 1, previous = 'signed'",
    "complaints adjudicate": "returns = 2, previous = 'signed'",
    "complaints investigate": "is_contacted = true",
    "complaints resume": "previous = 'investigating'",
    "complaints decide_extension": "extension = 'asked'",
    "complaints redo": ANSWERED,
    "complaints verify": ANSWERED,
    "complaints call_back": ANSWERED,
    "complaints close": f"{ANSWERED}, is_reached = true",
    "complaints reopen": ANSWERED,
    "complaints request_review": ENDED,
    "complaints decide_review": f"reviews = 1, previous = 'closed', {ENDED}",
    "complaints go_on": "severity = 3",
    "complaints archive": "ended_at = now() - interval '60 days'",
    "rectifications recheck": "recheck_due_at = now(), accepted_at = now()",
    "rectifications relapse": "accepted_at = now()",
    "accountability decide": "hearing_lapsed_at = now()",
    "accountability dismiss": "hearing_lapsed_at = now()",
    "accountability execute": "measure = 'interview', decided_by = 'another'",
    "accountability transfer": "measure = 'interview', decided_by = 'another'",
    "accountability appeal": "measure = 'interview', decided_by = 'another', appeal_until = now() + interval '9 days'",
    "accountability decide_appeal": "measure = 'interview', decided_by = 'another'",
}
"""What a thing has seen before an action, besides standing in the first state that the table names."""

TABLES = {
    "complaints": ("complaints", COMPLAINT),
    "supervision": ("notices", NOTICE),
    "instructions": ("instructions", INSTRUCTION),
    "rectifications": ("rectifications", RECTIFICATION[RectificationKind.CASE]),
    "accountability": ("accountabilities", next(iter(ACCOUNTABILITY.values()))),
}


@dataclass(frozen=True)
class Standings:
    """Makes things; ``case`` is a complaint that others may name."""

    office: Mingcha
    engine: Callable[[str], Engine]
    case: str

    def number_for(self, resource: str, action: str) -> str | None:
        """A thing of a resource that stands where the action finds it; None for a resource that is not known here."""
        if resource not in TABLES:
            return None
        number: str = getattr(self, f"_{resource}")(action)["number"]
        if action:
            self._set(resource, number, action)
        return number

    def _complaints(self, action: str) -> Json:
        del action
        return dispatched(self.office)

    def _supervision(self, action: str) -> Json:
        del action
        return self.office.post(
            "/v1/supervision", self._example("supervision") | {"case": dispatched(self.office)["number"]}
        )

    def _instructions(self, action: str) -> Json:
        del action
        return self.office.post("/v1/instructions", self._example("instructions"))

    def _rectifications(self, action: str) -> Json:
        kind = {"kind": "policy_proposal" if action == "answer" else "department_wide"}
        return self.office.post("/v1/rectifications", self._example("rectifications") | kind)

    def _accountability(self, action: str) -> Json:
        person = {"target": "person", "measure": "written_review", "person": {"name": "示例某", "post": "窗口负责人"}}
        return self.office.post("/v1/accountability", self._example("accountability") | ({} if action else person))

    def _example(self, resource: str) -> Json:
        said = {name: self.case if value == CASE else value for name, value in BODIES[f"POST /v1/{resource}"].items()}
        return dict(said)

    def _set(self, resource: str, number: str, action: str) -> None:
        table, life_cycle = TABLES[resource]
        proposal = RECTIFICATION[RectificationKind.POLICY_PROPOSAL]
        rows = life_cycle.rows(action) or proposal.rows(action)
        state: Any = rows[0].sources[0]
        seen = HAVE_SEEN.get(f"{resource} {action}")
        changes = f"state = :state{', ' + seen if seen else ''}"
        with self.engine("complaints").begin() as connection:
            connection.execute(text(f"UPDATE {table} SET {changes} WHERE number = :n"), {"state": state, "n": number})


def dispatched(office: Mingcha, **more: Any) -> Json:
    """A complaint that is with its department."""
    filed = office.file_complaint(**BODIES["POST /v1/complaints"], **more)
    office.act(filed["number"], "accept")
    office.act(filed["number"], "dispatch", department=DEPARTMENT, clock_class="simple")
    return filed
