"""What the queues and exchanges are called; every process derives them, none writes them down again.

A department's queue is made by whoever needs it first, so what it is made with stands here too.
"""

RPC_EXCHANGE = "nameko-rpc"
"""nameko's own: a stock ``RpcProxy`` asks here and is answered here."""

DEPARTMENTS = "departments"
"""Departments' systems post their events here, under ``<department>.<type>``."""

DEPARTMENT_QUEUE = {"x-queue-type": "quorum", "x-delivery-limit": 1_000_000_000}
"""The arguments of a department's queue: however often its system lays a letter back, the broker does not drop it."""

DEAD_EXCHANGE = "dead"
DEAD_LETTERS = "dead-letters"
UNROUTED = "unrouted"

_DEPARTMENT_QUEUES = "department."

LADDER = (5, 30, 300, 1800, 7200)
"""Seconds before the first, second … fifth new try of what failed."""


def commands_of(service: str) -> str:
    """The queue of a service's commands."""
    return f"{service}.commands"


def inbox_of(service: str) -> str:
    """The queue of the events that a service hears."""
    return f"{service}.inbox"


def queries_of(service: str) -> str:
    """The queue of a service's queries; the name is nameko's."""
    return f"rpc-{service}"


def events_of(service: str) -> str:
    """The exchange of a service's events; the name is nameko's."""
    return f"{service}.events"


def department_queue(department: str) -> str:
    """The queue that one department alone reads."""
    return f"{_DEPARTMENT_QUEUES}{department}"


def is_department_queue(queue: str) -> bool:
    """Whether a queue of this name is a department's own."""
    return queue.startswith(_DEPARTMENT_QUEUES)


def rung(seconds: int) -> str:
    """The exchange and the queue of one rung of the retry ladder."""
    return f"retry.{seconds}s"
