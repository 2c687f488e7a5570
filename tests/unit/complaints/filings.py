"""Filing on plain lists: the desk that files and takes calls, and orders to file."""

from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import Any, cast
from uuid import UUID

from nacl.public import PrivateKey

from contracts.complaints import (
    CallEvent,
    Channel,
    FileComplaint,
    RecordCall,
    Registered,
    Reporter,
    Testimony,
)
from contracts.people import Actor
from contracts.wire import write
from kernel.history import Beginning
from kernel.sealing import KeyRing
from services.complaints.domain.call import Call
from services.complaints.domain.complaint import Complaint
from services.complaints.use_cases.filing import Known, file_complaint, record_call
from services.complaints.use_cases.moving import Bench

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
PRIVATE = PrivateKey.generate()
SECRETS = {
    "complaints.key": b64encode(bytes(PRIVATE)).decode(),
    "complaints.pub": b64encode(bytes(PRIVATE.public_key)).decode(),
    "vault.key": b64encode(bytes(32)).decode(),
}
KEYS = KeyRing(SECRETS.__getitem__)


class Directory(set[str]):
    """The departments that there are."""

    def find(self, code: str) -> str | None:
        """A filing that accuses nobody has nobody looked up: that would be one more query in the hot path."""
        assert code is not None
        return code if code in self else None


@dataclass
class Desk:
    """Plain lists where the collections would be; ``kept`` counts what was kept."""

    filed: dict[tuple[str, str | None, str | None], Complaint] = field(default_factory=dict)
    calls: dict[str, Call] = field(default_factory=dict)
    kept: list[Any] = field(default_factory=list)
    forgotten: list[UUID] = field(default_factory=list)
    ids: Iterator[int] = field(default_factory=lambda: count(1))
    keys: KeyRing = KEYS
    directory: Directory = field(default_factory=lambda: Directory({"civil_affairs", "taxation"}))

    def add(self, *things: Any, **_more: Any) -> None:
        self.kept.append(things)
        if isinstance(things[0], Complaint):
            complaint = things[0]
            self.filed[complaint.channel, complaint.source, complaint.external_id] = complaint

    tell = add

    def welcome(self, number: str) -> None:
        del number

    def start(self, code: str, *_: Any, **__: Any) -> None:
        self.kept.append(code)

    def by_source(self, channel: Channel, source: str | None, external_id: str) -> Complaint | None:
        return self.filed.get((channel, source, external_id))

    def beginning_of(self, aggregate: UUID) -> Beginning | None:
        assert aggregate in {complaint.id for complaint in self.filed.values()}
        return Beginning(b"\1" * 32, "operator")

    def find(self, call_id: str) -> Call | None:
        return self.calls.get(call_id)

    def keep(self, call: Call) -> None:
        self.calls[call.call_id] = call

    def forget(self, party: UUID, **_: Any) -> None:
        self.forgotten.append(party)

    def hear(self, event: CallEvent, phone: str | None = None) -> Call:
        caller = KEYS.seal("complaints", write(Reporter(phone=phone))) if phone else None
        anything = cast(Any, self)
        record_call(
            RecordCall(call_id="c-1", event=event, line="2888110", caller=caller),
            at=AT,
            new_id=lambda: UUID(int=next(self.ids)),
            keys=KEYS,
            calls=anything,
            vault=anything,
            history=anything,
        )
        return self.calls["c-1"]

    def next(self, year: int) -> str:
        return f"TS-{year}-{len(self.filed) + 1:06d}"

    def file(self, command: FileComplaint, by: str = "operator") -> Registered:
        anything = cast(Any, self)
        new_id: Callable[[], UUID] = lambda: UUID(int=next(self.ids))  # noqa: E731 - shorter than a method
        bench = Bench(by=Actor(id=by), at=AT, new_id=new_id, complaints=anything, clocks=anything, history=anything)
        return file_complaint(
            command,
            bench=bench,
            keys=self.keys,
            known=Known(calls=anything, departments=cast(Any, self.directory)),
            testimonies=anything,
            vault=anything,
            numbers=anything,
        )


def order(text: str = "三次未办成", answers: dict[str, str] | None = None, **changes: Any) -> FileComplaint:
    testimony = Testimony(title="窗口", text=text, reporter=Reporter(name="示例", email="a@mingcha.example"))
    said: dict[str, Any] = {"channel": Channel.WEB, "category": "slow", "receipt_hash": "0" * 64}
    if answers is not None:
        said["answers"] = KEYS.seal("complaints", write(answers))
    sealed = {"testimony": KEYS.seal("complaints", write(testimony))}
    return FileComplaint(**(sealed | said | changes))
