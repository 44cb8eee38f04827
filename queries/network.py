"""The supplier network: firms, links and groups, and what the documents say connects them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ..errors import UnknownName
from ..graph import Store
from ..schema import ontology
from .answers import Proof
from .facts import Said, facts
from .lookup import near, same_name

SAYS = {
    "SUPPLIES": "供应",
    "MAKES": "生产",
    "LEADS": "引领",
    "UPSTREAM_OF": "上游",
    "FOCUSES_ON": "发展",
    "SEEKS": "寻求",
    "TARGETS": "招引",
    "PART_OF": "属于",
}
"""Predicates that draw an edge, with the word that the edge is shown by."""

_MOST_PROOFS = 4


@dataclass(frozen=True, slots=True)
class Node:
    """A firm, link or group; `family` is that of the ontology (Enterprise, Link, Group)."""

    name: str
    family: str


@dataclass(frozen=True, slots=True)
class Edge:
    """What the documents say between two nodes, by their places in Network.nodes.

    `says` is the word to show (供应, 引领 …), with the role if there is one; `years` are the documents’.
    """

    source: int
    target: int
    says: str
    years: tuple[str, ...]
    evidence: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes by family and name, edges by their ends; the same store gives the same network."""

    title: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def network(store: Store, about: str | None = None, *, hops: int = 2) -> Network:
    """All firms, links and groups, or those at most `hops` edges from the firm, chain or link `about`.

    UnknownName, with near names, if nothing of that name is connected to anything.
    """
    said: dict[tuple[Node, Node, str], list[Said]] = defaultdict(list)
    family = ontology().family
    for predicate, word in SAYS.items():
        for one in facts(store, predicate):
            ends = Node(one.subject, family(one.subject_type)), Node(one.object, family(one.object_type))
            said[*ends, f"{word}（{one.role}）" if one.role else word].append(one)
    nodes = {end for source, target, _ in said for end in (source, target)}
    if about is not None:
        nodes = _around(_find(about, nodes), said, hops)
    ordered = sorted(nodes, key=lambda node: (node.family, node.name))
    place = {node: number for number, node in enumerate(ordered)}
    edges = [
        Edge(place[source], place[target], word, _years(found), _proofs(found))
        for (source, target, word), found in said.items()
        if source in place and target in place
    ]
    edges.sort(key=lambda edge: (edge.source, edge.target, edge.says))
    return Network(f"{about}：{hops}步之内的网络" if about else "供应网络", tuple(ordered), tuple(edges))


def _find(about: str, nodes: Iterable[Node]) -> set[Node]:
    """The nodes that the user's name means, whatever their family."""
    found = {node for node in nodes if same_name(about, node.name, node.family)}
    if not found:
        raise UnknownName("企业、产业链或环节", about, near(about, sorted({node.name for node in nodes})))
    return found


def _around(start: set[Node], said: Iterable[tuple[Node, Node, str]], hops: int) -> set[Node]:
    """Everything at most so many edges away, against their direction too."""
    beside: dict[Node, set[Node]] = defaultdict(set)
    for source, target, _ in said:
        beside[source].add(target)
        beside[target].add(source)
    found, rim = set(start), set(start)
    for _ in range(hops):
        rim = {other for node in rim for other in beside[node]} - found
        found |= rim
    return found


def _years(said: Iterable[Said]) -> tuple[str, ...]:
    return tuple(sorted({one.date[:4] for one in said if one.date}))


def _proofs(said: list[Said]) -> tuple[Proof, ...]:
    return tuple(dict.fromkeys(one.proof for one in said))[:_MOST_PROOFS]
