"""Objects that belong to no attachment: uploads that were never recorded, and what a removal left.

The gateway does this, and not the complaints service or somebody at a command line: it alone has the store and its key,
it runs on asyncio as obstore does, and nobody needs to remember it. Several may do it at once.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection
from datetime import UTC, datetime, timedelta

from contracts.attachments import FindKeptAttachments, KeptAttachments
from contracts.people import Actor, Role
from gateway.attachments.storeroom import StoreAway, Storeroom
from gateway.bus import Bus, BusAway
from gateway.edge.caller import Caller
from kernel.trace import trace_of

log = logging.getLogger(__name__)

ORPHAN_AFTER = timedelta(days=1)
"""How old an object is before nobody can be about to record it: the complaints service records none this old."""

FIRST_AFTER = 300.0
AGAIN_AFTER = 6 * 3600.0
"""Seconds from the start to the first sweep, and from one to the next."""

Kept = Callable[[list[str]], Awaitable[Collection[str]]]
"""Gives those of these objects that belong to an attachment."""

_ITSELF = Actor(id="/gateway", roles=[Role.SYSTEM])


async def sweep(storeroom: Storeroom, kept: Kept, *, now: datetime) -> int:
    """Removes every object that is a day old and nobody's; gives how many. The real time counts: files bear it.

    Raises:
        StoreAway: when the store cannot be reached.
        BusAway: when the complaints service cannot be asked; nothing is removed unasked.
    """
    before = now - ORPHAN_AFTER
    removed = await storeroom.clear_leftovers(before)
    async for names in storeroom.older_than(before):
        for orphan in sorted(set(names) - set(await kept(names))):
            await storeroom.remove(orphan)
            removed += 1
    return removed


async def keep_sweeping(storeroom: Storeroom, kept: Kept) -> None:
    """Sweeps from time to time, for as long as the process runs; what fails is tried again the next time."""
    await asyncio.sleep(FIRST_AFTER)
    while True:
        try:
            removed = await sweep(storeroom, kept, now=datetime.now(UTC))
            log.info("swept", extra={"removed": removed})
        except (StoreAway, BusAway) as error:
            log.warning("sweep put off", extra={"error": str(error)})
        except Exception:
            log.exception("no sweep")
        await asyncio.sleep(AGAIN_AFTER)


def kept_by(bus: Bus) -> Kept:
    """Asks the complaints service, which has the rows."""

    async def kept(names: list[str]) -> list[str]:
        caller = Caller(actor=_ITSELF, language="en", trace=trace_of(""))
        answer = await bus.query("complaints", FindKeptAttachments(ids=names), caller, KeptAttachments)
        return answer.ids

    return kept
