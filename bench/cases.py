"""One complaint as it stands in the tables after some days, made by the domain itself and not sent through it.

What is made is what the services would have written: the complaint with its words, its complainant in the vault, its
history with a real hash chain, and the ids that were received; in notifications each event's id and its messages. Left
out are the tries and the history of sending, which no measured path reads.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

import msgspec
from sqlalchemy import Table

from contracts.complaints import Channel, ComplaintDispatched, ComplaintFact, FileComplaint
from contracts.mail import Reply
from contracts.people import Actor, Role
from contracts.wire import wire_name, write
from kernel import tables as mail
from services.complaints.domain.complaint import Complaint
from services.complaints.storage import tables as complaints
from services.complaints.use_cases.progress import progress_of
from services.notifications.domain.message import Message, Origin
from services.notifications.domain.outcomes import Outcome, Verdict
from services.notifications.domain.rules import rules_for
from services.notifications.domain.targets import complainant_of, endpoints_of
from services.notifications.storage import tables as notifications

OFFICE = Actor(id="bench-filler", roles=[Role.OFFICER])
TITLE, TEXT = "窗口三次要求补正材料", "为办理营业执照变更,本人三次到窗口,每次被告知缺少不同材料,至今未办成。" * 4

DUE = date(2026, 12, 31)

NOTICED = mail.received.to_metadata(notifications.metadata)
"""The table ``received`` of the notifications service."""

Write = Callable[[Table, Mapping[str, Any]], None]
"""Takes one row of one table."""


class Moment(NamedTuple):
    """When one version came about, and the ids that it needs: its command's and its message's."""

    at: datetime
    command: UUID
    message: UUID


@dataclass(frozen=True)
class Case:
    """One complaint: filed, then accepted and dispatched, as far as its moments reach."""

    id: UUID
    party: UUID
    number: str
    department: str
    moments: Sequence[Moment]

    def keep(self, write_row: Write, reporter: bytes, hashes: Sequence[bytes]) -> None:
        """Writes its rows; ``reporter`` is its complainant as the vault has it, ``hashes`` are of the chain."""
        told = list(self._told())
        entered = {"id": self.party, "reporter": reporter, "entered_at": self.moments[0].at}
        write_row(complaints.parties, entered)
        write_row(complaints.complaints, vars(told[-1][0]))
        write_row(complaints.testimonies, {"complaint_id": self.id, "title": TITLE, "text": TEXT, "answers": None})
        for place, (one, moment) in enumerate(zip(told, self.moments, strict=True)):
            row = {**_fact(*one, moment), "prev_hash": hashes[place], "hash": hashes[place + 1]}
            write_row(mail.history, {**row, "published": moment.at})
            answer = Reply(answer=msgspec.Raw(write(progress_of(one[0]))))
            write_row(mail.received, _received(str(moment.command), OFFICE.id, answer, moment.at))
            _notices(*one, moment, write_row)

    def _told(self) -> "list[Told]":
        """The complaint at each of its versions, and the fact that made it so."""
        order = FileComplaint(channel=Channel.WEB, category="slow", testimony="", receipt_hash="0" * 64)
        filed = Complaint.file(
            order,
            id=self.id,
            number=self.number,
            party=self.party,
            at=self.moments[0].at,
            language="zh",
            content_print="0" * 64,
        )
        told: list[Told] = [filed]
        for moment in self.moments[1:2]:
            told.append(told[-1][0].accept(by=OFFICE, at=moment.at))
        for moment in self.moments[2:3]:
            told.append(told[-1][0].dispatch(self.department, due_on=DUE, by=OFFICE, at=moment.at))
        return told


Told = tuple[Complaint, ComplaintFact]


def _fact(complaint: Complaint, fact: ComplaintFact, moment: Moment) -> dict[str, Any]:
    """A row of the history, without its place in the chain."""
    return {
        "aggregate": "complaint",
        "aggregate_id": complaint.id,
        "version": complaint.version,
        "type": wire_name(type(fact)),
        "data": write(fact).decode(),
        "actor": OFFICE.id,
        "occurred_at": moment.at,
        "causation": str(moment.command),
        "correlation": str(moment.command),
        "trace": "",
    }


def _notices(complaint: Complaint, fact: ComplaintFact, moment: Moment, write_row: Write) -> None:
    """What notifications made of a fact: its id, and a message that was sent or could go nowhere."""
    source = "/services/complaints"
    event = f"{source} {complaint.id}.{complaint.version}"
    write_row(NOTICED, _received(event, source, Reply(), moment.at))
    origin = Origin(event_id=event, correlation=str(moment.command), occurred_at=moment.at)
    for rule in rules_for(fact):
        told = (
            endpoints_of(fact.department, rule.event_type, ())
            if isinstance(fact, ComplaintDispatched)
            else [complainant_of(fact)]
        )
        for target in told:
            message = Message.plan(rule, fact, target, id=moment.message, origin=origin, at=moment.at)
            if not target.skipped:
                message, _ = message.settle(Outcome(verdict=Verdict.SENT, code="sent"), at=moment.at, chance=0)
            write_row(notifications.messages, vars(message))


def _received(id_: str, sender: str, answer: Reply, at: datetime) -> dict[str, Any]:
    said = {"sender": sender, "answer": write(answer).decode(), "received_at": at}
    return {"message_id": id_, "fingerprint": bytes(32), **said}
