"""Wrong receipts are counted; proofs of registration hold what they were signed for."""

from datetime import UTC, datetime, timedelta, timezone

import msgspec
import pytest

from contracts.receipts import ProofForged, ReceiptLocked
from gateway.edge.guesses import ALLOWED, WAIT, Guesses
from gateway.edge.problems import STATUS
from gateway.edge.proofs import check, public_key, sign

HERE, THERE = ("10.0.0.1", "TS-2026-000001"), ("10.0.0.2", "TS-2026-000001")
SECRET = b"0" * 32
AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
PROOF = sign(SECRET, "TS-2026-000001", AT, "a" * 64)


class Watch:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def after(times: int) -> tuple[Guesses, Watch]:
    watch = Watch()
    seen = Guesses(watch)
    for _ in range(times):
        seen.add(HERE)
    return seen, watch


def test_after_five_wrong_ones_none_is_looked_at_for_an_hour() -> None:
    seen, watch = after(ALLOWED)

    with pytest.raises(ReceiptLocked) as refused:
        seen.check(HERE)
    assert refused.value.args == (str(int(WAIT) + 1),)
    watch.now += WAIT
    seen.check(HERE)
    seen.add(HERE)
    seen.check(HERE)


def test_fewer_lock_nothing_and_nobody_locks_another_out() -> None:
    after(ALLOWED - 1)[0].check(HERE)
    after(ALLOWED)[0].check(THERE)


def test_what_is_remembered_does_not_grow() -> None:
    seen = Guesses(known=3)
    for pair in [HERE] * ALLOWED + [(str(place), HERE[1]) for place in range(3)]:
        seen.add(pair)

    seen.check(HERE)
    assert len(seen._wrong) == 3


def test_too_many_is_a_429() -> None:
    assert STATUS[ReceiptLocked.kind] == 429


def test_a_proof_is_good_in_any_time_zone_for_whoever_has_the_public_key() -> None:
    check(PROOF, public_key(SECRET))
    elsewhere = AT.astimezone(timezone(timedelta(hours=8)))
    check(msgspec.structs.replace(PROOF, registered_at=elsewhere), public_key(SECRET))


@pytest.mark.parametrize(
    "change",
    [
        {"number": "TS-2026-000002"},
        {"registered_at": AT - timedelta(days=1)},
        {"chain_head": "b" * 64},
        {"signature": "A" * 86 + "=="},
    ],
)
def test_a_proof_of_anything_else_is_forged(change: dict[str, object]) -> None:
    with pytest.raises(ProofForged):
        check(msgspec.structs.replace(PROOF, **change), public_key(SECRET))


def test_another_platforms_proof_is_forged() -> None:
    with pytest.raises(ProofForged):
        check(sign(b"1" * 32, PROOF.number, AT, PROOF.chain_head), public_key(SECRET))
