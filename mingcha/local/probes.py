"""Questions whether something works: asked often, answered in seconds, and with no instead of an exception."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit

import amqp
import requests
from amqp.exceptions import AMQPError

_PATIENCE = 10


def has(file: Path) -> Callable[[], bool]:
    """Asks whether ``file`` is there: services write one when they work."""
    return file.exists


def answers(url: str) -> Callable[[], bool]:
    """Asks whether a GET of ``url`` succeeds."""
    return lambda: http_succeeds(url)


def http_succeeds(url: str) -> bool:
    """Says whether a GET of ``url`` gives a 2xx; the machine's proxy settings are for other addresses."""
    with requests.Session() as session:
        session.trust_env = False
        try:
            return session.get(url, timeout=_PATIENCE).ok
        except requests.RequestException:
            return False


def amqp_opens(uri: str) -> bool:
    """Says whether the broker at ``uri`` lets its user in."""
    parts = urlsplit(uri)
    connection = amqp.Connection(
        f"{parts.hostname}:{parts.port}",
        userid=parts.username,
        password=parts.password,
        virtual_host=unquote(parts.path[1:]),
        connect_timeout=_PATIENCE,
        read_timeout=_PATIENCE,
        write_timeout=_PATIENCE,
    )
    try:
        connection.connect()
        connection.close()
    except (OSError, AMQPError):
        connection.collect()
        return False
    return True
