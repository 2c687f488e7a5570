"""What the office, the units and the leading group order and ask of accountability."""

from typing import Annotated

import msgspec

from contracts.accountability.words import AccountabilityNumber, AccountabilityState, Ground, Measure, Target
from contracts.wire import Code, Command, Name, Query, Sealed, Text, Token


class ProposeAccountability(Command, frozen=True, kw_only=True):
    """Proposes to hold a unit, its head or a person to account (提出追责建议).

    ``ground`` is what it rests on, ``basis`` the document of the register by which, ``article`` where in it;
    ``allegation`` is a sealed :class:`Allegation`.
    """

    ground: Ground
    department: Code
    target: Target
    measure: Measure
    basis: Code
    allegation: Sealed
    article: Name | None = None


class AccountabilityStep(Command, frozen=True, kw_only=True):
    """One move; ``version`` is the one that its sender has seen, None when the sender sees none."""

    number: AccountabilityNumber
    version: int | None = None


class HearAccountability(AccountabilityStep, frozen=True, kw_only=True):
    """The unit makes its statement (陈述申辩)."""

    statement: Text


class DecideAccountability(AccountabilityStep, frozen=True, kw_only=True):
    """Decides on a measure: the proposed one, or a lighter one (决定)."""

    reason: Text
    measure: Measure | None = None


class DismissAccountability(AccountabilityStep, frozen=True, kw_only=True):
    """Decides that nobody is held to account (不予追究)."""

    reason: Text


class ExecuteAccountability(AccountabilityStep, frozen=True, kw_only=True):
    """The measure has been carried out (执行)."""

    remark: Text


class TransferAccountability(AccountabilityStep, frozen=True, kw_only=True):
    """Hands it with its papers to the authority for discipline and appointments (移送)."""

    authority: Name


class AppealAccountability(AccountabilityStep, frozen=True, kw_only=True):
    """The unit appeals (申诉)."""

    reason: Text


class DecideAppeal(AccountabilityStep, frozen=True, kw_only=True):
    """Decides on the appeal: the measure stands, or falls (复核决定)."""

    upheld: bool
    reason: Text


class FindAccountability(Query, frozen=True, kw_only=True):
    """One of them, with its papers."""

    number: AccountabilityNumber


class FindAccountabilities(Query, frozen=True, kw_only=True):
    """A page of them, the newest first."""

    state: AccountabilityState | None = None
    measure: Measure | None = None
    department: Code | None = None
    ground: Ground | None = None
    after: Token | None = None
    limit: Annotated[int, msgspec.Meta(ge=1, le=100)] = 20


class ReadAccountable(Query, frozen=True, kw_only=True):
    """Who is held to account, sealed to the gateway; the look and its reason are written down."""

    number: AccountabilityNumber
    reason: Name


class FindBasisDocuments(Query, frozen=True, kw_only=True):
    """The register of the documents by which somebody may be held to account."""
