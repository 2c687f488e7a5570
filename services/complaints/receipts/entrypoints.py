"""What whoever complains comes with to the window: number and receipt."""

from functools import partial

from eventlet import tpool
from uuid_utils.compat import uuid7

from contracts import receipts as says
from contracts.complaints import CheckStatus, Progress, StatusView
from contracts.people import Actor
from kernel.database import Stored
from kernel.mail.entrypoints import command, query
from services.complaints.mailbox.entrypoints import MailboxRoom
from services.complaints.receipts import use_cases
from services.complaints.receipts.domain import complainant
from services.complaints.receipts.hashing import harden
from services.complaints.storage import Facts


class ReceiptRoom(MailboxRoom):
    """查询码: argon2id is computed in a thread of its own, so that the others go on."""

    facts = Stored(Facts)

    @query
    def check_status(self, question: CheckStatus) -> StatusView:
        """The status, for number and receipt."""
        files = use_cases.Files(
            departments=self.departments, remarks=self.remarks, clocks=self.clocks, history=self.history
        )
        return use_cases.check_status(question, window=self._window(), files=files)

    @query
    def check_registration(self, question: says.CheckRegistration) -> says.RegistrationView:
        """Whether a registration is still the one that a receipt tells of."""
        return use_cases.check_registration(question, complaints=self.complaints, facts=self.facts)

    @command
    def change_receipt(self, order: says.ChangeReceipt) -> says.ReceiptProgress:
        """Gives a complainant another receipt (更换查询码)."""
        return use_cases.change_receipt(
            order,
            at=self.clock.now(),
            new_id=uuid7,
            window=self._window(),
            harden=partial(tpool.execute, harden),
            history=self.history,
        )

    @command
    def withdraw_by_receipt(self, order: says.WithdrawByReceipt, by: Actor) -> Progress:
        """The complainant takes it back (撤回)."""
        bench = self._bench(complainant(by))
        return use_cases.withdraw_by_receipt(order, bench=bench, window=self._window(), post=self._post(by))

    @command
    def request_review_by_receipt(self, order: says.RequestReviewByReceipt, by: Actor) -> Progress:
        """The complainant asks for a review (申请复查、复核)."""
        bench = self._bench(complainant(by))
        return use_cases.request_review_by_receipt(order, bench=bench, window=self._window(), post=self._post(by))
