"""The peers' processes: one each, as ours are, in the environment of ``bench/peers/requirements.lock``."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from amqp.exceptions import AMQPError

from bench.amqp_link import connection_to
from bench.contenders import Door
from bench.ground import Ground
from bench.load import ROOT
from bench.notices import Notices
from mingcha.local.keeper import Keeper
from mingcha.local.ports import LOCAL, claim_first
from mingcha.local.probes import answers
from mingcha.local.programs import Program

PEERS = ROOT / "bench" / "peers"

DATABASES = ("fastapi_complaints", "fastapi_notices", "nameko_complaints", "nameko_notices")

NAMEKO_EVENTS = "evt-complaints-complaint_filed--notices.on_complaint_filed"


@dataclass(frozen=True)
class Peer:
    """Where one peer lives: the servers, its environment's programs, its code, its folder for logs."""

    ground: Ground
    programs: Path
    code: str
    folder: Path

    def program(self, name: str, argv: Sequence[str], ready: Callable[[], bool], **env: str) -> Program:
        """One of its processes."""
        return Program(
            name=name,
            argv=(str(self.programs / argv[0]), *argv[1:]),
            env={**os.environ, "PYTHONUNBUFFERED": "1", **env},
            folder=PEERS / self.code,
            ready=ready,
        )

    @contextmanager
    def running(self, programs: Sequence[Program]) -> Iterator[None]:
        """Runs its processes, one after the other, until the ``with`` block is left."""
        with ExitStack() as stack:
            for program in programs:
                keeper = Keeper(program, self.folder)
                keeper.start()
                stack.callback(keeper.stop)
                keeper.wait_ready()
            yield


@contextmanager
def fastapi_faststream(ground: Ground, programs: Path, folder: Path) -> Iterator[Door]:
    """FastAPI, SQLAlchemy async and FastStream: commit, then publish; a consumer writes the notice."""
    peer = Peer(ground, programs, "fastapi_faststream", folder)
    broker = ground.virtual_host("fastapi")
    complaints, notices = (_asyncpg(ground.database_url(f"fastapi_{name}")) for name in ("complaints", "notices"))
    with _port() as (port, url):
        ready = hears(broker, "notices.inbox")
        app = answers(f"{url}/readyz")
        processes = (
            peer.program("consumer", ("python", "consumer.py"), ready, AMQP_URI=broker, DATABASE_URL=notices),
            peer.program("app", ("python", "app.py"), app, AMQP_URI=broker, DATABASE_URL=complaints, PORT=port),
        )
        with peer.running(processes), Notices(ground.database_url("fastapi_notices"), "notices", "0") as table:
            yield Door(url, "", table)


@contextmanager
def stock_nameko(ground: Ground, programs: Path, folder: Path) -> Iterator[Door]:
    """The framework as its documentation shows it: http, RpcProxy, commit, EventDispatcher, event_handler."""
    peer = Peer(ground, programs, "stock_nameko", folder)
    broker = ground.virtual_host("nameko")
    complaints, notices = (ground.database_url(f"nameko_{name}") for name in ("complaints", "notices"))
    run = ("nameko", "run", "--config", "config.yaml")
    with _port() as (port, url):
        processes = (
            peer.program(
                "notices", (*run, "notices"), hears(broker, NAMEKO_EVENTS), AMQP_URI=broker, DATABASE_URL=notices
            ),
            peer.program(
                "complaints",
                (*run, "complaints"),
                hears(broker, "rpc-complaints"),
                AMQP_URI=broker,
                DATABASE_URL=complaints,
                MAX_WORKERS="20",
            ),
            peer.program(
                "app", (*run, "gateway"), answers(f"{url}/readyz"), AMQP_URI=broker, PORT=port, MAX_WORKERS="100"
            ),
        )
        with peer.running(processes), Notices(notices, "notices", "0") as table:
            yield Door(url, "", table)


def hears(uri: str, queue: str) -> Callable[[], bool]:
    """Asks whether somebody consumes from a queue."""

    def ask() -> bool:
        connection = connection_to(uri)
        try:
            connection.connect()
            return bool(connection.channel().queue_declare(queue, passive=True).consumer_count)
        except (OSError, AMQPError):
            return False
        finally:
            connection.collect()

    return ask


@contextmanager
def _port() -> Iterator[tuple[str, str]]:
    """A free port, and the address there."""
    claim = claim_first((28080,))
    try:
        yield str(claim.port), f"http://{LOCAL}:{claim.port}"
    finally:
        claim.release()


def _asyncpg(url: str) -> str:
    return url.replace("+psycopg2", "+asyncpg")
