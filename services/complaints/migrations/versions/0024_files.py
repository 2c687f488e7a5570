"""Files of rectifications, inspections and special supervisions: they belong to no complaint."""

from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    op.alter_column("attachments", "complaint_id", nullable=True, comment="empty where it belongs to no case")
    op.alter_column("attachments", "number", comment="what people know the thing by that it belongs to")
    op.create_table_comment("attachments", "what is known of each file; a removed one stays as a tombstone")
