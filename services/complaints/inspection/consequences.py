"""What follows when a clock of an inspection or a finding comes to a step."""

from services.complaints.domain.clocks import Clock, Step
from services.complaints.inspection.storage import InspectionFindings, Inspections
from services.complaints.inspection.use_cases.desk import rule
from services.complaints.sweeping import ITSELF, Round
from services.complaints.use_cases.desk import RoomDesk


def confirm_by_silence(round_: Round, clock: Clock, step: Step) -> None:
    """After three working days without a word a finding counts as confirmed (逾期视为确认)."""
    del step
    findings = round_.on(InspectionFindings)
    confirmed, fact = findings.get(clock.number).lapse(by=ITSELF, at=round_.at)
    findings.keep(confirmed)
    round_.history.tell(confirmed, fact)
    rule(confirmed, RoomDesk.on(round_, by=ITSELF))


def give_up(round_: Round, clock: Clock, step: Step) -> None:
    """After the last day of its plan an inspection that nobody carried out is off."""
    del step
    inspections = round_.on(Inspections)
    expired, fact = inspections.get(clock.number).expire(by=ITSELF, at=round_.at)
    inspections.keep(expired)
    round_.history.tell(expired, fact)
