"""What every route has at hand, made once a process."""

from dataclasses import dataclass, field

from litestar.di import NamedDependency

from contracts.mail import Reply
from contracts.refusals import Refused
from contracts.wire import Command, Contract, read
from gateway.bus import Bus
from gateway.edge.caller import Asked, caller_of
from gateway.edge.conditions import command_id, fingerprint
from gateway.edge.guesses import Guesses
from kernel.sealing import KeyRing


@dataclass(frozen=True)
class Accepted:
    """A command that the broker has and whose reply is late: where to ask for it."""

    location: str


@dataclass(frozen=True)
class Desk:
    """The bus, the keys, the two secrets of the edge, and the wrong receipts that it has seen."""

    bus: Bus
    keys: KeyRing
    receipt_key: bytes
    fingerprint_key: bytes
    guesses: Guesses = field(default_factory=Guesses)

    async def send(
        self,
        request: Asked,
        service: str,
        command: Command,
        *,
        id: str | None = None,
        content: bytes | None = None,
    ) -> Reply | Accepted:
        """Sends a command for a request; gives its reply, or where to ask for it.

        ``content`` stands for a body that was streamed: its digest tells it from another under the same key.

        Raises:
            Refused: what the service refuses.
            BusAway: when the broker did not confirm it.
        """
        caller = caller_of(request)
        id_ = id or command_id(request)
        body = await request.body() if content is None else content
        print_ = fingerprint(request, body, self.fingerprint_key)
        reply = await self.bus.command(service, command, caller, id=id_, fingerprint=print_)
        if reply is None:
            return Accepted(f"/v1/commands/{service}.{id_}")
        if reply.refusal is not None:
            raise Refused.recall(reply.refusal)
        return reply


async def read_body(request: Asked, contract: type[Contract]) -> Contract:
    """The request's JSON as a contract.

    Raises:
        Invalid: naming the field and the rule.
    """
    return read(contract, await request.body())


AtHand = NamedDependency[Desk]
"""How a route asks for the desk."""
