"""Who is measured: ours and its peers, each the same from outside."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass

from bench.load import COMPLAINT, request, run_load
from bench.notices import Notices


@dataclass(frozen=True)
class Door:
    """A contender at work: where it answers, the key it asks for, and the table of its second service."""

    url: str
    key: str
    notices: Notices

    @property
    def post(self) -> bytes:
        """Filing a complaint."""
        return request(self.url, "POST", "/v1/complaints", key=self.key, body=COMPLAINT)

    def get(self, number: str) -> bytes:
        """Reading one."""
        return request(self.url, "GET", f"/v1/complaints/{number}", key=self.key)


@dataclass(frozen=True)
class Contender:
    """Somebody to be measured; ``running`` starts all its processes and stops them at the end."""

    name: str
    running: Callable[[], AbstractContextManager[Door]]

    @contextmanager
    def at_work(self, warm_up: float) -> Iterator[Door]:
        """At work and warm: it has answered for ``warm_up`` seconds, and dealt with what it was sent."""
        with self.running() as door:
            for clients in (1, 64):
                mark = door.notices.mark()
                done = run_load(door.url, [door.post], clients=clients, seconds=warm_up / 2, status=201)
                door.notices.wait_for(done.count, mark)
            yield door
