"""How a platform in the foreground is asked to stop."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread
from types import FrameType
from typing import NoReturn


class StopAsked(SystemExit):
    """A signal asked this process to stop; left alone it becomes the exit code that shells expect for the signal."""

    def __init__(self, number: int) -> None:
        super().__init__(128 + number)


@contextmanager
def stop_on(*signals: signal.Signals) -> Iterator[None]:
    """Has the first of ``signals`` raise ``StopAsked`` in the main thread; later ones do not disturb the stopping.

    A signal that the caller's shell has switched off stays off, and in another thread nothing changes.
    """
    heard = [one for one in signals if signal.getsignal(one) is not signal.SIG_IGN]
    if current_thread() is not main_thread():
        heard = []

    def stop(number: int, _: FrameType | None) -> NoReturn:
        for one in heard:
            signal.signal(one, signal.SIG_IGN)
        raise StopAsked(number)

    before = {one: signal.signal(one, stop) for one in heard}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
