"""The complaints service, as a table of contents: its rooms, each with the commands, events and questions it takes."""

from services.complaints.accountability.entrypoints import HoldingToAccount
from services.complaints.entrypoints.directory import Directory
from services.complaints.entrypoints.handling import Handling
from services.complaints.entrypoints.intake import Intake
from services.complaints.entrypoints.questions import Questions
from services.complaints.entrypoints.timers import Timers
from services.complaints.rectification.entrypoints import Rectifying


class ComplaintsService(
    Intake,
    Handling,
    Directory,
    Questions,
    Timers,
    Rectifying,
    HoldingToAccount,
):
    """Complaints from the first ring to the last answer."""

    name = "complaints"
