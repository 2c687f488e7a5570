"""What is written at a move of an accountability (文书)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class Paper:
    """One paper: ``act`` and ``version`` are the move's, ``text`` the facts, a statement, a reason, the authority."""

    id: UUID
    accountability_id: UUID
    act: str
    version: int
    written_at: datetime
    text: str
