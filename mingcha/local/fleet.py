"""How many processes of each service run side by side: ``MINGCHA_PROCESSES=complaints=2,notifications=2``."""

from collections.abc import Iterator, Mapping
from typing import Self

from mingcha.local.surroundings import PROCESSES, SERVICES
from mingcha.local.troubles import ProcessesUnclear

_MOST = 16


class Fleet:
    """The processes of a platform: ``complaints``, ``complaints-2`` and so on, and the one ``gateway``."""

    def __init__(self, numbers: Mapping[str, int]) -> None:
        self._numbers = dict.fromkeys(PROCESSES, 1) | dict(numbers)

    @classmethod
    def read(cls, said: str) -> Self:
        """Reads the setting; empty is one process each.

        Raises:
            ProcessesUnclear: when a part is not ``<service>=<number>``.
        """
        numbers = {}
        for part in filter(None, (part.strip() for part in said.split(","))):
            service, _, number = part.partition("=")
            if service not in SERVICES or not number.isdecimal() or not 1 <= int(number) <= _MOST:
                raise ProcessesUnclear(part)
            numbers[service] = int(number)
        return cls(numbers)

    def __iter__(self) -> Iterator[str]:
        """The names of all processes."""
        for service in PROCESSES:
            yield from self.of(service)

    def of(self, service: str) -> list[str]:
        """The names of one service's processes."""
        return [service if n == 0 else f"{service}-{n + 1}" for n in range(self._numbers[service])]


def service_of(process: str) -> str:
    """The service whose process it is."""
    return process.partition("-")[0]
