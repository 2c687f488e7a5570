"""All special supervisions."""

from contracts.special_supervision import SpecialSupervisionUnknown
from services.complaints.special_supervision.domain import SpecialSupervision
from services.complaints.special_supervision.tables import special_supervisions
from services.complaints.storage.numbered import NumberedThings


class SpecialSupervisions(NumberedThings[SpecialSupervision]):
    """All special supervisions."""

    table, kind, unknown = special_supervisions, SpecialSupervision, SpecialSupervisionUnknown
