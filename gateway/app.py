"""The gateway's application: what it stands on, its routes, its guard, its "no"."""

import asyncio
import base64
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from litestar import Litestar
from litestar.di import Provide
from litestar.exceptions import HTTPException
from litestar.static_files import create_static_files_router
from sqlalchemy import Engine, QueuePool

from contracts.refusals import Refused
from gateway import schema
from gateway.attachments.desk import FileDesk
from gateway.attachments.storeroom import StoreAway
from gateway.attachments.sweeping import keep_sweeping, kept_by
from gateway.bus import Bus, BusAway
from gateway.desk import Desk
from gateway.edge import figures, problems
from gateway.edge.access import PUBLIC, Door
from gateway.edge.keys import ApiKeys
from gateway.routes import (
    accountability,
    attachments,
    awareness,
    calendars,
    callbacks,
    case_files,
    commands,
    complaint_actions,
    complaints,
    departments,
    directory,
    exposures,
    health,
    hotline,
    identities,
    inspections,
    instructions,
    items,
    messages,
    notifications,
    open311,
    receipts,
    rectifications,
    retaliation,
    special_supervisions,
    statistics,
    status,
    supervision,
    surveys,
)
from kernel.clock import Clock
from kernel.engine import open_engine
from kernel.sealing import KeyRing
from kernel.settings import Settings
from kernel.watch import vitals
from kernel.watch.door import open_door
from kernel.watch.pulse import BEAT, Pulse

LARGEST_BODY = 1_000_000
"""Bytes; a route that takes files says otherwise."""

ROUTES = (
    *complaints.ROUTES,
    *complaint_actions.ROUTES,
    *case_files.ROUTES,
    *callbacks.ROUTES,
    *supervision.ROUTES,
    *instructions.ROUTES,
    *attachments.ROUTES,
    *surveys.ROUTES,
    *awareness.ROUTES,
    *retaliation.ROUTES,
    *hotline.ROUTES,
    *status.ROUTES,
    *receipts.ROUTES,
    *messages.ROUTES,
    *identities.ROUTES,
    *departments.ROUTES,
    *directory.ROUTES,
    *calendars.ROUTES,
    *rectifications.ROUTES,
    *accountability.ROUTES,
    *inspections.ROUTES,
    *exposures.ROUTES,
    *special_supervisions.ROUTES,
    *items.ROUTES,
    *statistics.ROUTES,
    *notifications.ROUTES,
    *commands.ROUTES,
    *open311.ROUTES,
    *health.ROUTES,
)


async def _beat(pulse: Pulse) -> None:
    while True:
        pulse.beat()
        await asyncio.sleep(BEAT)


def _show(bus: Bus, engine: Engine) -> None:
    """Has the figures of the bus and of the pool looked up by whoever reads them."""
    figures.BUS_WAITING.set_function(lambda: bus.waiting)
    figures.BUS_OPEN.set_function(lambda: bus.is_open)
    pool = engine.pool
    if isinstance(pool, QueuePool):
        vitals.DATABASE_CONNECTIONS.set_function(pool.checkedout)


def create_app(settings: Settings) -> Litestar:
    """Makes the application; it connects when it starts."""
    engine = open_engine(settings.database_url, name="gateway")
    bus = Bus(settings.amqp_uri)
    _show(bus, engine)
    desk = Desk(
        bus=bus,
        keys=KeyRing(settings.secret),
        receipt_key=base64.b64decode(settings.secret("receipt.key")),
        fingerprint_key=base64.b64decode(settings.secret("fingerprint.key")),
    )
    files = FileDesk.of(settings)
    door = Door(ApiKeys(engine), Clock(settings.clock_file))

    @asynccontextmanager
    async def mail(_app: Litestar) -> AsyncIterator[None]:
        pulse = Pulse()
        open_door("gateway", pulse)
        await bus.open()
        tasks = [asyncio.create_task(work) for work in (_beat(pulse), keep_sweeping(files.storeroom, kept_by(bus)))]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await bus.close()
            engine.dispose()

    app = Litestar(
        route_handlers=[
            *ROUTES,
            create_static_files_router("/static", [schema.STATIC], opt={"roles": PUBLIC}, include_in_schema=False),
        ],
        guards=[door.guard],
        dependencies={
            "desk": Provide(lambda: desk, sync_to_thread=False),
            "files": Provide(lambda: files, sync_to_thread=False),
            "engine": Provide(lambda: engine, sync_to_thread=False),
        },
        exception_handlers={
            Refused: problems.on_refused,
            BusAway: problems.on_bus_away,
            StoreAway: problems.on_store_away,
            HTTPException: problems.on_http_exception,
            Exception: problems.on_fault,
        },
        openapi_config=schema.OPENAPI,
        lifespan=[mail],
        request_max_body_size=LARGEST_BODY,
        logging_config=None,
    )
    schema.describe(app)
    return app
