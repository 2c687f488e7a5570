"""Deciding what becomes of a complaint that was registered."""

from contracts.complaints import (
    AcceptComplaint,
    ConfirmRelabel,
    MergeComplaint,
    Progress,
    ProposeRefusal,
    ProvideInfo,
    RefuseComplaint,
    RelabelComplaint,
    RequestInfo,
    Supplement,
    TestimonyUnreadable,
    UnmergeComplaint,
)
from contracts.wire import read
from kernel.sealing import KeyRing, Unreadable
from services.complaints.domain.categories import check_category
from services.complaints.storage import Remarks, Testimonies
from services.complaints.use_cases.moving import Bench


def request_info(command: RequestInfo, *, bench: Bench, remarks: Remarks) -> Progress:
    """The office asks the complainant for what is missing."""
    moved = bench.find(command).request_info(by=bench.by, at=bench.at)
    remarks.add(moved[0], bench.note("request_info", question=command.question))
    return bench.keep(moved)


def provide_info(command: ProvideInfo, *, bench: Bench, keys: KeyRing, testimonies: Testimonies) -> Progress:
    """What the complainant has supplied is put with their words.

    Raises:
        TestimonyUnreadable
    """
    moved = bench.find(command).provide_info(by=bench.by, at=bench.at)
    try:
        supplement = read(Supplement, keys.open("complaints", command.answer))
    except Unreadable:
        raise TestimonyUnreadable from None
    testimonies.supplement(moved[0], supplement.text, id=bench.new_id())
    return bench.keep(moved)


def accept_complaint(command: AcceptComplaint, *, bench: Bench, remarks: Remarks) -> Progress:
    """The office takes the complaint on, and names its claims."""
    moved = bench.find(command).accept(claims=tuple(command.claims), by=bench.by, at=bench.at)
    if command.claims:
        named = {f"claim_{place}": claim for place, claim in enumerate(command.claims, 1)}
        remarks.add(moved[0], bench.note("accept", **named))
    return bench.keep(moved)


def propose_refusal(command: ProposeRefusal, *, bench: Bench, remarks: Remarks) -> Progress:
    """Somebody proposes not to take it on, and says where the complainant may turn instead."""
    moved = bench.find(command).propose_refusal(command.ground, by=bench.by, at=bench.at)
    remarks.add(moved[0], bench.note("propose_refusal", elsewhere=command.elsewhere))
    return bench.keep(moved)


def refuse_complaint(command: RefuseComplaint, *, bench: Bench) -> Progress:
    """The director does not take it on."""
    return bench.keep(bench.find(command).refuse(by=bench.by, at=bench.at))


def merge_complaint(command: MergeComplaint, *, bench: Bench) -> Progress:
    """Joins a complaint to another; its complainant follows that one.

    Both are locked first: two that are joined to each other at the same moment would be a ring.
    """
    bench.complaints.lock(command.number, command.into)
    complaint, into = bench.find(command), bench.complaints.get(command.into)
    followed = bench.complaints.has_followers(complaint.number)
    return bench.keep(complaint.merge(into, followed=followed, by=bench.by, at=bench.at))


def unmerge_complaint(command: UnmergeComplaint, *, bench: Bench) -> Progress:
    """Takes it out again."""
    return bench.keep(bench.find(command).unmerge(by=bench.by, at=bench.at))


def relabel_complaint(command: RelabelComplaint, *, bench: Bench) -> Progress:
    """Changes what a complaint counts as, or proposes to.

    Raises:
        CategoryUnknown
    """
    if command.category is not None:
        check_category(command.category)
    return bench.keep(bench.find(command).relabel(command, by=bench.by, at=bench.at))


def confirm_relabel(command: ConfirmRelabel, *, bench: Bench) -> Progress:
    """The second person agrees, or does not."""
    return bench.keep(bench.find(command).confirm_relabel(agreed=command.agreed, by=bench.by, at=bench.at))
