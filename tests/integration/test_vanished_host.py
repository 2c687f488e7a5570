"""A session whose host has vanished ends on the server too, and its advisory lock with it."""

import pytest
from sqlalchemy import text

from kernel.engine import open_engine
from mingcha.local.database import PrivateDatabase


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("tcp_keepalives_idle", "10"),
        ("tcp_keepalives_interval", "5"),
        ("tcp_keepalives_count", "3"),
        ("tcp_user_timeout", "20000"),
    ],
)
def test_the_server_misses_a_silent_client_within_half_a_minute(
    database: PrivateDatabase, setting: str, value: str
) -> None:
    engine = open_engine(database.url("postgres"), name="vanished")

    with engine.connect() as connection:
        found = connection.scalar(text(f"SHOW {setting}"))
    engine.dispose()

    assert found == value
