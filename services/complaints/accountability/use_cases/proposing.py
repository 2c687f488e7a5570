"""Proposing to hold somebody to account."""

from contracts.accountability import AccountabilityProgress, Accountable, Allegation, ProposeAccountability, Target
from contracts.complaints import DepartmentUnknown, TestimonyUnreadable
from contracts.refusals import Fault, Invalid
from contracts.wire import read
from kernel.sealing import KeyRing, Unreadable
from services.complaints.accountability.domain.accountability import Accountability
from services.complaints.accountability.domain.bases import check_basis
from services.complaints.accountability.domain.ladder import check_target
from services.complaints.accountability.domain.life_cycle import check_may_propose
from services.complaints.accountability.use_cases.desk import Desk, progress_of
from services.complaints.accountability.use_cases.grounds import Grounds
from services.complaints.domain.clocks import last_day
from services.complaints.domain.deadlines import year_of
from services.complaints.domain.life_cycle import THE_OFFICE
from services.complaints.storage import Departments, Numbers


def propose_accountability(
    command: ProposeAccountability, desk: Desk, *, grounds: Grounds, departments: Departments, numbers: Numbers
) -> AccountabilityProgress:
    """Proposes it: the unit has five working days to make its statement.

    Raises:
        NotYourRole, MeasureNotForTarget, BasisUnknown, DepartmentUnknown, TestimonyUnreadable,
        GroundUnknown, GroundNotSubstantiated, GroundOfAnother,
        Invalid: when a person is missing, or named where a unit is held to account.
    """
    check_may_propose(command.measure, command.department, desk.by)
    check_target(command.measure, command.target)
    check_basis(command.basis)
    if command.department != THE_OFFICE and departments.find(command.department) is None:
        raise DepartmentUnknown(command.department)
    grounds.check(command.ground, command.department)
    allegation = _open(desk.keys, command.allegation)
    _check_person(command.target, allegation.person)
    return _enter(command, allegation, desk, numbers)


def _enter(
    command: ProposeAccountability, allegation: Allegation, desk: Desk, numbers: Numbers
) -> AccountabilityProgress:
    """Enters a proposal that nothing speaks against any more."""
    id_, number = desk.new_id(), numbers.next(year_of(desk.at), "ZR")
    proposed, fact = Accountability.propose(
        **desk.act,
        id=id_,
        number=number,
        department=command.department,
        target=command.target,
        proposed_measure=command.measure,
        ground=command.ground,
        basis=command.basis,
        article=command.article,
        hearing_until=last_day("hearing", desk.at),
    )
    desk.accountabilities.add(proposed)
    if allegation.person:
        desk.accountables.add(id_, allegation.person, keys=desk.keys)
    desk.write(proposed, "propose", allegation.facts)
    desk.clocks.welcome(number)
    desk.start("hearing", proposed)
    desk.tell((proposed, fact))
    return progress_of(proposed)


def _open(keys: KeyRing, box: str) -> Allegation:
    try:
        content = keys.open("complaints", box)
    except Unreadable:
        raise TestimonyUnreadable from None
    return read(Allegation, content)


def _check_person(target: Target, person: Accountable | None) -> None:
    """A person is named where one is held to account; a unit has no name; a head may be meant by office alone."""
    if target is Target.PERSON and person is None:
        raise Invalid.of(Fault(pointer="/person", rule="required"))
    if target is Target.UNIT and person is not None:
        raise Invalid.of(
            Fault(
                pointer="/person",
                rule="not_allowed",
                zh="追责对象为单位时不得填写人员。",
                en="Where a unit is held to account no person is named.",
            )
        )
