"""Departments' events by AMQP: from the first one posted to the last one committed.

The event is ``case_signed_for``, the cheapest that changes something: it is read, checked against the broker's user,
looked up in ``received``, applied to a case that was dispatched to that very department, and written with its fact,
which goes on to the outbox. The cases are made before, with their history.
"""

import subprocess
import sys
import time
from contextlib import closing
from datetime import UTC, datetime

import psycopg2

from bench.filler import Filling, fill, next_number
from bench.load import ROOT, CouldNotMeasure
from bench.run import Run
from mingcha.broker_users import connect_department
from mingcha.local.databases import dsn_of
from mingcha.local.platform import Platform

PATIENCE = 120
EVENTS = 20_000


def department_events(run: Run, platform: Platform) -> None:
    """All rounds, each on new cases."""
    for round_ in range(run.rounds):
        run.note("department_events", _events(run, platform, f"bench_{round_}"), round_)


def _events(run: Run, platform: Platform, department: str) -> float:
    """Events a second of one round."""
    count = run.count(EVENTS)
    url = platform.database_url("complaints")
    user = connect_department(platform.management_uri, department)
    first, now = next_number(url), datetime.now(UTC)
    places = (url, platform.database_url("notifications"), platform.surroundings.secrets)
    fill(run, Filling(*places, first=first, count=count, until=now, department=department))
    argv = [sys.executable, "-m", "bench.department", user.uri(platform.amqp_uri), department]
    done = subprocess.Popen([*argv, str(now.year), str(first), str(count)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    end = _wait_for(url, department, count, done)
    return count / (end - float(done.communicate()[0]))


def _wait_for(url: str, department: str, count: int, posting: "subprocess.Popen[str]") -> float:
    """Waits until so many cases of the department are signed for; gives the Unix time at which that was seen.

    Raises:
        CouldNotMeasure: when they do not come.
    """
    query = "select count(*) from complaints where department = %s and state = 'signed'"
    end = time.monotonic() + PATIENCE
    with closing(psycopg2.connect(dsn_of(url))) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            while True:
                cursor.execute(query, (department,))
                ((signed,),) = cursor.fetchall()
                if signed >= count:
                    return time.time()
                if posting.poll() or time.monotonic() > end:
                    raise CouldNotMeasure(f"{signed} of {count} events were applied")
                time.sleep(0.05)
