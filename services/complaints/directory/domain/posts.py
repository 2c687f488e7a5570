"""The posts of each unit, as the city has them: 局长、分管副局长、联络员, the office's staff, the leading group."""

from typing import NamedTuple

from contracts.directory import Post, Unit
from services.complaints.domain.handling import LEADING_GROUP
from services.complaints.domain.life_cycle import THE_OFFICE as OFFICE

KEPT_BY = {OFFICE: Unit.OFFICE, LEADING_GROUP: Unit.LEADING_GROUP}
"""The units that are no departments, by their code."""


class Rank(NamedTuple):
    """A post: the unit that has it, what it is called, and whether one person at a time holds it."""

    unit: Unit
    zh: str
    en: str
    is_single: bool


POSTS = {
    Post.HEAD: Rank(Unit.DEPARTMENT, "局长(一把手)", "head", is_single=True),
    Post.DEPUTY: Rank(Unit.DEPARTMENT, "分管副局长", "deputy in charge", is_single=True),
    Post.LIAISON: Rank(Unit.DEPARTMENT, "联络员", "liaison", is_single=True),
    Post.DIRECTOR: Rank(Unit.OFFICE, "优化办主任", "director of the office", is_single=True),
    Post.OFFICER: Rank(Unit.OFFICE, "经办人", "officer", is_single=False),
    Post.OPERATOR: Rank(Unit.OFFICE, "经济110接线员", "operator of the hotline", is_single=False),
    Post.CALLBACK_AGENT: Rank(Unit.OFFICE, "回访员", "callback agent", is_single=False),
    Post.REVIEWER: Rank(Unit.OFFICE, "复查人", "reviewer", is_single=False),
    Post.CUSTODIAN: Rank(Unit.OFFICE, "身份信息保管人", "custodian of identities", is_single=False),
    Post.INSPECTOR: Rank(Unit.OFFICE, "暗访员", "inspector", is_single=False),
    Post.GROUP_LEADER: Rank(Unit.LEADING_GROUP, "领导小组组长", "leader of the leading group", is_single=True),
    Post.GROUP_DEPUTY: Rank(Unit.LEADING_GROUP, "领导小组副组长", "deputy leader of the group", is_single=False),
    Post.GROUP_MEMBER: Rank(Unit.LEADING_GROUP, "领导小组成员", "member of the leading group", is_single=False),
}


def unit_of(code: str) -> Unit:
    """What an entry is: two codes are the office and the leading group, every other is a department."""
    return KEPT_BY.get(code, Unit.DEPARTMENT)


def posts_of(unit: Unit) -> tuple[Post, ...]:
    """The posts of a unit, the highest first."""
    return tuple(post for post, rank in POSTS.items() if rank.unit is unit)
