"""What a complaint counts as, and the guard against making it lighter to dodge the appraisal (relabel guard)."""

import json
from datetime import datetime
from typing import Any, Self

from contracts.complaints import (
    AlreadyProposed,
    ComplaintFact,
    ComplaintRelabelled,
    Kind,
    NothingToChange,
    NotProposed,
    RelabelComplaint,
    RelabelProposed,
    RelabelRefused,
    State,
)
from contracts.people import Actor
from services.complaints.domain.case import Case
from services.complaints.domain.categories import CATEGORIES

RELABEL = "relabel"

BEFORE_DISPATCH = frozenset({State.REGISTERED, State.AWAITING_INFO, State.ACCEPTED})


class Relabelling(Case):
    """Changing category, kind and severity."""

    def relabel(self, said: RelabelComplaint, *, by: Actor, at: datetime) -> tuple[Self, ComplaintFact]:
        """Changes what it counts as; what makes it lighter after the dispatch waits for a second person.

        With a graver category it is as grave as that, unless its severity is said.

        Raises:
            NothingToChange, AlreadyProposed
        """
        wanted = {
            "category": said.category,
            "kind": said.kind,
            "severity": said.severity or self._gravest(said.category),
        }
        changes: dict[str, Any] = {
            name: value for name, value in wanted.items() if value not in {None, getattr(self, name)}
        }
        moved = self.moved("relabel", by, at)
        if not changes:
            raise NothingToChange
        if self.state in BEFORE_DISPATCH or not self._is_lighter(changes):
            return self._relabelled("relabel", changes, by, at, guarded=False)
        if self.proposed is not None:
            raise AlreadyProposed(self.proposed)
        proposal: dict[str, Any] = {"proposed": RELABEL, "proposed_by": by.id, "proposed_as": json.dumps(changes)}
        moved = self.moved("relabel", by, at, **proposal)
        return moved, moved.fact(RelabelProposed, **changes)

    def confirm_relabel(self, *, agreed: bool, by: Actor, at: datetime) -> tuple[Self, ComplaintFact]:
        """The second person agrees, or does not.

        Raises:
            NotProposed, SamePerson
        """
        refused = self.moved("confirm_relabel", by, at, **self.without_proposal())
        if self.proposed != RELABEL or self.proposed_as is None:
            raise NotProposed(RELABEL)
        self.need_another("confirm_relabel", by, self.proposed_by)
        if not agreed:
            return refused, refused.fact(RelabelRefused)
        changes = json.loads(self.proposed_as)
        return self._relabelled("confirm_relabel", changes | self.without_proposal(), by, at, guarded=True)

    def _relabelled(
        self, action: str, changes: dict[str, Any], by: Actor, at: datetime, *, guarded: bool
    ) -> tuple[Self, ComplaintRelabelled]:
        if "kind" in changes:
            changes = changes | {"kind": Kind(str(changes["kind"]))}
        moved = self.moved(action, by, at, **changes)
        return moved, moved.fact(
            ComplaintRelabelled,
            category=moved.category,
            kind=moved.kind,
            severity=moved.severity,
            guarded=guarded,
            previous_category=self.category,
            previous_kind=self.kind,
            previous_severity=self.severity,
        )

    def _gravest(self, category: str | None) -> int:
        """How grave it is, or would be in another category, if that is graver."""
        return max(self.severity, CATEGORIES[category].severity) if category else self.severity

    def _is_lighter(self, changes: dict[str, Any]) -> bool:
        severity = changes.get("severity", self.severity)
        lower = severity < self._gravest(changes.get("category"))
        return lower or changes.get("kind") is Kind.CONSULTATION
