"""What the service is told to do."""

from contracts.complaints.words import CallEvent, Channel, Finding, Hash, Mode, Number, Outcome
from contracts.wire import Code, Command, Name, Sealed, Text, Token


class FileComplaint(Command, frozen=True, kw_only=True):
    """Registers a complaint (登记). The same (channel, source, external_id) is the same complaint."""

    channel: Channel
    category: Code
    testimony: Sealed
    receipt_hash: Hash
    source: Token | None = None
    external_id: Token | None = None
    mode: Mode = Mode.NAMED
    about: Code | None = None


class Step(Command, frozen=True, kw_only=True):
    """One move of a complaint; ``version`` is the one that its sender has seen, None when the sender sees none."""

    number: Number
    version: int | None = None


class AcceptComplaint(Step, frozen=True, kw_only=True):
    """Takes the complaint on (受理)."""


class DispatchComplaint(Step, frozen=True, kw_only=True):
    """Hands the complaint to the department that is to handle it (派单)."""

    department: Code


class SignComplaint(Step, frozen=True, kw_only=True):
    """The department signs for it (签收)."""


class ReplyToComplaint(Step, frozen=True, kw_only=True):
    """The department answers (反馈)."""

    finding: Finding
    measures: Text
    basis: Text | None = None


class VerifyComplaint(Step, frozen=True, kw_only=True):
    """The office has checked the reply against what was really done (核实)."""


class CloseComplaint(Step, frozen=True, kw_only=True):
    """Closes the complaint with its outcome (办结)."""

    outcome: Outcome


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
