"""What the gateway is told about attachments: where they are kept, and how large each kind may be."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from contracts.attachments import Kind
from kernel.settings import SettingMissing, said

_MIB = 1024 * 1024

_LARGEST = {
    Kind.PHOTO: ("MINGCHA_LARGEST_PHOTO", 20),
    Kind.SCAN: ("MINGCHA_LARGEST_SCAN", 50),
    Kind.RECORDING: ("MINGCHA_LARGEST_RECORDING", 200),
}


@dataclass(frozen=True, kw_only=True)
class Terms:
    """``address`` is the store's, and may hold its password; ``largest`` is in bytes, by kind."""

    address: str
    largest: Mapping[Kind, int]

    @classmethod
    def read(cls, environ: Mapping[str, str] = os.environ) -> Self:
        """Reads the environment."""
        return cls(
            address=said("MINGCHA_ATTACHMENTS", environ),
            largest={kind: _size(environ, name, usual) for kind, (name, usual) in _LARGEST.items()},
        )


def _size(environ: Mapping[str, str], name: str, usual: int) -> int:
    """A number of MiB.

    Raises:
        SettingMissing: when what is said is no such number.
    """
    text = environ.get(name) or str(usual)
    if not text.isdecimal() or int(text) == 0:
        raise SettingMissing(f"{name} (MiB)")
    return int(text) * _MIB
