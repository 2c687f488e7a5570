"""The keys of one platform, generated once: they seal people's data on its way and lock it where it rests."""

from base64 import b64decode, b64encode
from pathlib import Path
from secrets import token_bytes

from nacl.public import PrivateKey

from mingcha.local.private_files import keep_private

SEALED = ("complaints", "notifications", "gateway")
"""Processes that receive sealed letters: each has an X25519 pair, ``<name>.key`` and ``<name>.pub``."""

LOCKS = ("vault", "receipt", "fingerprint", "attachments")
"""Symmetric keys of 32 random bytes, ``<name>.key``."""


def ensure_secrets(folder: Path) -> None:
    """Sees that every key file is in ``folder``, base64, mode 0600; files that are there stay as they are."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name in LOCKS:
        _keep(folder / f"{name}.key", token_bytes(32))
    for name in SEALED:
        private = PrivateKey(_keep(folder / f"{name}.key", bytes(PrivateKey.generate())))
        _keep(folder / f"{name}.pub", bytes(private.public_key))


def _keep(file: Path, key: bytes) -> bytes:
    return b64decode(keep_private(file, b64encode(key).decode() + "\n"))
