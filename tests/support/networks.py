"""Networks for the tests of how they are asked for and shown."""

import random

from liantu.queries.answers import Proof
from liantu.queries.network import Edge, Network, Node

QUOTE = "支持明川精密发展谐波减速器"


def small(name: str = "明川精密") -> Network:
    """Two firms, a link and a chain; `name` is the first firm's."""
    nodes = (Node("恒岳钢铁", "Enterprise"), Node(name, "Enterprise"), Node("智能装备产业链", "Group"))
    proof = Proof("规划.docx", "一、重点方向 › 第3段", QUOTE)
    other = Proof("规划.docx", "一、重点方向 › 第4段", "恒岳钢铁为明川精密供货")
    edges = (
        Edge(0, 1, "供应", ("2026",), (other,)),
        Edge(1, 2, "引领（链主）", ("2024",), (proof,)),
        Edge(1, 3, "生产", ("2026",), (proof, other)),
    )
    return Network("供应网络", (*nodes, Node("谐波减速器", "Link")), edges)


def large(nodes: int, edges: int, seed: int = 3) -> Network:
    """Firms in clusters of about a hundred, each with a hub, and some edges across."""
    chance = random.Random(seed)
    pairs = {(number, number // 100 * 100) for number in range(nodes) if number % 100}
    while len(pairs) < edges:
        one = chance.randrange(nodes)
        other = chance.randrange(nodes) if chance.random() < 0.1 else one // 100 * 100 + chance.randrange(100)
        if one != other and other < nodes:
            pairs.add((one, other))
    proof = Proof("名录.xlsx", "第2行", QUOTE)
    people = tuple(Node(f"企业{number}", "Enterprise") for number in range(nodes))
    return Network("供应网络", people, tuple(Edge(a, b, "供应", ("2026",), (proof,)) for a, b in sorted(pairs)))
