"""What is sealed to one process is open to that process alone; what is kept is bound to its row."""

from base64 import b64encode

import pytest
from nacl.public import PrivateKey

from kernel.sealing import KeyRing, Unreadable


def key_ring(*names: str) -> KeyRing:
    secrets = {"vault.key": b64encode(b"k" * 32).decode()}
    for name in names:
        private = PrivateKey.generate()
        secrets[f"{name}.key"] = b64encode(bytes(private)).decode()
        secrets[f"{name}.pub"] = b64encode(bytes(private.public_key)).decode()
    return KeyRing(secrets.__getitem__)


def test_the_owner_opens_its_box() -> None:
    keys = key_ring("complaints")

    assert keys.open("complaints", keys.seal("complaints", "张三".encode())) == "张三".encode()


def test_a_box_that_was_changed_is_unreadable() -> None:
    keys = key_ring("complaints")
    box = keys.seal("complaints", b"x")
    other = "A" if box[20] != "A" else "B"

    for spoilt in (box[:-8], box[:20] + other + box[21:], "no base64!", ""):
        with pytest.raises(Unreadable):
            keys.open("complaints", spoilt)


def test_somebody_elses_box_is_unreadable() -> None:
    keys = key_ring("complaints", "notifications")

    with pytest.raises(Unreadable):
        keys.open("notifications", keys.seal("complaints", b"x"))


def test_what_is_kept_can_be_read_again_in_its_own_row_alone() -> None:
    keys = key_ring()
    kept = keys.encrypt(b"secret", b"row 1")

    assert b"secret" not in kept
    assert keys.decrypt(kept, b"row 1") == b"secret"
    with pytest.raises(Unreadable):
        keys.decrypt(kept, b"row 2")


def test_a_keyed_hash_is_recognised_again_under_its_own_key_and_purpose_alone() -> None:
    keys, others = key_ring(), KeyRing(lambda _: b64encode(b"o" * 32).decode())

    assert keys.keyed_hash("watch", b"91320413MA00000000") == key_ring().keyed_hash("watch", b"91320413MA00000000")
    assert keys.keyed_hash("watch", b"a") != keys.keyed_hash("watch", b"b")
    assert keys.keyed_hash("watch", b"a") != keys.keyed_hash("survey", b"a")
    assert keys.keyed_hash("watch", b"a") != others.keyed_hash("watch", b"a")
