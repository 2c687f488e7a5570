"""What is written at a move of a rectification (文书)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from contracts.rectification import Responsible


@dataclass(frozen=True, kw_only=True)
class Paper:
    """One paper: ``act`` and ``version`` are the move's; ``text`` is the problem, the measures, the evidence, a reason.

    ``cause`` is the rule that an order cites; ``responsible`` and ``post`` say who answers for a plan, by office.
    """

    id: UUID
    rectification_id: UUID
    act: str
    version: int
    written_at: datetime
    text: str
    cause: str | None = None
    responsible: Responsible | None = None
    post: str | None = None
    attachments: tuple[str, ...] = ()
