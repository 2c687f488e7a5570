"""Closing: from the answer to the archive."""

from functools import partial

from contracts import complaints as says
from contracts.people import Actor
from kernel.mail.entrypoints import command
from services.complaints.directory.domain.ladder import Ladder
from services.complaints.rectification.entrypoints import Rectifying
from services.complaints.rectification.use_cases.detecting import follow_substantiated
from services.complaints.supervision.grounds import watch_redo
from services.complaints.use_cases import closing


class Closing(Rectifying):
    """From the answer to the archive."""

    @command
    def order_redo(self, order: says.OrderRedo, by: Actor) -> says.Progress:
        """Sends the answer back (重办)."""
        watch = partial(watch_redo, supervision=self._supervision())
        return closing.order_redo(order, bench=self._bench(by), watch=watch)

    @command
    def verify_complaint(self, order: says.VerifyComplaint, by: Actor) -> says.Progress:
        """The office has checked the answer (核实)."""
        office = Ladder(None, self._holder)
        follow = partial(follow_substantiated, desk=self._rectifying(by), like_cases=self.like_cases, office=office)
        return closing.verify_complaint(order, bench=self._bench(by), remarks=self.remarks, follow=follow)

    @command
    def call_back(self, order: says.CallBack, by: Actor) -> says.Progress:
        """One call to the complainant (回访)."""
        return closing.call_back(order, bench=self._bench(by), rectifications=self.rectifications)

    @command
    def close_complaint(self, order: says.CloseComplaint, by: Actor) -> says.Progress:
        """Closes it (办结)."""
        return closing.close_complaint(order, bench=self._bench(by), rectifications=self.rectifications)

    @command
    def reopen_complaint(self, order: says.ReopenComplaint, by: Actor) -> says.Progress:
        """Takes it up again (重启)."""
        return closing.reopen_complaint(order, bench=self._bench(by))

    @command
    def request_review(self, order: says.RequestReview, by: Actor) -> says.Progress:
        """The complainant asks for a review (复查、复核)."""
        return closing.request_review(order, bench=self._bench(by))

    @command
    def decide_review(self, order: says.DecideReview, by: Actor) -> says.Progress:
        """Somebody who has not touched it decides the review (复查决定)."""
        return closing.decide_review(order, bench=self._bench(by), remarks=self.remarks)

    @command
    def withdraw_complaint(self, order: says.WithdrawComplaint, by: Actor) -> says.Progress:
        """The complainant takes it back (撤回)."""
        return closing.withdraw_complaint(order, bench=self._bench(by))

    @command
    def archive_complaint(self, order: says.ArchiveComplaint, by: Actor) -> says.Progress:
        """Files it away (归档)."""
        return closing.archive_complaint(order, bench=self._bench(by))
