"""A nameko service as anybody in the city may have one; nothing of ours is imported. It prints what it hears."""

import warnings

warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated")

import eventlet  # noqa: E402 - the filter must be there first

eventlet.monkey_patch()

import json  # noqa: E402
import os  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any  # noqa: E402

from nameko.events import event_handler  # noqa: E402
from nameko.runners import ServiceRunner  # noqa: E402


class StockService:
    """Hears that the probe has noted something."""

    name = "stock"

    @event_handler("probe", "noted")
    def heard(self, data: Any) -> None:
        """Prints it."""
        print(f"heard {json.dumps(data)}", flush=True)  # noqa: T201 - its output is what the test reads


if __name__ == "__main__":
    runner = ServiceRunner({"AMQP_URI": os.environ["AMQP_URI"]})
    runner.add_service(StockService)
    runner.start()
    Path(os.environ["MINGCHA_READY_FILE"]).touch()
    runner.wait()
