"""All requests to look at an identity, and the log of them."""

from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Row, Text, literal, null, select, union_all

from contracts.identity import FindIdentityRequests, IdentityAct, IdentityLogEntry, IdentityRequestUnknown
from kernel.stage import Stage, said_in
from services.complaints.domain.case import Case
from services.complaints.identity.domain import OPEN, Entry, IdentityRequest
from services.complaints.identity.tables import identity_log, identity_requests
from services.complaints.storage.tables import vault_reads

_COLUMNS = [str(column.name) for column in identity_requests.c]
_asked = said_in("number")


class IdentityRequests:
    """All requests."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def keep(self, request: IdentityRequest) -> None:
        """Keeps a request that was made or has moved."""
        write_row = self._stage.insert if request.version == 1 else self._stage.update
        write_row(identity_requests, vars(request))
        self._stage.kept["identity request", request.number] = request
        self._stage.kept["open identity request", (request.case, request.requested_by)] = request

    def get(self, number: str) -> IdentityRequest:
        """The request with this number.

        Raises:
            IdentityRequestUnknown: when there is none.
        """
        found: IdentityRequest | None = self._stage.find("identity request", number, self._by_number, _asked)
        if found is None:
            raise IdentityRequestUnknown(number)
        return found

    def open_of(self, case: str, person: str) -> IdentityRequest | None:
        """The request about a case that a person has open."""
        kept: IdentityRequest | None = self._stage.kept.get(("open identity request", (case, person)))
        if kept is not None:
            return kept if kept.state in OPEN else None
        rows = identity_requests
        query = select(rows).where(rows.c.case == case, rows.c.requested_by == person, rows.c.state.in_(OPEN))
        row = self._stage.connection.execute(query).first()
        return None if row is None else _request(row)

    def page(self, asked: FindIdentityRequests, person: str | None, after: UUID | None) -> list[IdentityRequest]:
        """The newest requests that fit, ``after`` the one with this id; never more than were asked for."""
        query = select(identity_requests).order_by(identity_requests.c.id.desc()).limit(asked.limit)
        for name, value in {"case": asked.case, "state": asked.state, "requested_by": person}.items():
            if value is not None:
                query = query.where(identity_requests.c[name] == value)
        if after is not None:
            query = query.where(identity_requests.c.id < after)
        return [_request(row) for row in self._stage.connection.execute(query)]

    def _by_number(self, numbers: set[str]) -> dict[str, IdentityRequest]:
        query = select(identity_requests).where(identity_requests.c.number.in_(numbers))
        return {row.number: _request(row) for row in self._stage.connection.execute(query)}


class IdentityBook:
    """The log: what was done about an identity, and every other look into the vault."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def add(self, entry: Entry) -> None:
        """Keeps an act."""
        self._stage.insert(identity_log, {name: value for name, value in vars(entry).items() if name != "version"})

    def page(self, case: Case, after: UUID | None, limit: int) -> list[IdentityLogEntry]:
        """What was done about one complaint's complainant, the newest first; never more than ``limit``."""
        acts, looks = identity_log, vault_reads
        both = union_all(
            select(acts.c.id, acts.c.act, acts.c.by, acts.c.at, acts.c.number, acts.c.reason).where(
                acts.c.case == case.number
            ),
            select(
                looks.c.id,
                literal(IdentityAct.LOOKED.value, Text).label("act"),
                looks.c.reader.label("by"),
                looks.c.read_at.label("at"),
                null().cast(Text).label("number"),
                looks.c.reason,
            ).where(looks.c.party == case.party, looks.c.party.is_not(None)),
        ).subquery()
        query = select(both).order_by(both.c.id.desc()).limit(limit)
        if after is not None:
            query = query.where(both.c.id < after)
        return [_entry(row) for row in self._stage.connection.execute(query)]


def _request(row: Row[Any]) -> IdentityRequest:
    return msgspec.convert(dict(zip(_COLUMNS, row, strict=True)), IdentityRequest)


def _entry(row: Row[Any]) -> IdentityLogEntry:
    said = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's public name for it
    return IdentityLogEntry(**(said | {"id": str(row.id), "act": IdentityAct(row.act)}))
