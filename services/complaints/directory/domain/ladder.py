"""The ladder (联络员、分管副局长、局长、优化办、领导小组): who is reached, and who stands in for a vacant post.

The rungs are those of domain-complaints 4.6; the posts and their holders are the directory's.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from contracts.directory import Post, Unit
from contracts.people import Role
from contracts.supervision import Addressee
from services.complaints.directory.domain.posts import POSTS, unit_of
from services.complaints.domain.handling import LEADING_GROUP
from services.complaints.domain.life_cycle import THE_OFFICE as OFFICE

LADDER = {
    Role.LIAISON: Post.LIAISON,
    Role.DEPUTY: Post.DEPUTY,
    Role.HEAD: Post.HEAD,
    Role.DIRECTOR: Post.DIRECTOR,
    Role.LEADER: Post.GROUP_LEADER,
}
"""The rungs from the lowest to the highest, by the role that a level of supervision names."""

RUNGS = (*LADDER.values(), Post.GROUP_DEPUTY)
"""The posts from the lowest to the highest; while the leading group has no leader, a deputy of it stands in."""

_UNITS = (Unit.DEPARTMENT, Unit.OFFICE, Unit.LEADING_GROUP)

Holder = Callable[[str, Post], UUID | None]
"""Who holds a post of a unit, as the directory says."""


@dataclass(frozen=True)
class Ladder:
    """The rungs above whoever is late; where the office is late itself they begin at its director."""

    department: str | None
    holder: Holder

    def reach(self, roles: Iterable[Role]) -> tuple[Addressee, ...]:
        """Whom a notice to these roles goes to: a vacant post passes it to the next rung, and that is said."""
        reached: dict[tuple[str, str], Addressee] = {}
        for role in roles:
            found = self._climb(LADDER[role])
            known = reached.get((found.department, found.post))
            passed = (*known.instead_of, *found.instead_of) if known else found.instead_of
            reached[found.department, found.post] = _standing_in(found, passed)
        return tuple(reached.values())

    def _climb(self, first: Post) -> Addressee:
        """The first holder from a rung upwards; where there is none, the rung itself, vacant."""
        rungs = [post for post in RUNGS[RUNGS.index(first) :] if self._is_above(post)]
        for place, post in enumerate(rungs):
            unit = self._unit(post)
            party = self.holder(unit, post)
            if party is not None:
                return Addressee(department=unit, post=post, party=str(party), instead_of=list(rungs[:place]))
        return Addressee(department=self._unit(rungs[0]), post=rungs[0])

    def _is_above(self, post: Post) -> bool:
        late = unit_of(self.department or OFFICE)
        return _UNITS.index(POSTS[post].unit) >= _UNITS.index(late)

    def _unit(self, post: Post) -> str:
        """The unit that has the post."""
        units = {Unit.OFFICE: OFFICE, Unit.LEADING_GROUP: LEADING_GROUP}
        return units.get(POSTS[post].unit, self.department or OFFICE)


def reach_everywhere(departments: Iterable[str], role: Role, holder: Holder) -> list[Addressee]:
    """Whom something for every department goes to: in each who holds the rung or, inside it, stands in."""
    return [
        reached if reached.department == code else Addressee(department=code, post=LADDER[role])
        for code in departments
        for reached in Ladder(code, holder).reach((role,))
    ]


def _standing_in(addressee: Addressee, passed: Iterable[Post]) -> Addressee:
    return Addressee(
        department=addressee.department,
        post=addressee.post,
        party=addressee.party,
        instead_of=list(dict.fromkeys(passed)),
    )
