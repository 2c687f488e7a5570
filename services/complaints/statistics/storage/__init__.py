"""The sums in the database: what has changed is taken up and added, and read again as figures."""

from services.complaints.statistics.storage.facts import Version
from services.complaints.statistics.storage.figures import Figures
from services.complaints.statistics.storage.tallies import Place, Tallies, places_of

__all__ = ["Figures", "Place", "Tallies", "Version", "places_of"]
