"""The tables of receipts."""

from sqlalchemy import Column, Integer, SmallInteger, Table, Text, Uuid

from services.complaints.storage.tables import Moment, metadata

receipts = Table(
    "receipts",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("number", Text, nullable=False, unique=True, comment="the complaint's number"),
    Column("complaint_id", Uuid, nullable=False),
    Column("version", Integer, nullable=False),
    Column("hash", Text, nullable=False, comment="argon2id"),
    Column("changed_at", Moment, nullable=False),
    comment="receipts that came in the place of the first ones",
)

receipts_hardened = Table(
    "receipts_hardened",
    metadata,
    Column("id", SmallInteger, primary_key=True, autoincrement=False, comment="1: there is one row"),
    Column("up_to", Uuid, nullable=False, comment="the last complaint whose receipt is kept as argon2id"),
)
