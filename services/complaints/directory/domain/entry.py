"""One entry of the directory: who holds its posts and which phones it publishes, on any day."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Self
from uuid import UUID

from contracts.complaints import NotYourRole
from contracts.directory import (
    HolderNotNamed,
    OfficialAppointed,
    OfficialRelieved,
    PhoneNotPublished,
    PhonePublished,
    PhonePublishedBefore,
    PhoneUnfit,
    PhoneWithdrawn,
    Post,
    PostHeld,
    PostNotOfUnit,
    PostVacant,
    Unit,
)
from contracts.people import Actor, Role
from services.complaints.directory.domain.posts import POSTS, posts_of, unit_of
from services.complaints.directory.domain.tenure import Appointment, Publication, check_follows, happened
from services.complaints.domain.department import Department

KEEPERS = frozenset({Role.OFFICER, Role.DIRECTOR, Role.ADMIN})
"""Who keeps the directory."""

_PHONE = re.compile(
    r"0\d{2,3}-?\d{7,8}(?:-\d{1,6})?"  # a fixed line with its area code, and an extension
    r"|\d{7,8}"  # within the city, as 经济110 is: 2888110
    r"|1[3-9]\d{9}"  # a mobile phone
    r"|400-?\d{3}-?\d{4}"  # a number for all of the country
    r"|\d{3,5}"  # a service number, as 12345 is
)


def check_keeper(action: str, by: Actor) -> None:
    """Checks that the actor keeps the directory; raises ``NotYourRole``."""
    if not by.is_any_of(*KEEPERS):
        raise NotYourRole(action, ", ".join(sorted(KEEPERS)))


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A department with its appointments and publications, past and present."""

    department: Department
    appointments: tuple[Appointment, ...] = ()
    publications: tuple[Publication, ...] = ()

    @property
    def code(self) -> str:
        """The unit's code."""
        return self.department.code

    @property
    def unit(self) -> Unit:
        """What it is."""
        return unit_of(self.code)

    def holders(self, post: Post, on: date) -> list[Appointment]:
        """Who held a post on a day."""
        return [held for held in self.appointments if held.post is post and held.covers(on)]

    def phones(self, on: date) -> list[str]:
        """The phones that were published on a day."""
        return [published.phone for published in self.publications if published.covers(on)]

    def appoint(
        self, post: Post, *, party: UUID, since: date | None, id: UUID, by: Actor, at: datetime
    ) -> tuple[Self, Appointment, OfficialAppointed]:
        """Somebody holds a post (任职).

        Raises:
            NotYourRole, PostNotOfUnit, DayAhead, PostHeld
            DayTooEarly: when somebody else still held it then.
        """
        check_keeper("appoint", by)
        self._check_has(post)
        day = happened(since, at, "/since")
        self._check_free(post, day)
        held = Appointment(
            id=id, department=self.code, post=post, party=party, since=day, entered_at=at, entered_by=by.id
        )
        amended = self._amended(appointments=(*self.appointments, held))
        fact = OfficialAppointed(
            code=self.code, version=amended.department.version, post=post, party=str(party), since=day
        )
        return amended, held, fact

    def relieve(
        self, post: Post, *, party: str | None, until: date | None, by: Actor, at: datetime
    ) -> tuple[Self, Appointment, OfficialRelieved]:
        """Somebody has left a post (免职).

        Raises:
            NotYourRole, PostNotOfUnit, DayAhead, PostVacant, HolderNotNamed
            DayTooEarly: before they held it.
        """
        check_keeper("relieve", by)
        self._check_has(post)
        day = happened(until, at, "/until")
        held = self._one_holder(post, party)
        check_follows(day, held.since, "/until")
        ended = replace(held, until=day)
        others = tuple(ended if one.id == held.id else one for one in self.appointments)
        amended = self._amended(appointments=others)
        fact = OfficialRelieved(
            code=self.code, version=amended.department.version, post=post, party=str(held.party), until=day
        )
        return amended, ended, fact

    def publish(
        self, phone: str, *, since: date | None, id: UUID, by: Actor, at: datetime
    ) -> tuple[Self, Publication, PhonePublished]:
        """A phone takes complaints (公布投诉电话).

        Raises:
            NotYourRole, PhoneUnfit, DayAhead, PhonePublishedBefore
            DayTooEarly: when it was published before and taken back later.
        """
        check_keeper("publish_phone", by)
        if not _PHONE.fullmatch(phone):
            raise PhoneUnfit(phone)
        day = happened(since, at, "/since")
        self._check_unpublished(phone, day)
        published = Publication(id=id, department=self.code, phone=phone, since=day, entered_at=at, entered_by=by.id)
        amended = self._amended(publications=(*self.publications, published))
        fact = PhonePublished(code=self.code, version=amended.department.version, publication=str(id), since=day)
        return amended, published, fact

    def withdraw(
        self, phone: str, *, until: date | None, by: Actor, at: datetime
    ) -> tuple[Self, Publication, PhoneWithdrawn]:
        """A phone takes none any more (停用投诉电话).

        Raises:
            NotYourRole, DayAhead, PhoneNotPublished
            DayTooEarly: before it was published.
        """
        check_keeper("withdraw_phone", by)
        day = happened(until, at, "/until")
        published = self._published(phone)
        if published is None:
            raise PhoneNotPublished(self.code, phone)
        check_follows(day, published.since, "/until")
        ended = replace(published, until=day)
        others = tuple(ended if one.id == ended.id else one for one in self.publications)
        amended = self._amended(publications=others)
        fact = PhoneWithdrawn(code=self.code, version=amended.department.version, publication=str(ended.id), until=day)
        return amended, ended, fact

    def _amended(
        self,
        *,
        appointments: tuple[Appointment, ...] | None = None,
        publications: tuple[Publication, ...] | None = None,
    ) -> Self:
        return replace(
            self,
            department=self.department.amended(),
            appointments=self.appointments if appointments is None else appointments,
            publications=self.publications if publications is None else publications,
        )

    def _check_has(self, post: Post) -> None:
        if POSTS[post].unit is not self.unit:
            raise PostNotOfUnit(self.code, post, ", ".join(posts_of(self.unit)))

    def _check_free(self, post: Post, day: date) -> None:
        """A post that one person holds is theirs until they are relieved, and nobody's else before."""
        for held in self.appointments if POSTS[post].is_single else ():
            if held.post is post and held.until is None:
                raise PostHeld(self.code, post, str(held.since))
            if held.post is post and held.until is not None:
                check_follows(day, held.until, "/since")

    def _check_unpublished(self, phone: str, day: date) -> None:
        """A phone that is published is taken back before it is published anew."""
        for published in self.publications:
            if published.phone == phone and published.until is None:
                raise PhonePublishedBefore(self.code, phone)
            if published.phone == phone and published.until is not None:
                check_follows(day, published.until, "/since")

    def _one_holder(self, post: Post, party: str | None) -> Appointment:
        held = [one for one in self.appointments if one.post is post and one.until is None]
        named = [one for one in held if party in {None, str(one.party)}]
        if not named:
            raise PostVacant(self.code, post)
        if len(named) > 1:
            raise HolderNotNamed(post)
        return named[0]

    def _published(self, phone: str) -> Publication | None:
        return next((one for one in self.publications if one.phone == phone and one.until is None), None)
