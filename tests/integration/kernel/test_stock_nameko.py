"""On the wire we are nameko: a service that knows nothing of us hears our events."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.kernel.post import Stranger
from tests.integration.kernel.stand import Running, Town, eventually


@pytest.fixture
def listener(town: Town, stranger: Stranger) -> Iterator[Running]:
    """A stock nameko service that hears ``noted``."""
    listener = Running(town, "stock", (str(Path(__file__).with_name("stock_listener.py")),))
    listener.wait_ready()
    yield listener
    listener.kill()
    stranger.delete("evt-probe-noted--stock.heard")


@pytest.mark.usefixtures("probe")
def test_a_stock_nameko_service_hears_our_event(listener: Running, stranger: Stranger) -> None:
    stranger.order("note", key="a", text="x")

    eventually(lambda: listener.said('heard {"key": "a", "version": 1, "text": "x"}'))
