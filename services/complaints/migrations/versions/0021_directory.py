"""The directory's posts and phones, whom a notice goes to, and answers to the questions of a category."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    _add_directory()
    op.add_column(
        "testimonies",
        sa.Column(
            "answers", sa.Text(), comment="JSON: the complainant's answers by the code of the category's question"
        ),
    )
    op.add_column(
        "notices",
        sa.Column(
            "addressees",
            sa.JSON(),
            nullable=False,
            server_default="[]",
            comment="the posts that it went to, ids alone",
        ),
    )


def _add_directory() -> None:
    op.create_table(
        "appointments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.Column("until", sa.Date(), comment="the first day on which the post was not theirs"),
        sa.Column("post", sa.Text(), nullable=False),
        sa.Column("party", sa.Uuid(), nullable=False, comment="their id in the vault"),
        sa.ForeignKeyConstraint(["department"], ["departments.code"]),
        sa.PrimaryKeyConstraint("id"),
        comment="who held which post, from when to when",
    )
    op.create_index("appointments_by_department", "appointments", ["department"])
    op.create_table(
        "publications",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.Column("until", sa.Date()),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["department"], ["departments.code"]),
        sa.PrimaryKeyConstraint("id"),
        comment="which phones took complaints, from when to when",
    )
    op.create_index("publications_by_department", "publications", ["department"])
