"""Telling the unit in its own queue what becomes of holding it to account."""

from contracts.accountability import AccountabilityFact
from contracts.departments import AccountabilityTold
from contracts.wire import wire_name
from kernel.mail.names import department_queue
from kernel.mail.parcels import Parcels
from services.complaints.accountability.domain.accountability import Accountability
from services.complaints.domain.the_office import is_the_office

WHEN_AND_HOW = ("hearing_until", "appeal_until", "decision_due_on", "outcome")
"""What only some of the facts say."""


def tell_department(accountability: Accountability, fact: AccountabilityFact, parcels: Parcels) -> None:
    """Sends a fact to the department that it is about: every fact, also of what its own head did in person."""
    if is_the_office(accountability.department):  # it reads of itself over HTTP
        return
    told = AccountabilityTold(
        accountability=fact.accountability,
        number=fact.number,
        version=fact.version,
        fact=wire_name(type(fact)),
        state=fact.state,
        target=fact.target,
        measure=fact.measure,
        ground=fact.ground,
        basis=fact.basis,
        **{name: getattr(fact, name, None) for name in WHEN_AND_HOW},
    )
    department = accountability.department
    message_id = f"{accountability.id}.{accountability.version}.{department}"
    parcels.send(department_queue(department), told, id=message_id, service="complaints")
