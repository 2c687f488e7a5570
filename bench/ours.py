"""Ours, as ``make up`` starts it, on the servers that the others use too."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex

from bench.contenders import Door
from bench.load import ROOT
from bench.notices import Notices
from contracts.people import Role
from gateway.edge.keys import ApiKeys
from kernel.engine import open_engine
from mingcha.local.platform import Platform
from mingcha.local.surroundings import PROCESSES

NO_ID = "00000000-0000-0000-0000-000000000000"


def platform_on(folder: Path, *, amqp_uri: str, management_uri: str, server: str) -> Platform:
    """The platform on these servers, with its keys and logs in ``folder``. Without a mail server e-mails wait."""
    named = {"AMQP_URI": amqp_uri, "RABBITMQ_MANAGEMENT_URI": management_uri, "DATABASE_URL": server}
    return Platform(ROOT, folder, environ=_plain(os.environ) | named)


@contextmanager
def at_work(platform: Platform) -> Iterator[Door]:
    """Runs the platform; gives its door with an office key."""
    with platform.running():
        engine = open_engine(platform.database_url("gateway"), name="bench")
        key = ApiKeys(engine).create(f"bench-{token_hex(4)}", [Role.OFFICER], department=None, at=datetime.now(UTC))
        engine.dispose()
        with Notices(platform.database_url("notifications"), "messages", NO_ID) as notices:
            yield Door(platform.gateway_url, key, notices)


def pids(platform: Platform) -> dict[str, int]:
    """The processes that run, by name."""
    return {name: pid for name in PROCESSES if (pid := platform.pid(name)) is not None}


def _plain(environ: Mapping[str, str]) -> dict[str, str]:
    """The environment without settings of ours: what is measured is what stands in the tree."""
    return {name: value for name, value in environ.items() if not name.startswith("MINGCHA_")}
