"""What a cell must hold: its reader gives the tidied value, None for an empty cell, or says which rule breaks."""

import re
import unicodedata
from collections.abc import Callable

from contracts.approvals import ItemType
from services.approvals.lists.problems import Broken
from services.approvals.lists.sheets import Value
from services.approvals.lists.types import TITLES, find_type

LONGEST_NAME = 500
LONGEST_DEPARTMENT = 200
LONGEST_CODE = 128

_FULL_WIDTH = {
    **{ord("０") + n: ord("0") + n for n in range(10)},
    **{ord("Ａ") + n: ord("A") + n for n in range(26)},
    **{ord("ａ") + n: ord("a") + n for n in range(26)},
    ord("\u3000"): ord(" "),
}
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\xad\u200b-\u200f\u2060\ufeff]")
_CHINESE = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]"
_SPACED_OUT = re.compile(rf"(?<={_CHINESE})\s+(?={_CHINESE})")
_KEPT_AS_TEXT = re.compile(r'^(?:="(.*)"|\'(.*))$')
_SHOWN_AS_NUMBER = re.compile(r"^\d(?:\.\d+)?E\+\d+$|^\d+\.0+$", re.IGNORECASE)
_ROUNDED = re.compile(r"^\d{15}0{3,}$")
_CODE = re.compile(rf"^(?=.*[0-9A-Za-z])[\x21-\x7e]{{1,{LONGEST_CODE}}}$")
_REGION = re.compile(r"^[1-9]\d{5}(?:\d{3}){0,2}$")
_ERRORS = {"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"}
_EXACT = 10**15
"""Spreadsheets keep numbers below it to the digit."""


def tidy(text: str) -> str:
    """Digits, letters and spaces in half width; no unseen signs, and no spaces that only space Chinese out."""
    line = " ".join(_UNSEEN.sub("", text).translate(_FULL_WIDTH).split())
    return _SPACED_OUT.sub("", line)


def name_up_to(longest: int) -> Callable[[Value], str | None]:
    """The reader of names: of items, of departments."""

    def read_name(value: Value) -> str | None:
        text = tidy(_text(value))
        if len(text) > longest:
            raise Broken("cell_too_long", longest)
        return text or None

    return read_name


def read_code(value: Value) -> str | None:
    """A code is text, whatever it looks like; as a number it may have lost digits already."""
    if isinstance(value, int | float):
        raise Broken("code_is_number")
    code = "".join(unicodedata.normalize("NFKC", _UNSEEN.sub("", _text(value))).split())
    if kept := _KEPT_AS_TEXT.match(code):
        code = kept[1] or kept[2] or ""
    if _SHOWN_AS_NUMBER.match(code):
        raise Broken("code_is_number")
    if _ROUNDED.match(code):
        raise Broken("code_rounded")
    if code and not _CODE.match(code):
        raise Broken("code_malformed", LONGEST_CODE)
    return code or None


def read_region(value: Value) -> str | None:
    """A region's code has a known number of digits, none of them lost in a number: it begins with no 0."""
    if isinstance(value, int | float) and value < _EXACT and float(value).is_integer():
        value = str(int(value))
    region = read_code(value)
    if region and not _REGION.match(region):
        raise Broken("region_malformed")
    return region


def read_type(value: Value) -> ItemType | None:
    """One of the types of GB/T 39046."""
    text = tidy(_text(value))
    found = find_type(text)
    if text and found is None:
        raise Broken("type_unknown", "、".join(TITLES))
    return found


def _text(value: Value) -> str:
    """A cell's text; a whole number counts as one, such as 1 for the type 01."""
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise Broken("cell_not_text")
    text = str(value)
    if text in _ERRORS:
        raise Broken("cell_error")
    return text
