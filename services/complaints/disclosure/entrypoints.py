"""What anybody may ask."""

from contracts.disclosure import DisclosedCases, FindDisclosedCases
from kernel.database import Stored
from kernel.mail.entrypoints import query
from services.complaints.disclosure.storage import Disclosed
from services.complaints.disclosure.use_cases import find_disclosed_cases
from services.complaints.foundation import Foundation


class DisclosureRoom(Foundation):
    """办件公开."""

    disclosed = Stored(Disclosed)

    @query
    def find_disclosed_cases(self, question: FindDisclosedCases) -> DisclosedCases:
        """How cases stand, without a word of what they say."""
        return find_disclosed_cases(question, at=self.clock.now(), disclosed=self.disclosed)
