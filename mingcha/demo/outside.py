"""The world outside the platform: a real mail server for complainants, and a department's webhook endpoint."""

import json
import socket
import tempfile
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Any, Self

from aiosmtpd.controller import Controller
from standardwebhooks import Webhook, WebhookVerificationError


class MailServer:
    """Takes every mail over SMTP and keeps it as a file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.taken: list[EmailMessage] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        """Keeps one mail."""
        mail = message_from_bytes(envelope.content, policy=policy.default)
        (self.folder / f"{len(self.taken) + 1}.eml").write_bytes(envelope.content)
        self.taken.append(mail)
        return "250 OK"


@dataclass
class Hook:
    """A department's endpoint; it keeps what came with a good signature, and counts the others."""

    secret: str = ""
    taken: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    refused: int = 0

    def take(self, body: bytes, headers: dict[str, str]) -> int:
        """Checks a call's signature as any receiver of Standard Webhooks does; gives the status to answer."""
        try:
            Webhook(self.secret).verify(body, headers)
        except (WebhookVerificationError, ValueError):
            self.refused += 1
            return 401
        self.taken.append(json.loads(body))
        self.headers.append(headers)
        return 204


class Outside:
    """Both servers, on free ports of this machine unless told which.

    ``host`` is the name under which the platform reaches them.
    """

    def __init__(self, host: str = "127.0.0.1", *, smtp_port: int = 0, hook_port: int = 0) -> None:
        self._host = host
        listen = "127.0.0.1" if host == "127.0.0.1" else "0.0.0.0"  # noqa: S104 - another container has to reach it
        self._folder = tempfile.TemporaryDirectory(prefix="mingcha-demo-")
        self.mails = MailServer(Path(self._folder.name))
        self.hook = Hook()
        self._smtp_port = smtp_port or _free_port()
        self._smtp = Controller(self.mails, hostname=listen, port=self._smtp_port)
        self._http = ThreadingHTTPServer((listen, hook_port), _handler(self.hook))

    def __enter__(self) -> Self:
        self._smtp.start()
        Thread(target=self._http.serve_forever, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._smtp.stop()
        self._http.shutdown()
        self._http.server_close()
        self._folder.cleanup()

    @property
    def settings(self) -> dict[str, str]:
        """What the platform's processes are told of this world."""
        return {"MINGCHA_SMTP_URI": f"smtp://{self._host}:{self._smtp_port}", "MINGCHA_WEBHOOK_PRIVATE": "allow"}

    @property
    def hook_url(self) -> str:
        """Where the department's endpoint answers."""
        return f"http://{self._host}:{self._http.server_address[1]}/mingcha"


def _handler(hook: Hook) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            self.send_response(hook.take(body, {name.lower(): value for name, value in self.headers.items()}))
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Keeps the demo's screen clean."""

    return Handler


def _free_port() -> int:
    """A port that nobody uses now; aiosmtpd wants to be told one."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
