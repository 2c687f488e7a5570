"""One complaint as it stands in the tables after some days, made by the domain itself and not sent through it.

What is made is what the services would have written: the complaint with its words, its complainant in the vault, its
history with a real hash chain, and the ids that were received; in notifications each event's id and its messages. Left
out are the tries and the history of sending, and the surveys and watches of closed cases, which no measured path reads.
Its clocks are ``bench.winding``'s, sums and search index the filler's.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

import msgspec
from sqlalchemy import MetaData, Table

from bench.ways import OFFICE, Fate, way
from contracts.complaints import ComplaintFact, ComplaintReplied, FileComplaint, RefusalProposed
from contracts.mail import Reply
from contracts.notifications import Recipient
from contracts.people import Actor
from contracts.wire import wire_name, write
from kernel import tables as mail
from services.complaints.domain.categories import CATEGORIES
from services.complaints.domain.complaint import Complaint
from services.complaints.storage import tables as complaints
from services.complaints.sweeping import ITSELF
from services.complaints.use_cases.progress import progress_of
from services.notifications.domain.message import Message, Origin
from services.notifications.domain.outcomes import Outcome, Verdict
from services.notifications.domain.rules import Rule, rules_for
from services.notifications.domain.targets import Target, complainant_of, department_of, endpoints_of
from services.notifications.storage import tables as notifications

NOTICED = mail.received.to_metadata(MetaData())
"""The table ``received`` of the notifications service."""

Write = Callable[[Table, Mapping[str, Any]], None]
"""Takes one row of one table."""


class Moment(NamedTuple):
    """When one version came about, and the ids that it needs: of its command, its messages, and what is written."""

    at: datetime
    command: UUID
    messages: tuple[UUID, ...]
    paper: UUID


class Told(NamedTuple):
    """A complaint at one of its versions, the fact that made it so, who acted, and when."""

    complaint: Complaint
    fact: ComplaintFact
    by: Actor
    moment: Moment


@dataclass(frozen=True, kw_only=True)
class Case:
    """One complaint: filed, and then going the way of its fate as far as its moments reach."""

    id: UUID
    party: UUID
    number: str
    channel: str
    category: str
    about: str
    department: str
    fate: Fate
    due: date
    title: str
    text: str
    moments: Sequence[Moment]

    def told(self) -> list[Told]:
        """The complaint at each of its versions."""
        order = FileComplaint(
            channel=self.channel,  # type: ignore[arg-type]  # may stand for any channel
            category=self.category,
            about=self.about,
            testimony="",
            receipt_hash="0" * 64,
        )
        filed = Complaint.file(
            order,
            id=self.id,
            number=self.number,
            party=self.party,
            at=self.moments[0].at,
            language="zh",
            content_print="0" * 64,
            severity=CATEGORIES[self.category].severity,
        )
        told = [Told(*filed, OFFICE, self.moments[0])]
        acts = way(self.fate, self.category, self.department, self.due)
        for act, moment in zip(acts, self.moments[1:], strict=False):
            told.append(Told(*act.do(told[-1].complaint, by=act.by, at=moment.at), act.by, moment))
        return told

    def keep(self, told: Sequence[Told], write_row: Write, reporter: bytes, hashes: Sequence[bytes]) -> None:
        """Writes its rows; ``reporter`` is its complainant as the vault has it, ``hashes`` are of the chain."""
        entered = {"id": self.party, "reporter": reporter, "entered_at": self.moments[0].at}
        write_row(complaints.parties, entered)
        write_row(complaints.complaints, vars(told[-1].complaint))
        words = {"complaint_id": self.id, "title": self.title, "text": self.text, "answers": None}
        write_row(complaints.testimonies, words)
        for place, one in enumerate(told):
            row = {**_fact(one), "prev_hash": hashes[place], "hash": hashes[place + 1]}
            write_row(mail.history, {**row, "published": one.moment.at})
            for table, paper in _papers(one):
                write_row(table, paper)
            if one.by is not ITSELF:
                answer = Reply(answer=msgspec.Raw(write(progress_of(one.complaint))))
                write_row(mail.received, _received(str(one.moment.command), one.by.id, answer, one.moment.at))
            _notices(one, write_row)


def _fact(told: Told) -> dict[str, Any]:
    """A row of the history, without its place in the chain."""
    return {
        "aggregate": "complaint",
        "aggregate_id": told.complaint.id,
        "version": told.complaint.version,
        "type": wire_name(type(told.fact)),
        "data": write(told.fact).decode(),
        "actor": told.by.id,
        "occurred_at": told.moment.at,
        "causation": str(told.moment.command),
        "correlation": str(told.moment.command),
        "trace": "",
    }


WRITTEN = {"measures": "经核查未发现所述情形", "basis": "行政许可法第三十二条", "answers": ()}
"""What a department answers."""


def _papers(told: Told) -> Iterator[tuple[Table, dict[str, Any]]]:
    """What officials wrote with an act: a department its answer, the office a note."""
    complaint, moment = told.complaint, told.moment
    paper = {"id": moment.paper, "complaint_id": complaint.id}
    if isinstance(told.fact, ComplaintReplied):
        said = {"department": complaint.department, "finding": complaint.finding, "replied_at": moment.at}
        yield complaints.replies, {**paper, **said, **WRITTEN}
    if isinstance(told.fact, RefusalProposed):
        acted = {"version": complaint.version, "action": "propose_refusal", "by": told.by.id, "at": moment.at}
        yield complaints.remarks, {**paper, **acted, "said": '{"elsewhere":"人民法院"}'}


def _notices(told: Told, write_row: Write) -> None:
    """What notifications made of a fact: its id, and a message that was sent or could go nowhere."""
    complaint, moment, rules = told.complaint, told.moment, rules_for(told.fact)
    if not rules:
        return
    source = "/services/complaints"
    event = f"{source} {complaint.id}.{complaint.version}"
    write_row(NOTICED, _received(event, source, Reply(), moment.at))
    origin = Origin(event_id=event, correlation=str(moment.command), occurred_at=moment.at)
    ids = iter(moment.messages)
    for rule in rules:
        for target in _targets(rule, told.fact):
            message = Message.plan(rule, told.fact, target, id=next(ids), origin=origin, at=moment.at)
            if not target.skipped:
                message, _ = message.settle(Outcome(verdict=Verdict.SENT, code="sent"), at=moment.at, chance=0)
            write_row(notifications.messages, vars(message))


def _targets(rule: Rule, fact: ComplaintFact) -> list[Target]:
    """Whom a rule names, in a city whose departments have no endpoints."""
    if rule.recipient is Recipient.COMPLAINANT:
        return [complainant_of(fact)]
    return endpoints_of(department_of(fact) or "", rule.event_type, ())


def _received(id_: str, sender: str, answer: Reply, at: datetime) -> dict[str, Any]:
    said = {"sender": sender, "answer": write(answer).decode(), "received_at": at}
    return {"message_id": id_, "fingerprint": bytes(32), **said}
