"""The complaints service, as a table of contents: its rooms, each with the commands, events and questions it takes."""

from services.complaints.entrypoints.directory import Directory
from services.complaints.entrypoints.handling import Handling
from services.complaints.entrypoints.intake import Intake
from services.complaints.entrypoints.questions import Questions
from services.complaints.entrypoints.timers import Timers
from services.complaints.search.entrypoints import Searching
from services.complaints.statistics.entrypoints import Statistics


class ComplaintsService(
    Intake,
    Handling,
    Directory,
    Questions,
    Statistics,
    Searching,
    Timers,
):
    """Complaints from the first ring to the last answer."""

    name = "complaints"
