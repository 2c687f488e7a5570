"""Questions about complaints."""

from uuid_utils.compat import uuid7

from contracts import complaints as says
from contracts.mail import FindReply, Reply
from contracts.people import Actor
from kernel.database import Stored
from kernel.mail.entrypoints import query
from kernel.mail.received import Received, find_reply
from services.complaints.foundation import Foundation
from services.complaints.search.storage import Search
from services.complaints.use_cases import reading


class Questions(Foundation):
    """What may be asked about complaints."""

    received = Stored(Received)
    search = Stored(Search)

    @query
    def find_complaint(self, question: says.FindComplaint, by: Actor) -> says.ComplaintView:
        """One complaint."""
        return reading.find_complaint(question, by=by, complaints=self.complaints)

    @query
    def find_complaints(self, question: says.FindComplaints, by: Actor) -> says.ComplaintPage:
        """A page of complaints."""
        return reading.find_complaints(question, by=by, complaints=self.complaints, search=self.search)

    @query
    def check_status(self, question: says.CheckStatus) -> says.StatusView:
        """The status, for number and receipt."""
        return reading.check_status(question, complaints=self.complaints, departments=self.departments)

    @query
    def read_testimony(self, question: says.ReadTestimony, by: Actor) -> says.SealedView:
        """A complaint's words, for an officer with a reason."""
        return reading.read_testimony(
            question,
            by=by,
            at=self.clock.now(),
            new_id=uuid7,
            keys=self.keys,
            complaints=self.complaints,
            testimonies=self.testimonies,
            vault=self.vault,
        )

    @query
    def find_address(self, question: says.FindAddress, by: Actor) -> says.SealedView:
        """Where to reach a complainant, for a message about to be sent."""
        return reading.find_address(
            question, by=by, at=self.clock.now(), new_id=uuid7, keys=self.keys, vault=self.vault
        )

    @query
    def find_reply(self, question: FindReply, by: Actor) -> Reply:
        """What a command was answered."""
        return find_reply(question, by=by, received=self.received)
