"""Runs the gateway: ``python -m gateway``."""

import os

import uvicorn

from gateway.app import create_app
from gateway.attachments.desk import FileDesk
from gateway.edge.watch import Watch
from kernel.settings import Settings
from kernel.silence import notice_silence, wait_in_thread
from kernel.telemetry import set_up_logs


def main() -> None:
    """Serves until SIGTERM or SIGINT; requests at hand are answered first."""
    set_up_logs("gateway")
    notice_silence(wait_in_thread)
    settings = Settings.read()
    FileDesk.of(settings).storeroom.open()
    uvicorn.run(
        Watch(create_app(settings)),
        host=os.environ.get("MINGCHA_HTTP_HOST", "127.0.0.1"),
        port=int(os.environ.get("MINGCHA_HTTP_PORT", "8080")),
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=15,
        server_header=False,
    )


if __name__ == "__main__":
    main()
