"""Registering complaints and calls."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from contracts.complaints import (
    Answers,
    CallMissing,
    CallProgress,
    CallUnknown,
    Channel,
    DepartmentUnknown,
    FileComplaint,
    Mode,
    NotAVisit,
    RecordCall,
    Registered,
    Reporter,
    ReporterNotAnonymous,
    SourceReused,
    Testimony,
    TestimonyUnreadable,
)
from contracts.refusals import Fault, Invalid
from contracts.wire import read, write_content
from kernel.history import History
from kernel.sealing import KeyRing, Unreadable
from services.complaints.domain.call import Call
from services.complaints.domain.categories import category_of, check_category
from services.complaints.domain.complaint import Complaint
from services.complaints.domain.deadlines import year_of
from services.complaints.domain.life_cycle import THE_OFFICE
from services.complaints.domain.questions import check_answers
from services.complaints.storage import Calls, Departments, Numbers, Testimonies, Vault
from services.complaints.use_cases.moving import Bench
from services.complaints.use_cases.progress import registered

NOBODYS_RECEIPT = "0" * 64
"""No receipt has this hash: it was shown to nobody, so nobody asks for the status with it."""


@dataclass(frozen=True)
class Known:
    """What a filing may name because it is there already."""

    calls: Calls
    departments: Departments


def file_complaint(
    command: FileComplaint,
    *,
    bench: Bench,
    keys: KeyRing,
    known: Known,
    testimonies: Testimonies,
    vault: Vault,
    numbers: Numbers,
) -> Registered:
    """Registers what somebody complains of; who stays anonymous on the hotline is forgotten as its caller too.

    Raises:
        TestimonyUnreadable, CategoryUnknown, ReporterNotAnonymous, CallMissing, CallUnknown, DepartmentUnknown,
        SourceReused
        NotAVisit: when visitors are told for another channel.
        NotYourRole: for an instruction that its sender may not put down.
        Invalid: naming the questions whose answers do not fit, or are missing, what is wrong with the instruction, or a
            section of nobody.
    """
    testimony = read(Testimony, _open(keys, command.testimony))
    check_category(command.category)
    _check_about(command, known.departments)
    call = _call_of(command, known.calls)
    if command.visitors is not None and command.channel is not Channel.VISIT:
        raise NotAVisit(command.channel)
    filed = register(command, testimony, bench=bench, keys=keys, testimonies=testimonies, vault=vault, numbers=numbers)
    if call is not None and command.mode is Mode.ANONYMOUS:
        _forget_caller(call, bench=bench, keys=keys, calls=known.calls, vault=vault)
    return filed


def register(
    command: FileComplaint,
    testimony: Testimony,
    *,
    bench: Bench,
    keys: KeyRing,
    testimonies: Testimonies,
    vault: Vault,
    numbers: Numbers,
) -> Registered:
    """Registers a complaint, or gives the one that this source already filed under the same id.

    The instruction on a leader's letter is put down on it (批示) in the same transaction.

    Raises:
        ReporterNotAnonymous
        SourceReused: when that one says something else.
        NotYourRole, Invalid: as for filing.
    """
    reporter = _reporter(command.mode, testimony)
    answers = read(Answers, _open(keys, command.answers)) if command.answers else {}
    content_print = _print(command, testimony, answers, keys)
    if (filed := _filed_before(command, content_print, bench)) is not None:
        return filed
    category = category_of(command.category)
    check_answers(category, command.channel, answers)
    instruct = bench.instruct(command)
    party = bench.new_id() if reporter else None
    complaint, fact = Complaint.file(
        command,
        id=bench.new_id(),
        number=numbers.next(year_of(bench.at)),
        at=bench.at,
        party=party,
        language=testimony.reporter.language if testimony.reporter else "zh",
        content_print=content_print,
        severity=category.severity,
    )
    progress = bench.add((complaint, fact))
    testimonies.add(complaint.id, testimony, answers)
    if party and reporter:
        vault.add(party, reporter, keys=keys, at=bench.at)
    instruct(complaint)
    return progress


def record_call(
    command: RecordCall,
    *,
    at: datetime,
    new_id: Callable[[], UUID],
    keys: KeyRing,
    calls: Calls,
    vault: Vault,
    history: History,
) -> CallProgress:
    """Records what the call-centre software says of a call; the same event again changes nothing.

    Raises:
        TestimonyUnreadable: when the caller's sealed number cannot be opened.
    """
    caller = read(Reporter, _open(keys, command.caller)) if command.caller else None
    call = calls.find(command.call_id) or Call.begin(command.call_id, command.line, id=new_id(), at=at)
    party = new_id() if caller is not None and call.party is None else None
    heard, fact = call.hear(command.event, agent=command.agent, at=at, line=command.line, party=party)
    if fact is not None:
        if caller is not None and party is not None:
            vault.add(party, caller, keys=keys, at=at)
        calls.keep(heard)
        history.tell(heard, fact)
    return CallProgress(call_id=heard.call_id, state=heard.state, version=heard.version)


def _open(keys: KeyRing, box: str) -> bytes:
    try:
        return keys.open("complaints", box)
    except Unreadable:
        raise TestimonyUnreadable from None


def _print(command: FileComplaint, testimony: Testimony, answers: Answers, keys: KeyRing) -> str:
    """Tells two complaints under one external id apart, by all that they say.

    It stands beside the complaint in the clear, and whoever complains is in it: without the key nobody finds a
    telephone by trying.
    """
    said = {name: getattr(command, name) for name in _SAID} | {"testimony": testimony, "answers": answers}
    return keys.keyed_hash("content", write_content(said)).hex()


_SAID = tuple(name for name in FileComplaint.__struct_fields__ if name not in {"testimony", "answers", "receipt_hash"})
"""What a filing says in the open; the receipt is the gateway's, and hangs on who files."""


def _reporter(mode: Mode, testimony: Testimony) -> Reporter | None:
    """Who goes into the vault: nobody where whoever complains is anonymous, whose language alone may be known."""
    reporter = testimony.reporter
    if mode is not Mode.ANONYMOUS or reporter is None:
        return reporter
    if reporter != Reporter(language=reporter.language):
        raise ReporterNotAnonymous
    return None


def _filed_before(command: FileComplaint, content_print: str, bench: Bench) -> Registered | None:
    """The complaint that this source already filed under the same id, if it says the same."""
    if command.external_id is None:
        return None
    complaint = bench.complaints.by_source(command.channel, command.source, command.external_id)
    if complaint is None:
        return None
    if complaint.content_print != content_print:
        raise SourceReused(complaint.source or complaint.channel, complaint.external_id or "")
    begun = bench.history.beginning_of(complaint.id)
    another = begun is not None and begun.actor != bench.by.id
    return registered(complaint, begun.head if begun else None, filed_by_another=another)


def _check_about(command: FileComplaint, departments: Departments) -> None:
    """Whom it accuses is in the directory, where the office itself need not stand; a section is a department's."""
    if command.about is None and command.about_section is not None:
        raise Invalid.of(Fault(pointer="/about", rule="required"))
    if command.about not in {None, THE_OFFICE} and departments.find(command.about) is None:
        raise DepartmentUnknown(command.about).at("/about")


def _call_of(command: FileComplaint, calls: Calls) -> Call | None:
    """The call that a hotline complaint belongs to (domain-complaints 4.2: callId); others have none."""
    if command.channel is not Channel.HOTLINE:
        return None
    if command.external_id is None:
        raise CallMissing
    call = calls.find(command.external_id)
    if call is None:
        raise CallUnknown(command.external_id)
    return call


def _forget_caller(call: Call, *, bench: Bench, keys: KeyRing, calls: Calls, vault: Vault) -> None:
    """The call leads to nobody any more, nor will what its software says of it later."""
    if call.party is not None:
        vault.forget(call.party, keys=keys)
        return
    nobodys, fact = call.name_nobody(bench.new_id(), at=bench.at)
    calls.keep(nobodys)
    bench.history.tell(nobodys, fact)
