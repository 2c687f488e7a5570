"""Reading notices: the office all of them, a department its own."""

from contracts.complaints import NotYourCase
from contracts.people import Actor
from contracts.supervision import FindNotice, FindNotices, NoticePage, NoticeView
from services.complaints.storage import page_after
from services.complaints.supervision.domain import Notice
from services.complaints.supervision.storage import Notices


def find_notice(query: FindNotice, *, by: Actor, notices: Notices) -> NoticeView:
    """One notice; a department sees its own alone.

    Raises:
        NoticeUnknown, NotYourCase
    """
    notice = notices.get(query.number)
    if by.department and notice.department != by.department:
        raise NotYourCase(query.number, by.department)
    return _view(notice, by)


def find_notices(query: FindNotices, *, by: Actor, notices: Notices) -> NoticePage:
    """A page of notices, the newest first; a department sees its own alone."""
    found = notices.page(query, by.department or query.department, page_after(query.after))
    following = str(found[-1].id) if len(found) == query.limit else None
    return NoticePage(notices=[_view(notice, by) for notice in found], next=following)


def _view(notice: Notice, by: Actor) -> NoticeView:
    said = vars(notice) | {"reason": notice.reason_told if by.department else notice.reason}
    seen = {name: said[name] for name in NoticeView.__struct_fields__ if name != "to"}
    return NoticeView(**seen, to=list(notice.rung.to))
