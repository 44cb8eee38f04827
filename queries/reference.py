"""Which reference chain a group of the documents is, and which reference link a link; no match where in doubt."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from ..schema import stem
from ..schema.chains import RefLink, leaves, links, references
from ..schema.shipped import shipped

_WHOLE = "整机"


class _Words(NamedTuple):
    """reference.yaml."""

    process: tuple[str, ...]
    labels: tuple[str, ...]
    joints: tuple[str, ...]
    fronts: tuple[str, ...]
    wide: frozenset[str]
    alike: float
    margin: float


class Match(NamedTuple):
    """A reference link and how it was found: exact (the name or an alias) or by its head or likeness."""

    link: RefLink
    exact: bool


@cache
def _words() -> _Words:
    raw = shipped("queries", "reference.yaml")
    longest = {
        name: tuple(sorted(raw[name], key=len, reverse=True)) for name in ("process", "labels", "joints", "fronts")
    }
    return _Words(**longest, wide=frozenset(raw["wide"]), alike=raw["alike"], margin=raw["margin"])


# ── groups ───────────────────────────────────────────────────────────────────────────────────────────────────────


@lru_cache(maxsize=1 << 14)
def chains_of(group: str) -> tuple[str, ...]:
    """Reference chains that a group's name means, each once, in the order of the name; none where in doubt.

    >>> chains_of("新型显示面板及模组制造集群"), chains_of("高效节能电机及起重运输机械产业集群"), chains_of("总部经济")
    (('新型显示',), ('电机', '工程机械'), ())
    """
    name = stem(group, "Cluster")
    whole = _named(name)
    if whole:
        return (whole,)
    found = [_headed(part) for part in _split(name)]
    return tuple(dict.fromkeys(chain for chain in found if chain))


def is_named(group: str) -> bool:
    """Does the whole name of the group mean a reference chain?

    >>> is_named("新型显示产业链"), is_named("防爆及智能装备产业链")
    (True, False)
    """
    return _named(stem(group, "Cluster")) is not None


def _split(name: str) -> list[str]:
    parts = [name]
    for joint in _words().joints:
        parts = [piece for part in parts for piece in part.split(joint) if len(piece) > 1]
    return parts


@cache
def _names() -> dict[str, str]:
    return {word: one.name for one in references().values() for word in (one.name, *one.also)}


def _named(name: str) -> str | None:
    """The chain of exactly this name, whatever says that it is made (制造) or modern (现代)."""
    for word in (name, bare := plain(_cut(name, _words().labels))):
        if word in _names():
            return _names()[word]
    cut = {word.removeprefix(front) for word in (name, bare) for front in _words().fronts if len(word) > len(front)}
    found = {_names()[word] for word in cut if word in _names()}
    return found.pop() if len(found) == 1 else None


def _headed(name: str) -> str | None:
    """The chain whose name ends this one; else the one that stands in it as a long word of its own."""
    exact = _named(name)
    if exact:
        return exact
    for word in (name, plain(name)):
        for start in range(1, len(word) - 1):
            if word[start:] in _names():
                return _names()[word[start:]]
    inside = {_names()[word] for word in _names() if len(word) > 3 and word in name}
    return inside.pop() if len(inside) == 1 else None


# ── links ────────────────────────────────────────────────────────────────────────────────────────────────────────


@lru_cache(maxsize=1 << 16)
def plain(name: str) -> str:
    """The name without endings that say only that the thing is made.

    >>> plain("精密轴承制造"), plain("制造")
    ('精密轴承', '制造')
    """
    return _cut(name, _words().process)


def unpraised(name: str) -> str:
    """The name without a beginning that says how good the thing is, not what it is.

    >>> unpraised("先进风电设备"), unpraised("智能装备"), unpraised("轴承")
    ('风电设备', '装备', '轴承')
    """
    return next((name.removeprefix(front) for front in _words().fronts if name.startswith(front)), name)


@lru_cache(maxsize=1 << 16)
def covers(name: str, other: str) -> bool:
    """Of two names of one reference link: does who makes the other make this too? No where it may be another kind.

    >>> covers("数控机床", "高端数控机床"), covers("电驱系统", "电驱动系统"), covers("电池管理系统", "BMS")
    (True, True, True)
    >>> covers("高端数控机床", "数控机床"), covers("装配机器人", "搬运机器人"), covers("偏光膜", "扩散膜")
    (False, False, False)
    """
    mine, theirs = plain(name), plain(other)
    if theirs.endswith(mine):
        return True
    same = 0
    while same < min(len(mine), len(theirs)) and mine[-same - 1] == theirs[-same - 1]:
        same += 1
    kind, kinds = mine[: len(mine) - same], theirs[: len(theirs) - same]
    return not same or bool(kind) and (kind in kinds or (kinds in kind and len(kind) - len(kinds) < 2 and bool(kinds)))


def _cut(name: str, endings: tuple[str, ...]) -> str:
    if name.endswith(endings):  # most names have none of them
        for ending in endings:
            if name.endswith(ending) and len(name) > len(ending) + 1:
                return _cut(name[: -len(ending)], endings)
    return name


@cache
def _index(chain: str) -> dict[str, RefLink]:
    """Reference links of one chain by every name they have, plain ones where they are not taken."""
    table: dict[str, RefLink] = {}
    for link in links(chain).values():
        table |= dict.fromkeys((link.name, *link.also), link)
    for link in links(chain).values():
        for word in (link.name, *link.also):
            table.setdefault(plain(word), link)
    return table


@lru_cache(maxsize=1 << 16)
def link_of(name: str, chains: tuple[str, ...]) -> Match | None:
    """The reference link of these chains that a link's name means; None where none or more than one comes near.

    >>> found = link_of("动力电池BMS", ("新能源汽车",)), link_of("线束", ("汽车电子",)), link_of("桂花", ("光伏",))
    >>> [match and (match.link.name, match.exact) for match in found]
    [('电池管理系统', False), ('车用线束', True), None]
    """
    files_ = [leaf for chain in chains for leaf in leaves(chain)]
    named = _by_name(name, files_)
    if named:
        return Match(named[0], True) if len(named) == 1 else None
    for find in (_by_head, _by_likeness):
        near = find(plain(stem(name, "Link")), files_)
        if near:
            return Match(near, False)
    return None


def holders(name: str, groups: Iterable[tuple[str, tuple[str, ...]]]) -> set[str]:
    """The groups, each with the reference chains that it means, in which a link's name means just one link exactly."""
    here = _leaves_with(name)
    return {group for group, leaf in groups if leaf and not here.isdisjoint(_leaves(leaf)) and means(name, leaf)}


@lru_cache(maxsize=1 << 16)
def means(name: str, chains: tuple[str, ...]) -> RefLink | None:
    """The reference link of these chains that a link's name means exactly: link_of, without what only comes near."""
    named = _by_name(name, [leaf for chain in chains for leaf in leaves(chain)])
    return named[0] if len(named) == 1 else None


@lru_cache(maxsize=1 << 12)
def _leaves(chains: tuple[str, ...]) -> frozenset[str]:
    return frozenset(leaf for chain in chains for leaf in leaves(chain))


def _leaves_with(name: str) -> frozenset[str]:
    """All reference chains that have a link of this name."""
    return frozenset().union(*(_by_word().get(word, frozenset()) for word in _spellings(stem(name, "Link"))))


@cache
def _by_word() -> dict[str, frozenset[str]]:
    """Reference chains by every name that a link of theirs has."""
    found: dict[str, set[str]] = defaultdict(set)
    for chain in references():
        for word in _index(chain):
            found[word].add(chain)
    return {word: frozenset(chains) for word, chains in found.items()}


def _by_name(name: str, chains: list[str]) -> list[RefLink]:
    """The links that have just this name, else those that have it without what says that they are made, or whole."""
    for word in _spellings(stem(name, "Link")):
        found = {table[word].name: table[word] for table in map(_index, chains) if word in table}
        if found:
            return list(found.values())
    return []


def _spellings(name: str) -> tuple[str, str, str]:
    """The name, without what says only that it is made, and without what says that it is whole: eVTOL整机 is eVTOL."""
    return name, plain(name), name.removesuffix(_WHOLE)


def _by_head(name: str, chains: list[str]) -> RefLink | None:
    """The link whose name ends this one, the longest such name: a kind of that thing."""
    for start in range(1, len(name) - 1):
        head = name[start:]
        found = {table[head].name: table[head] for table in map(_index, chains) if head in table}
        if found:
            return next(iter(found.values())) if len(found) == 1 and head not in _words().wide else None
    return None


def _by_likeness(name: str, chains: list[str]) -> RefLink | None:
    """The link with most character pairs in common, if it is alike enough and stands out."""
    scores: dict[str, tuple[float, RefLink]] = {}
    for chain in chains:
        # The head of a Chinese name is its end; a name that ends with this one is a kind of it, not the same.
        for word, link in _heads(chain).get(name[-1:], ()):
            score = 0.0 if word.endswith(name) else _dice(name, word)
            if score > scores.get(link.name, (0.0, link))[0]:
                scores[link.name] = score, link
    ranked = sorted(scores.values(), key=lambda item: (-item[0], item[1].name))
    if not ranked or ranked[0][0] < _words().alike:
        return None
    second = ranked[1][0] if len(ranked) > 1 else 0.0
    return ranked[0][1] if ranked[0][0] - second >= _words().margin else None


@cache
def _heads(chain: str) -> dict[str, list[tuple[str, RefLink]]]:
    """Names of a chain's links by their last character."""
    table: dict[str, list[tuple[str, RefLink]]] = defaultdict(list)
    for word, link in _index(chain).items():
        table[word[-1]].append((word, link))
    return table


@lru_cache(maxsize=1 << 16)
def _bigrams(name: str) -> frozenset[str]:
    return frozenset(name[i : i + 2] for i in range(len(name) - 1))


def _dice(one: str, other: str) -> float:
    mine, theirs = _bigrams(one), _bigrams(other)
    return 2 * len(mine & theirs) / max(1, len(mine) + len(theirs))
