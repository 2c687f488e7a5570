"""Keyset pages: a page begins after the last thing of the page before."""

from uuid import UUID

from contracts.refusals import Fault, Invalid


def page_after(after: str | None) -> UUID | None:
    """The id after which a page begins.

    Raises:
        Invalid: naming the field, when it is no id of ours.
    """
    if after is None:
        return None
    try:
        return UUID(after)
    except ValueError:
        raise Invalid.of(Fault(pointer="/after", rule="malformed")) from None
