"""The judge: what the ledger says was promised, against what is there. Each invariant has a name, and a function.

A function gives what is wrong, one line each; nothing when the invariant holds.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from tests.faults.evidence import Evidence, answer_of
from tests.faults.ledger import FAILED, OK, Entry

FACTS = {
    # what was asked: the service that keeps it, and the facts that come of it
    "file": ("complaints", ["complaint_filed"]),
    "accept": ("complaints", ["complaint_accepted"]),
    "dispatch": ("complaints", ["complaint_dispatched"]),
    "sign": ("complaints", ["complaint_signed"]),
    "contact": ("complaints", ["complainant_contacted"]),
    "investigate": ("complaints", ["investigation_started"]),
    "reply": ("complaints", ["complaint_replied"]),
    "verify": ("complaints", ["complaint_verified"]),
    "call_back": ("complaints", ["called_back", "survey_answered"]),
    "close": ("complaints", ["complaint_closed"]),
    "import": ("approvals", ["item_drafted", "items_imported"]),
    "foreign": ("complaints", []),  # an event about a case that nobody has: to be refused
    "raced": ("complaints", ["complaint_signed"]),  # an event that somebody may be faster than: then to be refused
}
STATES = {
    "complaint_filed": "registered",
    "complaint_accepted": "accepted",
    "complaint_dispatched": "dispatched",
    "complaint_signed": "signed",
    "complainant_contacted": "signed",
    "investigation_started": "investigating",
    "complaint_replied": "replied",
    "complaint_verified": "verified",
    "called_back": "verified",
    "complaint_closed": "closed",
}
RULES = {
    "complaint_filed": ["filed_to_complainant"],
    "complaint_accepted": ["accepted_to_complainant"],
    "complaint_dispatched": ["dispatched_to_department"],
    "complaint_closed": ["closed_to_complainant", "closed_to_department"],
    "survey_requested": ["surveyed_to_complainant"],
    "special_supervision_proposed": ["pattern_to_office"],
}

Wrong = Iterator[str]


@dataclass(frozen=True)
class Finding:
    """What the judge found wrong: the invariant's name, and the first of its lines."""

    invariant: str
    count: int
    first: str


def judge(evidence: Evidence) -> list[Finding]:
    """Everything that is wrong."""
    findings = []
    for name, invariant in INVARIANTS.items():
        wrong = list(invariant(evidence))
        if wrong:
            findings.append(Finding(name, len(wrong), "; ".join(wrong[:3])))
    return findings


def _facts(evidence: Evidence) -> dict[tuple[str, str], list[Any]]:
    """The facts, by service and what brought them about; what many cases show together was no single one's order."""
    found: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for service, rows in evidence.history.items():
        for row in rows:
            if row.aggregate != "pattern":
                found[service, row.causation].append(row)
    return found


def accepted_is_there(evidence: Evidence) -> Wrong:
    """Every 2xx and every confirmed event had its effect."""
    facts = _facts(evidence)
    for entry in _those(evidence, OK):
        service, expected = FACTS[entry.kind]
        received = evidence.received[service].get(entry.id)
        if received is None:
            yield f"{entry.kind} {entry.id} was accepted and is nowhere"
        elif expected and answer_of(received).get("refusal"):
            if not entry.said.get("later") and entry.kind != "raced":
                yield f"{entry.kind} {entry.id} was accepted and then refused: {received[:120]}"
        elif sorted(row.type for row in facts[service, entry.id]) != expected:
            told = [row.type for row in facts[service, entry.id]]
            yield f"{entry.kind} {entry.id} was accepted, its facts are {told}"


def one_effect(evidence: Evidence) -> Wrong:
    """Whatever was repeated, killed or unknown: an operation has one effect or none."""
    facts = _facts(evidence)
    for entry in evidence.ledger.values():
        service, expected = FACTS[entry.kind]
        types = sorted(row.type for row in facts[service, entry.id])
        if types not in ([], expected):
            yield f"{entry.kind} {entry.id} had the effects {types}"
    numbers = {row.id: row.number for row in evidence.complaints}
    moves = Counter((fact.aggregate_id, fact.type) for fact in evidence.history["complaints"])
    for (id_, type_), times in moves.items():
        if times > 1 and id_ in numbers:
            yield f"{numbers[id_]} was {type_} {times} times"


def nothing_unasked(evidence: Evidence) -> Wrong:
    """No effect without an order, and none of an order that was refused."""
    for service in ("complaints", "approvals"):
        for row in evidence.history[service]:
            entry = evidence.ledger.get(row.causation)
            if entry is None:
                yield f"{row.type} {row.aggregate_id} came of {row.causation}, which nobody asked"
            elif entry.outcome == FAILED:
                yield f"{row.type} {row.aggregate_id} came of {row.causation}, which was refused"


def state_is_history(evidence: Evidence) -> Wrong:
    """Each complaint is what its facts say, each of its changes has one, and no answer is without its own."""
    told = Counter(row.aggregate_id for row in evidence.history["complaints"])
    last = {row.aggregate_id: row for row in evidence.history["complaints"] if row.aggregate == "complaint"}
    there = {row.id: row for row in evidence.complaints}
    for id_ in last.keys() ^ there.keys():
        yield f"{id_}: {'a fact without a complaint' if id_ in last else 'a complaint without a fact'}"
    for id_ in last.keys() & there.keys():
        fact, row = last[id_], there[id_]
        if (fact.version, STATES[fact.type]) != (row.version, row.state):
            yield f"{row.number} is {row.state} {row.version}, its last fact {fact.type} {fact.version}"
        if told[id_] != row.version:
            yield f"{row.number} has changed {row.version} times, {told[id_]} facts tell of it"
    replied = Counter(row.aggregate_id for row in evidence.history["complaints"] if row.type == "complaint_replied")
    if replied != Counter(row.complaint_id for row in evidence.replies):
        yield "the answers that are kept are not those that were told"


def numbers_without_gaps(evidence: Evidence) -> Wrong:
    """Numbers run from 1 without gap or repetition."""
    numbers = sorted(int(row.number.rpartition("-")[2]) for row in evidence.complaints)
    if numbers != list(range(1, len(numbers) + 1)):
        missing = sorted(set(range(1, max(numbers, default=0) + 1)) - set(numbers))
        yield f"{len(numbers)} numbers up to {max(numbers, default=0)}; missing {missing[:5]}"


def answers_are_ones_own(evidence: Evidence) -> Wrong:
    """Each answer is about what was asked, and the same order asked again gets the first answer again."""
    facts = _facts(evidence)
    numbers = {row.id: row.number for row in evidence.complaints}
    for entry in _those(evidence, OK):
        if "version" not in entry.said:
            continue
        for row in (fact for fact in facts["complaints", entry.id] if fact.aggregate == "complaint"):
            told = (numbers.get(row.aggregate_id), row.version)
            if told != (entry.said.get("number"), entry.said["version"]):
                yield f"{entry.kind} {entry.id} is {told}, its client was told {entry.said}"
        if any(again != _comparable(entry) for again in entry.again):
            yield f"{entry.kind} {entry.id} was answered {entry.said}, and asked again {entry.again}"


def refusals_are_told(evidence: Evidence) -> Wrong:
    """Each refused event of a department lies with the dead, once, and its department was told; nothing else does."""
    known = {id_ for id_, entry in evidence.ledger.items() if _is_refused(id_, entry, evidence)}
    expected = {id_ for id_ in known if evidence.ledger[id_].outcome == OK}
    dead = Counter(row.message_id for row in evidence.dead)
    for id_ in expected - dead.keys():
        yield f"{id_} was refused and is not among the dead letters"
    copies = {heard.headers.get("letter") for heard in evidence.dead_copies}
    for id_ in expected - copies:
        yield f"{id_} has no copy in the queue of the dead letters"
    told = {heard.body for handed in evidence.handed.values() for heard in handed if heard.type == "event_refused"}
    for id_ in expected:
        name = f'"{id_.rpartition(" ")[2]}"'.encode()
        if not any(name in body for body in told):
            yield f"nobody was told that {id_} was refused"
    for id_ in dead.keys() - known:
        row = next(row for row in evidence.dead if row.message_id == id_)
        yield f"{id_} is dead and should not be: {row.reason} {row.refusal[:120]}"


def handed_over(evidence: Evidence) -> Wrong:
    """Each dispatched case reached its department's own queue, and nothing else did."""
    dispatched = {
        f"{row.aggregate_id}.{row.version}"
        for row in evidence.history["complaints"]
        if row.type == "complaint_dispatched"
    }
    handed = {
        heard.id.rpartition(".")[0]
        for heards in evidence.handed.values()
        for heard in heards
        if heard.type == "case_handed_over"
    }
    yield from (f"case {id_} never reached its department" for id_ in sorted(dispatched - handed))
    yield from (f"case {id_} was handed over and not dispatched" for id_ in sorted(handed - dispatched))


def notice_once(evidence: Evidence) -> Wrong:
    """Each fact that somebody is told of has its notice in the second service exactly once."""
    planned = Counter((row.event_id, row.rule) for row in evidence.messages)
    expected = {
        (f"/services/complaints {row.aggregate_id}.{row.version}", rule)
        for row in evidence.history["complaints"]
        for rule in RULES.get(row.type, [])
    }
    for key in expected:
        if planned[key] != 1:
            yield f"{key} is planned {planned[key]} times"
    yield from (f"{key} is planned and never happened" for key in planned.keys() - expected)


def notice_delivered(evidence: Evidence) -> Wrong:
    """Each notice for somebody who can be reached was sent, and its fact told once."""
    mails = " ".join(evidence.mails)
    told = Counter(row.aggregate_id for row in evidence.history["notifications"] if row.type == "message_sent")
    for row in evidence.messages:
        if row.channel != "email" or row.party is None:
            continue
        if row.state != "sent" or str(row.id) not in mails:
            yield f"notice {row.id} is {row.state} after {row.attempts} tries"
        if told[row.id] != 1:
            yield f"that notice {row.id} was sent is told {told[row.id]} times"


def chains_verify(evidence: Evidence) -> Wrong:
    """The hash chains of all histories hold."""
    for service, breaks in evidence.breaks.items():
        yield from (f"{service} {found}" for found in breaks)


def everything_left(evidence: Evidence) -> Wrong:
    """Queues are empty, every fact is published, no parcel waits."""
    yield from (f"{count} in {queue}" for queue, count in evidence.queued.items() if count)
    if evidence.unpublished:
        yield f"{evidence.unpublished} facts were never published"
    if evidence.parcels_left:
        yield f"{evidence.parcels_left} parcels were never sent"


def wire_is_history(evidence: Evidence) -> Wrong:
    """What went out is what happened, to the byte: no fact was left out, and none went out that never happened."""
    facts = {f"{row.aggregate_id}.{row.version}": row for rows in evidence.history.values() for row in rows}
    heard = {message.id: message for message in evidence.heard}
    yield from (f"{facts[id_].type} {id_} was never heard" for id_ in facts.keys() - heard.keys())
    yield from (f"{heard[id_].type} {id_} was heard and never happened" for id_ in heard.keys() - facts.keys())
    for id_ in facts.keys() & heard.keys():
        if heard[id_].body != facts[id_].data.encode():
            yield f"{id_} went out as {heard[id_].body[:80]!r}"


def wire_in_order(evidence: Evidence) -> Wrong:
    """The facts of one aggregate are first heard in the order of their versions."""
    heard: dict[str, int] = {}
    seen = set()
    for message in evidence.heard:
        aggregate, _, version = message.id.rpartition(".")
        if message.id in seen:
            continue
        seen.add(message.id)
        if int(version) < heard.get(aggregate, 0):
            yield f"{aggregate}: version {version} came after {heard[aggregate]}"
        heard[aggregate] = int(version)


def _is_refused(id_: str, entry: Entry, evidence: Evidence) -> bool:
    refused = bool(answer_of(evidence.received["complaints"].get(id_, "{}")).get("refusal"))
    return entry.kind == "foreign" or (entry.kind == "raced" and refused)


def _comparable(entry: Entry) -> dict[str, Any]:
    return {name: value for name, value in entry.said.items() if name != "later"}


def _those(evidence: Evidence, outcome: str) -> list[Entry]:
    return [entry for entry in evidence.ledger.values() if entry.outcome == outcome]


INVARIANTS: dict[str, Callable[[Evidence], Wrong]] = {
    invariant.__name__: invariant
    for invariant in (
        accepted_is_there,
        one_effect,
        nothing_unasked,
        state_is_history,
        numbers_without_gaps,
        answers_are_ones_own,
        refusals_are_told,
        handed_over,
        notice_once,
        notice_delivered,
        chains_verify,
        everything_left,
        wire_is_history,
        wire_in_order,
    )
}
