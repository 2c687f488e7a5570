"""What follows when a clock comes to a step, as one table: each room says what it does, here stands when."""

from services.complaints.sweeping import Consequences

CONSEQUENCES: Consequences = {}
