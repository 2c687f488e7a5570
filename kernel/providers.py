"""What a service's methods stand on besides its collections: the clock and the keys."""

from nameko.extensions import DependencyProvider

from kernel.clock import Clock
from kernel.sealing import KeyRing


class ProcessClock(DependencyProvider):
    """Gives the process's clock."""

    def setup(self) -> None:
        """Takes the clock file from the settings."""
        self._clock = Clock(self.container.config["settings"].clock_file)

    def get_dependency(self, worker_ctx: object) -> Clock:
        """The same clock for every worker."""
        del worker_ctx
        return self._clock


class ProcessKeys(DependencyProvider):
    """Gives the process's keys."""

    def setup(self) -> None:
        """Takes the secrets' folder from the settings; a key is read when it is first needed."""
        self._keys = KeyRing(self.container.config["settings"].secret)

    def get_dependency(self, worker_ctx: object) -> KeyRing:
        """The same keys for every worker."""
        del worker_ctx
        return self._keys
