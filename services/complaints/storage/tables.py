"""The tables of the complaints service."""

from importlib import import_module
from pkgutil import iter_modules

from sqlalchemy import (
    ARRAY,
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
    Uuid,
    text,
)

metadata = MetaData()
Moment = DateTime(timezone=True)


def know_all() -> MetaData:
    """The metadata with the tables of every room: each room's ``tables.py`` stands on it."""
    service = import_module("services.complaints")
    for room in iter_modules(service.__path__):
        inside = import_module(f"services.complaints.{room.name}").__path__ if room.ispkg else []
        if any(module.name == "tables" for module in iter_modules(inside)):
            import_module(f"services.complaints.{room.name}.tables")
    return metadata


complaints = Table(
    "complaints",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("number", Text, nullable=False, unique=True),
    Column("version", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("category", Text, nullable=False),
    Column("mode", Text, nullable=False),
    Column("receipt_hash", Text, nullable=False),
    Column("content_print", Text, nullable=False),
    Column("filed_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("party", Uuid),
    Column("source", Text),
    Column("external_id", Text),
    Column("about", Text),
    Column("about_section", Text),
    Column("kind", Text, nullable=False),
    Column("severity", SmallInteger, nullable=False),
    Column("handling", Text),
    Column("department", Text),
    Column("section", Text),
    Column("assisting", ARRAY(Text), nullable=False, server_default="{}"),
    Column("clock_class", Text),
    Column("dispatched_at", Moment),
    Column("due_on", Date),
    Column("claims", ARRAY(Text), nullable=False, server_default="{}", comment="an official's words"),
    Column("returns", SmallInteger, nullable=False, server_default="0"),
    Column("is_contacted", Boolean, nullable=False, server_default="false"),
    Column("mediations", SmallInteger, nullable=False, server_default="0"),
    Column("extension", Text),
    Column("previous", Text, comment="the state to go back to from a side track"),
    Column("finding", Text),
    Column("outcome", Text),
    Column("replied_by", Text),
    Column("checked_by", Text, comment="the first of two officers who verify a grave case"),
    Column("verified_by", Text),
    Column("redos", SmallInteger, nullable=False, server_default="0"),
    Column("calls", SmallInteger, nullable=False, server_default="0"),
    Column("first_call_on", Date),
    Column("last_call_on", Date),
    Column("is_reached", Boolean, nullable=False, server_default="false"),
    Column("reopenings", SmallInteger, nullable=False, server_default="0"),
    Column("ended_at", Moment),
    Column("reviews", SmallInteger, nullable=False, server_default="0"),
    Column("reviewed_by", Text),
    Column("merged_into", Text),
    Column("proposed", Text, comment="what waits for a second person"),
    Column("proposed_by", Text),
    Column("proposed_as", Text),
    Index(
        "complaints_one_a_source",
        "channel",
        text("coalesce(source, '')"),
        "external_id",
        unique=True,
        postgresql_where=text("external_id IS NOT NULL"),
    ),
    Index("complaints_by_merger", "merged_into", postgresql_where=text("merged_into IS NOT NULL")),
    Index("complaints_by_state", "state", "id"),
    Index("complaints_by_department", "department", "id"),
    Index("complaints_by_category", "category", "id"),
    Index("complaints_by_channel", "channel", "id"),
    Index("complaints_by_about", "about", "id", postgresql_where=text("about IS NOT NULL")),
    Index("complaints_by_filing", "filed_at"),
    Index("complaints_by_change", "changed_at", postgresql_where=text("version > 1")),
)

complaint_changes = Table(
    "complaint_changes",
    metadata,
    Column("seq", BigInteger, Identity(always=True), primary_key=True),
    Column("complaint_id", Uuid, nullable=False),
    Column("version", Integer, nullable=False),
    comment="versions that nobody has counted yet; statistics takes them from here, and names new ones to the search",
)

remarks = Table(
    "remarks",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("complaint_id", Uuid, ForeignKey("complaints.id"), nullable=False, index=True),
    Column("version", Integer, nullable=False, comment="of the complaint, that the act made"),
    Column("action", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("said", Text, nullable=False, comment="JSON: an official's texts by the name of their field"),
)

precedents = Table(
    "precedents",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("category", Text, nullable=False),
    Column("about", Text),
    Column("department", Text, nullable=False),
    Column("case", Text, nullable=False, comment="the complaint that was ruled on"),
    Column("ruled_at", Moment, nullable=False),
    Index("precedents_by_kind", "category", "about", "id"),
)

supplements = Table(
    "supplements",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("complaint_id", Uuid, ForeignKey("complaints.id"), nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("supplied_at", Moment, nullable=False),
)

testimonies = Table(
    "testimonies",
    metadata,
    Column("complaint_id", Uuid, ForeignKey("complaints.id"), primary_key=True),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("answers", Text, comment="JSON: the complainant's answers by the code of the category's question"),
)

replies = Table(
    "replies",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("complaint_id", Uuid, ForeignKey("complaints.id"), nullable=False, index=True),
    Column("department", Text),
    Column("finding", Text, nullable=False),
    Column("measures", Text, nullable=False),
    Column("basis", Text),
    Column("replied_at", Moment, nullable=False),
    Column("answers", ARRAY(Text), nullable=False, server_default="{}", comment="to the claims, in their order"),
)

calls = Table(
    "calls",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("call_id", Text, nullable=False, unique=True),
    Column("version", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("line", Text, nullable=False),
    Column("began_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("agent", Text),
    Column("party", Uuid),
)

departments = Table(
    "departments",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("code", Text, nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("version", Integer, nullable=False),
)

numbers = Table(
    "numbers",
    metadata,
    Column("series", Text, primary_key=True, comment="TS 投诉, DB 督办, …"),
    Column("year", Integer, primary_key=True),
    Column("last", Integer, nullable=False),
)

parties = Table(
    "parties",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("reporter", LargeBinary, nullable=False, comment="AES-256-GCM under vault.key, bound to the id"),
    Column("entered_at", Moment, nullable=False),
)

vault_reads = Table(
    "vault_reads",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("party", Uuid, index=True),
    Column("complaint_id", Uuid, index=True),
    Column("reader", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("read_at", Moment, nullable=False),
)

clocks = Table(
    "clocks",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("subject", Text, nullable=False),
    Column("subject_id", Uuid, nullable=False),
    Column("number", Text, nullable=False, comment="what people know its subject by"),
    Column("code", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("since", Moment, nullable=False, comment="day zero of what still counts"),
    Column("left", Integer, nullable=False, comment="the budget from there, in the clock's unit"),
    Column("due_at", Moment, nullable=False),
    Column("calendar_version", Text, nullable=False),
    Column("provisional", Boolean, nullable=False),
    Column("department", Text),
    Column("next_at", Moment, comment="when the sweep has to look at it"),
    Column("ended_at", Moment),
    Column("taken", ARRAY(Text), nullable=False, comment="the steps that it has come to, each once"),
    Column("told_on", Date, comment="the due day that somebody outside was told"),
    Column("extended", Integer, nullable=False),
    Column("paused_days", Integer, nullable=False),
    Column("fixed", Boolean, nullable=False, server_default="false", comment="somebody has set its end"),
    Column("stretches", JSON, nullable=False, server_default="[]", comment="what it counted and stood before since"),
    Index("clocks_by_number", "number"),
    Index("clocks_to_look_at", "next_at", postgresql_where=text("next_at IS NOT NULL")),
    Index("clocks_by_calendar", "calendar_version", postgresql_where=text("state = 'running'")),
    comment="every clock of every thing, with what it has come to",
)

papers = Table(
    "papers",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("subject_id", Uuid, nullable=False),
    Column("act", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("written_at", Moment, nullable=False),
    Column("text", Text, nullable=False),
    Column("about", Text, comment="the department that it is about, if one alone"),
    Column("cause", Text, comment="the rule that was broken"),
    Column("attachments", ARRAY(Text), nullable=False),
    Index("papers_in_order", "subject_id", "version"),
    comment="what was written at the moves of exposures, inspections, findings and special supervisions",
)

calendars = Table(
    "calendars",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("edition", Text, nullable=False, unique=True),
    Column("year", Integer, nullable=False, comment="whose notice was imported"),
    Column("papers", JSON, nullable=False),
    Column("first_year", Integer, nullable=False),
    Column("last_year", Integer, nullable=False),
    Column("in_force_from", Date, nullable=False),
    Column("days", JSON, nullable=False, comment="every day of its years that is not what its weekday says"),
    Column("imported_at", Moment, nullable=False),
    Column("imported_by", Text, nullable=False),
    comment="editions of the working-day calendar besides the installation's; none is ever changed",
)
