"""What words around the name of a thing say that a place has it, or is strong in it; the words are strengths.yaml."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from .patterns import Late
from .shipped import shipped

THERE, STRONG = 1, 2
"""How strong a place is in a thing by a sentence: it is made there; it leads, is outstanding, or made by many."""

READ_STRONG, READ_THERE, READ_PLANNED = "read as strong here", "read as standing here", "read as planned here"
"""The rules of facts of which not single words but the trained reader says how the place stands in the thing."""

IN_ROW = "row "
"""What these rules begin with where a whole row of a table says so."""

READ_AS = {
    f"{row}{rule}": level for row in ("", IN_ROW) for rule, level in ((READ_STRONG, STRONG), (READ_THERE, THERE))
}
"""How strong a place is in the object of a fact by its rule."""

PLANNED = frozenset({READ_PLANNED, f"{IN_ROW}{READ_PLANNED}"})
"""The rules of facts whose object is only planned, or being built."""

_NAME = chr(0xE008)
"""Stands for the name in patterns that look at both sides of it."""

_LIST = r"(?:（[^（）\n]{0,40}）)?(?:(?:、|和|与|及|以及)[^，。；;、：\n]{1,20}?){0,8}?等?"
_KIND = "(?:环节|领域|产业|产品|行业|生产|制造|加工)?"
_END = r"(?=[，。；;、：）！\n]|$)"
_STOPS, _ENDS = "，。；;：！\n", "。；;！\n"
_NEAR = 40  # characters after a name that are looked at with what stands before it


class _Words(NamedTuple):
    hints: Late
    after: tuple[tuple[int, Late], ...]
    right: Late
    anywhere: Late
    between: Late
    around: tuple[tuple[int, Late], ...]
    afar: Late
    hoped: Late
    spent: Late
    but: Late
    wide: Late


@cache
def _words() -> _Words:
    raw = {name: "|".join(map(str, listed)) for name, listed in shipped("schema", "strengths.yaml").items()}

    def spelled(name: str) -> str:
        text = raw[name]
        for other in ("wide", "rank", "share", "many", "attr"):
            text = text.replace(other.upper(), f"(?:{raw[other]})")
        return text.replace("END", _END).replace("NAME", _NAME)

    return _Words(
        hints=Late(raw["hints"]),
        after=tuple((level, Late(f"{_LIST}{_KIND}{raw['attr']}(?:{spelled(name)})")) for level, name in _LEVELS),
        right=Late(f"{_KIND}{raw['attr']}(?:{spelled('strong')}|{spelled('there')})"),
        anywhere=Late(f"{spelled('strong')}|{spelled('there')}"),
        between=Late(spelled("strong_around").replace(_NAME, r"(?P<name>[一-龥A-Za-z\d]{2,14}?)", 1)),
        around=tuple((level, Late(spelled(f"{name}_around"))) for level, name in _LEVELS),
        afar=Late(raw["hoped_afar"]),
        hoped=Late(f"{raw['hoped']}|{raw['elsewhere']}"),
        spent=Late(raw["spent"]),
        but=Late(raw["but"]),
        wide=Late(raw["wide"]),
    )


_LEVELS = ((STRONG, "strong"), (THERE, "there"))


def strength(text: str, start: int, stop: int) -> int:
    """How strong the words around the name from `start` to `stop`, and after a list that goes on with it, say that a
    place is in the thing; 0 where they do not, or say so of the future, the past or of elsewhere.

    >>> def told(*said: str) -> list[int]:
    ...     return [strength(f"竹板{one}", 0, 2) for one in said]
    >>> told("、竹丝全国领先", "产量占全省三成", "企业达到160余家", "是看家产品")
    [2, 2, 2, 2]
    >>> told("具备一定基础", "、竹丝能够自给", "有三家企业，供需平衡", "供应充足")
    [1, 1, 1, 1]
    >>> told("有一定基础，但规模偏小", "自给不足", "有待完善", "与全国领先水平有差距")
    [0, 0, 0, 0]
    >>> strength("我市是全国最大的竹板生产基地", 8, 10), strength("打造全国最大的竹板生产基地", 7, 9)
    (2, 0)
    """
    words = _words()
    begin, end = _around(text, start, stop, _STOPS)
    first, last = _around(text, start, stop, _ENDS)
    if not words.hints.search(text, first, last) or words.afar.search(text, first, start):
        return 0
    shown = f"{text[begin:start]}{_NAME}{text[stop : min(last, stop + _NEAR)]}"
    for (level, after), (_, around) in zip(words.after, words.around, strict=True):
        found, both = after.match(text, stop, last), around.search(shown)
        until = max(found.end() if found else 0, both.end() + stop - len(_NAME) - (start - begin) if both else 0)
        if until and not words.hoped.search(text, begin, start) and not _taken_back(text, until, end, last):
            return level
    return 0


def _taken_back(text: str, until: int, end: int, last: int) -> bool:
    """Do the words after it take it back?"""
    words = _words()
    return bool(words.spent.search(text, until, max(until, end)) or words.but.match(text, max(until, end), last))


def says_after(text: str, end: int) -> bool:
    """Do words that say so follow right at the end of a name?"""
    return _words().right.match(text, end) is not None


def between(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Where a clause has a thing with words on both sides that say so: 拥有|竹板|生产企业120家."""
    for found in _words().between.finditer(text, start, stop):
        yield found.span("name")


def no_thing(name: str) -> bool:
    """Does the name tell of hopes, of the past or of elsewhere, or only how wide a field is (力争轴承, 全国)?"""
    words = _words()
    return words.hoped.search(name) is not None or words.wide.fullmatch(name) is not None


def only_hoped(text: str, start: int) -> bool:
    """Does the sentence of a name that begins at `start` say before it that it tells of hopes (力争…)?"""
    return _words().afar.search(text, _around(text, start, start, _ENDS)[0], start) is not None


def tells_of(text: str) -> bool:
    """Has the text words that may say so of a thing?"""
    words = _words()
    return words.hints.search(text) is not None and words.anywhere.search(text) is not None


def _around(text: str, start: int, stop: int, stops: str) -> tuple[int, int]:
    """Where the words around a place begin and end, by these stops."""
    begin = max(text.rfind(mark, 0, start) for mark in stops) + 1
    return begin, min((at for mark in stops if (at := text.find(mark, stop)) >= 0), default=len(text))
