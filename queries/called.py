"""Whether a sentence calls a firm a leader, or only names it: 依托甲、乙等企业 makes nobody the first of a chain; and
which firms it names in one breath, so that what it says of one it says of all.
"""

import re
from collections.abc import Iterable, Set
from functools import cache, lru_cache
from typing import NamedTuple

from ..schema.patterns import Late
from ..schema.shipped import shipped
from .spelled import spots

LEADING, ONE_OF_MANY = "龙头", "配套"

_STOPS = "，。；;！？\n"
_LISTED = re.compile(r"[^等]*等(?P<kind>[^，。；、和与及]{0,14})")
_NOTE = re.compile(r"（[^）]*）")
_JOINED = re.compile(r"(?:（[^）]*）)?(?:[、和与及]|以及)")


class _Words(NamedTuple):
    """Lists of sayings.yaml."""

    leading: Late
    before: Late
    plain: Late


@cache
def _words() -> _Words:
    raw = shipped("queries", "sayings.yaml")
    leading, plain = ("|".join(raw[name]) for name in ("leading", "plain"))
    return _Words(Late(leading), Late(f"(?:{leading})[^，。；;！等]*$"), Late(plain))


@lru_cache(maxsize=1 << 14)
def only_named(quote: str, headings: tuple[str, ...], firm: str) -> bool:
    """Does the sentence only say that the firm makes something, or that a chain rests on it and others? Its own list
    counts, and the headings above; where neither says either, no.

    >>> many = "依托明川精密、恒岳智能等企业发展轴承，以云机重工等骨干企业为引领，带动瑞丰机械等企业"
    >>> [only_named(many, (), firm) for firm in ("明川精密", "恒岳智能", "云机重工", "瑞丰机械")]
    [True, True, False, True]
    >>> one = "支持明川精密发展轴承"
    >>> only_named(one, (), "明川精密"), only_named(one, ("龙头企业",), "明川精密")
    (True, False)
    >>> only_named("龙头企业明川精密、恒岳智能扩产", (), "恒岳智能"), only_named("明川精密", (), "明川精密")
    (False, False)
    """
    words = _words()
    if is_called(quote, headings, firm):
        return False
    places = list(spots(firm, quote))
    if not places:
        return words.plain.search(quote) is not None and words.leading.search(quote) is None
    return any(_plain(quote, *place) for place in places)


def is_called(quote: str, headings: tuple[str, ...], firm: str) -> bool:
    """Do the words around the firm in the sentence, or the headings above, call it a leader?"""
    above = any(map(_words().leading.search, headings))
    return above or any(_called(quote, *place) for place in spots(firm, quote))


def named_beside(quote: str, sure: Set[str], firms: Iterable[str]) -> set[str]:
    """Those of the firms that stand in one list of the sentence with a sure one.

    >>> quote = "甲泵业、乙泵业（青岚区）和丙泵业三家企业做水泵，另有丁泵业"
    >>> sorted(named_beside(quote, {"乙泵业"}, ["甲泵业", "丙泵业", "丁泵业"]))
    ['丙泵业', '甲泵业']
    """
    spans = sorted((*spot, firm) for firm in {*sure, *firms} for spot in spots(firm, quote))
    found, run = set[str](), list[str]()
    for place, (start, _, firm) in enumerate(spans):
        if not (place and _JOINED.fullmatch(quote, spans[place - 1][1], start)):
            run = []
        run.append(firm)
        if not sure.isdisjoint(run):
            found.update(run)
    return found - sure


def _clause(quote: str, start: int, stop: int) -> tuple[str, str]:
    """What stands before and after the firm in its clause."""
    begin = max(quote.rfind(sign, 0, start) for sign in _STOPS) + 1
    end = min((at for sign in _STOPS if (at := quote.find(sign, stop)) >= 0), default=len(quote))
    return quote[begin:start], quote[stop:end]


def _plain(quote: str, start: int, stop: int) -> bool:
    return any(map(_words().plain.search, _clause(quote, start, stop)))


def _called(quote: str, start: int, stop: int) -> bool:
    words = _words()
    before, after = _clause(quote, start, stop)
    note = _NOTE.match(after)
    listed = _LISTED.match(after)
    told = listed["kind"] if listed else after
    return bool(words.before.search(before) or words.leading.search(told) or (note and words.leading.search(note[0])))
