"""Inspections and their findings: each act, whether somebody orders it or a department's system tells of it."""

from secrets import SystemRandom

from contracts import inspection as says
from contracts.complaints import SealedView
from contracts.departments import FindingAnswered
from contracts.people import Actor
from kernel.database import Stored
from kernel.mail.entrypoints import command, event, query
from services.complaints.inspection.storage import InspectionFindings, InspectionPlans, Inspections
from services.complaints.inspection.use_cases import finding, following, inspecting, reading
from services.complaints.inspection.use_cases.desk import InspectionDesk
from services.complaints.rectification.entrypoints import Rectifying

LOTS = SystemRandom()


class InspectionRoom(Rectifying):
    """明察暗访."""

    inspections = Stored(Inspections)
    inspection_plans = Stored(InspectionPlans)
    inspection_findings = Stored(InspectionFindings)

    @command
    def plan_inspection(self, order: says.PlanInspection, by: Actor) -> says.InspectionProgress:
        """Plans an inspection: department and pair are drawn by lot (制定方案)."""
        return inspecting.plan_inspection(order, self._inspecting(by), departments=self.departments)

    @command
    def announce_inspection(self, order: says.AnnounceInspection, by: Actor) -> says.InspectionProgress:
        """Tells the department that it will be inspected (明察通知)."""
        return inspecting.announce(order, self._inspecting(by))

    @command
    def carry_out_inspection(self, order: says.CarryOutInspection, by: Actor) -> says.InspectionProgress:
        """The pair has been there (实施)."""
        return inspecting.carry_out(order, self._inspecting(by))

    @command
    def close_inspection(self, order: says.CloseInspection, by: Actor) -> says.InspectionProgress:
        """Ends it (办结)."""
        return inspecting.close(order, self._inspecting(by))

    @command
    def cancel_inspection(self, order: says.CancelInspection, by: Actor) -> says.InspectionProgress:
        """Gives it up (取消)."""
        return inspecting.cancel(order, self._inspecting(by))

    @command
    def record_finding(self, order: says.RecordFinding, by: Actor) -> says.FindingProgress:
        """One of the pair records what was found (发现问题)."""
        return finding.record(order, self._inspecting(by))

    @command
    def attest_finding(self, order: says.AttestFinding, by: Actor) -> says.FindingProgress:
        """The other has seen the same (共同确认)."""
        return finding.attest(order, self._inspecting(by))

    @command
    def confirm_finding(self, order: says.ConfirmFinding, by: Actor) -> says.FindingProgress:
        """The department says that it is so (确认)."""
        return finding.confirm(order, self._inspecting(by))

    @command
    def dispute_finding(self, order: says.DisputeFinding, by: Actor) -> says.FindingProgress:
        """The department says that it is not so (异议)."""
        return finding.dispute(order, self._inspecting(by))

    @command
    def uphold_finding(self, order: says.UpholdFinding, by: Actor) -> says.FindingProgress:
        """The director holds that it is so (维持)."""
        return finding.uphold(order, self._inspecting(by))

    @command
    def drop_finding(self, order: says.DropFinding, by: Actor) -> says.FindingProgress:
        """It does not hold (撤销)."""
        return finding.drop(order, self._inspecting(by))

    @command
    def rectify_finding(self, order: says.RectifyFinding, by: Actor) -> says.FindingProgress:
        """Orders the department to put it right (责令整改)."""
        return following.rectify(order, self._inspecting(by), order=lambda wanted: self.order_rectification(wanted, by))

    @command
    def open_case_on_finding(self, order: says.OpenCaseOnFinding, by: Actor) -> says.FindingProgress:
        """Opens a case of the office's own motion (主动立案)."""
        return following.open_case(order, self._inspecting(by), bench=self._bench(by), testimonies=self.testimonies)

    @query
    def find_inspection(self, question: says.FindInspection) -> says.InspectionFile:
        """One inspection with its record and findings."""
        return reading.find_inspection(
            question, inspections=self.inspections, findings=self.inspection_findings, papers=self.papers
        )

    @query
    def find_inspections(self, question: says.FindInspections) -> says.InspectionPage:
        """A page of inspections."""
        return reading.find_inspections(question, inspections=self.inspections)

    @query
    def read_inspection_plan(self, question: says.ReadInspectionPlan, by: Actor) -> SealedView:
        """The plan, for who made it and who carries it out."""
        return reading.read_inspection_plan(question, self._inspecting(by), vault=self.vault)

    @query
    def find_finding(self, question: says.FindFinding, by: Actor) -> says.FindingFile:
        """One finding with its papers."""
        return reading.find_finding(question, by=by, findings=self.inspection_findings, papers=self.papers)

    @query
    def find_findings(self, question: says.FindFindings, by: Actor) -> says.FindingPage:
        """A page of findings."""
        return reading.find_findings(question, by=by, findings=self.inspection_findings)

    @event("departments")
    def on_finding_answered(self, event: FindingAnswered, by: Actor) -> None:
        """A department confirms a finding, or disputes it."""
        if event.confirmed:
            self.confirm_finding(says.ConfirmFinding(number=event.number, statement=event.statement), by)
        else:
            self.dispute_finding(says.DisputeFinding(number=event.number, statement=event.statement), by)

    def _inspecting(self, by: Actor) -> InspectionDesk:
        """What every act of an inspection stands on."""
        return InspectionDesk(
            by=by,
            keys=self.keys,
            draw=LOTS.sample,
            inspections=self.inspections,
            plans=self.inspection_plans,
            findings=self.inspection_findings,
            attachments=self.attachments,
            **self._room(),
        )
