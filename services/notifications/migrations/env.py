"""alembic's way in."""

from kernel import tables as mail
from kernel.migrate import run_here
from services.notifications.storage import tables

run_here(mail.metadata, tables.metadata)
