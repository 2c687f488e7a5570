"""The tables of the approvals service."""

from typing import Any

from sqlalchemy import Column, DateTime, Index, Integer, MetaData, Table, Text, UniqueConstraint, Uuid, text

metadata = MetaData()
Moment = DateTime(timezone=True)


def _item_columns() -> list[Column[Any]]:
    """What is kept of an item: once as the registry has it now, once as it is in force."""
    return [
        Column("id", Uuid, primary_key=True),
        Column("code", Text, nullable=False, unique=True),
        Column("name", Text, nullable=False),
        Column("main_name", Text),
        Column("department", Text, nullable=False),
        Column("department_code", Text),
        Column("region", Text),
        Column("type", Text, nullable=False),
        Column("version", Integer, nullable=False),
        Column("edition", Integer, nullable=False),
        Column("status", Text, nullable=False),
        Column("changed_at", Moment, nullable=False),
        Column("round", Integer),
        Column("batch", Integer),
        Column("valid_from", Moment),
    ]


items = Table(
    "items",
    metadata,
    *_item_columns(),
    Index("items_by_department", "department", "id"),
    Index("items_in_draft", "id", postgresql_where=text("status = 'draft'")),
    comment="every item as the registry has it now",
)

published_items = Table(
    "published_items",
    metadata,
    *_item_columns(),
    Index("published_items_by_department", "department", "id"),
    comment="the texts in force: an item that was changed since keeps its published text here",
)

batches = Table(
    "batches",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("round", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    Column("departments", Integer, nullable=False),
    Column("items", Integer, nullable=False),
    Column("published_at", Moment, nullable=False),
    Column("title", Text),
    Column("version", Integer, nullable=False),
    UniqueConstraint("round", "number", name="batches_one_a_number"),
)
