"""What a service writes over its methods: ``@command``, ``@query`` and ``@event("complaints")``.

The contract is the annotation of the method's first argument after ``self``; a method that wants to know who acts
takes ``by: Actor``. Renaming a method changes nothing on the wire: the contract's name counts.
"""

import inspect
from collections.abc import Callable
from typing import Any, TypeVar, get_type_hints

from nameko.extensions import Entrypoint

from contracts.wire import read, wire_name
from kernel.mail.letter import Letter
from kernel.mail.mailbox import CommandBox, EventBox, Mailbox, QueryBox
from kernel.mail.queries import arguments

Method = TypeVar("Method", bound=Callable[..., Any])


class Handler(Entrypoint):
    """One method of a service that takes one kind of message from a mailbox."""

    mailbox: Mailbox

    def setup(self) -> None:
        """Reads the contract off the method and gives itself to the mailbox."""
        self.contract, self.wants_actor = signature_of(getattr(self.container.service_cls, self.method_name))
        self.mailbox.register(self.address, self)

    @property
    def address(self) -> str:
        """What letters for this method bear."""
        return wire_name(self.contract)

    def stop(self) -> None:
        """Has the mailbox end after the batch at hand, and waits for that."""
        self.mailbox.halt()

    def read(self, letter: Letter) -> Any:
        """Reads the contract out of the letter; raises ``Invalid``."""
        return read(self.contract, letter.body)

    def handle(self, service: Any, letter: Letter) -> Any:
        """Calls the method.

        Raises:
            Refused: what the method refuses, and ``Invalid`` for a body that does not fit the contract.
        """
        contract = self.read(letter)
        method = getattr(service, self.method_name)
        return method(contract, by=letter.actor) if self.wants_actor else method(contract)


class CommandHandler(Handler):
    """Takes one kind of command."""

    mailbox = CommandBox()


class QueryHandler(Handler):
    """Takes one kind of query."""

    mailbox = QueryBox()

    def read(self, letter: Letter) -> Any:
        """Reads the contract out of an RPC request's arguments; raises ``Invalid``."""
        return arguments(self.contract, letter.body)


class EventHandler(Handler):
    """Takes one kind of event of one source: another service, or ``departments``."""

    mailbox = EventBox()

    def __init__(self, source: str) -> None:
        super().__init__()
        self.source = source

    @property
    def address(self) -> str:
        """The source and the type: an event of another door is none of this method's."""
        return f"{self.source} {wire_name(self.contract)}"

    @staticmethod
    def type_of(method: Callable[..., Any]) -> str:
        """The wire name of the event that a method hears."""
        return wire_name(signature_of(method)[0])


def signature_of(method: Callable[..., Any]) -> tuple[type, bool]:
    """Gives the contract that a method takes, and whether it takes the actor."""
    parameters = list(inspect.signature(method).parameters)[1:]
    return get_type_hints(method)[parameters[0]], "by" in parameters


def command(method: Method) -> Method:
    """Marks the method that carries out one kind of command and answers it."""
    decorated: Method = CommandHandler.decorator(method)
    return decorated


def query(method: Method) -> Method:
    """Marks the method that answers one kind of query."""
    decorated: Method = QueryHandler.decorator(method)
    return decorated


def event(source: str) -> Callable[[Method], Method]:
    """Marks the method that hears one kind of event of ``source``."""

    def mark(method: Method) -> Method:
        decorated: Method = EventHandler.decorator(source)(method)
        return decorated

    return mark
