"""The index of character pairs, and what is still to be put in it."""

from sqlalchemy import BigInteger, Column, ForeignKey, Identity, Index, Integer, Table, Uuid
from sqlalchemy.dialects.postgresql import ARRAY

from services.complaints.storage.tables import metadata

search_entries = Table(
    "search_entries",
    metadata,
    Column("complaint_id", Uuid, ForeignKey("complaints.id"), primary_key=True),
    Column("grams", ARRAY(Integer), nullable=False, comment="pairs of neighbouring characters of title and text"),
    Index(
        "search_entries_by_gram",
        "grams",
        postgresql_using="gin",
        postgresql_with={"gin_pending_list_limit": 512},
    ),
    comment="complaints by what is written in them; kept after the filing, never in it",
)

search_queue = Table(
    "search_queue",
    metadata,
    Column("seq", BigInteger, Identity(always=True), primary_key=True),
    Column("complaint_id", Uuid, nullable=False),
    comment="complaints that are not in the index yet",
)
