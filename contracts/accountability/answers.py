"""What is answered about accountability."""

from datetime import date, datetime

from contracts.accountability.words import AccountabilityOutcome, AccountabilityState, Measure, Target
from contracts.wire import Answer


class AccountabilityProgress(Answer, frozen=True, kw_only=True):
    """Where it stands after a command."""

    id: str
    number: str
    version: int
    state: AccountabilityState


class AccountabilityView(Answer, frozen=True, kw_only=True):
    """It, without its papers and without the person."""

    id: str
    number: str
    version: int
    state: AccountabilityState
    department: str
    target: Target
    proposed_measure: Measure
    ground: str
    basis: str
    hearing_until: date
    proposed_at: datetime
    changed_at: datetime
    article: str | None = None
    measure: Measure | None = None
    heard_at: datetime | None = None
    hearing_lapsed_at: datetime | None = None
    appeal_until: date | None = None
    outcome: AccountabilityOutcome | None = None


class AccountabilityPaper(Answer, frozen=True, kw_only=True):
    """What was written at one move: by ``act`` the facts, the statement, a reason, a remark, the authority."""

    act: str
    version: int
    written_at: datetime
    text: str


class AccountabilityFile(AccountabilityView, frozen=True, kw_only=True):
    """It, with all its papers in their order."""

    papers: list[AccountabilityPaper]


class AccountabilityPage(Answer, frozen=True, kw_only=True):
    """One page, the newest first; ``next`` asks for the page after it."""

    accountabilities: list[AccountabilityView]
    next: str | None = None


class BasisView(Answer, frozen=True, kw_only=True):
    """One basis document: its number in the register, its title, who issued it, and its reference where it has one."""

    code: str
    number: str
    title: str
    english: str
    issuer: str
    reference: str | None = None


class BasisList(Answer, frozen=True, kw_only=True):
    """The register."""

    edition: str
    documents: list[BasisView]
