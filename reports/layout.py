"""Where the nodes of a network stand: communities side by side, each laid out inside a circle of its own.

A force layout of the whole would cost the square of the nodes; this one costs the square of a community. Seeded: the
same network, the same picture.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import networkx as nx
import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]

_SEED = 20
_GAP = 1.0  # the wanted distance between neighbours inside a community
_FORCED = 500  # a community of more nodes is laid out as a spiral, hubs inside
_TINY = 6  # connected parts of fewer nodes stand in rows around the rest


@dataclass(frozen=True, slots=True)
class Layout:
    """`points` (count × 2) in the unit square; `community` of each node, 0 for the largest; -1 for tiny parts."""

    points: Points
    community: tuple[int, ...]


def layout(count: int, pairs: Iterable[tuple[int, int]]) -> Layout:
    """Places for nodes 0 … count-1 joined by `pairs`.

    >>> layout(3, [(0, 1), (1, 2)]).community
    (-1, -1, -1)
    """
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(count))
    graph.add_edges_from((one, other) for one, other in pairs if one != other)
    groups, tiny = _communities(graph)
    points = np.zeros((count, 2))
    community = np.full(count, -1)
    radii = np.array([_radius(len(group)) for group in groups])
    centres = _apart(_spread(graph, groups, radii), radii)
    for number, group in enumerate(groups):
        points[group] = centres[number] + _inside(graph.subgraph(group)) * radii[number]
        community[group] = number
    reach = float(np.abs(points).max()) if groups else 0.0
    _around(points, tiny, reach)
    return Layout(_fit(points), tuple(int(number) for number in community))


def _communities(graph: "nx.Graph[int]") -> tuple[list[list[int]], list[list[int]]]:
    """Communities (Leiden), largest first, and connected parts too small to be one."""
    from graspologic_native import leiden

    parts = [sorted(part) for part in nx.connected_components(graph)]
    tiny = sorted((part for part in parts if len(part) < _TINY), key=lambda part: (-len(part), part))
    rest = {node for part in parts if len(part) >= _TINY for node in part}
    edges = sorted((str(min(edge)), str(max(edge)), 1.0) for edge in graph.edges(rest))
    if not edges:
        return [], tiny
    options = {"starting_communities": None, "resolution": 1.2, "randomness": 0.001, "iterations": 2}
    _, found = leiden(edges=edges, use_modularity=True, seed=_SEED, trials=1, **options)
    groups: dict[int, list[int]] = {}
    for node in sorted(rest):
        groups.setdefault(found[str(node)], []).append(node)
    return sorted(groups.values(), key=lambda group: (-len(group), group)), tiny


def _radius(size: int) -> float:
    return float(_GAP * np.sqrt(size) * 0.75 + _GAP)


def _inside(graph: "nx.Graph[int]") -> Points:
    """Places in the unit circle, in the order of the node numbers."""
    nodes = sorted(graph)
    if len(nodes) > _FORCED:
        ranks = {node: rank for rank, node in enumerate(sorted(nodes, key=lambda n: (-graph.degree(n), n)))}
        return _sunflower(len(nodes))[[ranks[node] for node in nodes]]
    ordered: nx.Graph[int] = nx.Graph()
    ordered.add_nodes_from(nodes)
    ordered.add_edges_from(sorted((min(edge), max(edge)) for edge in graph.edges))
    start = dict(zip(nodes, _sunflower(len(nodes)), strict=True))
    rounds = int(np.clip(1_200_000 / len(nodes) ** 2, 8, 60))
    found = nx.spring_layout(ordered, pos=start, seed=_SEED, iterations=rounds, method="force")
    at = np.array([found[node] for node in nodes])
    away = at - at.mean(axis=0)
    inside: Points = away / max(float(np.linalg.norm(away, axis=1).max()), 1e-9)
    return inside


def _sunflower(count: int) -> Points:
    """Points that fill the unit circle evenly, from the middle outwards (Vogel 1979)."""
    number = np.arange(count)
    angle = number * np.pi * (3 - np.sqrt(5))
    return np.stack([np.cos(angle), np.sin(angle)], axis=1) * np.sqrt((number + 0.5) / max(count, 1))[:, None]


def _spread(graph: "nx.Graph[int]", groups: Sequence[Sequence[int]], radii: Points) -> Points:
    """First centres: communities with many edges between them near each other."""
    label = {node: number for number, group in enumerate(groups) for node in group}
    weights = Counter(
        tuple(sorted((label[a], label[b]))) for a, b in graph.edges if a in label and label[a] != label[b]
    )
    whole: nx.Graph[int] = nx.Graph()
    whole.add_nodes_from(range(len(groups)))
    whole.add_weighted_edges_from((a, b, float(np.log1p(weight))) for (a, b), weight in sorted(weights.items()))
    start = dict(enumerate(_sunflower(len(groups))))
    found = nx.spring_layout(whole, pos=start, seed=_SEED, iterations=80, method="force") if groups else {}
    at = np.array([found[number] for number in range(len(groups))]).reshape(-1, 2)
    centres: Points = at * np.sqrt((radii**2).sum()) * 1.3
    return centres


def _apart(at: Points, radii: Points) -> Points:
    """Circles that overlap push each other away, all are drawn to the middle, until they lie side by side."""
    for step in range(150):
        apart = at[:, None, :] - at[None, :, :]
        distance = np.linalg.norm(apart, axis=2) + 1e-9
        overlap = np.maximum(radii[:, None] + radii[None, :] + 2 * _GAP - distance, 0)
        np.fill_diagonal(overlap, 0)
        at = at + (apart / distance[:, :, None] * overlap[:, :, None]).sum(axis=1) * 0.25 - at * 0.02 * (step < 120)
    side_by_side: Points = at
    return side_by_side


def _around(points: Points, parts: Sequence[Sequence[int]], reach: float) -> None:
    """Tiny connected parts in rings around everything else."""
    ring, number = reach + 3 * _GAP, 0
    for part in parts:
        places = max(int(2 * np.pi * ring / (4 * _GAP)), 1)
        if number >= places:
            ring, number = ring + 4 * _GAP, 0
        angle = 2 * np.pi * number / places
        points[part] = [np.cos(angle) * ring, np.sin(angle) * ring] + _sunflower(len(part)) * _GAP
        number += 1


def _fit(points: Points) -> Points:
    """Into the unit square, proportions kept."""
    if not len(points):
        return points
    low, high = points.min(axis=0), points.max(axis=0)
    fitted: Points = (points - (low + high) / 2) / max(float((high - low).max()), 1e-9) + 0.5
    return fitted
