"""Which names of one document are one thing, by rules that leave no doubt. Where two readings are left: no join.

    明川 = 明川精密机械      what follows is only trade
    明川 = 云溪明川          what precedes is only a place that the document names
    青岚 = 青岚区            the ending of an administrative place

Look-alikes share no beginning and are never joined; types are never mixed.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ..schema import Same, key, stem
from ..schema.shipped import shipped

if TYPE_CHECKING:
    from ..schema import Fact

_FIRM, _PLACE = "Enterprise", "Region"
_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_RIVALS = ("Platform", "Park")
"""Kinds of things that bear a firm's name and are not the firm: with one of them about, a short name is in doubt."""


class _Words(NamedTuple):
    """resolve.yaml as patterns."""

    trade: re.Pattern[str]
    each: tuple[str, ...]
    forms: frozenset[str]
    common: frozenset[str]
    ending: re.Pattern[str]
    clipped: tuple[tuple[str, str], ...]


def joins(facts: "Sequence[Fact]", places: Iterable[str] = ()) -> list[Same]:
    """Joins among the names of one document, sorted. `places` are those that it speaks for."""
    names: dict[str, set[str]] = defaultdict(set)
    for fact in facts:
        names[fact.subject_type].add(stem(fact.subject, fact.subject_type))
        names[fact.object_type].add(stem(fact.object, fact.object_type))
    rivals = {name for kind in _RIVALS for name in names[kind]}
    quotes = {fact.evidence.quote for fact in facts}
    firms = _firms(names[_FIRM], names[_PLACE] | set(places), rivals)
    found = {_same(*pair, _FIRM, "short_name") for pair in firms if not _side_by_side(*pair, quotes)}
    found |= {_same(*pair, _PLACE, "short_place") for pair in _places(names[_PLACE])}
    return sorted(found, key=lambda same: (same.one, same.other))


@lru_cache(maxsize=1 << 14)
def short_forms(name: str, region: str) -> tuple[str, ...]:
    """Shorter names that a document may use for a firm of this full name and place, longest first, without the name.

    A place of its own at the front and words of trade at the end may go; what is left must still be a name. A word at
    the end may be clipped.

    A place in brackets (明川精密(云溪)) may go too, wherever it stands. Kept, since an answer asks twice of each firm.

    >>> short_forms("云溪明川精密机械", "云溪市青岚区")
    ('云溪明川精密', '明川精密机械', '云溪明川', '明川精密', '明川')
    >>> short_forms("明川精密(云溪)", "云溪市青岚区")
    ('明川精密', '明川')
    >>> "明川新材" in short_forms("明川新材料科技", "")
    True
    """
    bare = _BRACKETS.sub("", name)
    front, _ = _split(bare, _region_fronts(region))
    cuts = [bare[:end] for end in range(len(bare), 1, -1) if _words().trade.fullmatch(bare, end)]
    found = {cut[start:] for cut in cuts for start in {0, len(front)}} - {name}
    for word, short in _words().clipped:
        found |= {one.removesuffix(word) + short for one in (*found, bare, bare[len(front) :]) if one.endswith(word)}
    return tuple(sorted(filter(_is_name, found), key=lambda short: (-len(short), short)))


def bare_name(name: str, region: str) -> str:
    """A firm's name without what stands in brackets and without its own place in front.

    >>> bare_name("云溪明川精密机械", "云溪市青岚区"), bare_name("云溪机械", "云溪市"), bare_name("明川(云溪)精密", "")
    ('明川精密机械', '云溪机械', '明川精密')
    """
    return _split(_BRACKETS.sub("", name), _region_fronts(region))[1]


def beginnings(name: str, region: str) -> list[str]:
    """How the fuller names of firms of a region begin whose names without place (bare_name) begin so.

    >>> beginnings("明川精", "云溪市")
    ['云溪市明川(', '云溪市明川精', '云溪明川(', '云溪明川精', '明川(', '明川精']
    """
    cores = [name, *(f"{name[:end]}(" for end in range(2, len(name)))]
    return sorted(front + core for front in ("", *_region_fronts(region)) for core in cores)


def parts_of(name: str, places: Iterable[str]) -> tuple[str, str]:
    """A firm's name proper and the trade behind it, without a place in front or in brackets.

    >>> parts_of("云溪明川精密机械", ["云溪市"]), parts_of("明川(云溪)精密", []), parts_of("明川", [])
    (('明川', '精密机械'), ('明川', '精密'), ('明川', ''))
    """
    _, core = _split(_BRACKETS.sub("", name), fronts(places))
    ends = (end for end in range(2, len(core)) if _is_name(core[:end]) and _words().trade.fullmatch(core, end))
    end = next(ends, len(core))
    return core[:end], core[end:]


def same_trade(one: str, other: str) -> bool:
    """Can one firm be called by both of these trades? Where one says none, or they share a word.

    >>> same_trade("精密机械", "机械制造"), same_trade("", "食品"), same_trade("食品", "机械")
    (True, True, False)
    """
    if not one or not other:
        return True
    shared = (word for word in _words().each if word in one and word in other)
    return any(word not in _words().forms for word in shared)


def may_be_one(one: str, other: str, places: Sequence[str]) -> bool:
    """Can two names, without their legal endings, be those of one firm: one name proper, and no two trades?

    >>> may_be_one("云溪明川精密", "明川", ["云溪市"]), may_be_one("明川机械", "明川食品", [])
    (True, False)
    """
    (proper, trade), (another, does) = parts_of(one, places), parts_of(other, places)
    return proper == another and same_trade(trade, does)


def _firms(names: set[str], places: set[str], rivals: set[str]) -> Iterator[tuple[str, str]]:
    """Short name and fuller name, where all the fuller names there are continue one another."""
    begins = fronts(places)
    parts = {name: _split(name, begins) for name in names}
    for short, (place, core) in sorted(parts.items()):
        fuller = sorted((parts[n][1], parts[n][0], n) for n in names if n != short and parts[n][1].startswith(core))
        line = [core, *(c for c, _, _ in fuller)]
        where = {p for p in (place, *(p for _, p, _ in fuller)) if p}
        doubt = len(where) > 1 or any(rival.startswith(core) for rival in rivals)
        if _is_name(core) and not doubt and _one_line(line):
            yield from ((short, name) for _, _, name in fuller)


def fronts(places: Iterable[str]) -> tuple[str, ...]:
    """The places as firms' names begin with them: with their ending and without; the longest first."""
    found = {front for place in places for front in (place, _words().ending.sub("", place))}
    return tuple(sorted(found, key=lambda front: (-len(front), front)))


@lru_cache(maxsize=1 << 12)
def _region_fronts(region: str) -> tuple[str, ...]:
    return fronts(re.findall(r".+?(?:省|市|区|县|州|盟|旗)", region))


def _split(name: str, fronts: Sequence[str]) -> tuple[str, str]:
    """The place that the name begins with, and the rest if that is still a name: 云溪明川 → 云溪, 明川."""
    for front in fronts:
        if name.startswith(front) and _is_name(name[len(front) :]):
            return front, name[len(front) :]
    return "", name


def _is_name(core: str) -> bool:
    """Can this be a firm's name proper? Not one character, not only words of trade, not a common word."""
    words = _words()
    return len(core) > 1 and core not in words.common and not words.trade.fullmatch(core)


def _one_line(cores: Sequence[str]) -> bool:
    """Does each continue the one before it by nothing but trade?"""
    pairs = zip(cores, cores[1:], strict=False)
    return all(fuller.startswith(core) and _words().trade.fullmatch(fuller[len(core) :]) for core, fuller in pairs)


def _side_by_side(short: str, fuller: str, quotes: set[str]) -> bool:
    """Does one sentence name both? Then the document tells them apart."""
    return any(fuller in quote and short in quote.replace(fuller, "") for quote in quotes)


def _places(names: set[str]) -> Iterator[tuple[str, str]]:
    """青岚 and 青岚区, where nothing else is called 青岚 with another ending."""
    fuller: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names):
        bare = _words().ending.sub("", name)
        if bare != name and bare in names:
            fuller[bare].append(name)
    yield from ((bare, found[0]) for bare, found in fuller.items() if len(found) == 1 and len(bare) > 1)


def _same(short: str, fuller: str, kind: str, rule: str) -> Same:
    one, other = sorted((key(short, kind), key(fuller, kind)))
    return Same(one, other, rule)


@cache
def _words() -> _Words:
    raw = shipped("graph", "resolve.yaml")
    trades = "|".join(sorted(raw["trades"], key=len, reverse=True))
    begins = "".join(sorted({word[0] for word in raw["trades"]}))
    return _Words(
        # Most characters begin no trade: looking at the first alone is several times as fast as trying all of them.
        re.compile(f"(?:(?=[{begins}])(?:{trades}))*"),
        tuple(raw["trades"]),
        frozenset(raw["forms"]),
        frozenset(raw["common"]),
        re.compile(f"(?:{'|'.join(raw['places'])})$"),
        tuple(sorted(raw["clipped"].items())),
    )
