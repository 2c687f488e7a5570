"""The published language of receipts (查询码): what whoever holds number and receipt may do, ask and prove."""

from datetime import datetime
from enum import StrEnum

from contracts.complaints.words import Hash, Number
from contracts.refusals import Conflict, Invalid, TooMany
from contracts.wire import Answer, Command, Event, Query, Sealed


class ReceiptStep(Command, frozen=True, kw_only=True):
    """What the complainant does themself; the receipt comes as the gateway's keyed hash."""

    number: Number
    receipt_hash: Hash


class ChangeReceipt(ReceiptStep, frozen=True, kw_only=True):
    """Gives a complainant another receipt (更换查询码); the one before is dead."""

    new_hash: Hash


class WithdrawByReceipt(ReceiptStep, frozen=True, kw_only=True):
    """The complainant takes their complaint back (撤回); why, if they say it, is sealed."""

    message: Sealed | None = None


class RequestReviewByReceipt(ReceiptStep, frozen=True, kw_only=True):
    """The complainant asks for a review (复查), after it for a second one (复核); why, if they say it, is sealed."""

    message: Sealed | None = None


class CheckRegistration(Query, frozen=True, kw_only=True):
    """Whether a registration is still the one that a receipt tells of; ``chain_head`` is what the receipt carries."""

    number: Number
    chain_head: Hash


class Verdict(StrEnum):
    """What the history says of a registration that a receipt tells of."""

    GENUINE = "genuine"
    ALTERED = "altered"
    DELETED = "deleted"


class RegistrationView(Answer, frozen=True, kw_only=True):
    """What became of a registration; ``registered_at`` and ``chain_head`` are what the history says now."""

    number: str
    verdict: Verdict
    registered_at: datetime | None = None
    chain_head: str | None = None


class ReceiptProgress(Answer, frozen=True, kw_only=True):
    """Whose receipt is another now, and since when."""

    number: str
    changed_at: datetime


class ReceiptChanged(Event, frozen=True, kw_only=True):
    """A complaint has another receipt."""

    receipt: str
    version: int
    complaint: str
    number: str


class ReceiptLocked(TooMany):
    """Wrong receipts came for this number; none is looked at for a while."""

    zh = "该编号的查询码多次输入错误,请在 {0} 秒后再试。"
    en = "Wrong receipts came for this number too often; try again in {0} seconds."


class ReceiptChangeNeeded(Conflict):
    """Somebody else has seen the receipt: until it is changed it opens the status alone."""

    zh = "投诉件 {0} 由工作人员代录,须先更换查询码。"
    en = "Complaint {0} was entered by an operator: change its receipt first."


class ProofForged(Invalid):
    """What was shown as a receipt's proof was not signed here, or not for this registration."""

    zh = "回执签名不符:并非本平台为该登记出具。"
    en = "The signature does not fit: this platform did not issue it for this registration."
