"""One message of a complaint's mailbox; its words are kept apart from it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from contracts.complaints import NotYourRole
from contracts.mailbox import CustodianTold, MailboxFact, ReporterAnswered, ReporterAsked, Writer
from contracts.people import Actor, Role
from services.complaints.domain.case import Case

OFFICE = frozenset({Role.OFFICER, Role.DIRECTOR, Role.CALLBACK_AGENT})

LOOKED = (
    "保管员告知:工作人员依授权查阅了您的身份信息({number},事由:{ground})。\n"
    "The custodian: somebody has looked at who you are, as was granted ({number}, ground: {ground})."
)

FACTS: dict[Writer, type[MailboxFact]] = {
    Writer.OFFICE: ReporterAsked,
    Writer.REPORTER: ReporterAnswered,
    Writer.CUSTODIAN: CustodianTold,
}


@dataclass(frozen=True, kw_only=True)
class Message:
    """What somebody wrote; ``by`` is the official's key, and never told to whoever complains."""

    id: UUID
    number: str
    complaint_id: UUID
    writer: Writer
    by: str
    posted_at: datetime
    version: int = 1

    @classmethod
    def post(cls, case: Case, writer: Writer, *, id: UUID, by: Actor, at: datetime) -> "Message":
        """Puts a message into the mailbox of a case."""
        return cls(id=id, number=case.number, complaint_id=case.id, writer=writer, by=by.id, posted_at=at)

    def fact(self, case: Case, *, supplied: bool = False) -> MailboxFact:
        """The fact to tell: that somebody wrote, never what."""
        more: dict[str, Any] = {"supplied": True} if supplied else {}
        return FACTS[self.writer](
            message=str(self.id),
            version=self.version,
            complaint=str(case.id),
            number=case.number,
            party=str(case.party) if case.party else None,
            **more,
        )


def check_office(action: str, by: Actor) -> None:
    """The mailbox is the office's; a department never writes or reads there.

    Raises:
        NotYourRole
    """
    if by.department is not None or not by.is_any_of(*OFFICE):
        raise NotYourRole(action, ", ".join(sorted(OFFICE)))
