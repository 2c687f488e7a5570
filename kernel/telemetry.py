"""Logs: one JSON object a line, never a person's text, name or number."""

import logging
import logging.config
import sys
from typing import Any

import structlog

_TIME = structlog.processors.TimeStamper(fmt="iso", utc=True)


def set_up_logs(process: str, level: str = "INFO") -> None:
    """Has every logger of the process write JSON lines to standard output, each with the process's name."""

    def name(_logger: Any, _method: str, line: structlog.types.EventDict) -> structlog.types.EventDict:
        return {"process": process, **line}

    shared: list[structlog.types.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        _TIME,
        name,
    ]
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False, default=str),
        ],
    )
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    for noisy in ("nameko.containers", "amqp", "aiormq", "aio_pika"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
