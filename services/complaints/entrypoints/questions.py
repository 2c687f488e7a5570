"""Questions about complaints."""

from functools import partial

from uuid_utils.compat import uuid7

from contracts import complaints as says
from contracts.callbacks import FindCallbacks
from contracts.clocks import ClockList, FindClocks
from contracts.mail import FindReply, Reply
from contracts.people import Actor
from kernel.database import Stored
from kernel.mail.entrypoints import query
from kernel.mail.received import Received, find_reply
from services.complaints.foundation import Foundation
from services.complaints.search.storage import CommonPairs, Search
from services.complaints.storage import Facts
from services.complaints.use_cases import calling, reading, routing, words


class Questions(Foundation):
    """What may be asked about complaints."""

    received = Stored(Received)
    search = Stored(partial(Search, common=CommonPairs()))
    facts = Stored(Facts)

    @query
    def find_complaint(self, question: says.FindComplaint, by: Actor) -> says.ComplaintView:
        """One complaint."""
        return reading.find_complaint(question, by=by, complaints=self.complaints)

    @query
    def find_complaints(self, question: says.FindComplaints, by: Actor) -> says.ComplaintPage:
        """A page of complaints."""
        return reading.find_complaints(question, by=by, complaints=self.complaints, search=self.search)

    @query
    def find_categories(self, question: says.FindCategories) -> says.CategoryList:
        """What complaints can be about."""
        del question
        return routing.find_categories()

    @query
    def find_category(self, question: says.FindCategory) -> says.CategoryView:
        """One category, with its questions."""
        return routing.find_category(question)

    @query
    def find_routing(self, question: says.FindRouting) -> says.RoutingView:
        """Whose case it may be."""
        return routing.find_routing(
            question,
            complaints=self.complaints,
            testimonies=self.testimonies,
            precedents=self.precedents,
            departments=self.departments,
        )

    @query
    def find_duties(self, question: says.FindDuties) -> says.DutyList:
        """Whose duty is what."""
        del question
        return routing.find_duties()

    @query
    def find_clocks(self, question: FindClocks, by: Actor) -> ClockList:
        """The clocks of a complaint, day by day."""
        return reading.find_clocks(question, by=by, at=self.clock.now(), complaints=self.complaints, clocks=self.clocks)

    @query
    def find_history(self, question: says.FindHistory, by: Actor) -> says.CaseHistory:
        """What happened to a complaint."""
        return reading.find_history(question, by=by, complaints=self.complaints, facts=self.facts, remarks=self.remarks)

    @query
    def read_testimony(self, question: says.ReadTestimony, by: Actor) -> says.SealedView:
        """A complaint's words, for an officer with a reason."""
        return words.read_testimony(
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
    def find_case(self, question: says.FindCase, by: Actor) -> says.CaseView:
        """The redacted case, for its units."""
        return words.find_case(question, by=by, complaints=self.complaints, redaction=self._redaction())

    @query
    def find_case_replies(self, question: says.FindCaseReplies, by: Actor) -> says.CaseReplies:
        """What was answered to a case."""
        return words.find_case_replies(question, by=by, complaints=self.complaints, testimonies=self.testimonies)

    @query
    def find_callbacks(self, question: FindCallbacks, by: Actor) -> says.SealedView:
        """Whom an agent has to call back."""
        return calling.find_callbacks(
            question,
            by=by,
            at=self.clock.now(),
            new_id=uuid7,
            keys=self.keys,
            complaints=self.complaints,
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
