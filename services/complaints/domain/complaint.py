"""One complaint: each method is a clerk's act, and gives the complaint after it and the fact to tell."""

from contracts.complaints import ComplaintFact
from services.complaints.domain.closing import Closing
from services.complaints.domain.handling import Handled
from services.complaints.domain.intake import Intake
from services.complaints.domain.relabelling import Relabelling


class Complaint(Intake, Handled, Closing, Relabelling):
    """A complaint, from its registration to the archive."""


Moved = tuple[Complaint, ComplaintFact]
"""A complaint after a move, and the fact to tell."""
