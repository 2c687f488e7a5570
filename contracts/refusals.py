"""Every "no" of the platform.

::

    Refused
    ├── Invalid     the request itself is wrong: a field, a rule
    ├── Forbidden   this client may not
    ├── NotFound    there is no such thing
    ├── Conflict    not now: the thing's state does not allow it
    │   └── Outdated    somebody else was faster: the version asked for has passed
    └── TooMany     too often: its first argument says how many seconds to wait

A refusal is said once, where it is decided, with positional text arguments; it travels as a :class:`Refusal` and the
gateway alone turns its kind into a status. Its code is the class name in snake case, so a new refusal needs no edit
anywhere else. ``zh`` and ``en`` are complete sentences with ``{0}``, ``{1}`` … for the arguments. What is wrong with
one field says so: ``rule`` is the rule, ``pointer`` the field, and ``at`` another field that breaks the same rule.
"""

import re
from typing import ClassVar, Self

import msgspec


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """One field and the rule it breaks; ``pointer`` is a JSON pointer (RFC 6901), empty for the whole body.

    A service that knows the rule better than the edge brings its own sentences, ``zh`` and ``en``.
    """

    pointer: str
    rule: str
    detail: str = ""
    zh: str = ""
    en: str = ""


class Refusal(msgspec.Struct, frozen=True, kw_only=True):
    """A refusal on the wire; ``allowed`` names the actions that the thing's state does allow."""

    kind: str
    code: str
    arguments: list[str] = []
    faults: list[Fault] = []
    allowed: list[str] = []


class Refused(Exception):
    """Whatever a service says no to."""

    kind: ClassVar[str] = "refused"
    zh: ClassVar[str] = "请求被拒绝。"
    en: ClassVar[str] = "The request was refused."
    pointer: ClassVar[str] = ""
    rule: ClassVar[str] = ""
    kinds: ClassVar[dict[str, type["Refused"]]] = {}

    faults: tuple[Fault, ...] = ()
    allowed: tuple[str, ...] = ()

    def __init_subclass__(cls) -> None:
        """Registers the refusal under its code, so that the edge can say it in the client's language."""
        Refused.kinds[cls.code()] = cls

    def __init__(self, *arguments: str) -> None:
        super().__init__(*arguments)
        if self.rule:
            self.at(self.pointer)

    def at(self, pointer: str) -> Self:
        """The same refusal of another field."""
        self.faults = (Fault(pointer=pointer, rule=self.rule, zh=self.text("zh"), en=self.text("en")),)
        return self

    @classmethod
    def code(cls) -> str:
        """The stable code: the class name in snake case."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()

    @property
    def refusal(self) -> Refusal:
        """The same refusal as it travels."""
        return Refusal(
            kind=self.kind,
            code=self.code(),
            arguments=[str(argument) for argument in self.args],
            faults=list(self.faults),
            allowed=list(self.allowed),
        )

    @classmethod
    def recall(cls, refusal: Refusal) -> "Refused":
        """Makes the exception again out of what travelled; an unknown code keeps its kind."""
        known = Refused.kinds.get(refusal.code) or Refused.kinds.get(refusal.kind, Refused)
        said = known(*refusal.arguments)
        said.faults = tuple(refusal.faults)
        said.allowed = tuple(refusal.allowed)
        return said

    def text(self, language: str) -> str:
        """The sentence in ``zh`` or ``en``."""
        sentence = self.zh if language == "zh" else self.en
        return sentence.format(*self.args) if self.args else sentence


class Invalid(Refused):
    """The request itself is wrong."""

    kind = "invalid"
    zh = "请求内容不符合要求。"
    en = "The request does not fit its rules."

    @classmethod
    def of(cls, *faults: Fault) -> Self:
        """An ``Invalid`` that names its fields."""
        refused = cls()
        refused.faults = faults
        return refused


class Forbidden(Refused):
    """This client may not do that."""

    kind = "forbidden"
    zh = "没有权限执行此操作。"
    en = "You may not do that."


class NotFound(Refused):
    """There is no such thing."""

    kind = "not_found"
    zh = "没有找到。"
    en = "There is no such thing."


class Conflict(Refused):
    """The thing's state does not allow it now."""

    kind = "conflict"
    zh = "当前状态不允许此操作。"
    en = "The current state does not allow that."


class Outdated(Conflict):
    """Somebody else changed the thing first."""

    kind = "outdated"
    zh = "内容已被他人更新:当前版本为 {0},请求依据的版本为 {1}。"
    en = "It has changed meanwhile: the version is {0}, the request was made for {1}."


class TooMany(Refused):
    """Too often; the first argument is how many seconds to wait."""

    kind = "too_many"
    zh = "请求过于频繁,请在 {0} 秒后再试。"
    en = "Too many requests; try again in {0} seconds."


class IdReused(Conflict):
    """One message id, two different bodies."""

    zh = "编号 {0} 已用于另一内容的请求。"
    en = "The id {0} was already used for a request with another content."


class NotCarriedOut(Refused):
    """It failed again and again, and is kept with the dead letters."""

    kind = "failed"
    zh = "编号 {0} 的请求多次执行失败,已留存待处理。"
    en = "The request {0} failed again and again; it is kept, to be looked into."


class GivenUp(NotCarriedOut):
    """It ended the process that took it each time, and a clerk has discarded it."""

    zh = "编号 {0} 的请求未能执行,已由工作人员弃置,未产生任何效果。"
    en = "The request {0} could not be carried out; it was discarded and had no effect."


class UnknownMail(Invalid):
    """A message of a type that its receiver has no method for."""

    zh = "无法识别的消息类型:{0}。"
    en = "Unknown type of message: {0}."
