"""Numbered headings of Chinese documents: which line is one, its style, its number and its title."""

import re
from dataclasses import dataclass
from functools import lru_cache

_HAN = "一二三四五六七八九十百零〇"
_UNITS = "亿万千百元个家倍吨米度年月日号人件台套亩岁度时"

_STYLES = tuple(
    (name, rank, re.compile(pattern))
    for name, rank, pattern in (
        ("编", 1, rf"第\s*([{_HAN}]+|\d+)\s*(?:编|篇|部分)(?![一-龥]*法)"),
        ("章", 2, rf"第\s*([{_HAN}]+|\d+)\s*章"),
        ("节", 3, rf"第\s*([{_HAN}]+|\d+)\s*节"),
        ("1.1", 5, rf"(\d{{1,2}}(?:\s*[.．]\s*\d{{1,2}}){{1,4}})[.．、]?(?=\s*[一-龥“《])(?!\s*[{_UNITS}])"),
        ("条", 6, rf"第\s*([{_HAN}]+|\d+)\s*条(?=[\s\u3000：:【（(])"),
        ("一、", 7, rf"([{_HAN}]{{1,4}})\s*[、．.](?!\s*[二三四五六七八九]\s*[、．.])"),
        ("（一）", 8, rf"[（(]\s*([{_HAN}]{{1,4}})\s*[)）]"),
        ("1", 4, r"(\d{1,2})[ \u3000]+(?=[一-龥]{2,20}$)"),
        ("1.", 9, r"(\d{1,3})\s*[.．、](?!\s*\d)"),
        ("⒈", 9, r"([⒈-⒛])"),
        ("1）", 10, r"(\d{1,3})\s*[)）]"),
        ("（1）", 10, r"[（(]\s*(\d{1,3})\s*[)）]"),
        ("⑴", 10, r"([⑴-⒇])"),
        ("①", 11, r"([①-⑳])"),
    )
)
"""Styles of numbering with their rank, the outermost first, as GB/T 9704 nests them."""

_BOX = re.compile(r"专栏\s*(?:\d+|[一二三四五六七八九十]+)?(?![一-龥]*[。；])")
_BOX_TITLE, _TITLE = 40, 40


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a numbered line. `number` has one figure for each level that it shows: 5.1.2 is (5, 1, 2)."""

    style: str
    rank: int
    number: tuple[int, ...]
    title: str

    def follows(self, other: "Heading") -> bool:
        """Is this the next number of the same list?"""
        same = self.style == other.style and self.number[:-1] == other.number[:-1]
        return same and self.number[-1] == other.number[-1] + 1

    def under(self, other: "Heading") -> bool:
        """Does its number begin with the other's?"""
        return len(self.number) > 1 and self.number[:-1] == other.number and other.style in {"1", "1.", "1.1", "章"}


@lru_cache(maxsize=4096)
def heading(text: str) -> Heading | None:
    """The numbered head of a line; None for a line that has none.

    >>> heading("（二）培育壮大新兴产业。支持甲公司")
    Heading(style='（一）', rank=8, number=(2,), title='（二）培育壮大新兴产业')
    >>> heading("5.1.2 提升协同水平").number, heading("1.5亿元的项目"), heading("一、二、三产业")
    ((5, 1, 2), None, None)
    """
    for style, rank, pattern in _STYLES:
        if match := pattern.match(text):
            number = tuple(_value(figure) for figure in re.split(r"\s*[.．]\s*", match[1]))
            return Heading(style, rank, number, title_of(text))
    return None


def title_of(text: str) -> str:
    """A line up to its first stop, as the title of what follows."""
    return re.split(r"[。，；：:\n]", text)[0][:_TITLE].rstrip()


def is_box(text: str) -> bool:
    """Is this the title of a box (专栏), with or without a number?"""
    return len(text) <= _BOX_TITLE and bool(_BOX.match(text)) and not text.endswith(("。", "；", "，"))


def _value(figure: str) -> int:
    """A figure in any of the ways it is written.

    >>> [_value(f) for f in ("12", "十", "二十一", "一百零五", "③", "⑵", "⒌")]
    [12, 10, 21, 105, 3, 2, 5]
    """
    if figure.isdecimal():
        return int(figure)
    for first in "①⑴⒈":
        if 0 <= ord(figure[0]) - ord(first) < 20:
            return ord(figure[0]) - ord(first) + 1
    total = digit = 0
    for sign in figure:
        if sign in "十百":
            total += max(digit, 1) * (10 if sign == "十" else 100)
            digit = 0
        else:
            digit = "〇一二三四五六七八九".find(sign.replace("零", "〇"))
    return total + digit
