"""Things that stand where an operation of the document finds them: made through the gateway, then set there by hand."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, text

from contracts.exposure import Medium
from contracts.inspection import InspectionMode
from contracts.rectification import RectificationKind
from gateway.examples import BODIES, CASE, DEPARTMENT
from mingcha.client import Json, Mingcha
from services.complaints.accountability.domain.life_cycle import LIFE_CYCLES as ACCOUNTABILITY
from services.complaints.attachments.domain import LIFE_CYCLE as ATTACHMENT
from services.complaints.domain.life_cycle import LIFE_CYCLE as COMPLAINT
from services.complaints.domain.moves import LifeCycle
from services.complaints.exposure.domain import LIFE_CYCLES as EXPOSURE
from services.complaints.identity.domain import LIFE_CYCLE as IDENTITY
from services.complaints.inspection.domain.life_cycle import FINDING
from services.complaints.inspection.domain.life_cycle import LIFE_CYCLES as INSPECTION
from services.complaints.instruction.domain import LIFE_CYCLE as INSTRUCTION
from services.complaints.rectification.domain.life_cycle import LIFE_CYCLES as RECTIFICATION
from services.complaints.retaliation.domain import LIFE_CYCLE as ALARM
from services.complaints.special_supervision.domain import LIFE_CYCLE as SPECIAL
from services.complaints.supervision.domain import LIFE_CYCLE as NOTICE
from services.complaints.survey.domain import LIFE_CYCLE as SURVEY

ENTERPRISE = "91320413MA00000110"

ANSWERED = "replied_by = 'another', finding = 'substantiated'"
ENDED = "ended_at = now()"
DECIDED = "measure = 'interview', decided_by = 'another'"
GONE = f"department = '{DEPARTMENT}', carried_out_at = now()"
SERVED = "answer_until = current_date + 3"
HEARD = "verified_by = 'another', reply_until = current_date, reply_lapsed_at = now()"
KNOWN = f"{HEARD}, published_at = now(), expires_on = current_date + 300"
LAUNCHED = "self_check_until = current_date + 9"
GRANTED = "until = current_date + 3, decided_by = 'another', decided_at = now(), requested_by = :caller"

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
    "accountability execute": DECIDED,
    "accountability transfer": DECIDED,
    "accountability appeal": f"{DECIDED}, appeal_until = now() + interval '9 days'",
    "accountability decide_appeal": DECIDED,
    "surveys exclude": "answered_at = now(), level = 'dissatisfied', solved = 'no'",
    "inspections record_finding": GONE,
    "inspections close": GONE,
    "inspections attachments": GONE,
    "inspection-findings confirm": SERVED,
    "inspection-findings dispute": SERVED,
    "inspection-findings uphold": SERVED,
    "inspection-findings rectify": SERVED,
    "inspection-findings open_case": SERVED,
    "exposures reply": "verified_by = 'another', reply_until = current_date",
    "exposures approve": HEARD,
    "exposures reject": HEARD,
    "exposures publish": HEARD,
    "exposures note_rectified": KNOWN,
    "exposures correct": KNOWN,
    "special-supervisions submit_self_check": LAUNCHED,
    "special-supervisions attachments": LAUNCHED,
    "special-supervisions go_on_site": f"{LAUNCHED}, self_check_lapsed_at = now()",
    "special-supervisions record_round": LAUNCHED,
    "special-supervisions report": f"{LAUNCHED}, visited = departments",
    "special-supervisions order_rectifications": f"{LAUNCHED}, visited = departments, faulty = departments",
    "special-supervisions recheck": f"{LAUNCHED}, visited = departments, faulty = departments",
    "special-supervisions close": f"{LAUNCHED}, visited = departments",
    "identity-requests revoke": GRANTED,
    "identity-requests identity": GRANTED,
}
"""What a thing has seen before a step, besides standing in the first state that the table names."""

TABLES: Mapping[str, tuple[str, tuple[LifeCycle, ...]]] = {
    "complaints": ("complaints", (COMPLAINT,)),
    "attachments": ("attachments", (ATTACHMENT,)),
    "surveys": ("surveys", (SURVEY,)),
    "supervision": ("notices", (NOTICE,)),
    "instructions": ("instructions", (INSTRUCTION,)),
    "rectifications": ("rectifications", tuple(RECTIFICATION[kind] for kind in ("case", "policy_proposal"))),
    "accountability": ("accountabilities", (next(iter(ACCOUNTABILITY.values())),)),
    "inspections": ("inspections", (INSPECTION[InspectionMode.COVERT], INSPECTION[InspectionMode.OPEN])),
    "inspection-findings": ("inspection_findings", (FINDING,)),
    "exposures": ("exposures", (EXPOSURE[Medium.WEB],)),
    "special-supervisions": ("special_supervisions", (SPECIAL,)),
    "identity-requests": ("identity_requests", (IDENTITY,)),
    "retaliation-alarms": ("retaliation_alarms", (ALARM,)),
}

STANDS_AS = {
    "inspections record_finding": "close",
    "inspection-findings rectify": "follow",
    "inspection-findings open_case": "follow",
    "identity-requests identity": "revoke",
    "attachments look": "withhold",
    "inspections attachments": "close",
    "special-supervisions attachments": "submit_self_check",
}
"""Steps that no table names: what they find is what another action finds."""


@dataclass
class Standings:
    """Makes things. ``case`` is a complaint that others may name, ``proven`` one that was closed and found true.

    ``receipt`` is that of the first; ``partner`` goes along on inspections; ``alarms`` nobody has looked into.
    """

    office: Mingcha
    partner: tuple[str, Mingcha]
    engine: Callable[[str], Engine]
    photo: Path
    case: str = ""
    receipt: str = ""
    proven: str = ""
    alarms: list[str] = field(default_factory=list)

    def prepare(self) -> None:
        """Makes the two complaints."""
        reporter = BODIES["POST /v1/complaints"]["reporter"] | {"credit_code": ENTERPRISE}
        self.proven = self.close(mode="confidential", reporter=reporter)["number"]
        case = dispatched(self.office, mode="confidential")
        self.case, self.receipt = case["number"], case["receipt"]
        with self.engine("complaints").begin() as connection:
            found_true = text("UPDATE complaints SET finding = 'substantiated' WHERE number = :number")
            connection.execute(found_true, {"number": self.case})

    def find_alarms(self) -> list[str]:
        """The alarms about what was done to the enterprise of the closed one."""
        found = self.office.get("/v1/retaliation-alarms", department=DEPARTMENT, state="suspected")["alarms"]
        self.alarms = [alarm["number"] for alarm in found]
        return self.alarms

    def make(self, resource: str, step: str, caller: str) -> str:
        """A new thing of a resource that stands where the caller's step finds it; gives its number."""
        number: str = getattr(self, f"_{resource.replace('-', '_')}")(step, caller)
        self.set(resource, number, step, caller)
        return number

    def set(self, resource: str, number: str, step: str, caller: str = "") -> None:
        """Sets a thing to where a step finds it."""
        table, life_cycles = TABLES[resource]
        action = STANDS_AS.get(f"{resource} {step}", step)
        rows = [row for one in life_cycles for row in one.rows(action) if row.sources]
        seen = HAVE_SEEN.get(f"{resource} {step}")
        changes = ", ".join([*(["state = :state"] if rows else []), *([seen] if seen else [])])
        if changes:
            with self.engine("complaints").begin() as connection:
                change = text(f"UPDATE {table} SET {changes} WHERE number = :number")
                said = {"number": number, "caller": caller, "state": rows[0].sources[0] if rows else None}
                connection.execute(change, {name: said[name] for name in change.compile().params})

    def close(self, **more: Any) -> Json:
        """A complaint that was found true and closed; its survey has begun."""
        filed = dispatched(self.office, **more)
        self.set("complaints", filed["number"], "close")
        self.office.act(filed["number"], "close", outcome="resolved")
        return filed

    def token_of(self, survey: str) -> str:
        """With what a complainant answers a survey."""
        return str(self.office.get(f"/v1/surveys/{survey}/link", reason="回访")["token"])

    def make_file(self, resource: str, step: str, caller: str) -> tuple[str, str]:
        """A file of a new thing that stands where the caller's step finds it: the number of the one, the other's id."""
        number = self.make(resource, "attachments", caller)
        bringer = self.partner[1] if resource == "inspections" else self.office
        kept = bringer._upload(f"/v1/{resource}/{number}/attachments", self.photo, None)
        self.set("attachments", number, step)
        return number, str(kept["id"])

    def put_right(self) -> str:
        """The number of a rectification that was struck off."""
        number = self._rectifications("", "")
        self.set("rectifications", number, "relapse")
        return number

    def today(self) -> str:
        """The city's day."""
        return datetime.now(ZoneInfo("Asia/Shanghai")).date().isoformat()

    def _complaints(self, step: str, caller: str) -> str:
        del step, caller
        return str(dispatched(self.office)["number"])

    def _surveys(self, step: str, caller: str) -> str:
        del caller
        case = self.close()["number"]
        number = str(self.office.get("/v1/surveys", case=case)["surveys"][0]["number"])
        if step == "opinion":
            answer = BODIES["POST /v1/surveys/answer"] | {"token": self.token_of(number)}
            with Mingcha(self.office.url) as anybody:
                anybody.post("/v1/surveys/answer", answer)
        return number

    def _supervision(self, step: str, caller: str) -> str:
        return self._begin("supervision", case=self._complaints(step, caller))

    def _instructions(self, step: str, caller: str) -> str:
        del step, caller
        return self._begin("instructions", case=self.case)

    def _rectifications(self, step: str, caller: str) -> str:
        del caller
        kinds = RectificationKind
        return self._begin("rectifications", kind=kinds.POLICY_PROPOSAL if step == "answer" else kinds.DEPARTMENT_WIDE)

    def _accountability(self, step: str, caller: str) -> str:
        del caller
        person = {"target": "person", "measure": "written_review", "person": {"name": "示例某", "post": "窗口负责人"}}
        return self._begin("accountability", ground=self.case, **(person if step == "person" else {}))

    def _inspections(self, step: str, caller: str) -> str:
        pair = [{"id": caller}, {"id": self.partner[0]}]
        plan = BODIES["POST /v1/inspections"]["plan"] | {"inspectors": pair, "from_on": self.today()}
        return self._begin("inspections", plan=plan, mode="open" if step == "announce" else "covert")

    def _inspection_findings(self, step: str, caller: str) -> str:
        del step
        inspection = self.make("inspections", "record_finding", caller)
        found = BODIES["POST /v1/inspections/{number}/actions/record_finding"]
        shown, taken = found["evidence"][0], self.evidence(inspection)
        evidence = [{name: taken[value] for name, value in shown.items()}]
        path = f"/v1/inspections/{inspection}/actions/record_finding"
        return str(self.partner[1].post(path, {**found, "evidence": evidence}, headers={"If-Match": "*"})["number"])

    def evidence(self, inspection: str) -> dict[str, str]:
        """A photo that the partner has taken on an inspection, by what the example calls it."""
        (shown,) = BODIES["POST /v1/inspections/{number}/actions/record_finding"]["evidence"]
        kept = self.partner[1].attach(inspection, self.photo, resource="inspections")
        return {shown["attachment"]: kept["id"], shown["sha256"]: kept["digest"]}

    def _exposures(self, step: str, caller: str) -> str:
        del step, caller
        return self._begin("exposures", ground=self.proven, medium=Medium.WEB)

    def _special_supervisions(self, step: str, caller: str) -> str:
        del step, caller
        return self._begin("special-supervisions")

    def _identity_requests(self, step: str, caller: str) -> str:
        del step, caller
        return self._begin("identity-requests", case=dispatched(self.office, mode="confidential")["number"])

    def _retaliation_alarms(self, step: str, caller: str) -> str:
        del step, caller
        return self.alarms.pop()

    def _begin(self, resource: str, **changes: Any) -> str:
        """Does the example that begins one."""
        return str(self.office.post(f"/v1/{resource}", BODIES[f"POST /v1/{resource}"] | changes)["number"])


def dispatched(office: Mingcha, **more: Any) -> Json:
    """A complaint that is with its department."""
    filed = office.file_complaint(**(BODIES["POST /v1/complaints"] | more))
    office.act(filed["number"], "accept")
    office.act(filed["number"], "dispatch", department=DEPARTMENT, clock_class="simple")
    return filed
