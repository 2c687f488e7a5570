"""The peer's HTTP process: FastAPI validates, SQLAlchemy commits, FastStream publishes after the commit."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Annotated, Literal

import uvicorn
from fastapi import FastAPI, HTTPException
from faststream.rabbit import Channel, ExchangeType, RabbitBroker, RabbitExchange
from pydantic import BaseModel, StringConstraints
from sqlalchemy import Row, insert, select
from sqlalchemy.ext.asyncio import create_async_engine
from tables import complaints, complaints_metadata
from uuid_utils.compat import uuid7

Line = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
Words = Annotated[str, StringConstraints(min_length=1, max_length=4000, strip_whitespace=True)]
Category = Literal["attitude", "slow", "inaction", "illegal_fee", "window_service", "approval", "other"]
Channels = Literal["hotline", "letter", "visit", "web", "email"]

EVENTS = RabbitExchange("complaints.events", type=ExchangeType.TOPIC, durable=True)

engine = create_async_engine(os.environ["DATABASE_URL"], pool_size=int(os.environ.get("POOL", "20")), max_overflow=0)
reading = engine.execution_options(isolation_level="AUTOCOMMIT")  # a read of one row needs no BEGIN and no ROLLBACK
broker = RabbitBroker(os.environ["AMQP_URI"], default_channel=Channel(publisher_confirms=True, on_return_raises=True))


class Reporter(BaseModel):
    """Who complains."""

    name: Line | None = None
    email: Line | None = None


class ComplaintForm(BaseModel):
    """What a client files."""

    channel: Channels
    category: Category
    title: Line
    text: Words
    reporter: Reporter | None = None


class Filed(BaseModel):
    """What a client gets for filing."""

    id: str
    number: str
    version: int
    state: str


class ComplaintView(Filed):
    """One complaint."""

    channel: str
    category: str
    filed_at: datetime


@asynccontextmanager
async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
    """Creates the tables and connects."""
    async with engine.begin() as connection:
        await connection.run_sync(complaints_metadata.create_all)
    await broker.connect()
    await broker.declare_exchange(EVENTS)
    yield
    await broker.stop()
    await engine.dispose()


app = FastAPI(lifespan=lifespan)


@app.post("/v1/complaints", status_code=201)
async def file_complaint(form: ComplaintForm) -> Filed:
    """Commits the complaint, then publishes the event and waits for the broker's confirm."""
    reporter = form.reporter or Reporter()
    row = {
        "id": uuid7(),
        "version": 1,
        "state": "registered",
        "channel": form.channel,
        "category": form.category,
        "title": form.title,
        "text": form.text,
        "reporter_name": reporter.name,
        "reporter_email": reporter.email,
    }
    async with engine.begin() as connection:
        number = _number(await connection.scalar(insert(complaints).values(row).returning(complaints.c.number)))
    event = {
        "id": f"{row['id']}.1",
        "type": "complaint_filed",
        "occurred_at": datetime.now(UTC).isoformat(),
        "complaint": str(row["id"]),
        "number": number,
        "channel": form.channel,
        "category": form.category,
    }
    await broker.publish(event, exchange=EVENTS, routing_key="complaint_filed", persist=True, message_id=event["id"])
    return Filed(id=str(row["id"]), number=number, version=1, state="registered")


@app.get("/v1/complaints/{number}")
async def find_complaint(number: str) -> ComplaintView:
    """One complaint, from the table."""
    query = select(complaints).where(complaints.c.number == int(number.rpartition("-")[2]))
    async with reading.connect() as connection:
        row = (await connection.execute(query)).first()
    if row is None:
        raise HTTPException(404)
    return _view(row)


@app.get("/readyz")
async def ready() -> dict[str, str]:
    """Says that it works."""
    return {"status": "ready"}


def _number(last: int) -> str:
    return f"TS-{datetime.now(UTC).year}-{last:06d}"


def _view(row: Row) -> ComplaintView:
    return ComplaintView(
        id=str(row.id),
        number=_number(row.number),
        version=row.version,
        state=row.state,
        channel=row.channel,
        category=row.category,
        filed_at=row.filed_at,
    )


if __name__ == "__main__":
    port = int(os.environ["PORT"])
    uvicorn.run(app, port=port, loop="uvloop", http="httptools", access_log=False, log_level="warning")
