"""The peer's second process: a FastStream subscriber that writes a notice for each event, once."""

import logging
import os

import uvloop
from faststream import AckPolicy, FastStream
from faststream.rabbit import Channel, ExchangeType, QueueType, RabbitBroker, RabbitExchange, RabbitQueue
from pydantic import BaseModel
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import create_async_engine
from tables import notices, notices_metadata

POOL = int(os.environ.get("POOL", "10"))

engine = create_async_engine(os.environ["DATABASE_URL"], pool_size=POOL, max_overflow=0)
broker = RabbitBroker(
    os.environ["AMQP_URI"],
    default_channel=Channel(prefetch_count=2 * POOL),  # so many are handled at once
    logger=None,
)
app = FastStream(broker, logger=None)


class ComplaintFiled(BaseModel):
    """What the event says."""

    id: str
    type: str
    complaint: str
    number: str
    channel: str
    category: str


@app.on_startup
async def create_tables() -> None:
    """Creates the table of notices."""
    async with engine.begin() as connection:
        await connection.run_sync(notices_metadata.create_all)


@broker.subscriber(
    RabbitQueue("notices.inbox", queue_type=QueueType.QUORUM, routing_key="complaint_filed"),
    RabbitExchange("complaints.events", type=ExchangeType.TOPIC, durable=True),
    ack_policy=AckPolicy.NACK_ON_ERROR,
)
async def on_complaint_filed(event: ComplaintFiled) -> None:
    """Commits the notice; the event is acknowledged afterwards. The same event again inserts nothing."""
    row = {"event_id": event.id, "number": event.number, "template": event.type, "state": "planned"}
    async with engine.begin() as connection:
        await connection.execute(insert(notices).values(row).on_conflict_do_nothing())


if __name__ == "__main__":
    logging.disable(logging.INFO)
    uvloop.run(app.run())
