"""What turns red at once, whatever the clocks say: a false reply, a second redo, a refused rectification (4.6).

The notice is about the thing itself, the case or the rectification. No clock has issued it, so none that is met lifts
it: the office does, once the head has answered.
"""

from contracts.complaints import RedoReason
from contracts.supervision import Level, NoticeGround
from services.complaints.domain.complaint import Complaint
from services.complaints.domain.the_office import is_the_office
from services.complaints.rectification.domain.rectification import Rectification
from services.complaints.supervision.domain import Why
from services.complaints.supervision.use_cases.desk import Supervision
from services.complaints.sweeping import ITSELF

RED_REDO = 2
"""The redo of one case that turns red."""


def ground_of_redo(reason: RedoReason, times: int) -> NoticeGround | None:
    """Why a redo is supervised, if it is: a false reply (虚假答复) the first time, else the second redo."""
    if reason is RedoReason.FALSE_REPLY:
        return NoticeGround.FALSE_REPLY
    return NoticeGround.SECOND_REDO if times >= RED_REDO else None


def watch_redo(complaint: Complaint, reason: RedoReason, *, supervision: Supervision) -> None:
    """To be called when an answer was sent back; goes to whoever gave it, the office where it gave it itself."""
    ground = ground_of_redo(reason, complaint.redos)
    if ground is not None:
        supervision.issue(Level.RED, complaint.number, complaint.department, by=ITSELF, why=Why(ground=ground))


def watch_refusal(refused: Rectification, *, supervision: Supervision) -> None:
    """To be called when a department will not put something right (拒不整改)."""
    department = None if is_the_office(refused.department) else refused.department
    ground = NoticeGround.RECTIFICATION_REFUSED
    supervision.issue(Level.RED, refused.number, department, by=ITSELF, why=Why(ground=ground))
