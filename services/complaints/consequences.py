"""What follows when a clock comes to a step, as one table: each room says what it does, here stands when."""

from services.complaints.accountability.consequences import close_without_appeal, let_hearing_lapse
from services.complaints.domain.clocks import Step
from services.complaints.rectification.consequences import look_back
from services.complaints.sweeping import Consequences

CONSEQUENCES: Consequences = {
    ("hearing", Step.PASSED): (let_hearing_lapse,),
    ("appeal_window", Step.PASSED): (close_without_appeal,),
    ("recheck", Step.PASSED): (look_back,),
}
