import socket
from pathlib import Path

import pytest

from mingcha.local.ports import LOCAL, Claim, Ports, claim_first


def test_a_claimed_port_is_nobody_elses() -> None:
    claim = claim_first(())

    with pytest.raises(OSError, match="in use"):
        Claim(claim.port)
    claim.release()
    Claim(claim.port).release()


def test_a_port_where_somebody_listens_cannot_be_claimed() -> None:
    with socket.create_server((LOCAL, 0)) as server, pytest.raises(OSError, match="in use"):
        Claim(server.getsockname()[1])


def test_ports_are_remembered(tmp_path: Path) -> None:
    spare = claim_first(())
    spare.release()
    first = Ports(tmp_path / "ports.json", {"amqp": spare.port})
    first.claim()
    first.release()
    again = Ports(tmp_path / "ports.json", {"amqp": 1})
    again.claim()

    assert again["amqp"] == spare.port
    again.release()


def test_two_servers_with_the_same_wish_get_different_ports(tmp_path: Path) -> None:
    spare = claim_first(())
    spare.release()
    ours, theirs = (Ports(tmp_path / name, {"amqp": spare.port}) for name in ("ours", "theirs"))
    ours.claim()
    theirs.claim()

    assert ours["amqp"] != theirs["amqp"]
    ours.release()
    theirs.release()
