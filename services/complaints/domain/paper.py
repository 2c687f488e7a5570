"""What is written at a move (文书): it stays with the service, and never travels in an event."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class Paper:
    """One paper of a thing: ``act`` and ``version`` are the move's; ``about`` a department, ``cause`` a rule cited."""

    id: UUID
    subject_id: UUID
    act: str
    version: int
    written_at: datetime
    text: str
    about: str | None = None
    cause: str | None = None
    attachments: tuple[str, ...] = ()
