"""How long an event is on its way: from the commit that made it to the commit of its handling in the next service.

PostgreSQL notes when each transaction was committed (``track_commit_timestamp``). A complaint's own row is written by
the transaction that made the event and by no other yet; the row of ``received`` in notifications by the one that
handled it. Both databases are on one server, so one clock tells both times.
"""

import time
from contextlib import closing
from datetime import datetime
from typing import Any

import psycopg2

from bench.contenders import Door
from bench.load import run_load
from bench.ours import NO_ID
from bench.run import Run
from mingcha.local.databases import dsn_of
from mingcha.local.platform import Platform

RATE = 100

_MADE = "select id::text, pg_xact_commit_timestamp(xmin) from complaints where id > %s"
_HANDLED = """
    select split_part(split_part(message_id, ' ', 2), '.', 1), pg_xact_commit_timestamp(xmin)
    from received where received_at > %s and message_id like '/services/complaints %%'
"""


def event_latency(run: Run, platform: Platform, door: Door) -> None:
    """All rounds, each at a steady 100 complaints a second."""
    for round_ in range(run.rounds):
        run.note("event_latency_p99_ms", _p99_ms(platform, door, run.seconds(15)), round_)


def _p99_ms(platform: Platform, door: Door, seconds: float) -> float:
    mark, began = door.notices.mark(), time.time()
    last = _last(platform)
    done = run_load(door.url, [door.post], clients=16, seconds=seconds, status=201, rate=RATE)
    door.notices.wait_for(done.count, mark)
    made = dict(_rows(platform.database_url("complaints"), _MADE, last))
    handled = dict(_rows(platform.database_url("notifications"), _HANDLED, datetime.fromtimestamp(began).astimezone()))
    took = sorted((handled[id_] - at).total_seconds() for id_, at in made.items())
    return float(1000 * took[int(0.99 * len(took))])


def _last(platform: Platform) -> str:
    newest = "select coalesce(max(id::text), %s) from (select id from complaints order by id desc limit 1) as newest"
    found = _rows(platform.database_url("complaints"), newest, NO_ID)
    return str(found[0][0])


def _rows(url: str, query: str, value: object) -> list[Any]:
    with closing(psycopg2.connect(dsn_of(url))) as connection, connection.cursor() as cursor:
        cursor.execute(query, (value,))
        return cursor.fetchall()
