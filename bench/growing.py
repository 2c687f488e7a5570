"""Whether it is as fast with a million complaints as with ten thousand: two platforms, small and large, in turns."""

import random
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import partial

from bench import ours
from bench.contenders import Contender
from bench.contest import SAMPLE, get_rate, post_64_clients
from bench.filler import Filling, fill
from bench.ground import Ground, database_server
from bench.pages import pages
from bench.run import Run
from mingcha.local.platform import Platform

SIZES = {"10k": 10_000, "1m": 1_000_000}


def growing(run: Run, ground: Ground) -> None:
    """Fills both, then measures them in turns, on one broker.

    Each has a database server of its own, so that neither warms the other's caches.
    """
    with ExitStack() as stack:
        platforms = {}
        for size, count in SIZES.items():
            folder = run.folder / f"growth-{size}"
            database = stack.enter_context(database_server(folder / "database"))
            platform = ours.platform_on(
                folder, amqp_uri=ground.amqp_uri, management_uri=ground.management_uri, server=database.url("postgres")
            )
            _fill(run, platform, run.count(count))
            platforms[size] = platform
        for round_ in range(run.rounds):
            for size, platform in platforms.items():
                _measure(run, platform, size, round_)


def _fill(run: Run, platform: Platform, count: int) -> None:
    with platform.running():
        urls = (platform.database_url("complaints"), platform.database_url("notifications"))
        fill(run, Filling(*urls, platform.surroundings.secrets, first=1, count=count, until=datetime.now(UTC)))


def _measure(run: Run, platform: Platform, size: str, round_: int) -> None:
    with Contender(size, partial(ours.at_work, platform)).at_work(run.seconds(3)) as door:
        if run.wants("growth_post_10k", "growth_post_1m"):
            run.note(f"growth_post_{size}", post_64_clients(door, run.seconds(8)), round_)
        if run.wants("growth_get_10k", "growth_get_1m"):
            numbers = _spread(run.count(SIZES[size]))
            run.note(f"growth_get_{size}", get_rate(door, run.seconds(5), numbers), round_)
        if size == "1m":
            pages(run, door, round_)


def _spread(count: int) -> list[str]:
    """Numbers from all over the table, in no order."""
    chosen = random.Random(count).sample(range(1, count + 1), min(count, SAMPLE))  # noqa: S311 - seeded on purpose
    return [f"TS-{datetime.now(UTC).year}-{number:06d}" for number in chosen]
