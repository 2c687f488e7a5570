"""The directory of departments (部门名录), as far as dispatching needs it."""

from dataclasses import dataclass, replace
from typing import Self
from uuid import UUID

from contracts.complaints import DepartmentEntered
from contracts.refusals import Outdated


@dataclass(frozen=True, kw_only=True)
class Department:
    """A department: its code names its queue and its broker user."""

    id: UUID
    code: str
    title: str
    version: int = 0

    def enter(self, title: str) -> tuple[Self, DepartmentEntered | None]:
        """Enters it, or gives it another title; the same title again tells nothing new."""
        if self.version and title == self.title:
            return self, None
        entered = replace(self, title=title, version=self.version + 1)
        return entered, DepartmentEntered(code=self.code, version=entered.version, title=title)

    def expect(self, version: int | None) -> None:
        """Checks that its sender has seen the present version; raises ``Outdated``."""
        if version is not None and version != self.version:
            raise Outdated(str(self.version), str(version))

    def amended(self) -> Self:
        """The department after one more fact about its entry."""
        return replace(self, version=self.version + 1)
