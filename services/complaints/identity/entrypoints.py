"""Identity custody: asked for by the office, decided by the custodian, looked at on record."""

from contracts import identity as says
from contracts.complaints import SealedView
from contracts.people import Actor
from kernel.database import Stored
from kernel.mail.entrypoints import command, query
from services.complaints.identity import use_cases
from services.complaints.identity.storage import IdentityBook, IdentityRequests
from services.complaints.mailbox.entrypoints import MailboxRoom


class CustodyRoom(MailboxRoom):
    """身份保管."""

    identity_requests = Stored(IdentityRequests)
    identity_book = Stored(IdentityBook)

    @command
    def request_identity(self, order: says.RequestIdentity, by: Actor) -> says.IdentityProgress:
        """Asks to look at who complains (申请查阅身份)."""
        return use_cases.request_identity(
            order, custody=self._custody(by), complaints=self.complaints, numbers=self.numbers
        )

    @command
    def grant_identity(self, order: says.GrantIdentity, by: Actor) -> says.IdentityProgress:
        """The custodian lets them (准予查阅)."""
        return use_cases.grant_identity(order, custody=self._custody(by))

    @command
    def refuse_identity(self, order: says.RefuseIdentity, by: Actor) -> says.IdentityProgress:
        """The custodian does not (不予查阅)."""
        return use_cases.refuse_identity(order, custody=self._custody(by))

    @command
    def revoke_identity(self, order: says.RevokeIdentity, by: Actor) -> says.IdentityProgress:
        """The custodian takes a grant back (撤销授权)."""
        return use_cases.revoke_identity(order, custody=self._custody(by))

    @query
    def read_identity(self, question: says.ReadIdentity, by: Actor) -> SealedView:
        """Who complains, on record."""
        return use_cases.read_identity(
            question,
            custody=self._custody(by),
            complaints=self.complaints,
            vault=self.vault,
            keys=self.keys,
            post=self._post(by),
        )

    @query
    def find_identity_request(self, question: says.FindIdentityRequest, by: Actor) -> says.IdentityView:
        """One request."""
        return use_cases.find_identity_request(question, by=by, requests=self.identity_requests)

    @query
    def find_identity_requests(self, question: says.FindIdentityRequests, by: Actor) -> says.IdentityPage:
        """A page of requests."""
        return use_cases.find_identity_requests(question, by=by, requests=self.identity_requests)

    @query
    def find_identity_log(self, question: says.FindIdentityLog, by: Actor) -> says.IdentityLog:
        """Who has looked, or asked to."""
        return use_cases.find_identity_log(question, by=by, complaints=self.complaints, book=self.identity_book)

    def _custody(self, by: Actor) -> use_cases.Custody:
        return use_cases.Custody(
            by=by, requests=self.identity_requests, book=self.identity_book, clocks=self.clocks, **self._now()
        )
