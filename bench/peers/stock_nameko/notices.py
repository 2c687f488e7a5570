"""The peer's second service: a stock ``event_handler`` that writes a notice for each event, once."""

from datetime import UTC, datetime
from typing import Any

from nameko.events import event_handler
from sessions import Sessions
from sqlalchemy import BigInteger, DateTime, Identity, Text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """The tables of this service."""


class Notice(Base):
    """Somebody to be told of an event."""

    __tablename__ = "notices"

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    event_id: Mapped[str] = mapped_column(Text, unique=True)
    number: Mapped[str] = mapped_column(Text)
    template: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text)
    planned_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class NoticesService:
    """Notices."""

    name = "notices"

    session = Sessions(Base.metadata)

    @event_handler("complaints", "complaint_filed")
    def on_complaint_filed(self, event: dict[str, Any]) -> None:
        """Commits the notice; the event is acknowledged afterwards. The same event again inserts nothing."""
        row = {
            "event_id": event["event_id"],
            "number": event["number"],
            "template": "complaint_filed",
            "state": "planned",
            "planned_at": datetime.now(UTC),
        }
        self.session.execute(insert(Notice).values(row).on_conflict_do_nothing())
        self.session.commit()
