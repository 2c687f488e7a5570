"""A nameko service as any other team of the city would write it: nothing of Mingcha is imported.

``python stock_service.py AMQP_URI FILE``: for each complaint that is filed it asks for it, and writes down a line.
"""

import warnings

warnings.simplefilter("ignore")

import eventlet  # noqa: E402

eventlet.monkey_patch()

import json  # noqa: E402
import sys  # noqa: E402
from pathlib import Path  # noqa: E402

from nameko.events import event_handler  # noqa: E402
from nameko.rpc import RpcProxy  # noqa: E402
from nameko.runners import ServiceRunner  # noqa: E402


class Statistics:
    name = "statistics"

    complaints = RpcProxy("complaints")

    @event_handler("complaints", "complaint_filed")
    def note(self, payload: dict[str, object]) -> None:
        view = self.complaints.find_complaint(number=payload["number"])
        with Path(sys.argv[2]).open("a", encoding="utf-8") as file:
            file.write(json.dumps({"heard": payload, "asked": view}) + "\n")


if __name__ == "__main__":
    runner = ServiceRunner(config={"AMQP_URI": sys.argv[1]})
    runner.add_service(Statistics)
    runner.start()
    Path(sys.argv[2]).touch()
    runner.wait()
