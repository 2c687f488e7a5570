"""Registering complaints that were made to a department, as its system hands them in."""

from contracts.complaints import Channel, FileComplaint, Mode, Testimony
from contracts.departments import ComplaintNumbered, ComplaintReceived
from contracts.people import Actor
from contracts.wire import write
from kernel.mail.names import department_queue
from kernel.mail.parcels import Parcels
from kernel.sealing import KeyRing
from services.complaints.domain.categories import check_category
from services.complaints.storage import Numbers, Testimonies, Vault
from services.complaints.use_cases.filing import NOBODYS_RECEIPT, register
from services.complaints.use_cases.moving import Bench


def receive_complaint(
    event: ComplaintReceived,
    *,
    bench: Bench,
    keys: KeyRing,
    testimonies: Testimonies,
    vault: Vault,
    numbers: Numbers,
    parcels: Parcels,
) -> None:
    """Registers it, or finds the one of the same id; either way the department is told its number.

    Raises:
        CategoryUnknown
        SourceReused: when the same id was used for something else.
        Invalid: naming the questions whose answers do not fit.
    """
    check_category(event.category)
    testimony = Testimony(title=event.title, text=event.text)
    order = _order(event, bench.by, keys.seal("complaints", write(event.answers)) if event.answers else None)
    filed = register(order, testimony, bench=bench, keys=keys, testimonies=testimonies, vault=vault, numbers=numbers)
    told = ComplaintNumbered(external_id=event.external_id, number=filed.number, version=filed.version)
    if bench.by.department is not None:
        id_ = f"{filed.id}.numbered.{bench.new_id()}"
        parcels.send(department_queue(bench.by.department), told, id=id_, service="complaints")


def _order(event: ComplaintReceived, by: Actor, answers: str | None) -> FileComplaint:
    """The filing; its source is whoever posted it, and nobody was shown a receipt."""
    return FileComplaint(
        channel=Channel.EVENT,
        category=event.category,
        testimony="",
        receipt_hash=NOBODYS_RECEIPT,
        source=by.department or by.id,
        external_id=event.external_id,
        mode=Mode.ANONYMOUS,
        about=event.about,
        about_section=event.about_section,
        kind=event.kind,
        answers=answers,
    )
