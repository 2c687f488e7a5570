"""One call on a hotline, as its call-centre software tells of it (来电)."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self
from uuid import UUID

from contracts.complaints import CallEvent, CallRecorded

STATES = {CallEvent.NEW_CALL: "ringing", CallEvent.ANSWER: "answered", CallEvent.HANGUP: "ended"}
ORDER = tuple(STATES.values())


@dataclass(frozen=True, kw_only=True)
class Call:
    """A call; ``party`` is the caller's id in the vault."""

    id: UUID
    call_id: str
    version: int
    state: str
    line: str
    began_at: datetime
    changed_at: datetime
    agent: str | None = None
    party: UUID | None = None

    @classmethod
    def begin(cls, call_id: str, line: str, *, id: UUID, at: datetime) -> Self:
        """A call that nobody told of before; its first fact makes it version 1."""
        return cls(id=id, call_id=call_id, version=0, state="", line=line, began_at=at, changed_at=at)

    def hear(self, event: CallEvent, *, agent: str | None, at: datetime) -> tuple[Self, CallRecorded | None]:
        """What the software says of it; an event that comes again or late tells nothing new."""
        state = STATES[event]
        if self.state and ORDER.index(state) <= ORDER.index(self.state):
            return self, None
        heard = replace(self, state=state, version=self.version + 1, agent=agent or self.agent, changed_at=at)
        return heard, CallRecorded(call_id=self.call_id, version=heard.version, state=state, line=self.line)

    def known_as(self, party: UUID) -> Self:
        """The call with its caller's id in the vault."""
        return replace(self, party=party)
