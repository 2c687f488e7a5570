"""Acceptance: what becomes of a complaint that was registered."""

from contracts import complaints as says
from contracts.people import Actor
from kernel.mail.entrypoints import command
from services.complaints.foundation import Foundation
from services.complaints.use_cases import accepting


class Acceptance(Foundation):
    """From the number to the decision whether it is taken on."""

    @command
    def request_info(self, order: says.RequestInfo, by: Actor) -> says.Progress:
        """Asks for what is missing (补正)."""
        return accepting.request_info(order, bench=self._bench(by), remarks=self.remarks)

    @command
    def provide_info(self, order: says.ProvideInfo, by: Actor) -> says.Progress:
        """Puts down what the complainant has supplied (补充材料)."""
        return accepting.provide_info(order, bench=self._bench(by), keys=self.keys, testimonies=self.testimonies)

    @command
    def accept_complaint(self, order: says.AcceptComplaint, by: Actor) -> says.Progress:
        """Takes a complaint on (受理)."""
        return accepting.accept_complaint(order, bench=self._bench(by), remarks=self.remarks)

    @command
    def propose_refusal(self, order: says.ProposeRefusal, by: Actor) -> says.Progress:
        """Proposes not to take it on (拟不予受理)."""
        return accepting.propose_refusal(order, bench=self._bench(by), remarks=self.remarks)

    @command
    def refuse_complaint(self, order: says.RefuseComplaint, by: Actor) -> says.Progress:
        """Does not take it on (不予受理)."""
        return accepting.refuse_complaint(order, bench=self._bench(by))

    @command
    def merge_complaint(self, order: says.MergeComplaint, by: Actor) -> says.Progress:
        """Joins it to another (并案)."""
        return accepting.merge_complaint(order, bench=self._bench(by))

    @command
    def unmerge_complaint(self, order: says.UnmergeComplaint, by: Actor) -> says.Progress:
        """Takes it out again (撤销并案)."""
        return accepting.unmerge_complaint(order, bench=self._bench(by))

    @command
    def relabel_complaint(self, order: says.RelabelComplaint, by: Actor) -> says.Progress:
        """Changes what it counts as (改类)."""
        return accepting.relabel_complaint(order, bench=self._bench(by))

    @command
    def confirm_relabel(self, order: says.ConfirmRelabel, by: Actor) -> says.Progress:
        """The second person agrees, or does not (改类复核)."""
        return accepting.confirm_relabel(order, bench=self._bench(by))
