"""The network of a store: what is drawn, how far, and with which sentences."""

from pathlib import Path

import pytest
from graph_facts import document, fact

from liantu.errors import UnknownName
from liantu.graph import Store, open_store
from liantu.queries.network import Network, network

FIRM, LINK, GROUP = ("明川精密", "Enterprise"), ("谐波减速器", "Link"), ("智能装备产业链", "Chain")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    source = document("规划")
    facts = [
        fact(source, FIRM, "MAKES", LINK, 1),
        fact(source, FIRM, "LEADS", GROUP, 3),
        fact(source, ("轴承钢", "Link"), "UPSTREAM_OF", LINK, 5),
        fact(source, ("恒岳钢铁", "Enterprise"), "MAKES", ("轴承钢", "Link"), 7),
        fact(source, FIRM, "LOCATED_IN", ("青岚区", "Region"), 9),
    ]
    graph = open_store(tmp_path / "a.db")
    graph.add(source, facts)
    return graph


def names(found: Network) -> set[str]:
    return {node.name for node in found.nodes}


def test_every_edge_has_its_sentence_and_direction(store: Store) -> None:
    found = network(store)
    edge = next(edge for edge in found.edges if edge.says == "上游")
    assert (found.nodes[edge.source].name, found.nodes[edge.target].name) == ("轴承钢", "谐波减速器")
    assert all(edge.evidence[0].quote == "原句" and edge.years == ("2026",) for edge in found.edges)


def test_places_are_no_part_of_a_supplier_network(store: Store) -> None:
    assert names(network(store)) == {"明川精密", "谐波减速器", "智能装备产业链", "轴承钢", "恒岳钢铁"}


@pytest.mark.parametrize(("hops", "far"), [(1, set()), (2, {"轴承钢"}), (3, {"轴承钢", "恒岳钢铁"})])
def test_the_way_counts_against_the_direction_too(store: Store, hops: int, far: set[str]) -> None:
    near = {"明川精密", "谐波减速器", "智能装备产业链"}
    assert names(network(store, "明川精密", hops=hops)) == near | far


def test_a_chain_may_be_named_without_its_ending(store: Store) -> None:
    assert "明川精密" in names(network(store, "智能装备", hops=1))


def test_an_unknown_name_gets_near_ones(store: Store) -> None:
    with pytest.raises(UnknownName, match="明川精密"):
        network(store, "明川精蜜")
