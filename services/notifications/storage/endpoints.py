"""All endpoints of departments."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Row, select

from kernel.stage import Stage
from services.notifications.domain.endpoint import Endpoint
from services.notifications.storage.tables import endpoints


class Endpoints:
    """All endpoints."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def of(self, department: str | None) -> list[Endpoint]:
        """The endpoints of a department, or of all, as this batch sees them."""
        kept: dict[UUID, Endpoint] | None = self._stage.kept.get(("endpoints", department))
        if kept is None:
            query = select(endpoints).order_by(endpoints.c.department, endpoints.c.url)
            if department is not None:
                query = query.where(endpoints.c.department == department)
            kept = {endpoint.id: endpoint for endpoint in self._all(query)}
            self._stage.kept["endpoints", department] = kept
        return list(kept.values())

    def by_id(self, ids: Iterable[UUID | None]) -> dict[UUID, Endpoint]:
        """The endpoints with these ids."""
        query = select(endpoints).where(endpoints.c.id.in_({id_ for id_ in ids if id_}))
        return {endpoint.id: endpoint for endpoint in self._all(query)}

    def keep(self, endpoint: Endpoint) -> None:
        """Keeps an endpoint that was registered or has changed."""
        row = vars(endpoint) | {"events": list(endpoint.events)}
        write_row = self._stage.insert if endpoint.version == 1 else self._stage.update
        write_row(endpoints, row)
        self.of(endpoint.department)
        self._stage.kept["endpoints", endpoint.department][endpoint.id] = endpoint

    def _all(self, query: Any) -> list[Endpoint]:
        return [_endpoint(row) for row in self._stage.connection.execute(query)]


def _endpoint(row: Row[Any]) -> Endpoint:
    return msgspec.convert(row, Endpoint, from_attributes=True)
