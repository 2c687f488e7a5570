"""Tokens: what stands for a number while a complaint is on its way.

The standard has them opened by anybody, without a key: so a token says whose the order is, signed.
"""

import base64
import binascii
import hashlib
import hmac
from typing import NamedTuple


class Ordered(NamedTuple):
    """An order, and the client whose it is."""

    command: str
    client: str


def token_for(secret: bytes, ordered: Ordered) -> str:
    """The token of an order."""
    client = base64.urlsafe_b64encode(ordered.client.encode()).decode()
    return f"{ordered.command}.{client}.{_signature(secret, ordered)}"


def opened(secret: bytes, token: str) -> Ordered | None:
    """The order of a token; None where it is none of ours."""
    command, _, rest = token.partition(".")
    client, _, signature = rest.partition(".")
    try:
        ordered = Ordered(command, base64.urlsafe_b64decode(client.encode()).decode())
    except (ValueError, binascii.Error):
        return None
    return ordered if hmac.compare_digest(signature.encode(), _signature(secret, ordered).encode()) else None


def _signature(secret: bytes, ordered: Ordered) -> str:
    text = "\n".join(("token", *ordered)).encode()
    return hmac.new(secret, text, hashlib.sha256).hexdigest()[:32]
