"""Runs the gateway: ``python -m gateway``."""

import gc

gc.disable()  # until it serves: a start makes no garbage, and a third of its time went into looking for some

import os  # noqa: E402

import uvicorn  # noqa: E402

from gateway.app import create_app  # noqa: E402
from gateway.attachments.desk import FileDesk  # noqa: E402
from gateway.edge.watch import Watch  # noqa: E402
from kernel.settings import Settings  # noqa: E402
from kernel.silence import notice_silence, wait_in_thread  # noqa: E402
from kernel.telemetry import set_up_logs  # noqa: E402


def main() -> None:
    """Serves until SIGTERM or SIGINT; requests at hand are answered first."""
    set_up_logs("gateway")
    notice_silence(wait_in_thread)
    settings = Settings.read()
    FileDesk.of(settings).storeroom.open()
    app = Watch(create_app(settings))
    gc.freeze()  # what is there now stays to the end
    gc.enable()
    uvicorn.run(
        app,
        host=os.environ.get("MINGCHA_HTTP_HOST", "127.0.0.1"),
        port=int(os.environ.get("MINGCHA_HTTP_PORT", "8080")),
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=15,
        server_header=False,
    )


if __name__ == "__main__":
    main()
