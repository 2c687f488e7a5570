"""A receipt that was changed, and what a receipt opens (domain-complaints 4.2)."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self
from uuid import UUID

from contracts.complaints import Channel, Mode
from contracts.people import Actor, Role
from contracts.receipts import ReceiptChanged
from services.complaints.domain.case import Case
from services.complaints.domain.life_cycle import life_cycle_about

SEEN_BY_NOBODY_ELSE = frozenset({Channel.WEB})
"""Channels where the receipt stands on the complainant's own screen; elsewhere somebody reads it out to them."""


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """A receipt that came in the place of the first one; ``hash`` is argon2id from the beginning."""

    id: UUID
    number: str
    complaint_id: UUID
    hash: str
    changed_at: datetime
    version: int = 0

    def change(self, hash_: str, *, at: datetime) -> tuple[Self, ReceiptChanged]:
        """The complainant gets another one (更换查询码)."""
        changed = replace(self, hash=hash_, changed_at=at, version=self.version + 1)
        fact = ReceiptChanged(
            receipt=str(self.id), version=changed.version, complaint=str(self.complaint_id), number=self.number
        )
        return changed, fact


def must_change(case: Case, changed: Receipt | None) -> bool:
    """Whether an operator has seen the receipt of somebody whom nothing else protects."""
    return changed is None and case.mode is Mode.ANONYMOUS and case.channel not in SEEN_BY_NOBODY_ELSE


def acts_of_complainant(case: Case) -> list[str]:
    """What the complainant may do now themself."""
    moves = life_cycle_about(case.about).moves
    return sorted({move.action for move in moves if case.state in move.sources and Role.COMPLAINANT in move.roles})


def complainant(by: Actor) -> Actor:
    """Whoever has shown the receipt; of the key that brought them, the history keeps the name alone."""
    return Actor(id=by.id, roles=[Role.COMPLAINANT])
