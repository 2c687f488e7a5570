"""What follows when a clock comes to a step, as one table: each room says what it does, here stands when."""

from services.complaints.accountability.consequences import close_without_appeal, let_hearing_lapse
from services.complaints.domain.clocks import Step
from services.complaints.exposure.consequences import let_reply_lapse, take_down
from services.complaints.identity.consequences import end_grant
from services.complaints.inspection.consequences import confirm_by_silence, give_up
from services.complaints.rectification.consequences import look_back
from services.complaints.special_supervision.consequences import let_self_check_lapse
from services.complaints.supervision.consequences import list_unsettled, supervise
from services.complaints.supervision.domain import LEVEL_OF, RUNGS
from services.complaints.survey.consequences import lapse_unanswered
from services.complaints.sweeping import Consequences
from services.complaints.use_cases.lapsing import (
    archive_unreviewed,
    close_called_in_vain,
    resume_suspended,
    withdraw_unanswered,
)

CONSEQUENCES: Consequences = {
    **{("supervised", step): (supervise,) for step in LEVEL_OF},
    **{(rung.lists, Step.LATE): (list_unsettled,) for rung in RUNGS.values() if rung.lists},
    ("info", Step.PASSED): (withdraw_unanswered,),
    ("suspension", Step.PASSED): (resume_suspended,),
    ("result", Step.PASSED): (close_called_in_vain,),
    ("survey", Step.PASSED): (lapse_unanswered,),
    ("review_window", Step.PASSED): (archive_unreviewed,),
    ("hearing", Step.PASSED): (let_hearing_lapse,),
    ("appeal_window", Step.PASSED): (close_without_appeal,),
    ("recheck", Step.PASSED): (look_back,),
    ("right_of_reply", Step.PASSED): (let_reply_lapse,),
    ("exposure_expiry", Step.PASSED): (take_down,),
    ("self_check", Step.PASSED): (let_self_check_lapse,),
    ("finding_confirmation", Step.PASSED): (confirm_by_silence,),
    ("inspection_window", Step.PASSED): (give_up,),
    ("identity_grant", Step.PASSED): (end_grant,),
}
