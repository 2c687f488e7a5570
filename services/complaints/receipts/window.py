"""The window at which whoever complains shows number and receipt."""

from collections.abc import Callable
from dataclasses import dataclass

from contracts.complaints import ComplaintUnknown, ReceiptUnknown
from contracts.receipts import ReceiptChangeNeeded
from services.complaints.domain.complaint import Complaint
from services.complaints.receipts.domain import Receipt, must_change
from services.complaints.receipts.hashing import nobodys
from services.complaints.receipts.storage import Receipts
from services.complaints.storage import Complaints

Fits = Callable[[str, str], bool]
"""Whether a keyed hash is the one that is kept."""


@dataclass(frozen=True)
class Window:
    """What showing a receipt stands on."""

    complaints: Complaints
    receipts: Receipts
    fits: Fits

    def look_up(self, number: str, keyed: str) -> tuple[Complaint, Receipt | None]:
        """The complaint of whoever shows both, and their new receipt if it was changed; enough for the status.

        Raises:
            ReceiptUnknown: whichever of the two is wrong, after the same time.
        """
        try:
            complaint = self.complaints.get(number)
        except ComplaintUnknown:
            self.fits(keyed, nobodys())
            raise ReceiptUnknown from None
        changed = self.receipts.find(number)
        if not self.fits(keyed, changed.hash if changed else complaint.receipt_hash):
            raise ReceiptUnknown
        return complaint, changed

    def admit(self, number: str, keyed: str) -> Complaint:
        """The complaint of whoever shows both, for all that goes beyond the status.

        Raises:
            ReceiptUnknown
            ReceiptChangeNeeded: while somebody else has seen the receipt too.
        """
        complaint, changed = self.look_up(number, keyed)
        if must_change(complaint, changed):
            raise ReceiptChangeNeeded(number)
        return complaint
