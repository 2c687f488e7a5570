"""Finding the platform that a command speaks to: the one that the environment names, or that runs in this folder."""

import os
from pathlib import Path

from kernel.settings import said
from mingcha.client import Mingcha
from mingcha.local.record import PlatformRecord, read_record


class NotRunning(Exception):
    """Nothing runs here, and the environment names nothing."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"平台未运行,也未设置 {name}。请先执行 make up。/ "
            f"No platform runs here and {name} is not set. Start one with: make up",
        )


def gateway_url() -> str:
    """The HTTP door: ``MINGCHA_URL``, or where the platform of this folder answers; raises ``NotRunning``."""
    return os.environ.get("MINGCHA_URL") or _record("MINGCHA_URL").gateway_url


def amqp_uri() -> str:
    """The broker: ``AMQP_URI``, or that of the platform of this folder; raises ``NotRunning``."""
    return said("AMQP_URI") or _record("AMQP_URI").amqp_uri


def management_uri() -> str:
    """The broker's HTTP API: ``RABBITMQ_MANAGEMENT_URI``, or that of the platform of this folder."""
    name = "RABBITMQ_MANAGEMENT_URI"
    return said(name) or _record(name).management_uri


def database_url(process: str) -> str:
    """The database of one process: ``DATABASE_URL_COMPLAINTS`` and so on, or that of the platform of this folder."""
    name = f"DATABASE_URL_{process.upper()}"
    return said(name) or _record(name).database_urls[process]


def client(key: str) -> Mingcha:
    """A client of the gateway; the key comes from the option or from ``MINGCHA_KEY``."""
    return Mingcha(gateway_url(), key or os.environ.get("MINGCHA_KEY", ""), language=_language())


def _language() -> str:
    """English where the terminal speaks it, Chinese otherwise; what the command line says itself is in both."""
    said = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "en" if said.startswith("en") else "zh"


def _record(name: str) -> PlatformRecord:
    for folder in (Path("var"), Path("var/demo")):
        if (record := read_record(folder)) is not None:
            return record
    raise NotRunning(name)
