"""What a department gets to read of a complaint: the words, without what tells who wrote them."""

import re

MASK = "▇▇▇"

_TRACES = re.compile(
    r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"  # e-mail addresses
    r"|(?<!\d)\d{17}[\dXx](?![\dXx])"  # identity numbers, 18 places (GB 11643)
    r"|(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)"  # mobile numbers
    r"|(?<!\d)0\d{2,3}[- ]?\d{7,8}(?!\d)",  # fixed lines with their area code
)


def redact(text: str, name: str | None) -> str:
    """Gives the text without addresses, identity and telephone numbers, and without the complainant's name."""
    masked = _TRACES.sub(MASK, text)
    return masked.replace(name, MASK) if name else masked
