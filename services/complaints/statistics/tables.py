"""The sums, and what makes a complaint a repeated one."""

from sqlalchemy import Column, Date, Integer, Table, Text

from services.complaints.storage.tables import metadata

tallies = Table(
    "tallies",
    metadata,
    Column("scope", Text, primary_key=True, comment="a department's code; empty for the city"),
    Column("filed", Text, primary_key=True, comment="when its cases were filed: a day, and again their month"),
    Column("dimension", Text, primary_key=True),
    Column("value", Text, primary_key=True),
    Column("on", Date, primary_key=True, comment="the day of the facts that are summed here"),
    Column("received", Integer, nullable=False),
    Column("accepted", Integer, nullable=False),
    Column("closed", Integer, nullable=False),
    Column("on_time", Integer, nullable=False),
    Column("ended", Integer, nullable=False),
    Column("repeated", Integer, nullable=False),
    comment="what the facts of a day added: the sums up to a day are the figures as of that day",
)

filings = Table(
    "filings",
    metadata,
    Column("about", Text, primary_key=True),
    Column("category", Text, primary_key=True),
    Column("on", Date, primary_key=True),
    Column("n", Integer, nullable=False),
    comment="complaints a day, by what makes one a repetition of another",
)
