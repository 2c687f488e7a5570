"""Who acts. Names, telephones and addresses of people are not here: they never leave the vault."""

from enum import StrEnum

import msgspec

from contracts.wire import Name


class Role(StrEnum):
    """What somebody may act as (domain-complaints 4.10)."""

    ADMIN = "admin"
    OPERATOR = "operator"  # answers 经济110
    OFFICER = "officer"  # handles cases in the office
    DIRECTOR = "director"  # heads the office
    REGISTRAR = "registrar"  # keeps the registry of approval items
    CALLBACK_AGENT = "callback_agent"  # calls complainants back
    LIAISON = "liaison"  # a department's 联络员
    DEPUTY = "deputy"  # a department's responsible deputy head
    HEAD = "head"  # a department's 一把手
    REVIEWER = "reviewer"  # decides reviews, and has handled none of what is reviewed
    CUSTODIAN = "custodian"  # grants or refuses looks at a complainant's identity
    INSPECTOR = "inspector"  # carries out 明察暗访
    EVALUATOR = "evaluator"  # rates departments in evaluations
    LEADER = "leader"  # of the leading group
    COMPLAINANT = "complainant"  # whoever holds a number and its receipt
    SYSTEM = "system"  # one of our own services


OF_A_DEPARTMENT = frozenset({Role.LIAISON, Role.DEPUTY, Role.HEAD})
"""Roles that somebody holds in a department, and nowhere else."""


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """An authenticated client: ``id`` is the key's name, the broker user's or the service's; no person's name."""

    id: Name
    roles: list[Role] = []
    department: str | None = None

    def is_any_of(self, *roles: Role) -> bool:
        """True when the actor holds one of the roles."""
        return any(role in self.roles for role in roles)
