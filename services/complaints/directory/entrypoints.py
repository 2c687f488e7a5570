"""The directory: kept by the office, read by anybody, with its people by the office alone."""

from uuid_utils.compat import uuid7

from contracts import complaints
from contracts import directory as says
from contracts.people import Actor
from kernel.mail.entrypoints import command, query
from services.complaints.directory.use_cases import keeping, reading
from services.complaints.directory.use_cases.keeping import Keeping
from services.complaints.foundation import Foundation


class Directory(Foundation):
    """部门名录."""

    @command
    def enter_department(self, order: complaints.EnterDepartment) -> complaints.DepartmentView:
        """Enters a department in the directory."""
        return keeping.enter_department(order, new_id=uuid7, departments=self.departments, history=self.history)

    @command
    def appoint_official(self, order: says.AppointOfficial, by: Actor) -> complaints.DepartmentView:
        """Puts down who holds a post (任职)."""
        return keeping.appoint_official(order, self._keeping(by), keys=self.keys, vault=self.vault)

    @command
    def relieve_official(self, order: says.RelieveOfficial, by: Actor) -> complaints.DepartmentView:
        """Puts down that somebody has left a post (免职)."""
        return keeping.relieve_official(order, self._keeping(by))

    @command
    def publish_phone(self, order: says.PublishPhone, by: Actor) -> complaints.DepartmentView:
        """Publishes a phone that takes complaints (公布投诉电话)."""
        return keeping.publish_phone(order, self._keeping(by))

    @command
    def withdraw_phone(self, order: says.WithdrawPhone, by: Actor) -> complaints.DepartmentView:
        """Takes a published phone back (停用投诉电话)."""
        return keeping.withdraw_phone(order, self._keeping(by))

    @query
    def find_department(self, question: says.FindDepartment) -> says.EntryView:
        """One entry, without people."""
        return reading.find_department(question, at=self.clock.now(), entries=self.entries)

    @query
    def find_departments(self, question: says.FindDepartments) -> says.EntryPage:
        """A page of entries, without people."""
        return reading.find_departments(question, at=self.clock.now(), entries=self.entries)

    @query
    def read_department(self, question: says.ReadDepartment, by: Actor) -> complaints.SealedView:
        """One entry with the people, for the office."""
        return reading.read_department(
            question,
            by=by,
            at=self.clock.now(),
            new_id=uuid7,
            keys=self.keys,
            entries=self.entries,
            vault=self.vault,
        )

    def _keeping(self, by: Actor) -> Keeping:
        """What every change of an entry stands on."""
        return Keeping(by=by, entries=self.entries, **self._now())
