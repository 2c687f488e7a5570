"""The peer's complaints service: validate, commit, dispatch the event, answer."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from nameko.events import EventDispatcher
from nameko.rpc import rpc
from sessions import Sessions
from sqlalchemy import BigInteger, DateTime, Sequence, Text, select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from uuid_utils.compat import uuid7

CATEGORIES = {"attitude", "slow", "inaction", "illegal_fee", "window_service", "approval", "other"}
CHANNELS = {"hotline", "letter", "visit", "web", "email"}


class Base(DeclarativeBase):
    """The tables of this service."""


numbers = Sequence("complaint_numbers", metadata=Base.metadata)


class Complaint(Base):
    """A complaint."""

    __tablename__ = "complaints"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger, numbers, server_default=numbers.next_value(), unique=True)
    version: Mapped[int]
    state: Mapped[str] = mapped_column(Text, index=True)
    channel: Mapped[str] = mapped_column(Text)
    category: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    reporter_name: Mapped[str | None] = mapped_column(Text)
    reporter_email: Mapped[str | None] = mapped_column(Text)
    filed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class ComplaintsService:
    """Complaints."""

    name = "complaints"

    session = Sessions(Base.metadata)
    dispatch = EventDispatcher()

    @rpc
    def file_complaint(self, form: dict[str, Any]) -> dict[str, Any]:
        """Commits the complaint, then dispatches the event (with the broker's confirm)."""
        if errors := _errors(form):
            return {"errors": errors}
        reporter = form.get("reporter") or {}
        complaint = Complaint(
            id=uuid7(),
            version=1,
            state="registered",
            channel=form["channel"],
            category=form["category"],
            title=form["title"],
            text=form["text"],
            reporter_name=reporter.get("name"),
            reporter_email=reporter.get("email"),
            filed_at=datetime.now(UTC),
        )
        self.session.add(complaint)
        self.session.commit()
        filed = _filed(complaint)
        self.dispatch("complaint_filed", {**filed, "event_id": f"{complaint.id}.1", "category": complaint.category})
        return filed

    @rpc
    def find_complaint(self, number: str) -> dict[str, Any] | None:
        """One complaint, or None."""
        query = select(Complaint).where(Complaint.number == int(number.rpartition("-")[2]))
        complaint = self.session.scalar(query)
        if complaint is None:
            return None
        more = {"channel": complaint.channel, "category": complaint.category, "filed_at": str(complaint.filed_at)}
        return _filed(complaint) | more


def _filed(complaint: Complaint) -> dict[str, Any]:
    return {
        "id": str(complaint.id),
        "number": f"TS-{complaint.filed_at.year}-{complaint.number:06d}",
        "version": complaint.version,
        "state": complaint.state,
    }


def _errors(form: dict[str, Any]) -> list[str]:
    lengths = {"title": 200, "text": 4000}
    wrong = [name for name, most in lengths.items() if not 0 < len(str(form.get(name) or "").strip()) <= most]
    codes = {"category": CATEGORIES, "channel": CHANNELS}
    return wrong + [name for name, known in codes.items() if form.get(name) not in known]
