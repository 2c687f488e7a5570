"""How a contract is written, read and refused when it does not fit."""

import re
from typing import Annotated, Any, TypeVar

import msgspec

from contracts.refusals import Fault, Invalid

Code = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9_]{0,47}\Z")]
"""A lower-case identifier: a category, a department, a reason."""

Name = Annotated[str, msgspec.Meta(min_length=1, max_length=200, pattern=r"(?s)^(?=.*\S)[^\x00]*\Z")]
"""A line of text that is not blank; PostgreSQL keeps no NUL, so none is let in."""

Text = Annotated[str, msgspec.Meta(min_length=1, max_length=4000, pattern=r"(?s)^(?=.*\S)[^\x00]*\Z")]
"""Up to 4,000 characters (the length Open311 allows a description), not blank, no NUL."""

Token = Annotated[str, msgspec.Meta(min_length=1, max_length=128, pattern=r"^[\x21-\x7e]+\Z")]
"""Somebody else's identifier, kept as it came: visible ASCII, no spaces."""

Sealed = Annotated[str, msgspec.Meta(max_length=200_000, pattern=r"^[A-Za-z0-9+/=]*\Z")]
"""Base64 of a box that only the owning service can open."""


class Command(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An order to one service, in the imperative; a field it does not know is refused."""


class Query(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A question to one service; it changes nothing that anybody else can see."""


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """What has happened, in the past tense; readers pass over fields that they do not know yet."""


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What a command or a query is answered with."""


Contract = TypeVar("Contract")


def wire_name(contract: type) -> str:
    """``FileComplaint`` is ``file_complaint`` on the wire: in queues, routing keys, paths and tables."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", contract.__name__).lower()


def write(contract: Any) -> bytes:
    """Gives the JSON of a contract: UTF-8, times as ISO 8601 UTC, ids as text."""
    return msgspec.json.encode(contract)


def write_content(content: Any) -> bytes:
    """Gives JSON by which content is recognised: the same for the same, in whatever order it came.

    What is not said is left out, so that a field that comes later changes nothing for whoever does not say it.
    """
    return msgspec.json.encode(_said(msgspec.to_builtins(content)), order="sorted")


def _said(content: Any) -> Any:
    """A mapping without what it says nothing for."""
    if not isinstance(content, dict):
        return content
    said = ((name, _said(value)) for name, value in content.items())
    return {name: value for name, value in said if value is not None and value != {}}


def read(contract: type[Contract], body: bytes | str) -> Contract:
    """Reads JSON into the contract.

    Raises:
        Invalid: naming the field (a JSON pointer) and the rule that it breaks.
    """
    try:
        return msgspec.json.decode(body, type=contract)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise Invalid.of(explain(error)) from None


def convert(contract: type[Contract], value: Any) -> Contract:
    """Reads JSON primitives that somebody else has decoded; raises as :func:`read` does."""
    try:
        return msgspec.convert(value, contract)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise Invalid.of(explain(error)) from None


_SHAPES: tuple[tuple[str, str], ...] = (
    (r"Number out of range", "out_of_range"),
    (r"Object missing required field `(?P<field>[^`]*)`", "required"),
    (r"Object contains unknown field `(?P<field>[^`]*)`", "unknown_field"),
    (r"Expected `(?:str|bytes)` of length <= (?P<a>\d+)", "too_long"),
    (r"Expected `(?:str|bytes)` of length >= (?P<a>\d+)", "too_short"),
    (r"Expected `array` of length <= (?P<a>\d+)", "too_many"),
    (r"Expected `array` of length >= (?P<a>\d+)", "too_few"),
    (r"Expected `str` matching regex (?P<a>.*?)(?: - at .*)?$", "malformed"),
    (r"Expected `(?P<a>[^`]*)`, got `(?P<b>[^`]*)`", "wrong_type"),
    (r"Expected `(?P<a>[^`]*)` (?P<b>[<>]=? -?[\d.]+)", "out_of_range"),
    (r"Invalid enum value (?P<a>.*?)(?: - at .*)?$", "not_one_of"),
    (r"Invalid value (?P<a>.*?)(?: - at .*)?$", "not_one_of"),
    (r"Invalid (?P<a>RFC3339[^-]*|UUID|base64[^-]*)", "malformed"),
)


_CODE = re.compile(r"Invalid (?:enum )?value '?[a-z_]{1,48}'?(?: |$)")
"""A value that was meant as a code is repeated to whoever sent it; any other may be a person's name or number."""


def explain(error: Exception) -> Fault:
    """Turns a decoder's complaint into the field and the rule, which the edge then says in the client's language."""
    text = str(error)
    at = _pointer(text)
    if isinstance(error, RecursionError):
        return Fault(pointer="", rule="too_deep")
    if not isinstance(error, msgspec.ValidationError):
        return Fault(pointer="", rule="not_json", detail=text)
    for shape, rule in _SHAPES:
        if found := re.search(shape, text):
            parts = found.groupdict() | ({"a": "…"} if rule == "not_one_of" and not _CODE.search(text) else {})
            pointer = f"{at}/{_escaped(parts['field'])}" if parts.get("field") is not None else at
            detail = ", ".join(part for name in "ab" if (part := parts.get(name)))
            return Fault(pointer=pointer, rule=rule, detail=detail)
    return Fault(pointer=at, rule="malformed", detail=text.split(" - at ", maxsplit=1)[0])


def _escaped(field: str) -> str:
    """A step of a JSON pointer (RFC 6901, section 3)."""
    return field.replace("~", "~0").replace("/", "~1")


def _pointer(text: str) -> str:
    """Gives ``/reporter/phone`` for the ``$.reporter.phone`` that msgspec ends its message with."""
    _, found, path = text.rpartition(" - at `$")
    steps = re.findall(r"\.([^.\[\]`]+)|\[(\d+|\.\.\.)\]", path.rstrip("`")) if found else []
    return "".join(f"/{name or index}" for name, index in steps)
