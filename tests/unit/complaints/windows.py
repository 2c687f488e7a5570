"""The window at which whoever complains shows number and receipt, without a database and without argon2id."""

from collections.abc import Mapping
from typing import Any, cast

from services.complaints.receipts.domain import Receipt
from services.complaints.receipts.window import Window


class Changed(dict[str, Receipt]):
    """The receipts that were changed, by number."""

    def keep(self, receipt: Receipt) -> None:
        self[receipt.number] = receipt

    def find(self, number: str) -> Receipt | None:
        return self.get(number)


def window_on(complaints: Any, changed: Mapping[str, Receipt] | None = None) -> Window:
    """A window onto these complaints; hashes fit when they are the same."""
    receipts = cast(Any, Changed() if changed is None else changed)
    return Window(complaints=complaints, receipts=receipts, fits=lambda keyed, kept: keyed == kept)
