"""What the queues and exchanges are called; every process derives them, none writes them down again."""

RPC_EXCHANGE = "nameko-rpc"
"""nameko's own: a stock ``RpcProxy`` asks here and is answered here."""

DEPARTMENTS = "departments"
"""Departments' systems post their events here, under ``<department>.<type>``."""

DEAD_EXCHANGE = "dead"
DEAD_LETTERS = "dead-letters"
UNROUTED = "unrouted"

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
    return f"department.{department}"


def rung(seconds: int) -> str:
    """The exchange and the queue of one rung of the retry ladder."""
    return f"retry.{seconds}s"
