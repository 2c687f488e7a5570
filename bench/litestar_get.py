"""The least that our HTTP framework can do: ``python -m bench.litestar_get PORT``, on uvicorn as the gateway is."""

import sys

import uvicorn
from litestar import Litestar, get


@get("/", sync_to_thread=False)
def nothing() -> dict[str, str]:
    """Answers."""
    return {"status": "ok"}


if __name__ == "__main__":
    uvicorn.run(Litestar([nothing], openapi_config=None), port=int(sys.argv[1]), access_log=False, log_config=None)
