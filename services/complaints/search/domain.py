"""What can be looked for: pairs of characters, since Chinese writes no spaces between its words."""

import re
import unicodedata
import zlib
from itertools import pairwise
from typing import NamedTuple

from contracts.refusals import Fault, Invalid

_RUNS = re.compile(r"[^\W_]+")
"""Letters, digits and Chinese characters that stand together; no pair reaches over what stands between."""

_PLANE = 0x10000
_SHIFT = 1 << 31

_WIDE = {ord(" "): None} | {code: code + 0xFEE0 for code in range(0x21, 0x7F)}

MOST_WORDS = 5


class Word(NamedTuple):
    """A word to be found: its pairs for the index, and how it may stand in a text, half-width or full-width."""

    grams: frozenset[int]
    forms: tuple[str, ...]


def grams_of(*texts: str) -> set[int]:
    """The pairs of neighbouring characters, each as a number that PostgreSQL keeps in four bytes."""
    return {
        _code(first, second)
        for text in texts
        for run in _RUNS.findall(_folded(text))
        for first, second in pairwise(run)
    }


def words_of(text: str) -> list[Word]:
    """The words that are looked for, all of which a complaint must hold.

    Raises:
        Invalid: when a word has no two letters or characters together, or there are too many words.
    """
    words = _folded(text).split()
    if len(words) > MOST_WORDS:
        raise Invalid.of(_fault("too_many", "检索词不得超过5个。", "No more than 5 words can be looked for."))
    found = [Word(frozenset(grams_of(word)), tuple(dict.fromkeys((word, word.translate(_WIDE))))) for word in words]
    if not found or not all(word.grams for word in found):
        raise Invalid.of(_fault("too_short", "检索词须有连续两个以上的字。", "A word needs two characters together."))
    return found


def _folded(text: str) -> str:
    """Full-width letters and digits as half-width ones, capitals as small ones."""
    return unicodedata.normalize("NFKC", text).lower()


def _code(first: str, second: str) -> int:
    one, two = ord(first), ord(second)
    if one < _PLANE and two < _PLANE:
        return (one << 16 | two) - _SHIFT
    return zlib.crc32(f"{first}{second}".encode()) - _SHIFT


def _fault(rule: str, zh: str, en: str) -> Fault:
    return Fault(pointer="/text", rule=rule, zh=zh, en=en)
