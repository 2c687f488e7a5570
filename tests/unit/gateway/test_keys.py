"""What a key's text may look like."""

import pytest

from gateway.edge.keys import _parts


@pytest.mark.parametrize("text", ["", "mk", "mk_", "mk__", "mk_a_", "xx_a_b", "mk-a-b", "🔑"])
def test_what_is_no_key_has_no_parts(text: str) -> None:
    assert _parts(text) == ("", "")


def test_a_secret_may_hold_underscores() -> None:
    assert _parts("mk_abc_de_f") == ("abc", "de_f")
