from collections.abc import Callable, Iterator

import pytest

from mingcha.local.broker import PrivateBroker
from mingcha.local.database import PrivateDatabase
from tests.integration.kernel.post import Stranger
from tests.integration.kernel.stand import QUEUES, Running, Town

Start = Callable[[str], Running]


@pytest.fixture(scope="session")
def town(broker: PrivateBroker, database: PrivateDatabase, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """The town with its queues and tables, and nobody in it."""
    database.ensure_databases(["probe"])
    town = Town(broker.amqp_uri, broker.management_uri, database.url("probe"), tmp_path_factory.mktemp("town"))
    town.build()
    declared = town.run("kernel.topology")
    assert declared.returncode == 0, declared.stderr
    yield town
    town.engine.dispose()


@pytest.fixture(scope="session")
def residents() -> Iterator[dict[str, Running]]:
    """The processes that outlive a test."""
    running: dict[str, Running] = {}
    yield running
    for process in running.values():
        process.kill()


@pytest.fixture
def stranger(town: Town) -> Iterator[Stranger]:
    """Somebody at the broker; tables and queues are empty."""
    with Stranger(town.amqp_uri) as stranger:
        stranger.purge(*QUEUES)
        town.clear()
        yield stranger


@pytest.fixture
def probe(town: Town, residents: dict[str, Running], stranger: Stranger) -> Running:  # noqa: ARG001 - it empties first
    """The probe, which works; it outlives a gentle test, so that the next one need not wait for it."""
    if "probe" not in residents or not residents["probe"].is_alive:
        residents["probe"] = Running(town, "probe")
        residents["probe"].wait_ready()
    return residents["probe"]


@pytest.fixture
def start(town: Town, residents: dict[str, Running], stranger: Stranger) -> Iterator[Start]:  # noqa: ARG001 - see above
    """Starts processes of the probe by name, for a test that ends them; nobody else is at the probe's queues."""
    if "probe" in residents:
        residents.pop("probe").terminate()
    running: list[Running] = []

    def start(name: str) -> Running:
        running.append(Running(town, name))
        running[-1].wait_ready()
        return running[-1]

    yield start
    for process in running:
        process.kill()


@pytest.fixture
def frail_broker(broker: PrivateBroker) -> Iterator[PrivateBroker]:
    """The broker, which runs again afterwards whatever happens."""
    yield broker
    if broker.pid is None:
        broker.start()
        broker.wait_ready()
