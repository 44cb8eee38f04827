"""What a clause says is lacking: read by its words, so that one wording means the same of every thing."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ..schema import contains
from ..schema.chains import named_links
from .frames import JOIN
from .mentions import Mention, pieces
from .overlaps import Overlaps
from .regions import Places
from .words import words

MISSING, WEAK = "缺失", "补强"

_AWAY = chr(0xE006)
"""Stands for each character of a place elsewhere."""

_HERE = chr(0xE007)
"""Stands for the name."""

_STOP = re.compile("[，。；：！？\n]")
_FAR, _NEAR = 60, 8  # characters before and behind a name that are looked at
_BRACKET = r"(?:（[^（）\n]{0,40}）)?"
_LIST = r"(?:等[^，。；：、（）\n]{0,12}?)?）?"
_KINDS = ("from", "away", "bare", "none")
_NEARLY_ALL = 80  # per cent from elsewhere that are as good as all


class Lack(NamedTuple):
    """The role of what is lacking, and where the words end that say so."""

    role: str
    end: int


_SHORTEST, _LONGEST = 2, 14  # characters of a thing's name
_NAME = rf"[一-龥A-Za-z\d·（）-]{{{_SHORTEST},{_LONGEST}}}"
_CLAUSE = re.compile("[^，。；：！？\n]+")
_UNMARKED = 0.7  # a name that only its clause gives away


@cache
def _tail(near: bool = False) -> re.Pattern[str]:
    """What says that the name before it is lacking. `near`: with no other words between, so that it tells where the
    name ends."""
    out, place = words("outside"), f"{_AWAY}+"
    between = f"(?:{words('lack_head')}|{words('lack_when')}|(?P<mostly>{words('lack_mostly')}))"
    said = {name: words(f"lack_{name}").replace("OUT", out).replace("PLACE", place) for name in _KINDS}
    kinds = "|".join(f"(?P<{name}>{spelled})" for name, spelled in said.items())
    share = r"(?:对外)?(?:依存|依赖)度[^，。；：、\n]{0,6}?(?P<share>\d+)(?:\.\d+)?[%％]"
    gap = "" if near else rf"(?:(?!{words('lack_not')})[^，。；：、（）\n]){{0,8}}?"
    weak = rf"{gap}(?P<weak>{words('lack_weak')})"
    return re.compile(rf"{_BRACKET}{_LIST}(?P<between>{between}{{0,8}}?)(?:{kinds}|{share}|{weak})")


def lack(text: str, start: int, end: int) -> Lack | None:
    """What the words right after a name, or a list of names, from `start` to `end`, else right before it say that it is
    lacking.

    >>> [lack(f"轴承{said}", 0, 2).role for said in ("全部依赖外购", "长期从日本进口", "几乎为零", "尚无企业布局")]
    ['缺失', '缺失', '缺失', '缺失']
    >>> [lack(f"轴承{said}", 0, 2).role for said in ("主要靠外地采购", "仅有1家企业", "产能严重不足")]
    ['补强', '补强', '补强']
    >>> lack("轴承不再依赖进口", 0, 2), lack("轴承依赖进口的局面已扭转", 0, 2), lack("打破轴承空白", 2, 4)
    (None, None, None)
    >>> [lack(f"{said}轴承", len(said), len(said) + 2).role for said in ("只有1家企业能生产", "尚无企业从事")]
    ['补强', '缺失']
    """
    return _said(_tail(), text, start, end) or _led(text, start, end)


def _said(tail: re.Pattern[str], text: str, start: int, end: int) -> Lack | None:
    found = tail.match(text, end)
    if found is None or (found["bare"] and not found["between"]) or (found["away"] and not found["mostly"]):
        return None
    over = re.compile(words("lack_over")).match(text, found.end())
    return None if over or _past(_clause(text, start)) else Lack(_role(found), found.end())


def _clause(text: str, start: int) -> str:
    """What stands in the clause before a name."""
    return _STOP.split(text[max(0, start - _FAR) : start])[-1]


def _past(clause: str) -> bool:
    return re.search(words("lack_past"), clause) is not None


@cache
def _heads() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """What says, up to a name and right behind it, that few or none make it; with the role."""
    roles = (WEAK, "lack_few"), (MISSING, "lack_nobody")
    return tuple(
        (role, re.compile(words(name).replace("DOING", words("lack_doing")).replace("NAME", _HERE)))
        for role, name in roles
    )


def _led(text: str, start: int, end: int) -> Lack | None:
    """What the words right before a name, or a list of names, say that it is lacking: 仅1家企业生产轴承."""
    clause = _clause(text, start)
    around = f"{clause}{_HERE}{text[end : end + _NEAR]}"
    if _past(clause):
        return None
    return next((Lack(role, end) for role, said in _heads() if said.search(around)), None)


def _role(found: re.Match[str]) -> str:
    if found["share"]:
        return MISSING if int(found["share"]) >= _NEARLY_ALL else WEAK
    if found["weak"] or (found["mostly"] and not found["none"]):
        return WEAK
    return MISSING


def lacking(text: str, mentions: Sequence[Mention], known: Places) -> Iterator[tuple[Mention, Lack]]:
    """The names of things in a text of which it says so, each with what is said; of a list it is said of all."""
    plain = _masked(text, mentions, known)
    waiting: list[Mention] = []
    things = [m for m in mentions if m.kind == "K"]
    for number, m in enumerate(things):
        waiting.append(m)
        if number + 1 < len(things) and JOIN.fullmatch(text, m.end, things[number + 1].start):
            continue
        found = lack(plain, waiting[0].start, m.end)
        yield from ((one, found) for one in waiting if found)
        waiting = []


def with_lacking(text: str, mentions: Sequence[Mention], known: Places) -> Sequence[Mention]:
    """The mentions of a text with those of `unmarked`."""
    added = list(unmarked(text, mentions, known))
    return sorted([*mentions, *added], key=lambda m: (m.start, -m.end)) if added else mentions


def unmarked(text: str, mentions: Sequence[Mention], known: Places) -> Iterator[Mention]:
    """Things of which a clause says that they are lacking or stand here, and of which the reader has marked none, in
    lines that say so of one that it has marked or that reference chains know: one clause alone gives away little."""
    if not tells().search(text):
        return
    told = [m.start for m, _ in lacking(text, mentions, known)]
    told = sorted([*told, *(m.start for m in mentions if m.kind == "K" and _stands().match(text, m.end))])
    plain, named = _masked(text, mentions, known), Overlaps(m for m in mentions if m.kind != "R")
    owners = {m.start: m.end for m in mentions if m.kind in "GR"}  # 全市机器人产业链|目前本体组装产能充裕
    for line in re.finditer(r"[^\n]+", plain):
        clauses = (clause.span() for clause in _CLAUSE.finditer(plain, *line.span()) if tells().search(clause[0]))
        spots = [spot for start, end in clauses for spot in _names(plain, owners.get(start, start), end)]
        heard = bisect_left(told, line.start()) < bisect_left(told, line.end())
        if heard or any(text[start:end] in named_links() for start, end in spots):
            for start, end in spots:
                if not any(named.over(start, end)):
                    yield Mention(text[start:end], "K", start, end, _UNMARKED, "cue")


@cache
def tells() -> re.Pattern[str]:
    """Words that may say of a thing that it is lacking or stands here."""
    said = [words(f"lack_{name}") for name in ("from", "none", "weak")]
    return re.compile("|".join([*said, words("stands")]).replace("OUT", words("outside")).replace("PLACE", f"{_AWAY}+"))


@cache
def _stands() -> re.Pattern[str]:
    """What says of the name before it that the thing is made here."""
    return re.compile(rf"{_LIST}(?:环节|领域|产业|产品)?{words('stands')}")


def _names(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """The names at the head of a clause after which it says that they are lacking or stand here."""
    lead = re.compile(rf"{words('lack_lead')}*").match(text, start, stop)
    start = lead.end() if lead else start
    for end in range(start + _SHORTEST, min(stop, start + _LONGEST * 3)):
        if _said(_tail(near=True), text, start, end) or _stands().match(text, end):
            whole = re.compile(words("lack_whole")).match(text, end)
            parts = pieces(text, start, whole.end() if whole else end)
            yield from ((first, last) for first, last in parts if _is_name(text[first:last]))
            return


def _is_name(name: str) -> bool:
    return bool(re.fullmatch(_NAME, name)) and not re.search(words("lack_no_name"), name)


def _masked(text: str, mentions: Sequence[Mention], known: Places) -> str:
    """The text with the names of places elsewhere as `lack` knows them: 面料靠广东 says as much as 面料靠外地."""
    chars = list(text)
    for m in mentions:
        if m.kind == "R" and known.home and _elsewhere(known.full(m.text), known.home):
            chars[m.start : m.end] = _AWAY * (m.end - m.start)
    return "".join(chars)


def _elsewhere(place: str, home: str) -> bool:
    return place != home and not contains(home, place) and not contains(place, home)
