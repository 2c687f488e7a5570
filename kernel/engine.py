"""Connections to PostgreSQL, and what their errors mean."""

from sqlalchemy import Engine, ExceptionContext, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

_PATIENCE = "-c statement_timeout=25s -c lock_timeout=10s -c idle_in_transaction_session_timeout=60s -c timezone=UTC"
_KEEPALIVE = (
    "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3 -c tcp_user_timeout=20000"
)
"""The server misses us as soon as we miss it: else a vanished host's session, and its lock, lives two hours on."""

_ALONE = "-c max_parallel_workers_per_gather=0"
"""A page comes sooner than helpers for its query are there, and they would take the processor from the filings."""

_CONTENTION = {"40001", "40P01", "23505", "55P03"}
_AWAY = ("08", "57P", "53")


def open_engine(url: str, *, name: str, size: int = 5) -> Engine:
    """Makes an engine whose connections notice a dead server within half a minute, as the server notices a dead us.

    ``executemany_mode`` sends what is no batch's (sums, the index) in one round trip each hundred rows; a batch's rows
    go by ``kernel/rows.py``. ``hide_parameters`` keeps what people said out of errors, and so out of the logs.
    """
    engine = create_engine(
        url,
        pool_size=size,
        max_overflow=size,
        pool_timeout=5,
        executemany_mode="values_plus_batch",
        hide_parameters=True,
        connect_args={
            "application_name": name,
            "connect_timeout": 5,
            "keepalives_idle": 10,
            "keepalives_interval": 5,
            "keepalives_count": 3,
            "tcp_user_timeout": 20_000,
            "options": f"{_PATIENCE} {_KEEPALIVE} {_ALONE}",
        },
    )
    event.listen(engine, "handle_error", _forget_detail)
    return engine


def _forget_detail(context: ExceptionContext) -> None:
    """Cuts off the DETAIL of a server's error: it repeats the row, and with it what people said."""
    for error in (context.original_exception, context.sqlalchemy_exception):
        if error is not None and error.args:
            error.args = (str(error.args[0]).partition("\nDETAIL:")[0], *error.args[1:])


def is_away(error: BaseException) -> bool:
    """True when the server could not be reached or is shutting down: no message is at fault, waiting mends it."""
    if isinstance(error, PoolTimeout):
        return True
    if not isinstance(error, DBAPIError):
        return False
    code = getattr(error.orig, "pgcode", None)
    return error.connection_invalidated or (code.startswith(_AWAY) if code else type(error).__name__ in _UNREACHABLE)


def breaks_transaction(error: BaseException) -> bool:
    """True when the transaction in which it was raised takes no further statement."""
    return isinstance(error, DBAPIError)


_UNREACHABLE = {"OperationalError", "InterfaceError"}


def is_contention(error: BaseException) -> bool:
    """True when another process was faster; doing it again sees what that one wrote."""
    return isinstance(error, DBAPIError) and getattr(error.orig, "pgcode", None) in _CONTENTION
