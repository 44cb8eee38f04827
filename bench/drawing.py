"""How long a network page takes to make, beside pyvis, which would lay it out in the browser."""

from collections.abc import Callable, Iterator
from time import perf_counter

from liantu.queries.answers import Proof
from liantu.queries.network import Edge, Network, Node
from liantu.reports.network import network_page
from liantu.reports.network_pyvis import pyvis_page


def rows() -> Iterator[tuple[str, str, str]]:
    for nodes, edges in ((1_000, 1_500), (5_000, 7_500)):
        network = _network(nodes, edges)
        ours, theirs = _seconds(network_page, network), _seconds(pyvis_page, network)
        sizes = len(network_page(network)) / 1e6, len(pyvis_page(network)) / 1e6
        figure = f"{ours:.2f} s, {sizes[0]:.1f} MB; pyvis {theirs:.2f} s, {sizes[1]:.1f} MB: {theirs / ours:.1f} x"
        yield f"network page of {nodes:,} nodes", figure, ""
    yield "network page of 20,000 nodes", f"{_seconds(network_page, _network(20_000, 30_000)):.1f} s", "< 5 s"


def _seconds(draw: Callable[[Network], str], network: Network) -> float:
    start = perf_counter()
    draw(network)
    return perf_counter() - start


def _network(nodes: int, edges: int) -> Network:
    """Hubs with their firms, and edges between firms of one hub and of the next."""
    proof = Proof("名录.xlsx", "第2行", "为其供货")
    pairs = {(n, n // 50 * 50) for n in range(nodes) if n % 50}
    step = 0
    while len(pairs) < edges:
        one = step * 7919 % nodes
        other = (one // 50 * 50 + step * 104_729 % 75) % nodes
        pairs |= {(one, other)} if one != other else set()
        step += 1
    names = tuple(Node(f"企业{n}", "Enterprise") for n in range(nodes))
    return Network("供应网络", names, tuple(Edge(a, b, "供应", ("2026",), (proof,)) for a, b in sorted(pairs)))
