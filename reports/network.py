"""The supplier network shown: an offline page that draws it with WebGL, or a file for Gephi and its like."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ..queries.network import Network
from .layout import Layout, layout
from .offline import offline_page
from .report import plain

if TYPE_CHECKING:
    import networkx as nx

FAMILIES = {"Enterprise": "企业", "Group": "产业链与集群", "Link": "环节"}


def network_page(network: Network) -> str:
    """The page as text: places computed beforehand, so that it opens at once; every edge with its sentences."""
    return offline_page("network", network.title, _payload(network, placed(network)), vendor=("network.min.js",))


def placed(network: Network) -> Layout:
    """Where each node stands."""
    return layout(len(network.nodes), ((edge.source, edge.target) for edge in network.edges))


def as_graph(network: Network) -> "nx.MultiDiGraph[int]":
    """The network with places, families and centrality as plain attributes, as GEXF and GraphML can hold them."""
    import networkx as nx

    graph: nx.MultiDiGraph[int] = nx.MultiDiGraph(name=plain(network.title))
    where, central = placed(network), centrality(network)
    for number, node in enumerate(network.nodes):
        x, y = (round(float(value), 4) for value in where.points[number])
        graph.add_node(
            number, label=plain(node.name), family=FAMILIES.get(node.family, node.family), x=x, y=y,
            centrality=central[number], community=where.community[number],
        )  # fmt: skip
    for edge in network.edges:
        proof = edge.evidence[0]
        graph.add_edge(
            edge.source, edge.target, label=edge.says, years="、".join(edge.years), facts=len(edge.evidence),
            quote=plain(proof.quote), document=plain(proof.document), place=plain(proof.place),
        )  # fmt: skip
    return graph


def as_xml(network: Network, suffix: str) -> str:
    """The network as GEXF (.gexf) or GraphML (.graphml); the same network gives the same text."""
    import networkx as nx

    lines: Iterable[str] = (nx.generate_gexf if suffix == ".gexf" else nx.generate_graphml)(as_graph(network))
    # networkx writes the day of today into a GEXF.
    return re.sub(r' lastmodifieddate="[^"]*"', "", "\n".join(lines)) + "\n"


def centrality(network: Network) -> tuple[float, ...]:
    """Degree centrality of each node: the share of all others that it is directly connected to."""
    beside: list[set[int]] = [set() for _ in network.nodes]
    for edge in network.edges:
        beside[edge.source].add(edge.target)
        beside[edge.target].add(edge.source)
    others = max(len(network.nodes) - 1, 1)
    return tuple(round(len(found) / others, 6) for found in beside)


def _payload(network: Network, where: Layout) -> dict[str, Any]:
    """Columns rather than rows, and each text once: 30,000 edges fit into few megabytes."""
    texts: dict[str, int] = {}

    def number(text: str) -> int:
        return texts.setdefault(plain(text), len(texts))

    years = sorted({year for edge in network.edges for year in edge.years})
    counts = Counter(node.family for node in network.nodes)
    points = [[round(float(x), 4), round(float(y), 4)] for x, y in where.points]
    nodes = [
        [plain(node.name), list(FAMILIES).index(node.family), *points[place], where.community[place], share]
        for place, (node, share) in enumerate(zip(network.nodes, centrality(network), strict=True))
    ]
    edges = [
        [e.source, e.target, number(e.says), years.index(e.years[0]) if e.years else -1,
         [[number(p.quote), number(p.document), number(p.place)] for p in e.evidence]]
        for e in network.edges
    ]  # fmt: skip
    return {
        "title": plain(network.title),
        "families": [[label, counts[family]] for family, label in FAMILIES.items()],
        "years": years,
        "nodes": nodes,
        "edges": edges,
        "texts": list(texts),
    }
