"""All inspections, their plans, and their findings."""

from sqlalchemy import select

from contracts.inspection import DrawnPlan, FindingUnknown, InspectionUnknown
from contracts.wire import read, write
from kernel.sealing import KeyRing
from kernel.stage import Stage
from services.complaints.inspection.domain.finding import InspectionFinding
from services.complaints.inspection.domain.inspection import Inspection
from services.complaints.inspection.tables import inspection_findings, inspection_plans, inspections
from services.complaints.storage.numbered import NumberedThings


class Inspections(NumberedThings[Inspection]):
    """All inspections."""

    table, kind, unknown = inspections, Inspection, InspectionUnknown


class InspectionFindings(NumberedThings[InspectionFinding]):
    """All findings."""

    table, kind, unknown = inspection_findings, InspectionFinding, FindingUnknown

    def of(self, inspection: str) -> list[InspectionFinding]:
        """The findings of one inspection in their order, as this batch has left them."""
        query = select(self.table).where(self.table.c.inspection == inspection)
        found = {row.number: self._thing(row) for row in self._stage.connection.execute(query)}
        seen = {one.number: one for one in self._seen() if one.inspection == inspection}
        return sorted({**found, **seen}.values(), key=lambda one: one.id)


class InspectionPlans:
    """The drawn plans: encrypted, and read only by whoever carries them out or has made them."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def add(self, inspection: Inspection, drawn: DrawnPlan, *, keys: KeyRing) -> None:
        """Keeps a plan, encrypted and bound to its inspection."""
        sealed = keys.encrypt(write(drawn), inspection.id.bytes)
        self._stage.insert(inspection_plans, {"inspection_id": inspection.id, "plan": sealed})
        self._stage.kept["inspection plan", inspection.id] = drawn

    def of(self, inspection: Inspection, *, keys: KeyRing) -> DrawnPlan:
        """The plan of an inspection; whoever shows it to somebody writes that down."""
        kept: DrawnPlan | None = self._stage.kept.get(("inspection plan", inspection.id))
        if kept is None:
            query = select(inspection_plans.c.plan).where(inspection_plans.c.inspection_id == inspection.id)
            sealed = bytes(self._stage.connection.execute(query).scalar_one())
            kept = read(DrawnPlan, keys.decrypt(sealed, inspection.id.bytes))
        return kept
