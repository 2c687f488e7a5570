"""Runs one service: ``python -m kernel.process complaints``."""

import gc

gc.disable()  # until it is ready: a start makes no garbage, and a fifth of its time went into looking for some

import warnings  # noqa: E402

warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated")  # docs/adr: eventlet's risk

import eventlet  # noqa: E402 - the filter must be there first
import prometheus_client  # noqa: E402, F401 - before the locks turn green: a real thread reads the figures

eventlet.monkey_patch()  # before anything that opens a socket is imported

import logging  # noqa: E402
import signal  # noqa: E402
import sys  # noqa: E402

from nameko.runners import ServiceRunner  # noqa: E402

from kernel.services import service_class  # noqa: E402
from kernel.settings import Settings  # noqa: E402
from kernel.telemetry import set_up_logs  # noqa: E402
from kernel.watch.door import open_door  # noqa: E402
from kernel.watch.pulse import BEAT, Pulse  # noqa: E402

log = logging.getLogger(__name__)


def run(name: str) -> None:
    """Runs the service until SIGTERM or SIGINT, then stops it gracefully; a dead container ends the process."""
    settings = Settings.read()
    runner = ServiceRunner(config={"AMQP_URI": settings.amqp_uri, "settings": settings})
    runner.add_service(service_class(name))

    def end(*_: object) -> None:
        eventlet.spawn_n(runner.stop)

    pulse = Pulse()
    eventlet.spawn(_beat, pulse)
    open_door(name, pulse)
    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    runner.start()
    gc.freeze()  # what is there now stays to the end
    gc.enable()
    if settings.ready_file is not None:
        settings.ready_file.write_text("ready", encoding="ascii")
    log.info("ready")
    runner.wait()
    log.info("stopped")


def _beat(pulse: Pulse) -> None:
    while True:
        pulse.beat()
        eventlet.sleep(BEAT)


if __name__ == "__main__":
    set_up_logs(sys.argv[1])
    run(sys.argv[1])
