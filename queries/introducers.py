"""Who can introduce a firm: shortest paths from it to our leaders through supply, shareholders, projects, chambers."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ..graph import Store
from ..schema import stem
from .answers import Proof
from .facts import Said, ask, said_of, settled, weighed
from .registers import Firm, named

_FAR = 4  # steps: beyond that nobody knows anybody
_ROUNDS = 3  # how far documents are followed from the firms
_WIDE = 400  # names a round after the first may ask about
_MOST = 2  # paths told for each firm
_PARTS = re.compile(r"[、；;,，/\n]")
_SHARE = re.compile(r"[(（].*$|\d+(?:\.\d+)?%?$")


class Tie(NamedTuple):
    """What ties two names: in words, read from the `first` to the other, and what proves it."""

    first: str
    says: str
    proof: Proof


Graph = dict[str, dict[str, Tie]]
"""By name, the names that it is tied to, in both directions."""


class Path(NamedTuple):
    """A way from a firm to a leader: the sentence, the leader, how many steps, and what proves them."""

    sentence: str
    leader: str
    steps: int
    evidence: tuple[Proof, ...]


def paths(store: Store, firms: Mapping[str, Firm | None], leaders: Mapping[str, str]) -> dict[str, list[Path]]:
    """By firm's name, the shortest paths to our leaders (name → role), nearest first.

    `firms` are names as answers show them, with their row where a register has one.
    """
    graph = _graph(store, firms, leaders)
    found: dict[str, list[Path]] = {}
    for name in sorted(firms):
        if name in graph and name not in leaders:
            ways = _ways(graph, name)
            near = sorted((len(way), leader) for leader in leaders if (way := ways.get(leader)))
            found[name] = [_path(graph, ways[leader], leaders[leader]) for _, leader in near[:_MOST]]
    return found


def _ways(graph: Graph, start: str) -> dict[str, list[str]]:
    """The first shortest path to each node within _FAR steps. Ten lines here cost less than to import a library for
    graphs, which takes twice as long as all the rest of the question.

    >>> tie = Tie("", "", Proof("", "", ""))
    >>> _ways({"甲": {"乙": tie}, "乙": {"甲": tie, "丙": tie}, "丙": {"乙": tie}}, "甲")
    {'甲': ['甲'], '乙': ['甲', '乙'], '丙': ['甲', '乙', '丙']}
    """
    found, level = {start: [start]}, [start]
    for _ in range(_FAR):
        rim = []
        for one in level:
            for other in graph[one]:
                if other not in found:
                    found[other] = [*found[one], other]
                    rim.append(other)
        level = rim
    return found


def about(store: Store, names: Iterable[str]) -> list[Said]:
    """All facts of which one end is shown by one of the names of firms or projects."""
    return weighed([said_of(row) for row in ask(store, "about", names=sorted(set(names)))], settled(store))


def _graph(store: Store, firms: Mapping[str, Firm | None], leaders: Mapping[str, str]) -> Graph:
    """All that is known of who is tied to whom, around the firms and the leaders."""
    graph: Graph = {name: {} for name in sorted(leaders)}
    asked: set[str] = set()
    todo = {*firms, *leaders}
    for step in range(_ROUNDS):
        todo -= asked
        if not todo or (step and len(todo) > _WIDE):
            break
        asked |= todo
        found = about(store, todo)
        _tie_facts(graph, found)
        todo = {end for one in found for end in (one.subject, one.object)}
    rows = {name: firm for name, firm in firms.items() if firm is not None}
    rows |= _rows_of(store, leaders)
    for name, firm in sorted(rows.items()):
        _tie_row(graph, name, firm)
    return graph


def _rows_of(store: Store, names: Iterable[str]) -> dict[str, Firm]:
    """Register rows of firms whose full or short name is exactly a registered one."""
    listed = sorted(names)
    rows = {firm.stem: firm for firm in named(store, names=listed)} if listed else {}
    return {name: rows[stem(name, "Enterprise")] for name in listed if stem(name, "Enterprise") in rows}


def _tie_facts(graph: Graph, said: Sequence[Said]) -> None:
    for one in said:
        if one.predicate == "SUPPLIES" and one.subject != one.object:
            _tie(graph, one.subject, one.object, "供应", one.proof)
        elif one.predicate == "UNDERTAKES":
            _tie(graph, one.subject, one.object, "参与项目", one.proof)


def _tie_row(graph: Graph, name: str, firm: Firm) -> None:
    """Shareholders, group and chamber of a register row."""
    for column, text, says in (("股东", firm.owners, "的股东或集团是"), ("所属商会", firm.chamber, "同属")):
        for part in _PARTS.split(text):
            other = _SHARE.sub("", part.strip())
            if len(other) > 1 and other != name:
                _tie(graph, name, _known(graph, other), says, firm.proof(part.strip(), column))


def _known(graph: Graph, name: str) -> str:
    """The node that bears this name up to its ending (有限公司)."""
    short = stem(name, "Enterprise")
    return name if name in graph else next((one for one in graph if stem(one, "Enterprise") == short), name)


def _tie(graph: Graph, one: str, other: str, says: str, proof: Proof) -> None:
    if other not in graph.setdefault(one, {}):
        graph[one][other] = graph.setdefault(other, {})[one] = Tie(one, says, proof)


def _path(graph: Graph, way: Sequence[str], role: str) -> Path:
    """甲 供应 乙，乙 参与项目 丙 …"""
    told, evidence = [], []
    for one, other in zip(way, way[1:], strict=False):
        tie = graph[one][other]
        first, second = (one, other) if tie.first == one else (other, one)
        told.append(f"{first}{tie.says}{second}")
        evidence.append(tie.proof)
    return Path(f"可请{role}{way[-1]}引荐：{'，'.join(told)}", way[-1], len(way) - 1, tuple(evidence))
