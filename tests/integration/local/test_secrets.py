import base64
import stat
from pathlib import Path

from nacl.public import PrivateKey, SealedBox

from mingcha.local.secrets import LOCKS, SEALED, ensure_secrets


def _contents(folder: Path) -> dict[str, str]:
    return {file.name: file.read_text(encoding="ascii") for file in folder.iterdir()}


def test_keys_are_made_once_and_stay(tmp_path: Path) -> None:
    ensure_secrets(tmp_path / "secrets")
    first = _contents(tmp_path / "secrets")

    ensure_secrets(tmp_path / "secrets")

    assert _contents(tmp_path / "secrets") == first
    assert len(set(first.values())) == len(LOCKS) + 2 * len(SEALED)


def test_only_their_owner_may_read_them(tmp_path: Path) -> None:
    ensure_secrets(tmp_path / "secrets")

    assert {stat.S_IMODE(file.stat().st_mode) for file in (tmp_path / "secrets").iterdir()} == {0o600}
    assert stat.S_IMODE((tmp_path / "secrets").stat().st_mode) == 0o700


def test_what_the_public_key_seals_the_private_key_opens(tmp_path: Path) -> None:
    ensure_secrets(tmp_path)
    public, private = (base64.b64decode((tmp_path / f"complaints.{kind}").read_text()) for kind in ("pub", "key"))
    pair = PrivateKey(private)

    assert bytes(pair.public_key) == public
    assert SealedBox(pair).decrypt(SealedBox(pair.public_key).encrypt(b"2888110")) == b"2888110"


def test_a_lost_public_key_comes_back(tmp_path: Path) -> None:
    ensure_secrets(tmp_path)
    public = (tmp_path / "complaints.pub").read_text()
    (tmp_path / "complaints.pub").unlink()

    ensure_secrets(tmp_path)

    assert (tmp_path / "complaints.pub").read_text() == public
