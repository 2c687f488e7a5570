"""One call on a hotline, as its call-centre software tells of it (来电)."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self
from uuid import UUID

from contracts.complaints import CallEvent, CallRecorded

STATES = {CallEvent.NEW_CALL: "ringing", CallEvent.ANSWER: "answered", CallEvent.HANGUP: "ended"}
ORDER = tuple(STATES.values())

UNKNOWN_LINE = "unknown"
"""The line of a call of which no event has said it."""


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

    def hear(
        self,
        event: CallEvent,
        *,
        agent: str | None,
        at: datetime,
        line: str | None = None,
        party: UUID | None = None,
    ) -> tuple[Self, CallRecorded | None]:
        """What the software says of it; an event that comes again tells nothing new.

        One that comes late does not turn the call back, and yet says what nobody has said before.
        """
        state = STATES[event]
        is_late = bool(self.state) and ORDER.index(state) <= ORDER.index(self.state)
        heard = replace(
            self,
            state=self.state if is_late else state,
            agent=(self.agent or agent) if is_late else (agent or self.agent),
            line=line if line is not None and self.line == UNKNOWN_LINE else self.line,
            party=self.party or party,
        )
        return (self, None) if heard == self else self._told(heard, at)

    def name_nobody(self, party: UUID, *, at: datetime) -> tuple[Self, CallRecorded]:
        """The call of somebody who stays anonymous: ``party`` is nobody in the vault, and remains."""
        return self._told(replace(self, party=party), at)

    def _told(self, heard: Self, at: datetime) -> tuple[Self, CallRecorded]:
        told = replace(heard, version=self.version + 1, changed_at=at)
        return told, CallRecorded(call_id=told.call_id, version=told.version, state=told.state, line=told.line)
