"""A trace that was brought is kept, what is none is replaced, and a message that comes again stays in its own."""

import re

import pytest

from kernel.trace import is_trace, trace_id_of, trace_of

GIVEN = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
FORM = re.compile(r"00-[0-9a-f]{32}-[0-9a-f]{16}-01")


def test_a_given_trace_is_kept() -> None:
    assert trace_of(GIVEN, "any") == GIVEN
    assert trace_id_of(GIVEN) == "0af7651916cd43dd8448eb211c80319c"


@pytest.mark.parametrize(
    "said", ["", "00-1-2-01", GIVEN.upper(), f"{GIVEN}\n", f"00-{'0' * 32}-b7ad6b7169203331-01", f"x{GIVEN}"]
)
def test_what_is_no_trace_is_replaced(said: str) -> None:
    assert FORM.fullmatch(trace_of(said))
    assert trace_of(said) != trace_of(said)


def test_a_trace_is_known_from_what_is_none() -> None:
    assert is_trace(GIVEN)
    assert not any(is_trace(said) for said in ("", GIVEN.upper(), f"{GIVEN}\n"))


def test_a_message_that_comes_again_without_a_trace_is_in_the_same_one() -> None:
    assert trace_of("", "e-1") == trace_of("malformed", "e-1")
    assert trace_of("", "e-1") != trace_of("", "e-2")
    assert FORM.fullmatch(trace_of("", "e-\ud800"))
