"""What a department gets to read of a complaint: the words, without what tells who wrote them (domain-complaints 4.2).

People hide numbers from machines, or write them as they speak them: full width, with spaces and dashes, in Chinese
numerals. So the text is read folded, a character for a character, and masked where it stands.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from contracts.complaints import Reporter
from services.complaints.domain.names import ADDRESSED, INTRODUCED, SAID_BY_THE_WAY, short_form

MASK = "▇▇▇"

Span = tuple[int, int]

_GAP = r"[\s\-‐‑‒–—―_.·・*\u200b-\u200f\u2060\ufeff\u00ad]{0,3}"
"""What may stand between two digits of one number."""

_NUMERALS = str.maketrans("零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖幺", "0012345678912345678" + "91")
_SPOKEN = re.compile(
    rf"[零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖幺\d](?:{_GAP}[零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖幺\d]){{6,}}"
)
"""Seven numerals and more, one after the other, are a number that was spelled: 一三九…"""

_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使"
_COUNT = r"[0-9A-Za-z甲乙丙丁零〇一二三四五六七八九十百]"
_HOUSE = rf"{_COUNT}{{1,6}}(?:[-—]{_COUNT}{{1,6}}){{0,3}}"
_INSIDE = rf"(?:{_GAP}{_HOUSE}\s?(?:号楼|号院|幢|栋|座|单元|楼|层|室|户))"
_DOOR = rf"(?:{_GAP}\d{{3,4}}(?![\d年月日元项个次件]))?"
"""A door's number alone, behind its house's."""

_EARLIEST_MONTH, _LAST_MONTH, _LAST_DAY = 1, 12, 31
_PLACES, _OLD_PLACES = 18, 15


def _digits(run: str) -> str:
    return re.sub(r"[^0-9Xx]", "", run)


def _is_solid(run: str) -> bool:
    return len(run) == len(_digits(run))


def _is_identity(run: str) -> bool:
    """Written in one, it counts as an identity number; with gaps, where its birthday is one (GB 11643)."""
    if _is_solid(run):
        return True
    digits = _digits(run)
    birthday = digits[6:14] if len(digits) == _PLACES else f"19{digits[6:12]}"
    month, day = int(birthday[4:6]), int(birthday[6:8])
    return birthday[:2] in {"19", "20"} and _EARLIEST_MONTH <= month <= _LAST_MONTH and 1 <= day <= _LAST_DAY


def _is_card(run: str) -> bool:
    """Written in one, or in fours as on the card; with other gaps, where its check digit fits (ISO/IEC 7812)."""
    if _is_solid(run) or re.fullmatch(r"\d{4}(?:\D{1,3}\d{4}){3}(?:\D{1,3}\d{1,3})?", run):
        return True
    places = [int(place) for place in reversed(_digits(run))]
    doubled = (2 * place - 9 * (place > 4) for place in places[1::2])  # noqa: PLR2004 - above it, twice has two places
    return (sum(places[::2]) + sum(doubled)) % 10 == 0


def _always(run: str) -> bool:
    return bool(run)


class Trace(NamedTuple):
    """One kind of thing that tells who wrote a text; where the pattern has a group, that alone is masked."""

    kind: str
    pattern: re.Pattern[str]
    holds: Callable[[str], bool] = _always


def _trace(kind: str, pattern: str, holds: Callable[[str], bool] = _always) -> Trace:
    return Trace(kind, re.compile(pattern, re.IGNORECASE), holds)


TRACES = (
    _trace(
        "e-mail",
        r"(?<![a-z0-9._%+-])[a-z0-9._%+-]+\s?(?:@|[(\[]at[)\]])\s?[a-z0-9-]+(?:\s?(?:\.|[(\[]dot[)\]])\s?[a-z0-9-]+)+",
    ),
    _trace("identity number", rf"(?<!\d)[1-9](?:{_GAP}\d){{16}}{_GAP}[\dx](?![\dx])", _is_identity),
    _trace("identity number, 15 places", rf"(?<!\d)[1-9](?:{_GAP}\d){{14}}(?!\d)", _is_identity),
    _trace("bank card", rf"(?<!\d)[1-9](?:{_GAP}\d){{15,18}}(?!\d)", _is_card),
    _trace("mobile", rf"(?<!\d)(?:(?:\+|00)?{_GAP}8{_GAP}6{_GAP})?1{_GAP}[3-9](?:{_GAP}\d){{9}}(?!\d)"),
    _trace(
        "fixed line",
        r"(?<!\d)(?<!\d-)[(]?0\d{2,3}[)]?[\s\-–—]{0,3}\d{3,4}[\s\-–—]?\d{4}(?:\s?(?:转|-)\s?\d{1,5})?(?!\d)",
    ),
    _trace(
        "fixed line without area code",
        r"(?:电话|座机|固话|手机|致电|联系方式|tel)[号码是为::.\s]{0,4}([2-8]\d{2,3}[\s\-–—]?\d{4})(?!\d)",
    ),
    _trace(
        "number plate",
        rf"[{_PROVINCES}]{_GAP}[a-hj-np-z](?=[^，。；,;]{{0,16}}\d)(?:{_GAP}[a-hj-np-z0-9]){{4,5}}"
        rf"{_GAP}[a-hj-np-z0-9挂学警港澳]?(?![a-z0-9])",
    ),
    _trace(
        "WeChat, QQ",
        r"(?:微信|薇信|威信|wechat|weixin|v信|(?<![a-z])vx|(?<![a-z])wx|(?<![a-z])qq|扣扣)"
        r"(?:同?号|号码|群|id)?[\s::是为,，()]{0,4}([a-z0-9][\w-]{4,19})",
    ),
    _trace(
        "house number",
        rf"(?:(?<=[路街道巷弄里村庄组苑园坊])|(?<=[小社]区))\s?{_HOUSE}\s?号(?!线|窗|文|公告|令|台|上午|下午|起|前|后)"
        rf"{_INSIDE}*{_DOOR}",
    ),
    _trace("building", rf"{_HOUSE}\s?(?:号楼|号院|幢|栋|单元){_INSIDE}*{_DOOR}"),
    _trace(
        "house, staircase and door",
        r"(?<![0-9a-z\-./年])[1-9]\d{0,2}[-—][1-9]\d?[-—](?!(?:19|20)\d\d)[1-9]\d{2,3}(?![0-9a-z\-—])",
    ),
    _trace("room", rf"(?<![a-z0-9]){_COUNT}{{2,5}}\s?室"),
    _trace("name with a title", ADDRESSED),
)

NAMES = tuple(re.compile(pattern) for pattern in (INTRODUCED, SAID_BY_THE_WAY))
"""Where somebody says who they are; the name is masked wherever it stands."""


def redact(text: str, reporter: Reporter | None = None, *, beside: str = "") -> str:
    """Gives the text with every trace masked, and with it whatever the vault knows of ``reporter``.

    ``beside`` was written with it: of whom nobody knows, the name that is said there is masked here too.
    """
    folded = _folded(text)
    spans = [*_traces_in(folded), *_names_in(folded, _folded(beside)), *_known_in(folded, reporter)]
    return _masked(text, spans)


def _folded(text: str) -> str:
    """The same text in half width, its spelled numbers in figures; each character stays in its place."""
    narrow = "".join(_narrow(character) for character in text)
    return _SPOKEN.sub(lambda found: found[0].translate(_NUMERALS), narrow)


def _narrow(character: str) -> str:
    folded = unicodedata.normalize("NFKC", character)
    return folded if len(folded) == 1 else character


def _traces_in(folded: str) -> Iterator[Span]:
    for trace in TRACES:
        for found in trace.pattern.finditer(folded):
            group = 1 if trace.pattern.groups else 0
            if trace.holds(found[group]):
                yield found.span(group)


def _names_in(folded: str, beside: str) -> Iterator[Span]:
    for name in {found[1] for text in (folded, beside) for pattern in NAMES for found in pattern.finditer(text)}:
        yield from (found.span() for found in re.finditer(re.escape(name), folded))


def _known_in(folded: str, reporter: Reporter | None) -> Iterator[Span]:
    """Where the text says what the vault knows, however it is spaced; a surname with a title is a name too."""
    if reporter is None:
        return
    short = short_form(reporter.enterprise) if reporter.enterprise else None
    who = (reporter.name, reporter.enterprise, short, reporter.id_number, reporter.credit_code)
    said = (*who, reporter.phone, reporter.email, reporter.address)
    patterns = [_spaced(_folded(word)) for word in said if word and len(word.strip()) > 1]
    if reporter.name:
        patterns.append(rf"{re.escape(reporter.name.strip()[0])}(?=先生|女士|小姐|老板|师傅|老师|某)")
    for pattern in patterns:
        yield from (found.span() for found in re.finditer(pattern, folded, re.IGNORECASE))


def _spaced(word: str) -> str:
    return _GAP.join(re.escape(character) for character in word if not character.isspace())


def _masked(text: str, spans: Iterable[Span]) -> str:
    """The text with a mask for each span; spans that meet are one."""
    parts: list[str] = []
    end = 0
    for first, last in sorted(spans):
        if first >= end:
            parts += [text[end:first], MASK]
        end = max(end, last)
    return "".join([*parts, text[end:]])
