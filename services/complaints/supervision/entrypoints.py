"""Notices: issued by the office and by the clock, answered by whoever is late, over HTTP and AMQP."""

from contracts import supervision as says
from contracts.departments import NoticeAcknowledged, NoticeAnswered
from contracts.people import Actor
from kernel.mail.entrypoints import command, event, query
from services.complaints.foundation import Foundation
from services.complaints.supervision.use_cases import ordering, reading


class SupervisionRoom(Foundation):
    """督办."""

    @command
    def issue_notice(self, order: says.IssueNotice, by: Actor) -> says.NoticeProgress:
        """Issues a notice by hand (督办)."""
        return ordering.issue_notice(
            order,
            by=by,
            departments=self.departments,
            redaction=self._redaction(),
            supervision=self._supervision(),
        )

    @command
    def acknowledge_notice(self, order: says.AcknowledgeNotice, by: Actor) -> says.NoticeProgress:
        """Whoever is late has it (签收督办单)."""
        return ordering.acknowledge_notice(order, by=by, supervision=self._supervision())

    @command
    def answer_notice(self, order: says.AnswerNotice, by: Actor) -> says.NoticeProgress:
        """Whoever is late answers it (答复督办)."""
        return ordering.answer_notice(order, by=by, supervision=self._supervision())

    @command
    def lift_notice(self, order: says.LiftNotice, by: Actor) -> says.NoticeProgress:
        """The office takes it back (解除督办)."""
        return ordering.lift_notice(order, by=by, supervision=self._supervision())

    @command
    def escalate_notice(self, order: says.EscalateNotice, by: Actor) -> says.NoticeProgress:
        """It goes to the next level (升级督办)."""
        return ordering.escalate_notice(order, by=by, supervision=self._supervision())

    @event("departments")
    def on_notice_acknowledged(self, event: NoticeAcknowledged, by: Actor) -> None:
        """A department has a notice."""
        self.acknowledge_notice(says.AcknowledgeNotice(number=event.number), by)

    @event("departments")
    def on_notice_answered(self, event: NoticeAnswered, by: Actor) -> None:
        """A department answers a notice."""
        self.answer_notice(says.AnswerNotice(number=event.number, answer=event.answer), by)

    @query
    def find_notice(self, question: says.FindNotice, by: Actor) -> says.NoticeView:
        """One notice."""
        return reading.find_notice(question, by=by, notices=self.notices)

    @query
    def find_notices(self, question: says.FindNotices, by: Actor) -> says.NoticePage:
        """A page of notices."""
        return reading.find_notices(question, by=by, notices=self.notices)
