"""The tables of the directory; a person is in them by their id in the vault alone.

Two clerks who fill one post at once are told apart by the version of the department in the history.
"""

from sqlalchemy import Column, Date, ForeignKey, Index, Table, Text, Uuid

from services.complaints.storage.tables import Moment, metadata

appointments = Table(
    "appointments",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("department", Text, ForeignKey("departments.code"), nullable=False),
    Column("since", Date, nullable=False),
    Column("entered_at", Moment, nullable=False),
    Column("entered_by", Text, nullable=False),
    Column("until", Date, comment="the first day on which the post was not theirs"),
    Column("post", Text, nullable=False),
    Column("party", Uuid, nullable=False, comment="their id in the vault"),
    Index("appointments_by_department", "department"),
    comment="who held which post, from when to when",
)

publications = Table(
    "publications",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("department", Text, ForeignKey("departments.code"), nullable=False),
    Column("since", Date, nullable=False),
    Column("entered_at", Moment, nullable=False),
    Column("entered_by", Text, nullable=False),
    Column("until", Date),
    Column("phone", Text, nullable=False),
    Index("publications_by_department", "department"),
    comment="which phones took complaints, from when to when",
)
