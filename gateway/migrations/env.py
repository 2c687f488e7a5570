"""alembic's way in."""

from gateway.edge.keys import metadata
from kernel.migrate import run_here

run_here(metadata)
