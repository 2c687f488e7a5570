"""The timer that hardens receipts, once, in a process that dies at a fail point: ``… URL NOW FOLDER``."""

import sys
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from sqlalchemy import create_engine

from kernel.database import Database
from services.complaints.entrypoints.timers import Timers
from tests.faults.points import Points
from tests.faults.seams import open_service

url, now, folder = sys.argv[1:]
open_service(Points(Path(folder), "complaints"), "complaints")
database, timers = Database(), Timers()
database.engine = create_engine(url)
mortal: Any = timers
mortal.transactions = database
mortal.clock = SimpleNamespace(now=lambda: datetime.fromisoformat(now))
timers.harden_receipts()
