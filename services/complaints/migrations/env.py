"""alembic's way in."""

from kernel import tables as mail
from kernel.migrate import run_here
from services.complaints.storage import tables

tables.know_all()
run_here(mail.metadata, tables.metadata)
