"""What may be kept of what somebody else's server said."""

import re

MASK = "▇▇▇"
LONGEST = 200

_TRACES = re.compile(r"\S+@\S+|\d[\d -]{5,}\d")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f]+")


def masked(text: str) -> str:
    """Gives the beginning of the text on one line, without e-mail addresses and long numbers."""
    return _TRACES.sub(MASK, _UNSEEN.sub(" ", text)).strip()[:LONGEST]
