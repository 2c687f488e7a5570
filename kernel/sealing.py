"""Keeping people out of the clear: sealed boxes between processes, and encryption at rest.

A box is sealed to a service's public key (X25519, libsodium's sealed box) at the edge and opened by that service alone,
so queues, retries and dead letters never hold a person. What a vault keeps is AES-256-GCM under ``vault.key``, bound to
its row by the row's id. What shall only be recognised again is kept as a hash under a key of its own.
"""

import base64
import binascii
import hashlib
import hmac
import os
from collections.abc import Callable
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

_NONCE = 12


class Unreadable(ValueError):
    """A box that this key does not open, or content that was changed."""


class KeyRing:
    """The keys of one process; ``secret`` gives the text of a key file by its name."""

    def __init__(self, secret: Callable[[str], str]) -> None:
        self._secret = secret
        self._public = cache(lambda name: SealedBox(PublicKey(_decoded(secret(f"{name}.pub")))))
        self._private = cache(lambda name: SealedBox(PrivateKey(_decoded(secret(f"{name}.key")))))
        self._cipher = cache(lambda: AESGCM(_decoded(secret("vault.key"))))
        self._derived = cache(lambda purpose: _derive(_decoded(secret("vault.key")), purpose))

    def seal(self, to: str, content: bytes) -> str:
        """Seals content so that ``to`` alone can open it; gives base64."""
        return base64.b64encode(self._public(to).encrypt(content)).decode()

    def open(self, owner: str, box: str) -> bytes:
        """Opens what was sealed to ``owner``, whose private key this process has.

        Raises:
            Unreadable: when it was sealed to somebody else or changed.
        """
        try:
            opened: bytes = self._private(owner).decrypt(base64.b64decode(box, validate=True))
        except (CryptoError, binascii.Error, ValueError) as error:
            raise Unreadable(str(error)) from None
        return opened

    def encrypt(self, content: bytes, bound_to: bytes) -> bytes:
        """Encrypts content for keeping; it can be read again only together with ``bound_to``."""
        nonce = os.urandom(_NONCE)
        return nonce + self._cipher().encrypt(nonce, content, bound_to)

    def decrypt(self, kept: bytes, bound_to: bytes) -> bytes:
        """Gives the content again.

        Raises:
            Unreadable: when it was changed, or belongs to another row.
        """
        try:
            return self._cipher().decrypt(kept[:_NONCE], kept[_NONCE:], bound_to)
        except InvalidTag as error:
            raise Unreadable("the content does not belong here or was changed") from error

    def keyed_hash(self, purpose: str, content: bytes) -> bytes:
        """HMAC-SHA256 of content under a key derived from ``vault.key`` for this purpose alone (HKDF, RFC 5869).

        The same content gives the same hash, so that it is recognised; without the key nobody finds it by trying.
        """
        return hmac.new(self._derived(purpose), content, hashlib.sha256).digest()


def token_hash(token: str) -> str:
    """What is kept of a token that cannot be guessed: it is found by this again."""
    return hashlib.sha256(token.encode()).hexdigest()


def _derive(key: bytes, purpose: str) -> bytes:
    return HKDF(SHA256(), length=32, salt=None, info=purpose.encode()).derive(key)


def _decoded(text: str) -> bytes:
    return base64.b64decode(text)
