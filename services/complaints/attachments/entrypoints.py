"""Attachments: what the service is told about them and asked."""

from typing import Any

from uuid_utils.compat import uuid7

from contracts import attachments as says
from contracts.people import Actor
from kernel.database import Stored
from kernel.mail.entrypoints import command, query
from services.complaints.attachments import use_cases
from services.complaints.attachments.folders import Folders
from services.complaints.attachments.storage import Attachments
from services.complaints.foundation import Foundation
from services.complaints.inspection.storage import Inspections
from services.complaints.rectification.storage import Rectifications
from services.complaints.special_supervision.storage import SpecialSupervisions


class Attaching(Foundation):
    """From the upload to the removal."""

    attachments = Stored(Attachments)
    rectifications = Stored(Rectifications)
    inspections = Stored(Inspections)
    special_supervisions = Stored(SpecialSupervisions)

    @command
    def attach_file(self, order: says.AttachFile, by: Actor) -> says.AttachmentView:
        """Records a file whose bytes are stored (附件登记)."""
        return use_cases.attach_file(
            order,
            by=by,
            at=self.clock.now(),
            folders=self._folders(),
            window=self._window(),
            **self._files(),
        )

    @command
    def share_attachment(self, order: says.ShareAttachment, by: Actor) -> says.AttachmentView:
        """Shows it to the handling department (共享)."""
        return use_cases.share_attachment(order, by=by, **self._files())

    @command
    def withhold_attachment(self, order: says.WithholdAttachment, by: Actor) -> says.AttachmentView:
        """Shows it to the department no more (取消共享)."""
        return use_cases.withhold_attachment(order, by=by, **self._files())

    @command
    def remove_attachment(self, order: says.RemoveAttachment, by: Actor) -> says.AttachmentView:
        """Has its bytes removed (删除)."""
        return use_cases.remove_attachment(order, by=by, at=self.clock.now(), **self._files())

    @query
    def check_attaching(self, question: says.CheckAttaching, by: Actor) -> says.AttachingChecked:
        """Whether a file would be taken."""
        return use_cases.check_attaching(
            question,
            by=by,
            folders=self._folders(),
            window=self._window(),
            attachments=self.attachments,
        )

    @query
    def find_attachments(self, question: says.FindAttachments, by: Actor) -> says.AttachmentPage:
        """A page of a complaint's attachments."""
        return use_cases.find_attachments(question, by=by, folders=self._folders(), attachments=self.attachments)

    @query
    def read_attachment(self, question: says.ReadAttachment, by: Actor) -> says.AttachmentView:
        """An attachment that somebody is about to look at."""
        return use_cases.read_attachment(
            question,
            by=by,
            at=self.clock.now(),
            new_id=uuid7,
            folders=self._folders(),
            attachments=self.attachments,
            vault=self.vault,
        )

    @query
    def find_kept_attachments(self, question: says.FindKeptAttachments) -> says.KeptAttachments:
        """Which objects belong to an attachment."""
        return use_cases.find_kept_attachments(question, attachments=self.attachments)

    def _folders(self) -> Folders:
        """What files belong to."""
        return Folders(self.complaints, self.rectifications, self.inspections, self.special_supervisions)

    def _files(self) -> dict[str, Any]:
        """What every move of an attachment stands on."""
        return {"attachments": self.attachments, "history": self.history}
