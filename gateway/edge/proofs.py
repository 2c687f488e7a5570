"""Proofs of registration: what a receipt says of the history, signed, so that whoever keeps it can hold us to it.

The signature is Ed25519 under a key that is derived from ``receipt.key``; the public key is shown to everybody.
"""

import base64
import binascii
import hashlib
import hmac
from datetime import UTC, datetime
from functools import cache
from typing import Annotated

import msgspec
from nacl.exceptions import CryptoError
from nacl.signing import SigningKey, VerifyKey

from contracts.complaints import Hash, Number
from contracts.receipts import ProofForged

Signature = Annotated[str, msgspec.Meta(max_length=88, pattern=r"^[A-Za-z0-9+/]{86}==\Z")]


class Proof(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A registration as it was when the receipt was given: its number, its moment, and the head of its history."""

    number: Number
    registered_at: datetime
    chain_head: Hash
    signature: Signature


def sign(secret: bytes, number: str, registered_at: datetime, chain_head: str) -> Proof:
    """Signs what the history says of a registration."""
    signature = _key(secret).sign(_content(number, registered_at, chain_head)).signature
    signed = base64.b64encode(signature).decode()
    return Proof(number=number, registered_at=registered_at, chain_head=chain_head, signature=signed)


def public_key(secret: bytes) -> str:
    """The key with which anybody can check a proof, base64."""
    return base64.b64encode(bytes(_key(secret).verify_key)).decode()


def check(proof: Proof, public: str) -> None:
    """Checks that a proof was signed under this key, for just this registration.

    Raises:
        ProofForged
    """
    content = _content(proof.number, proof.registered_at, proof.chain_head)
    try:
        VerifyKey(base64.b64decode(public)).verify(content, base64.b64decode(proof.signature))
    except (CryptoError, binascii.Error, ValueError):
        raise ProofForged from None


@cache
def _key(secret: bytes) -> SigningKey:
    return SigningKey(hmac.new(secret, b"proof\n", hashlib.sha256).digest())


def _content(number: str, registered_at: datetime, chain_head: str) -> bytes:
    return f"mingcha.proof.1\n{number}\n{registered_at.astimezone(UTC).isoformat()}\n{chain_head}\n".encode()
