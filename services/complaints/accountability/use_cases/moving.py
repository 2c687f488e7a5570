"""Moving an accountability along its life cycle."""

from contracts.accountability import (
    AccountabilityProgress,
    AppealAccountability,
    DecideAccountability,
    DecideAppeal,
    DismissAccountability,
    ExecuteAccountability,
    HearAccountability,
    TransferAccountability,
)
from services.complaints.accountability.use_cases.desk import Desk
from services.complaints.domain.clocks import last_day

HEARING, WINDOW, APPEAL = "hearing", "appeal_window", "appeal"


def hear(command: HearAccountability, desk: Desk) -> AccountabilityProgress:
    """The unit makes its statement: nobody waits for it any more."""
    moved = desk.accountabilities.at_version(command.number, command.version).hear(**desk.act)
    desk.stop(moved[0], HEARING)
    return desk.keep(moved, "hear", command.statement)


def decide(command: DecideAccountability, desk: Desk) -> AccountabilityProgress:
    """Decides on the proposed measure or a lighter one."""
    proposed = desk.accountabilities.at_version(command.number, command.version)
    return desk.keep(proposed.decide(command.measure, **desk.act), "decide", command.reason)


def dismiss(command: DismissAccountability, desk: Desk) -> AccountabilityProgress:
    """Decides that nobody is held to account."""
    proposed = desk.accountabilities.at_version(command.number, command.version)
    return desk.keep(proposed.dismiss(**desk.act), "dismiss", command.reason)


def execute(command: ExecuteAccountability, desk: Desk) -> AccountabilityProgress:
    """The measure has been carried out; from now on the unit has 30 days to appeal."""
    decided = desk.accountabilities.at_version(command.number, command.version)
    moved = decided.execute(appeal_until=last_day(WINDOW, desk.at), **desk.act)
    desk.start(WINDOW, decided)
    return desk.keep(moved, "execute", command.remark)


def transfer(command: TransferAccountability, desk: Desk) -> AccountabilityProgress:
    """It goes to another authority with its papers; from now on the unit has 30 days to appeal."""
    decided = desk.accountabilities.at_version(command.number, command.version)
    moved = decided.transfer(appeal_until=last_day(WINDOW, desk.at), **desk.act)
    desk.start(WINDOW, decided)
    return desk.keep(moved, "transfer", command.authority)


def appeal(command: AppealAccountability, desk: Desk) -> AccountabilityProgress:
    """The unit appeals: it is decided on within 30 days."""
    done = desk.accountabilities.at_version(command.number, command.version)
    moved = done.appeal(decision_due_on=last_day(APPEAL, desk.at), **desk.act)
    desk.stop(done, WINDOW)
    desk.start(APPEAL, done)
    return desk.keep(moved, "appeal", command.reason)


def decide_appeal(command: DecideAppeal, desk: Desk) -> AccountabilityProgress:
    """Somebody else decides on the appeal."""
    appealed = desk.accountabilities.at_version(command.number, command.version)
    moved = appealed.decide_appeal(upheld=command.upheld, **desk.act)
    desk.stop(appealed, APPEAL)
    return desk.keep(moved, "decide_appeal", command.reason)
