"""The store as a graph for other programs: networkx, GraphML, GEXF. A node is an entity, an edge is a fact.

Nodes are held in memory as keys and names, facts pass one document at a time.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from ..schema import key
from .store import Store

if TYPE_CHECKING:
    from lxml import etree
    from networkx import MultiDiGraph

_NODE = ("name", "type")
_EDGE = ("predicate", "role", "document", "place", "quote", "confidence", "rule")


@dataclass(frozen=True, slots=True)
class Node:
    """An entity: key of the node that is shown, its name and type."""

    id: str
    name: str
    type: str


@dataclass(frozen=True, slots=True)
class Edge:
    """A fact between two entities, with the words that prove it and where they stand."""

    id: int
    source: str
    target: str
    predicate: str
    role: str
    document: str
    place: str
    quote: str
    confidence: float
    rule: str


def nodes(store: Store) -> Iterator[Node]:
    yield from (Node(one.key, one.name, one.type) for one in store.names() if one.key == one.entity)


def edges(store: Store) -> Iterator[Edge]:
    entity = {one.key: one.entity for one in store.names()}
    for content in store.contents():
        for fact in content.facts:
            ends = entity[key(fact.subject, fact.subject_type)], entity[key(fact.object, fact.object_type)]
            proof = content.document.name, str(fact.evidence.place), fact.evidence.quote
            yield Edge(fact.id, *ends, fact.predicate, fact.role or "", *proof, fact.confidence, fact.rule)


def as_networkx(store: Store) -> "MultiDiGraph[str]":
    """A networkx.MultiDiGraph: nodes by key with `name` and `type`, edges by the fact's id with what Edge says."""
    import networkx

    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    graph.add_nodes_from((one.id, {name: getattr(one, name) for name in _NODE}) for one in nodes(store))
    for one in edges(store):
        graph.add_edge(one.source, one.target, one.id, **{name: getattr(one, name) for name in _EDGE})
    return graph


def write_graphml(store: Store, file: IO[bytes]) -> None:
    """GraphML, as Gephi, yEd and networkx read it."""
    from lxml import etree

    ns = "{http://graphml.graphdrawing.org/xmlns}"

    def element(tag: str, about: Mapping[str, str], one: Node | Edge, names: Sequence[str]) -> "etree._Element":
        made = etree.Element(ns + tag, {name: _clean(value) for name, value in about.items()})
        for name in names:
            etree.SubElement(made, f"{ns}data", key=f"{tag}_{name}").text = _clean(str(getattr(one, name)))
        return made

    with etree.xmlfile(file, encoding="utf-8") as xml, xml.element(f"{ns}graphml", nsmap={None: ns[1:-1]}):
        for kind, names in (("node", _NODE), ("edge", _EDGE)):
            for name in names:
                about = {"id": f"{kind}_{name}", "for": kind, "attr.name": name, "attr.type": _kind(name)}
                xml.write(etree.Element(f"{ns}key", about), pretty_print=True)
        with xml.element(f"{ns}graph", edgedefault="directed"):
            for node in nodes(store):
                xml.write(element("node", {"id": node.id}, node, _NODE), pretty_print=True)
            for edge in edges(store):
                ends = {"id": str(edge.id), "source": edge.source, "target": edge.target}
                xml.write(element("edge", ends, edge, _EDGE), pretty_print=True)


def write_gexf(store: Store, file: IO[bytes]) -> None:
    """GEXF 1.2, Gephi's own format."""
    from lxml import etree

    ns = "{http://www.gexf.net/1.2draft}"

    def element(tag: str, about: Mapping[str, str], one: Node | Edge, names: Sequence[str]) -> "etree._Element":
        made = etree.Element(ns + tag, {name: _clean(value) for name, value in about.items()})
        values = etree.SubElement(made, f"{ns}attvalues")
        for name in names:
            etree.SubElement(values, f"{ns}attvalue", {"for": name, "value": _clean(str(getattr(one, name)))})
        return made

    with (
        etree.xmlfile(file, encoding="utf-8") as xml,
        xml.element(f"{ns}gexf", nsmap={None: ns[1:-1]}, version="1.2"),
        xml.element(f"{ns}graph", defaultedgetype="directed", mode="static"),
    ):
        for kind, names in (("node", _NODE), ("edge", _EDGE)):
            with xml.element(f"{ns}attributes", {"class": kind, "mode": "static"}):
                for name in names:
                    about = {"id": name, "title": name, "type": _kind(name)}
                    xml.write(etree.Element(f"{ns}attribute", about), pretty_print=True)
        with xml.element(f"{ns}nodes"):
            for node in nodes(store):
                xml.write(element("node", {"id": node.id, "label": node.name}, node, _NODE), pretty_print=True)
        with xml.element(f"{ns}edges"):
            for edge in edges(store):
                ends = {"id": str(edge.id), "source": edge.source, "target": edge.target, "label": edge.predicate}
                xml.write(element("edge", ends, edge, _EDGE), pretty_print=True)


def _kind(name: str) -> str:
    return "double" if name == "confidence" else "string"


def _clean(text: str) -> str:
    """Without the control characters that XML cannot hold."""
    return "".join(letter for letter in text if letter >= " " or letter in "\t\n\r")
