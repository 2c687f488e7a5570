"""A process under eventlet, as a service is: its greenthreads count as fast as they can; on a word its loop blocks."""

import sys

import eventlet
import prometheus_client  # noqa: F401 - as kernel/process.py does it: before the patch

eventlet.monkey_patch()

from eventlet.patcher import original  # noqa: E402

from kernel.watch.door import open_door  # noqa: E402
from kernel.watch.figures import LETTERS, LETTERS_IN_HAND, SETTLE_SECONDS  # noqa: E402
from kernel.watch.pulse import BEAT, Pulse  # noqa: E402


def beat(pulse: Pulse) -> None:
    while True:
        pulse.beat()
        eventlet.sleep(BEAT)


def count(n: int) -> None:
    while True:
        for i in range(200):
            LETTERS.labels("command", f"type-{i % 7}", "done").inc()
            SETTLE_SECONDS.labels("command").observe(i / 1000)
        eventlet.sleep(0)
        LETTERS.labels("event", str(n), "done").inc()


def main() -> None:
    pulse = Pulse(patience=0.5)
    eventlet.spawn(beat, pulse)
    if "busy" in sys.argv:
        for n in range(20):
            eventlet.spawn(count, n)
    if "stuck" in sys.argv:
        LETTERS_IN_HAND.labels("command").set(5)
    open_door("green", pulse)
    sys.stdout.write("open\n")
    sys.stdout.flush()
    eventlet.sleep(1)  # lets the others begin
    if "blocked" in sys.argv:
        original("time").sleep(600)
    eventlet.sleep(600)


main()
