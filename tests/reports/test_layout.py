"""Places of nodes: the same each time, apart, and what hangs together stands together."""

import numpy as np
import pytest
from networks import large

from liantu.reports.layout import layout


def ends(nodes: int, edges: int) -> list[tuple[int, int]]:
    return [(edge.source, edge.target) for edge in large(nodes, edges).edges]


def test_the_same_network_gives_the_same_places() -> None:
    pairs = ends(300, 450)
    assert np.array_equal(layout(300, pairs).points, layout(300, list(pairs)).points)


def test_all_places_lie_in_the_unit_square_and_differ() -> None:
    points = layout(1000, ends(1000, 1400)).points
    assert points.min() >= 0 and points.max() <= 1
    assert len(np.unique(points.round(6), axis=0)) == 1000


def test_neighbours_stand_nearer_than_strangers() -> None:
    pairs = ends(1000, 1400)
    points = layout(1000, pairs).points
    near = np.mean([np.linalg.norm(points[a] - points[b]) for a, b in pairs])
    strangers = np.mean([np.linalg.norm(points[n] - points[(n + 500) % 1000]) for n in range(1000)])
    assert near < strangers / 3


@pytest.mark.parametrize(("count", "pairs"), [(0, []), (1, []), (1, [(0, 0)]), (4, [(0, 1), (1, 0)])])
def test_little_or_nothing_is_a_network_too(count: int, pairs: list[tuple[int, int]]) -> None:
    found = layout(count, pairs)
    assert len(found.points) == len(found.community) == count
    assert np.isfinite(found.points).all()
