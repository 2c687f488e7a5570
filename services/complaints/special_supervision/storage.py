"""All special supervisions."""

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import select

from contracts.special_supervision import SpecialSupervisionUnknown
from services.complaints.special_supervision.domain import SpecialSupervision
from services.complaints.special_supervision.tables import special_supervisions
from services.complaints.storage.numbered import NumberedThings


class SpecialSupervisions(NumberedThings[SpecialSupervision]):
    """All special supervisions."""

    table, kind, unknown = special_supervisions, SpecialSupervision, SpecialSupervisionUnknown

    def drafted_on(self, references: Collection[str]) -> dict[str, list[str]]:
        """The numbers of those that come of patterns or instructions, by the reference to each, in their order."""
        c = self.table.c
        query = select(c.reference, c.number).where(c.reference.in_(references)).order_by(c.id)
        numbers: dict[str, list[str]] = defaultdict(list)
        for reference, number in self._stage.connection.execute(query):
            numbers[reference].append(number)
        return numbers
