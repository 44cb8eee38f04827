"""What is shown follows from the facts alone, in every kind of store.

A node is one key (type family + stem of a name) and shows the longest of its surfaces, then the smallest; an entity is
a connected set of joined nodes and shows its member with the fullest name. So no load order can be told from the
result.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b

from ..schema import Fact, key, ontology, unabbreviated

NodeRow = tuple[int, str, str, str, str]
"""id, key, family, type, name: a node without its entity."""

Surface = tuple[str, str]
"""A name as a document writes it, and its type."""


DIFFERENT = "不同"
"""The value of a decision of kind `same` that parts two names; any other value joins them."""


def number_of(name_key: str) -> int:
    """A node's id: 63 bits of the key's hash. Among 10 million keys two meet in one store of 180,000."""
    return int.from_bytes(blake2b(name_key.encode(), digest_size=8).digest(), "big") >> 1


@lru_cache(maxsize=1 << 16)
def node_of(name: str, kind: str) -> NodeRow:
    name_key = key(name, kind)
    return number_of(name_key), name_key, ontology().family(kind), kind, unabbreviated(name, kind)


def better(row: NodeRow) -> tuple[int, str, str]:
    """Which surface is shown: the smallest of these."""
    return -len(row[4]), row[4], row[3]


def best(surfaces: Iterable[Surface]) -> dict[int, NodeRow]:
    """Nodes by id, in the order of the ids, each with the best of its surfaces."""
    found: dict[int, NodeRow] = {}
    for row in (node_of(*surface) for surface in surfaces):
        found[row[0]] = min(row, found.get(row[0], row), key=better)
    return dict(sorted(found.items()))


def surfaces(facts: Iterable[Fact]) -> set[Surface]:
    return {s for f in facts for s in ((f.subject, f.subject_type), (f.object, f.object_type))}


def unique(facts: Sequence[Fact]) -> dict[int, Fact]:
    """Facts by id in the order of the ids, which fills a table fastest; the surest reading of each."""
    found: dict[int, Fact] = {}
    for fact in facts:
        number = fact.id
        other = found.setdefault(number, fact)
        if other is not fact and _surest(fact) < _surest(other):
            found[number] = fact
    return {number: found[number] for number in sorted(found)}


def _surest(fact: Fact) -> tuple[float, str, str]:
    """Of readings of one fact, the smallest of these stays."""
    return -fact.confidence, fact.rule, fact.evidence.quote


def fullest(members: Iterable[tuple[int, str]]) -> int:
    """Of nodes (id, name) that are one thing, the one that is shown."""
    return min((-len(name), name, number) for number, name in members)[2]


def components(neighbours: Mapping[str, set[str]]) -> list[set[str]]:
    """The connected sets of a graph given by the neighbours of each node."""
    found, seen = [], set[str]()
    for first in sorted(neighbours):
        if first not in seen:
            component, frontier = set[str](), {first}
            while frontier:
                component |= frontier
                frontier = {n for k in frontier for n in neighbours[k]} - component
            found.append(component)
            seen |= component
    return found
