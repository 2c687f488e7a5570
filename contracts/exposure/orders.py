"""What is ordered and asked of exposures."""

from typing import Annotated

import msgspec

from contracts.accountability.words import Ground
from contracts.exposure.words import ExposureNumber, ExposureState, Medium
from contracts.rectification.words import RectificationNumber
from contracts.wire import Code, Command, Name, Query, Text, Token


class ProposeExposure(Command, frozen=True, kw_only=True):
    """Proposes to expose what was found true (提出曝光): ``ground`` is a complaint's or a finding's number."""

    ground: Ground
    medium: Medium
    department: Code
    title: Name
    text: Text


class ExposureStep(Command, frozen=True, kw_only=True):
    """One move of an exposure; ``version`` is the one that its sender has seen, None when the sender sees none."""

    number: ExposureNumber
    version: int | None = None


class ReviseExposure(ExposureStep, frozen=True, kw_only=True):
    """Writes it anew; whatever was checked and heard before begins again."""

    title: Name
    text: Text


class VerifyExposure(ExposureStep, frozen=True, kw_only=True):
    """Another official has checked every fact in it (核实)."""

    remark: Text


class CheckExposurePrivacy(ExposureStep, frozen=True, kw_only=True):
    """Nobody who complained can be told from it (隐私审查); the department may now speak for three working days."""

    remark: Text


class ReplyToExposure(ExposureStep, frozen=True, kw_only=True):
    """The department speaks for itself before anything is made known (陈述)."""

    statement: Text


class ApproveExposure(ExposureStep, frozen=True, kw_only=True):
    """Decides that it is made known (批准)."""

    reason: Text


class RejectExposure(ExposureStep, frozen=True, kw_only=True):
    """Decides that it is not made known (不予曝光)."""

    reason: Text


class PublishExposure(ExposureStep, frozen=True, kw_only=True):
    """Makes it known (发布)."""


class NoteRectified(ExposureStep, frozen=True, kw_only=True):
    """Appends that the department has put it right: the rectification must have been struck off (整改说明)."""

    rectification: RectificationNumber
    note: Text


class CorrectExposure(ExposureStep, frozen=True, kw_only=True):
    """Corrects what was made known (更正); what stood there before stays to be seen."""

    correction: Text


class WithdrawExposure(ExposureStep, frozen=True, kw_only=True):
    """Takes it back (撤下)."""

    reason: Text


class FindExposure(Query, frozen=True, kw_only=True):
    """One exposure with its papers."""

    number: ExposureNumber


class FindExposures(Query, frozen=True, kw_only=True):
    """A page of exposures, the newest first."""

    state: ExposureState | None = None
    medium: Medium | None = None
    department: Code | None = None
    ground: Ground | None = None
    after: Token | None = None
    limit: Annotated[int, msgspec.Meta(ge=1, le=100)] = 20


class FindExposureBoard(Query, frozen=True, kw_only=True):
    """What is known to everybody now, the newest first."""

    department: Code | None = None
    after: Token | None = None
    limit: Annotated[int, msgspec.Meta(ge=1, le=100)] = 20
