"""TCP ports of this machine: which are free, and which another platform has claimed."""

import json
import random
import socket
from collections.abc import Iterable, Mapping
from pathlib import Path

LOCAL = "127.0.0.1"

_SPARE = range(20_000, 32_000)
"""Below the range from which Linux takes ports for outgoing connections: a client cannot sit on one by chance."""


class Claim:
    """A port that no other platform on this machine will take while this claim is held."""

    def __init__(self, port: int, host: str = LOCAL) -> None:
        """Claims ``port`` for listening on ``host``.

        The claim is an abstract Unix socket: the kernel lets go of it however the process ends.

        Raises:
            OSError: when another platform has claimed it, or somebody listens there.
        """
        self.port = port
        self._held = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        try:
            self._held.bind(f"\0mingcha-port-{port}")
            _try_to_bind(host, port)
        except OSError:
            self._held.close()
            raise

    def release(self) -> None:
        """Lets others have the port."""
        self._held.close()


def claim_first(ports: Iterable[int], host: str = LOCAL) -> Claim:
    """Claims the first of ``ports`` that is free, or else any spare one."""
    spare = random.sample(_SPARE, len(_SPARE))
    for port in (*ports, *spare):
        try:
            return Claim(port, host)
        except OSError:
            continue
    raise OSError("no free port on this machine")


class Ports:
    """The ports of one private server by purpose, remembered in a file so that a restart keeps them."""

    def __init__(self, file: Path, preferred: Mapping[str, int]) -> None:
        self._file = file
        self._preferred = preferred
        self._claims: dict[str, Claim] = {}

    def __getitem__(self, purpose: str) -> int:
        return self._claims[purpose].port

    def claim(self) -> None:
        """Claims a port for every purpose: the remembered one, else the preferred one, else any."""
        if self._claims:
            return
        remembered = json.loads(self._file.read_text(encoding="ascii")) if self._file.exists() else {}
        for purpose, preferred in self._preferred.items():
            self._claims[purpose] = claim_first((remembered.get(purpose, preferred), preferred))
        self._file.parent.mkdir(parents=True, exist_ok=True)
        chosen = {purpose: claim.port for purpose, claim in self._claims.items()}
        self._file.write_text(json.dumps(chosen), encoding="ascii")

    def release(self) -> None:
        """Gives the ports back; the file remembers them."""
        for claim in self._claims.values():
            claim.release()
        self._claims.clear()


def _try_to_bind(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # closed connections of a past run do not count
        probe.bind((host, port))
