"""What waits to go out is counted, the parcels of departments as well as the facts."""

from datetime import UTC, datetime, timedelta

from prometheus_client import Gauge
from sqlalchemy import create_engine, delete, insert

from kernel import tables
from kernel.watch import figures
from kernel.watch.census import count_parcels
from mingcha.local.database import PrivateDatabase

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


def test_parcels_that_wait_are_counted_with_the_age_of_the_oldest(database: PrivateDatabase) -> None:
    database.ensure_databases(["census"])
    engine = create_engine(database.url("census"))
    parcel = {"queue": "department.tax", "source": "s", "type": "t", "data": "{}", "trace": ""}

    with engine.begin() as connection:
        tables.metadata.create_all(connection, [tables.parcels])
        for seconds in (90, 5):
            row = parcel | {"message_id": str(seconds), "occurred_at": NOW - timedelta(seconds=seconds)}
            connection.execute(insert(tables.parcels).values(row))
        count_parcels(connection, NOW)
        waiting = (_value(figures.PARCEL_ROWS), _value(figures.PARCEL_OLDEST_SECONDS))
        connection.execute(delete(tables.parcels))
        count_parcels(connection, NOW)
    engine.dispose()

    assert waiting == (2, 90)
    assert (_value(figures.PARCEL_ROWS), _value(figures.PARCEL_OLDEST_SECONDS)) == (0, 0)


def _value(gauge: Gauge) -> float:
    return gauge.collect()[0].samples[0].value
