"""Small documents with facts for the tests of stores, a strategy for them, and a store's whole content as a value."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from hypothesis import strategies as st

from liantu.graph import Change, Store
from liantu.schema import Document, Evidence, Fact, Part, Place, Same, Status, key

FIRMS = ("明川", "明川精密", "明川精密有限公司", "恒岳钢铁", "恒岳", "云溪恒岳钢铁")
GROUPS = (
    ("智能装备", "Industry"),
    ("智能装备产业链", "Chain"),
    ("智能装备产业集群", "Cluster"),
    ("精品钢", "Industry"),
)
LINKS = ("谐波减速器", "冷轧板", "减速器", "减速器产品")


@dataclass(frozen=True)
class Story:
    """A document with what it brings to a store."""

    document: Document
    facts: tuple[Fact, ...]
    same: tuple[Same, ...]


def document(name: str, region: str = "云溪市") -> Document:
    """A document of one part whose content is its name."""
    digest = sha256(name.encode()).hexdigest()
    part = Part(0, "方案", "云溪市人民政府", "2026-03", Status.FINAL, region)
    return Document(digest[:16], digest, f"{name}.txt", name * 10, (part,), ())


def fact(source: Document, subject: tuple[str, str], predicate: str, object_: tuple[str, str], start: int = 0) -> Fact:
    place = Place(("一、重点方向",), 0, start, start, start + 2)
    return Fact(*subject, predicate, *object_, Evidence(source.id, "原句", place), None, "test", 0.9)


def story(name: str, firms: Sequence[str] = ("明川精密",), links: Sequence[str] = ("谐波减速器",)) -> Story:
    """Each firm makes each link."""
    source = document(name)
    pairs = [(firm, link) for firm in firms for link in links]
    facts = [fact(source, (f, "Enterprise"), "MAKES", (n, "Link"), i) for i, (f, n) in enumerate(pairs)]
    return Story(source, tuple(facts), ())


def put_story(store: Store, item: Story, source: str = "") -> Change:
    return store.add(item.document, item.facts, item.same, source)


def same(one: str, other: str) -> Same:
    """Two firms are one."""
    first, second = sorted((key(one, "Enterprise"), key(other, "Enterprise")))
    return Same(first, second, "test")


def _facts(source: Document) -> st.SearchStrategy[Fact]:
    firms = st.tuples(st.sampled_from(FIRMS), st.just("Enterprise"))
    links = st.tuples(st.sampled_from(LINKS), st.just("Link"))
    place = st.integers(0, 2)
    leads = st.builds(fact, st.just(source), firms, st.just("LEADS"), st.sampled_from(GROUPS), place)
    return leads | st.builds(fact, st.just(source), firms, st.just("MAKES"), links, place)


@st.composite
def stories(draw: st.DrawFn, name: str = "文") -> list[Story]:
    """Up to five documents that speak of the same few things in different words and join firms at will."""
    found = []
    for number in range(draw(st.integers(1, 5))):
        source = document(f"{name}{number}")
        facts = draw(st.lists(_facts(source), max_size=8))
        pairs = draw(st.lists(st.lists(st.sampled_from(FIRMS), min_size=2, max_size=2, unique=True), max_size=3))
        joins = [same(*pair) for pair in pairs if key(pair[0], "Enterprise") != key(pair[1], "Enterprise")]
        found.append(Story(source, tuple(facts), tuple(joins)))
    return found


_CONTENT = {
    "sql": (
        "SELECT * FROM document ORDER BY id",
        "SELECT * FROM part ORDER BY document, number",
        "SELECT * FROM fact ORDER BY id",
        "SELECT n.key, n.family, n.type, n.name, e.key AS entity FROM node n JOIN node e ON e.id = n.entity ORDER BY 1",
        "SELECT * FROM goal ORDER BY id",
        "SELECT one, other, document, rule FROM same ORDER BY 1, 2, 3",
        "SELECT * FROM edge ORDER BY 1, 2, 3, 4",
        "SELECT * FROM company ORDER BY ident, document",
        "SELECT * FROM former_name ORDER BY stem, company",
        "SELECT * FROM purchase ORDER BY 1, 2, 3",
        "SELECT * FROM decision ORDER BY number",
        "SELECT rowid FROM company_search WHERE company_search MATCH '减速 OR 轴承' ORDER BY 1",
        "SELECT rowid FROM name_search WHERE name_search MATCH '明* OR 智* OR 谐* OR 减* OR 恒* OR 云*' ORDER BY 1",
    ),
    "cypher": (
        "MATCH (d:Document) RETURN properties(d) AS d ORDER BY d.id",
        "MATCH (d:Document)-[:HAS_PART]->(p:Part) RETURN d.id, properties(p) AS p ORDER BY p.id",
        "MATCH (s)-[f]->(o) WHERE f.id IS NOT NULL "
        "RETURN s.name, s.type, labels(s), type(f), o.name, o.type, labels(o), properties(f) AS f ORDER BY f.id",
        "MATCH (n:Name) OPTIONAL MATCH (n)-[:SAME_AS]->(e) "
        "RETURN n.id, n.name, n.type, labels(n), e.id, e.name ORDER BY n.id, e.id",
        "MATCH (d)-[:HAS_PART]->(p)-[:SETS]->(g:Goal) RETURN d.id, p.id, properties(g) AS g ORDER BY g.id",
        "MATCH (d)-[:LISTS]->(c:Company) OPTIONAL MATCH (c)-[:ONCE]->(f) "
        "RETURN d.id, properties(c) AS c, f.stem ORDER BY c.ident, d.id, f.stem",
        "MATCH (d)-[:LISTS]->(p:Purchase) RETURN d.id, properties(p) AS p ORDER BY d.id, p.sheet, p.row",
        "MATCH (c:Decision) RETURN properties(c) AS c ORDER BY c.number",
        "MATCH (d:Document)-[:JOINS]->(j:Join) RETURN d.id, properties(j) AS j ORDER BY d.id, j.one, j.other",
        "MATCH (n) WHERE NOT n:Liantu RETURN count(n) AS n",
        "MATCH ()-[f]->() RETURN count(f) AS n",
    ),
}
"""By dialect, statements that together give all there is."""


def content(store: Store) -> str:
    """Everything in the store, as text that can be compared."""
    return json.dumps([store.ask(statement) for statement in _CONTENT[store.dialect]], ensure_ascii=False, indent=0)
