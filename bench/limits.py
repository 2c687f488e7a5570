"""What the machine gives at most: commits, confirmed messages, plain HTTP. Each as bare as it can be had."""

import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import amqp
import psycopg2

from bench.amqp_link import Post, link
from bench.ground import Ground
from bench.load import ROOT, CouldNotMeasure, request, run_load
from bench.run import Run
from mingcha.local.databases import dsn_of
from mingcha.local.keeper import Keeper
from mingcha.local.ports import LOCAL, claim_first
from mingcha.local.probes import answers
from mingcha.local.programs import Program

DATABASE = "bench_limits"
QUEUE = "bench.limits"
WINDOW = 200

_MESSAGE = Post("", QUEUE, amqp.Message("x" * 300, delivery_mode=2))

_COMMIT = "insert into bench_commits (what) values ('one row of some length, as a small record has it');\n"


def limits(run: Run, ground: Ground) -> None:
    """All limits, each as often as there are rounds."""
    ground.fresh_databases([DATABASE])
    for round_ in range(run.rounds):
        for name, measure in LIMITS.items():
            if run.wants(name):
                run.note(name, measure(run, ground), round_)


def commits(clients: int) -> Callable[[Run, Ground], float]:
    """Single-row commits a second, by PostgreSQL's own pgbench."""

    def measure(run: Run, ground: Ground) -> float:
        url = dsn_of(ground.database_url(DATABASE))
        with psycopg2.connect(url) as connection, connection.cursor() as cursor:
            cursor.execute(
                "create table if not exists bench_commits (id bigint generated always as identity, what text)"
            )
        script = run.folder / "commit.sql"
        script.write_text(_COMMIT, encoding="ascii")
        argv = [_pgbench(), "-n", "-M", "prepared", "-f", str(script), "-c", str(clients), "-j", "1"]
        done = subprocess.run(
            [*argv, "-T", str(round(run.seconds(5)) or 1), url], capture_output=True, text=True, check=False
        )
        found = re.search(r"tps = ([0-9.]+)", done.stdout)
        if found is None:
            raise CouldNotMeasure(f"pgbench: {done.stderr.strip()[-200:]}")
        return float(found[1])

    return measure


def published(window: int) -> Callable[[Run, Ground], float]:
    """Messages a second that a quorum queue has confirmed, ``window`` of them on their way at once."""

    def measure(run: Run, ground: Ground) -> float:
        with link(ground.amqp_uri) as to:
            _declare(to.channel)
            count, start = 0, time.monotonic()
            while time.monotonic() - start < run.seconds(4):
                to.publish([_MESSAGE] * window)
                count += window
            return count / (time.monotonic() - start)

    return measure


def consumed(run: Run, ground: Ground) -> float:
    """Messages a second that are taken from a quorum queue and acknowledged in batches."""
    count = run.count(30_000)
    with link(ground.amqp_uri) as to:
        _declare(to.channel)
        for _ in range(count // WINDOW):
            to.publish([_MESSAGE] * WINDOW)
        taken: list[int] = []
        to.channel.basic_qos(0, 2 * WINDOW, False)  # noqa: FBT003 - the protocol's own third argument
        start, acknowledged = time.monotonic(), 0
        to.channel.basic_consume(QUEUE, callback=lambda message: taken.append(message.delivery_tag))
        while acknowledged < count:
            to.channel.connection.drain_events(timeout=10)
            if len(taken) - acknowledged >= WINDOW:
                acknowledged = len(taken)
                to.channel.basic_ack(taken[-1], multiple=True)
        return count / (time.monotonic() - start)


def http(module: str) -> Callable[[Run, Ground], float]:
    """Answers a second of one of our smallest servers, 32 clients."""

    def measure(run: Run, _ground: Ground) -> float:
        with small_server(module, run.folder) as url:
            return run_load(url, [request(url, "GET", "/")], clients=32, seconds=run.seconds(4), status=200).rate

    return measure


@contextmanager
def small_server(module: str, folder: Path) -> Iterator[str]:
    """Runs ``python -m module PORT``; gives its address."""
    claim = claim_first((28090,))
    url = f"http://{LOCAL}:{claim.port}"
    argv = (sys.executable, "-m", module, str(claim.port))
    keeper = Keeper(Program(name=module, argv=argv, env={}, folder=ROOT, ready=answers(url)), folder)
    try:
        keeper.start()
        keeper.wait_ready()
        yield url
    finally:
        keeper.stop()
        claim.release()


def _declare(channel: Any) -> None:
    """The queue, new and empty."""
    channel.queue_delete(QUEUE)
    channel.queue_declare(QUEUE, durable=True, auto_delete=False, arguments={"x-queue-type": "quorum"})


def _pgbench() -> str:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pgbench"))
    if not found:
        raise CouldNotMeasure("pgbench is missing; it comes with PostgreSQL")
    return str(found[-1])


LIMITS = {
    "generator_limit": http("bench.fixed_answer"),
    "postgres_commits_1_client": commits(1),
    "postgres_commits_32_clients": commits(32),
    "rabbitmq_publish_1_by_1": published(1),
    "rabbitmq_publish_window_200": published(WINDOW),
    "rabbitmq_consume_batched": consumed,
    "litestar_get": http("bench.litestar_get"),
}
