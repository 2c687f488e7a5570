"""From the proposal to the day on which an exposure comes down."""

from collections.abc import Callable, Sequence

from contracts.complaints import DepartmentUnknown
from contracts.departments import ExposureServed
from contracts.exposure import (
    ApproveExposure,
    CheckExposurePrivacy,
    CorrectExposure,
    ExposureProgress,
    Medium,
    NoteRectified,
    NotPutRight,
    ProposeExposure,
    PublishExposure,
    RejectExposure,
    ReplyToExposure,
    ReviseExposure,
    VerifyExposure,
    WithdrawExposure,
)
from contracts.supervision import Addressee
from services.complaints.domain.clocks import last_day
from services.complaints.domain.deadlines import year_of
from services.complaints.exposure.domain import LIFE_CYCLES, Exposure, check_nobody_in_it
from services.complaints.exposure.use_cases.desk import EXPIRY, REPLY, ExposureDesk, progress_of
from services.complaints.rectification.storage import Rectifications
from services.complaints.storage import Departments

SERIES = "BG"
"""曝光."""


def propose(command: ProposeExposure, desk: ExposureDesk, *, departments: Departments) -> ExposureProgress:
    """Proposes to expose what was found true; a text that holds a person is refused, not masked.

    Raises:
        NotYourRole, DepartmentUnknown, ExposureGroundUnknown, NothingToExpose, ExposureOfAnother,
        Invalid: naming the field that holds a person.
    """
    LIFE_CYCLES[command.medium].find_first("propose", desk.by)
    if departments.find(command.department) is None:
        raise DepartmentUnknown(command.department)
    category = desk.proven.category_of(command.ground, command.department)
    check_nobody_in_it(reporter=desk.proven.reporter_of(command.ground), title=command.title, text=command.text)
    proposed, fact = Exposure.propose(
        **desk.act,
        id=desk.new_id(),
        number=desk.numbers.next(year_of(desk.at), SERIES),
        medium=command.medium,
        ground=command.ground,
        department=command.department,
        category=category,
        title=command.title,
        text=command.text,
    )
    desk.exposures.add(proposed)
    desk.write(proposed, "propose", command.text)
    desk.clocks.welcome(proposed.number)
    desk.history.tell(proposed, fact)
    return progress_of(proposed)


def revise(command: ReviseExposure, desk: ExposureDesk) -> ExposureProgress:
    """Writes it anew; a department that has the old text is told that it will get another."""
    exposure = desk.exposures.at_version(command.number, command.version)
    revised, fact = exposure.revise(command.title, command.text, **desk.act)
    _check_texts(exposure, desk, title=command.title, text=command.text)
    progress = desk.keep((revised, fact), "revise", command.text)
    desk.stop(revised, REPLY)
    if exposure.is_served:
        desk.rule(revised)
    return progress


def verify(command: VerifyExposure, desk: ExposureDesk) -> ExposureProgress:
    """Another official has checked every fact."""
    exposure = desk.exposures.at_version(command.number, command.version)
    return desk.keep(exposure.verify(**desk.act), "verify", command.remark)


def check_privacy(command: CheckExposurePrivacy, desk: ExposureDesk) -> ExposureProgress:
    """Nobody can be told from it: the department is served, and may speak for three working days.

    Raises:
        ExposureUnknown, Outdated, NotYourRole, MoveNotAllowed, SameHand,
        Invalid: when the text holds a person after all.
    """
    exposure = desk.exposures.at_version(command.number, command.version)
    checked, fact = exposure.check_privacy(reply_until=last_day(REPLY, desk.at), **desk.act)
    _check_texts(exposure, desk, title=exposure.title, text=exposure.text)
    progress = desk.keep((checked, fact), "check_privacy", command.remark)
    clock = desk.start(REPLY, checked, department=checked.department)
    served = ExposureServed(
        exposure=str(checked.id),
        number=checked.number,
        version=checked.version,
        medium=checked.medium,
        ground=checked.ground,
        title=checked.title,
        text=checked.text,
        reply_until=clock.due_on,
    )
    desk.send(checked, served, checked.department)
    return progress


def reply(command: ReplyToExposure, desk: ExposureDesk) -> ExposureProgress:
    """The department speaks for itself: nobody waits for it any more."""
    exposure = desk.exposures.at_version(command.number, command.version)
    moved = exposure.reply(**desk.act)
    desk.stop(exposure, REPLY)
    return desk.keep(moved, "reply", command.statement)


def approve(command: ApproveExposure, desk: ExposureDesk) -> ExposureProgress:
    """Decides that it is made known, provided that what it rests on still holds.

    Raises:
        ExposureUnknown, Outdated, NotYourRole, MoveNotAllowed, SameHand, ReplyNotOver, NothingToExpose
    """
    exposure = desk.exposures.at_version(command.number, command.version)
    approved, fact = exposure.approve(**desk.act)
    desk.proven.category_of(exposure.ground, exposure.department)
    progress = desk.keep((approved, fact), "approve", command.reason)
    desk.rule(approved, command.reason)
    return progress


def reject(command: RejectExposure, desk: ExposureDesk) -> ExposureProgress:
    """Decides that it is not made known."""
    rejected, fact = desk.exposures.at_version(command.number, command.version).reject(**desk.act)
    progress = desk.keep((rejected, fact), "reject", command.reason)
    desk.rule(rejected, command.reason)
    return progress


def publish(
    command: PublishExposure, desk: ExposureDesk, *, liaisons: Callable[[], Sequence[Addressee]]
) -> ExposureProgress:
    """Makes it known for twelve months, provided that what it rests on still holds.

    What is for the departments alone is circulated to all of them, by their ``liaisons``.

    Raises:
        ExposureUnknown, Outdated, NotYourRole, MoveNotAllowed, NothingToExpose
    """
    exposure = desk.exposures.at_version(command.number, command.version)
    to = liaisons() if exposure.medium is Medium.INTERNAL else ()
    published, fact = exposure.publish(expires_on=last_day(EXPIRY, desk.at), to=to, **desk.act)
    desk.proven.category_of(exposure.ground, exposure.department)
    progress = desk.keep((published, fact), "publish", None)
    desk.start(EXPIRY, published, department=published.department)
    desk.rule(published)
    return progress


def note_rectified(command: NoteRectified, desk: ExposureDesk, *, rectifications: Rectifications) -> ExposureProgress:
    """Appends that the department has put it right.

    Raises:
        ExposureUnknown, RectificationUnknown, Outdated, NotYourRole, MoveNotAllowed,
        NotPutRight: when the rectification is another department's or not struck off,
        Invalid: when the note holds a person.
    """
    exposure = desk.exposures.at_version(command.number, command.version)
    moved = exposure.note_rectified(command.rectification, command.note, **desk.act)
    rectification = rectifications.get(command.rectification)
    if rectification.is_open or rectification.department != exposure.department:
        raise NotPutRight(rectification.number, exposure.number)
    _check_texts(exposure, desk, note=command.note)
    return desk.keep(moved, "note_rectified", command.note)


def correct(command: CorrectExposure, desk: ExposureDesk) -> ExposureProgress:
    """Corrects it, and tells the department.

    Raises:
        ExposureUnknown, Outdated, NotYourRole, MoveNotAllowed,
        Invalid: when the correction holds a person.
    """
    exposure = desk.exposures.at_version(command.number, command.version)
    corrected, fact = exposure.correct(command.correction, **desk.act)
    _check_texts(exposure, desk, correction=command.correction)
    progress = desk.keep((corrected, fact), "correct", command.correction)
    desk.rule(corrected, command.correction)
    return progress


def withdraw(command: WithdrawExposure, desk: ExposureDesk) -> ExposureProgress:
    """Takes it back, and tells a department that has it."""
    withdrawn, fact = desk.exposures.at_version(command.number, command.version).withdraw(**desk.act)
    progress = desk.keep((withdrawn, fact), "withdraw", command.reason)
    desk.stop(withdrawn, REPLY, EXPIRY)
    if withdrawn.is_served:
        desk.rule(withdrawn, command.reason)
    return progress


def _check_texts(exposure: Exposure, desk: ExposureDesk, **texts: str) -> None:
    """What is corrected or withdrawn need not hold any more; its complainant is protected all the same."""
    check_nobody_in_it(reporter=desk.proven.reporter_of(exposure.ground), **texts)
