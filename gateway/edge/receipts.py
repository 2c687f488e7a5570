"""Receipts: 16 digits with which a complainant asks for the status; and the secrets of webhook endpoints.

The same request gives the same receipt, so that nobody needs to keep it: it is derived from who asks, the request's id
and all that it says, under a key of the gateway's. Beyond the gateway there is only its hash.
"""

import base64
import hashlib
import hmac
from typing import Annotated

import msgspec
from litestar.middleware.rate_limit import RateLimitConfig

from contracts.complaints import Number
from contracts.wire import Token

_PLACES = 16

OFTEN = RateLimitConfig(rate_limit=("minute", 30), store="looks").middleware
"""How often one address may look."""

SELDOM = RateLimitConfig(rate_limit=("minute", 30), store="receipts").middleware
"""How often one address may do something."""


class ReceiptForm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Number and receipt."""

    number: Number
    receipt: Annotated[str, msgspec.Meta(pattern=r"^\d{16}\Z")]


def receipt_for(secret: bytes, *origin: Token | None) -> str:
    """Sixteen digits for a filing, told apart by its origin: who files, its source's id or the command's, its content.

    Whoever knows another's id and repeats it with other content, or as another client, gets digits that open nothing.
    """
    text = "\n".join(part or "" for part in origin).encode()
    digest = hmac.new(secret, b"receipt\n" + text, hashlib.sha256).digest()
    return f"{int.from_bytes(digest[:16]) % 10**_PLACES:0{_PLACES}d}"


def webhook_secret(secret: bytes, command: str) -> str:
    """The signing secret of an endpoint (Standard Webhooks), shown to whoever registers it and sealed from here on."""
    digest = hmac.new(secret, b"webhook\n" + command.encode(), hashlib.sha256).digest()
    return f"whsec_{base64.b64encode(digest).decode()}"


def receipt_hash(secret: bytes, receipt: str) -> str:
    """What is kept of a receipt."""
    return hmac.new(secret, b"hash\n" + receipt.encode(), hashlib.sha256).hexdigest()
