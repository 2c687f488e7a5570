"""What the service is told to do."""

from datetime import date
from typing import Annotated

import msgspec

from contracts.complaints.letters import Instructed
from contracts.complaints.words import (
    CallEvent,
    Channel,
    ClockClass,
    ContactResult,
    Finding,
    Handling,
    Hash,
    Kind,
    Mode,
    Number,
    Outcome,
    RedoReason,
    RefusalGround,
    ReopenReason,
    ReviewDecision,
    Satisfaction,
    Severity,
    Solved,
    SuspensionGround,
    Visitors,
)
from contracts.wire import Code, Command, Name, Sealed, Text, Token

Claims = Annotated[list[Text], msgspec.Meta(max_length=20)]
"""What is asked for in one complaint, or the answers to it."""


class FileComplaint(Command, frozen=True, kw_only=True):
    """Registers a complaint (登记). The same (channel, source, external_id) is the same complaint.

    ``answers`` are those to the questions of the category (:data:`Answers`), sealed as the testimony is.
    ``instruction`` is for a leader's letter alone, an official's text.
    ``visitors`` is how many came, for a visit.
    """

    channel: Channel
    category: Code
    testimony: Sealed
    receipt_hash: Hash
    source: Token | None = None
    external_id: Token | None = None
    mode: Mode = Mode.NAMED
    about: Code | None = None
    about_section: Code | None = None
    kind: Kind = Kind.COMPLAINT
    answers: Sealed | None = None
    instruction: Instructed | None = None
    visitors: Visitors | None = None


class Step(Command, frozen=True, kw_only=True):
    """One move of a complaint; ``version`` is the one that its sender has seen, None when the sender sees none."""

    number: Number
    version: int | None = None


class RequestInfo(Step, frozen=True, kw_only=True):
    """Asks the complainant for what is missing (补正); without an answer in ten working days it counts as withdrawn."""

    question: Text


class ProvideInfo(Step, frozen=True, kw_only=True):
    """Puts down what the complainant has supplied; the words themselves are sealed."""

    answer: Sealed


class AcceptComplaint(Step, frozen=True, kw_only=True):
    """Takes the complaint on (受理).

    ``claims`` are what is asked for (诉求), one by one, in the office's words and without anybody's name; the reply
    must answer each.
    """

    claims: Claims = msgspec.field(default_factory=list)


class ProposeRefusal(Step, frozen=True, kw_only=True):
    """Proposes not to accept it; somebody else decides."""

    ground: RefusalGround
    elsewhere: Text | None = None


class RefuseComplaint(Step, frozen=True, kw_only=True):
    """Does not accept it (不予受理), as another person has proposed."""


class MergeComplaint(Step, frozen=True, kw_only=True):
    """Joins it to another complaint of the same matter (并案); its complainant follows that one."""

    into: Number


class UnmergeComplaint(Step, frozen=True, kw_only=True):
    """Takes it out again, within 15 working days."""


class DispatchComplaint(Step, frozen=True, kw_only=True):
    """Hands the complaint to the department that is to handle it (派单), and others that assist it."""

    department: Code
    section: Code | None = None
    assisting: Annotated[list[Code], msgspec.Meta(max_length=10)] = msgspec.field(default_factory=list)
    handling: Handling = Handling.ASSIGNED
    clock_class: ClockClass | None = None


class RequestReturn(Step, frozen=True, kw_only=True):
    """The department says that the case is not its own (退单), by which rule, and whose it is."""

    basis: Text
    rightful: Code


class GrantReturn(Step, frozen=True, kw_only=True):
    """The office agrees: the case goes to another department; its clock runs on."""

    department: Code


class RefuseReturn(Step, frozen=True, kw_only=True):
    """The office does not agree: the department has the case, signed for."""


class AdjudicateDuty(Step, frozen=True, kw_only=True):
    """The director rules whose duty it is (职责裁定), as the second return forces; the ruling is a precedent."""

    department: Code
    ruling: Text


class SignComplaint(Step, frozen=True, kw_only=True):
    """The department signs for it (签收)."""


class ContactComplainant(Step, frozen=True, kw_only=True):
    """The handler has spoken to the complainant for the first time, or could not (首次联系)."""

    result: ContactResult


class Investigate(Step, frozen=True, kw_only=True):
    """The investigation begins (调查): by the department's deputy, or by the office itself (自办)."""


class Mediate(Step, frozen=True, kw_only=True):
    """One more round of mediation (调解), with the position of either side."""

    complainants_position: Text
    departments_position: Text


class EndMediation(Step, frozen=True, kw_only=True):
    """The mediation is over; the case goes on."""

    agreed: bool


class SuspendComplaint(Step, frozen=True, kw_only=True):
    """The handling waits for somebody else (中止), 60 working days at most; what is left of its time is kept."""

    ground: SuspensionGround
    evidence: Text
    until: date


class ResumeComplaint(Step, frozen=True, kw_only=True):
    """The handling goes on with what was left of its time (恢复)."""


class RequestExtension(Step, frozen=True, kw_only=True):
    """The handler asks for more time (延期), once, before the time is over."""

    reason: Text


class DecideExtension(Step, frozen=True, kw_only=True):
    """The director grants more time or does not; the complainant is told."""

    granted: bool


class ExtendCeiling(Step, frozen=True, kw_only=True):
    """Extends the absolute ceiling of 60 days once, by 30 (信访工作条例第三十四条); the complainant is told."""

    reason: Text


class ReplyToComplaint(Step, frozen=True, kw_only=True):
    """Its handler answers (反馈): finding, measures, their basis, and ``answers`` to the claims, in their order."""

    finding: Finding
    measures: Text
    basis: Text
    answers: Claims = msgspec.field(default_factory=list)


class OrderRedo(Step, frozen=True, kw_only=True):
    """The office sends the answer back (重办)."""

    reason: RedoReason


class VerifyComplaint(Step, frozen=True, kw_only=True):
    """The office has checked the reply against what was really done (核实); ``evidence`` says what shows it."""

    evidence: Text


class CallBack(Step, frozen=True, kw_only=True):
    """One call to the complainant (回访): not reached, or what they think of it."""

    reached: bool
    satisfaction: Satisfaction | None = None
    solved: Solved | None = None
    contacted: bool | None = None
    unit_at_fault: bool = False


class CloseComplaint(Step, frozen=True, kw_only=True):
    """Closes the complaint with its outcome (办结)."""

    outcome: Outcome


class ReopenComplaint(Step, frozen=True, kw_only=True):
    """Takes a closed case up again (重启)."""

    reason: ReopenReason


class RequestReview(Step, frozen=True, kw_only=True):
    """The complainant asks for a review (复查), and after it for a second one (复核), each once."""


class DecideReview(Step, frozen=True, kw_only=True):
    """Somebody who has not handled the case decides the review."""

    decision: ReviewDecision
    reasons: Text


class WithdrawComplaint(Step, frozen=True, kw_only=True):
    """The complainant takes it back (撤回)."""


class GoOnWithCase(Step, frozen=True, kw_only=True):
    """Opens a case of the office's own motion for a grave one that was taken back (依职权续办), once."""


class ArchiveComplaint(Step, frozen=True, kw_only=True):
    """Files it away (归档), once no review can be asked for any more."""


class RelabelComplaint(Step, frozen=True, kw_only=True):
    """Changes what it counts as; to make it lighter after the dispatch needs a second person (relabel guard)."""

    category: Code | None = None
    kind: Kind | None = None
    severity: Severity | None = None


class ConfirmRelabel(Step, frozen=True, kw_only=True):
    """The second person agrees, or does not."""

    agreed: bool


class RecordCall(Command, frozen=True, kw_only=True):
    """What the call-centre software tells of one call: three events with one call id."""

    call_id: Token
    event: CallEvent
    line: Token
    agent: Token | None = None
    caller: Sealed | None = None


class EnterDepartment(Command, frozen=True, kw_only=True):
    """Enters a department in the directory, or changes its title."""

    code: Code
    title: Name
