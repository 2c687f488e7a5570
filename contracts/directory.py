"""The published language of the directory (部门名录): who holds which post, which phones take complaints, any day."""

from datetime import date
from enum import StrEnum
from typing import Annotated

import msgspec

from contracts.refusals import Conflict, Invalid, NotFound
from contracts.wire import Answer, Code, Command, Event, Name, Query, Sealed, Token


class Unit(StrEnum):
    """What an entry of the directory is: a department, the office itself (优化办), or the leading group (领导小组)."""

    DEPARTMENT = "department"
    OFFICE = "office"
    LEADING_GROUP = "leading_group"


class Post(StrEnum):
    """A post (职务). A department has the first three, the office those from director on, the group the last three."""

    HEAD = "head"
    DEPUTY = "deputy"
    LIAISON = "liaison"
    DIRECTOR = "director"
    OFFICER = "officer"
    OPERATOR = "operator"
    CALLBACK_AGENT = "callback_agent"
    REVIEWER = "reviewer"
    CUSTODIAN = "custodian"
    INSPECTOR = "inspector"
    GROUP_LEADER = "group_leader"
    GROUP_DEPUTY = "group_deputy"
    GROUP_MEMBER = "group_member"


class Official(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who holds a post, and how to reach them: in the vault alone, and sealed on the way there."""

    name: Name
    phone: Annotated[str, msgspec.Meta(pattern=r"^\+?[0-9][0-9 -]{4,23}\Z")] | None = None
    email: Annotated[str, msgspec.Meta(max_length=254, pattern=r"^[^@\s\x00]+@[^@\s\x00]+\.[^@\s\x00]+\Z")] | None = (
        None
    )
    language: Annotated[str, msgspec.Meta(pattern=r"^(zh|en)\Z")] = "zh"


# Commands


class DirectoryStep(Command, frozen=True, kw_only=True):
    """One change of a department's entry; ``version`` is the one that its sender has seen."""

    code: Code
    version: int | None = None


class AppointOfficial(DirectoryStep, frozen=True, kw_only=True):
    """Puts down who holds a post from a day on (任职): today, or a day that has passed."""

    post: Post
    official: Sealed
    since: date | None = None


class RelieveOfficial(DirectoryStep, frozen=True, kw_only=True):
    """Puts down that somebody left a post (免职): from that day on it is vacant.

    ``party`` says who, where several hold the post.
    """

    post: Post
    until: date | None = None
    party: Token | None = None


class PublishPhone(DirectoryStep, frozen=True, kw_only=True):
    """Publishes a phone that takes complaints (公布投诉电话)."""

    phone: Name
    since: date | None = None


class WithdrawPhone(DirectoryStep, frozen=True, kw_only=True):
    """Takes a published phone back (停用投诉电话)."""

    phone: Name
    until: date | None = None


# Queries


class FindDepartment(Query, frozen=True, kw_only=True):
    """One entry as of a day, without people: anybody may ask."""

    code: Code
    on: date | None = None


class ReadDepartment(FindDepartment, frozen=True, kw_only=True):
    """One entry as of a day with the people, for the office; sealed to the gateway, and each look is written down."""


class FindDepartments(Query, frozen=True, kw_only=True):
    """A page of entries by their code, without people."""

    on: date | None = None
    after: Code | None = None
    limit: Annotated[int, msgspec.Meta(ge=1, le=100)] = 20


# Answers


class HolderView(Answer, frozen=True, kw_only=True):
    """Since when a post is held; by whom is for the office alone."""

    since: date
    until: date | None = None
    party: str | None = None
    official: Official | None = None


class PostView(Answer, frozen=True, kw_only=True):
    """A post of a unit, and its holders on the day that was asked for."""

    post: Post
    zh: str
    en: str
    is_vacant: bool
    holders: list[HolderView]


class EntryView(Answer, frozen=True, kw_only=True):
    """One entry of the directory on a day: its posts, and its published complaint phones."""

    code: str
    title: str
    unit: Unit
    version: int
    on: date
    phones: list[str]
    posts: list[PostView]


class EntryPage(Answer, frozen=True, kw_only=True):
    """One page of entries; ``next`` asks for the page after it."""

    departments: list[EntryView]
    next: str | None = None


# Events: ids and codes only


class DirectoryFact(Event, frozen=True, kw_only=True):
    """What every fact about a department's entry says."""

    code: str
    version: int


class OfficialAppointed(DirectoryFact, frozen=True, kw_only=True):
    """Somebody holds a post; ``party`` is their id in the vault."""

    post: Post
    party: str
    since: date


class OfficialRelieved(DirectoryFact, frozen=True, kw_only=True):
    """Somebody has left a post."""

    post: Post
    party: str
    until: date


class PhonePublished(DirectoryFact, frozen=True, kw_only=True):
    """A phone takes complaints; ``publication`` is its entry's id, the directory shows its number."""

    publication: str
    since: date


class PhoneWithdrawn(DirectoryFact, frozen=True, kw_only=True):
    """A phone takes none any more."""

    publication: str
    until: date


# Refusals


class DepartmentNotEntered(NotFound):
    """The directory has no such entry."""

    zh = "部门名录中没有“{0}”这一条目。"
    en = "The directory has no entry {0}."


class PostNotOfUnit(Invalid):
    """A unit of this kind has no such post; the ones that it has are named."""

    pointer = "/post"
    rule = "not_one_of"
    zh = "“{0}”不设职务“{1}”,所设职务:{2}。"
    en = "{0} has no post {1}; it has: {2}."


class PostHeld(Conflict):
    """One person at a time holds the post."""

    pointer = "/post"
    rule = "held"
    zh = "“{0}”的职务“{1}”已有人担任(自 {2} 起),须先免职。"
    en = "The post {1} of {0} has been held since {2}; relieve its holder first."


class PostVacant(Conflict):
    """Nobody holds the post, or not the one who is named."""

    pointer = "/post"
    rule = "vacant"
    zh = "“{0}”的职务“{1}”没有相应的任职人员。"
    en = "Nobody of that kind holds the post {1} of {0}."


class PhonePublishedBefore(Conflict):
    """The phone is published already."""

    pointer = "/phone"
    rule = "published"
    zh = "“{0}”的投诉电话 {1} 已经公布。"
    en = "The complaint phone {1} of {0} is published already."


class PhoneNotPublished(Conflict):
    """There is no such phone to take back."""

    pointer = "/phone"
    rule = "not_published"
    zh = "“{0}”没有公布投诉电话 {1}。"
    en = "{0} has not published the complaint phone {1}."


class PhoneUnfit(Invalid):
    """What was given is no telephone number that could be published."""

    pointer = "/phone"
    rule = "malformed"
    zh = "“{0}”不是电话号码:应为区号加 7 至 8 位号码、7 至 8 位市内号码、11 位手机号码、400 号码或 3 至 5 位服务号码。"
    en = (
        "{0} is no telephone number: an area code with 7 or 8 digits, a local number of 7 or 8 digits, a mobile number "
        "of 11, a 400 number, or a service number of 3 to 5 digits."
    )


class DayAhead(Invalid):
    """What the directory says has happened, so no day lies ahead."""

    pointer = "/since"
    rule = "in_the_future"
    zh = "日期 {0} 尚未到来:名录只记载已经发生的事项。"
    en = "The day {0} lies ahead: the directory says what has happened."


class DayTooEarly(Invalid):
    """The day lies before one that it must follow."""

    pointer = "/since"
    rule = "too_early"
    zh = "日期 {0} 早于 {1},时间重叠。"
    en = "The day {0} lies before {1}, and would overlap with it."


class HolderNotNamed(Invalid):
    """Several hold the post, so it must be said who leaves it."""

    pointer = "/party"
    rule = "required"
    zh = "职务“{0}”由多人担任,须写明人员编号。"
    en = "Several hold the post {0}: the party must be named."
