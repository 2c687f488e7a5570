"""Logs: one JSON object a line, never a person's text, name or number.

A line says what is being handled when it is written: see :func:`about`. The formatter is our own, since it runs for
every request: structlog's took twice the time (docs/adr/0009).
"""

import logging
import sys
from collections.abc import Mapping
from contextvars import ContextVar
from datetime import UTC, datetime
from traceback import format_tb
from typing import Any

import msgspec

_ABOUT: ContextVar[Mapping[str, str] | None] = ContextVar("about", default=None)

_OF_EVERY_RECORD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName", "each"}


def about(**said: str) -> None:
    """Has every line of this greenthread or task carry ``said`` from here on, and nothing that it carried before."""
    _ABOUT.set(said)


class JsonLines(logging.Formatter):
    """Writes a record as a JSON object: what it says, what is being handled, and what ``extra`` brings.

    ``extra={"each": [...]}`` gives a line for each of many things for the price of one record.
    """

    def __init__(self, process: str) -> None:
        super().__init__()
        self._process = process
        self._encode = msgspec.json.Encoder(enc_hook=str).encode

    def format(self, record: logging.LogRecord) -> str:
        """One or many lines."""
        line = {
            "process": self._process,
            "event": record.getMessage(),
            "level": record.levelname.lower(),
            "logger": record.name,
            "timestamp": datetime.fromtimestamp(record.created, UTC),
            **(_ABOUT.get() or {}),
            **{name: value for name, value in vars(record).items() if name not in _OF_EVERY_RECORD},
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        whole = self._encode(line)
        each: list[Mapping[str, Any]] = getattr(record, "each", [])
        return "\n".join((whole[:-1] + b"," + self._encode(one)[1:]).decode() for one in each) or whole.decode()

    def formatException(self, ei: Any) -> str:  # noqa: N802 - logging calls it so
        """What kind of errors they were and where they were raised; not their text, which may be what people said."""
        said, error = [], ei[1]
        while error is not None:
            said += [*format_tb(error.__traceback__), f"{type(error).__module__}.{type(error).__qualname__}\n"]
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "".join(said)


def set_up_logs(process: str, level: str = "INFO") -> None:
    """Has every logger of the process write JSON lines to standard output, each with the process's name."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(JsonLines(process))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    for noisy in ("nameko.containers", "amqp", "aiormq", "aio_pika"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    _leave_out_what_nobody_reads()


def _leave_out_what_nobody_reads() -> None:
    """A record's file, line, thread and process are in no line of ours; finding them takes half of its time."""
    logging._srcfile = None  # noqa: SLF001 - the logging manual's own advice
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False
