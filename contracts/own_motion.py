"""What departments' systems tell of their own deeds: it opens cases without a complaint (未诉先办), or is watched.

``department`` is whose deed it is: the one that posts the event.
"""

from datetime import date
from typing import Annotated

import msgspec

from contracts.complaints.words import EnterpriseCode
from contracts.refusals import Forbidden
from contracts.wire import Code, Event, Token

Fen = Annotated[int, msgspec.Meta(ge=0, le=10**13)]
"""An amount of money, in 分."""


class FeeCharged(Event, frozen=True, kw_only=True):
    """A department has charged a fee (行政事业性收费).

    ``charge`` is the number of the bill; ``limit_fen`` is the amount of the catalogue in its version ``catalogue``,
    None where the catalogue does not have the fee.
    """

    charge: Token
    department: Code
    fee: Token
    amount_fen: Fen
    catalogue: Token
    charged_on: date
    limit_fen: Fen | None = None
    enterprise: EnterpriseCode | None = None


class CommitmentMissed(Event, frozen=True, kw_only=True):
    """A department has not kept a published service commitment (服务承诺)."""

    commitment: Token
    department: Code
    missed_on: date
    enterprise: EnterpriseCode | None = None


class PenaltyIssued(Event, frozen=True, kw_only=True):
    """A department has imposed an administrative penalty (行政处罚); ``penalty`` is the number of the decision."""

    penalty: Token
    department: Code
    enterprise: EnterpriseCode
    issued_on: date


class InspectionVisitMade(Event, frozen=True, kw_only=True):
    """A department has inspected an enterprise (执法检查); ``visit`` is the number of the visit."""

    visit: Token
    department: Code
    enterprise: EnterpriseCode
    made_on: date


class DeedNotYours(Forbidden):
    """A department tells of its own deeds alone."""

    zh = "事件所述部门 {0} 不是发送部门 {1}。"
    en = "The event is about {0}, and was sent by {1}."
