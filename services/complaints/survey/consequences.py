"""What follows when nobody has answered a survey in time."""

from services.complaints.domain.clocks import Clock, Step
from services.complaints.survey.storage import Surveys
from services.complaints.sweeping import ITSELF, Round


def lapse_unanswered(round_: Round, clock: Clock, step: Step) -> None:
    """The window is closed: whoever was asked has been silent, which is no answer."""
    del step
    surveys = round_.on(Surveys)
    lapsed, fact = surveys.get(clock.number).lapse(by=ITSELF)
    surveys.keep(lapsed)
    round_.history.tell(lapsed, fact)
