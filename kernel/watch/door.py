"""``GET /metrics`` and ``GET /livez``, answered by a real thread: they answer also when the loop is blocked.

No web server of the standard library serves here: under eventlet all of them are made of greenthreads, and so depend
on the loop that is to be watched.
"""

import logging
import os
import sys
from collections.abc import Mapping
from importlib import import_module
from importlib.metadata import version
from typing import Any

from prometheus_client import CONTENT_TYPE_LATEST, disable_created_metrics, generate_latest

from kernel.watch import vitals
from kernel.watch.pulse import Pulse

log = logging.getLogger(__name__)

_PATIENCE = 2.0
"""Seconds for one caller; the next one waits meanwhile."""

_LONGEST = 8192
"""Bytes of a request that are read."""

_TEXT = "text/plain; charset=utf-8"


def open_door(process: str, pulse: Pulse, environ: Mapping[str, str] = os.environ) -> None:
    """Serves at ``MINGCHA_METRICS_PORT`` from now on; without one nothing is served.

    A port that is taken is no reason to stop working: it is tried again until it is free.
    """
    if not (port := environ.get("MINGCHA_METRICS_PORT")):
        return
    disable_created_metrics()  # type: ignore[no-untyped-call]
    vitals.PROCESS_INFO.labels(process, version("mingcha")).set(1)
    vitals.LOOP_SILENT_SECONDS.set_function(lambda: pulse.silent_seconds)
    door = _Door(environ.get("MINGCHA_METRICS_HOST") or "127.0.0.1", int(port), pulse)
    if not door.open():
        log.warning("metrics port taken", extra={"port": int(port)})
    _real("threading").Thread(target=door.serve, name="metrics", daemon=True).start()


class _Door:
    """Logs nothing from its own thread: the locks of ``logging`` are green ones."""

    def __init__(self, host: str, port: int, pulse: Pulse) -> None:
        self._place = (host, port)
        self._pulse = pulse
        self._socket = _real("socket")
        self._sleep = _real("time").sleep
        self._listener: Any = None

    def open(self) -> bool:
        """Tries to listen; says whether it does."""
        family = self._socket.AF_INET6 if ":" in self._place[0] else self._socket.AF_INET
        try:
            self._listener = self._socket.create_server(self._place, family=family)
        except OSError:
            return False
        return True

    def serve(self) -> None:
        """Answers one caller after the other, for as long as the process lives."""
        while self._listener is None and not self.open():
            self._sleep(1)
        while True:
            try:
                caller, _ = self._listener.accept()
            except OSError:  # no file descriptors left, for example
                self._sleep(0.1)
                continue
            try:
                with caller:
                    caller.settimeout(_PATIENCE)
                    caller.sendall(self._answer(_read(caller)))
            except OSError:  # the caller went away
                continue

    def _answer(self, request: bytes) -> bytes:
        method, _, rest = request.partition(b" ")
        path = rest.partition(b" ")[0].partition(b"?")[0]
        if method != b"GET":
            return _response("405 Method Not Allowed", b"only GET\n", _TEXT)
        if path == b"/metrics":
            return _response("200 OK", generate_latest(), CONTENT_TYPE_LATEST)
        if path == b"/livez":
            return self._livez()
        return _response("404 Not Found", b"/metrics /livez\n", _TEXT)

    def _livez(self) -> bytes:
        if self._pulse.is_alive:
            return _response("200 OK", b"alive\n", _TEXT)
        said = f"the loop has not turned for {self._pulse.silent_seconds:.1f} s\n".encode()
        return _response("503 Service Unavailable", said, _TEXT)


def _read(caller: Any) -> bytes:
    """The request, up to the end of its headers."""
    request = b""
    while b"\r\n\r\n" not in request and len(request) < _LONGEST and (more := caller.recv(4096)):
        request += more
    return request


def _response(status: str, body: bytes, kind: str) -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    return head.encode() + body


def _real(name: str) -> Any:
    """A module of the standard library as it was before eventlet changed it; the gateway has no eventlet."""
    patcher = sys.modules.get("eventlet.patcher")
    return patcher.original(name) if patcher else import_module(name)
