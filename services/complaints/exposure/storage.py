"""All exposures."""

from contracts.exposure import ExposureUnknown
from services.complaints.exposure.domain import Exposure
from services.complaints.exposure.tables import exposures
from services.complaints.storage.numbered import NumberedThings


class Exposures(NumberedThings[Exposure]):
    """All exposures."""

    table, kind, unknown = exposures, Exposure, ExposureUnknown
