"""Statistics and search."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

_PLACE = ("scope", "filed", "dimension", "value", "on")


def upgrade() -> None:
    _list_indexes()
    _counting()
    _search()


def _list_indexes() -> None:
    op.create_index("complaints_by_category", "complaints", ["category", "id"], unique=False)
    op.create_index("complaints_by_channel", "complaints", ["channel", "id"], unique=False)
    op.create_index(
        "complaints_by_about",
        "complaints",
        ["about", "id"],
        unique=False,
        postgresql_where=sa.text("about IS NOT NULL"),
    )
    op.create_index("complaints_by_filing", "complaints", ["filed_at"], unique=False)


def _counting() -> None:
    op.create_table(
        "complaint_changes",
        sa.Column("seq", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("complaint_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
        comment=(
            "versions that nobody has counted yet; statistics takes them from here, and names new ones to the search"
        ),
    )
    op.execute(  # what was there before is counted too
        "insert into complaint_changes (complaint_id, version)"
        " select aggregate_id, version from history where aggregate = 'complaint' order by seq"
    )
    op.create_table(
        "tallies",
        sa.Column("scope", sa.Text(), nullable=False, comment="a department's code; empty for the city"),
        sa.Column(
            "filed", sa.Text(), nullable=False, comment="when its cases were filed: a day, and again their month"
        ),
        sa.Column("dimension", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False, comment="the day of the facts that are summed here"),
        sa.Column("received", sa.Integer(), nullable=False),
        sa.Column("accepted", sa.Integer(), nullable=False),
        sa.Column("closed", sa.Integer(), nullable=False),
        sa.Column("on_time", sa.Integer(), nullable=False),
        sa.Column("ended", sa.Integer(), nullable=False),
        sa.Column("repeated", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(*_PLACE),
        comment="what the facts of a day added: the sums up to a day are the figures as of that day",
    )
    op.create_table(
        "filings",
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("about", "category", "on"),
        comment="complaints a day, by what makes one a repetition of another",
    )


def _search() -> None:
    op.create_table(
        "search_queue",
        sa.Column("seq", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("complaint_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
        comment="complaints that are not in the index yet",
    )
    op.create_table(
        "search_entries",
        sa.Column("complaint_id", sa.Uuid(), nullable=False),
        sa.Column(
            "grams",
            sa.ARRAY(sa.Integer()),
            nullable=False,
            comment="pairs of neighbouring characters of title and text",
        ),
        sa.ForeignKeyConstraint(["complaint_id"], ["complaints.id"]),
        sa.PrimaryKeyConstraint("complaint_id"),
        comment="complaints by what is written in them; kept after the filing, never in it",
    )
    op.create_index(
        "search_entries_by_gram",
        "search_entries",
        ["grams"],
        unique=False,
        postgresql_using="gin",
        postgresql_with={"gin_pending_list_limit": 512},
    )
