"""Of which place a sentence speaks: a plan of a province says of one city what holds for no other."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from ..schema import contains, find
from ..schema.divisions import full_name, short
from ..schema.shipped import shipped
from .facts import Said, Spoken
from .spelled import spots

_ENDS = "。；;！\n"
_CLAUSE = re.compile("[，：:]")
_NUMBER = r"\s*(?:[（(]?[一二三四五六七八九十\d]+[)）、.．]\s*)?"
_OWN = re.compile(r"[全我本][省市县区州]|省内|市内|县内|区内|本地|当地|国内|全国|我国|区域内")
_AND = re.compile("以及|[、和与及]")
_FULL = re.compile("[省市区县州盟旗镇乡]")
_NO_PLACE = re.compile("场|域|面|值|政|委|级|直|长|内|外|际|区域|民")  # 南阳市场 is no city
_SHORTEST, _NAME = 2, 12  # characters of a place with what it lies in, at least and at most
_LACKING = frozenset({None, "缺失", "补强"})


@cache
def _words(name: str) -> str:
    return "(?:" + "|".join(shipped("schema", "places.yaml")[name]) + ")"


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(rf"{_NUMBER}{_words('place_lead')}*")


def spoken_of(said: Said, names: frozenset[str]) -> tuple[Spoken, ...]:
    """The places of which the sentence says what it says of the link (its object); none where it is the plan's own.

    That is what the link's clause begins with (株洲市叶片短缺), else what an earlier clause of the sentence does, or
    the heading, as far as it lies in the plan's place. Of a place that lies elsewhere the clause has to give the full
    name, and to say that the place has or lacks the link: whom one turns to for it is another matter.
    `names` are those by which the store knows places.
    """
    return _spoken_of(said.proof.quote, said.object, said.region or "", said.role, said.headings, names)


@lru_cache(maxsize=1 << 14)
def _spoken_of(
    quote: str, link: str, region: str, role: str | None, headings: tuple[str, ...], names: frozenset[str]
) -> tuple[Spoken, ...]:
    for start, _ in spots(link, quote)[:1]:
        begin = max(quote.rfind(end, 0, start) for end in _ENDS) + 1
        clauses = [begin, *(mark.end() for mark in _CLAUSE.finditer(quote, begin, start))]
        for at in reversed(clauses):
            found = _heading_of(quote, at, start, region, names)
            if found is None:
                return ()
            if any(one.inside for one in found) or (found and at == clauses[-1] and role in _LACKING):
                return tuple(one.spoken for one in found)
    for title in reversed(headings):
        found = _heading_of(title, 0, len(title), region, names)
        if found and found[0].inside:
            return tuple(one.spoken for one in found)
    return ()


class _Found(NamedTuple):
    """A place that a clause begins with, where it ends, and whether it may lie in the plan's own."""

    spoken: Spoken
    end: int
    inside: bool


def _heading_of(text: str, at: int, stop: int, region: str, names: frozenset[str]) -> list[_Found] | None:
    """The places that a clause or a title begins with; None where it says that it is the plan's own."""
    lead = _lead().match(text, at, stop)
    at = lead.end() if lead else at
    if _OWN.match(text, at):
        return None
    found = []
    while place := _place_at(text, at, stop, region, names):
        if contains(place.spoken.place, region):
            return None
        found.append(place)
        joined = _AND.match(text, place.end)
        at = joined.end() if joined else place.end
        if not joined:
            break
    return found


def _place_at(text: str, at: int, stop: int, region: str, names: frozenset[str]) -> _Found | None:
    """The place that stands there: by its full name, perhaps after what it lies in; by a short one in the plan's."""
    head = text[at : min(stop, at + _NAME)]
    for end in sorted((mark.end() for mark in _FULL.finditer(head)), reverse=True):
        place = None if _NO_PLACE.match(text, at + end) else _full(head[:end], region, names)
        if place:
            inside = contains(region, place) or not find(place)
            return _Found(Spoken(place, head[:end]), at + end, inside)
    for end in (4, 3, 2):
        place = _short(head[:end], region) if end <= len(head) and not text.startswith("市场", at + end) else None
        if place:
            return _Found(Spoken(place, head[:end]), at + end, True)
    return None


@lru_cache(maxsize=1 << 14)
def _full(name: str, region: str, names: frozenset[str]) -> str | None:
    if name in names and not find(name):
        return name
    if len(name) < _SHORTEST or re.search(_words("not_county"), name):
        return None
    place = full_name(name, region or None)
    return place if place and name.endswith(place) else None


@lru_cache(maxsize=1 << 14)
def _short(name: str, region: str) -> str | None:
    if not region or re.fullmatch(_words("not_short_place"), name):
        return None
    place = full_name(name, region)
    return place if place and name == short(place) != place and contains(region, place) else None
