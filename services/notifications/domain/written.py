"""What a person reads."""

from typing import NamedTuple


class Written(NamedTuple):
    """An e-mail's words."""

    subject: str
    text: str
