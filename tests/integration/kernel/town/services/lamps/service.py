"""The neighbour."""

from kernel.mail.entrypoints import event
from services.probe.contracts import BellRung, Noted


class LampsService:
    """Hears some of what the probe hears, and what the probe says."""

    name = "lamps"

    @event("probe")
    def on_noted(self, event: Noted) -> None:
        """Never called: the tests read its inbox."""

    @event("departments")
    def on_bell_rung(self, event: BellRung) -> None:
        """Never called either."""
