"""What follows when a clock comes to a step, as one table: each room says what it does, here stands when."""

from services.complaints.domain.clocks import Step
from services.complaints.sweeping import Consequences
from services.complaints.use_cases.lapsing import archive_unreviewed, resume_suspended, withdraw_unanswered

CONSEQUENCES: Consequences = {
    ("info", Step.PASSED): (withdraw_unanswered,),
    ("suspension", Step.PASSED): (resume_suspended,),
    ("review_window", Step.PASSED): (archive_unreviewed,),
}
