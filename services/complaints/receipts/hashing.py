"""What is kept of a receipt: at first the gateway's keyed hash, an hour later argon2id over it (docs/adr/0014)."""

import hmac
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
"""OWASP's smallest recommendation: 19 MiB, two passes; about 25 ms."""

HARD = "$argon2id$"


def harden(keyed: str) -> str:
    """Argon2id over a keyed hash, with a salt of its own."""
    return _HASHER.hash(keyed)


def fits(keyed: str, kept: str) -> bool:
    """Whether the keyed hash of what somebody has shown is the one that is kept, in either form."""
    if not kept.startswith(HARD):
        return hmac.compare_digest(kept.encode(), keyed.encode())
    try:
        return _HASHER.verify(kept, keyed)
    except (VerificationError, InvalidHashError):
        return False


@cache
def nobodys() -> str:
    """What a number that does not exist is compared with, so that it takes as long as a wrong receipt."""
    return harden("")
