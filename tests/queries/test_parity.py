"""Every named statement has two dialects, and both give the same rows in the same order from the same documents."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import product
from pathlib import Path

import pytest
from graph_facts import Story, document, stories, story
from hypothesis import HealthCheck, given, settings
from register_files import company

import liantu.queries
from liantu import chain, gaps, layout, leaders, open_store, suppliers
from liantu.graph import Row, Store
from liantu.graph.neo4j_login import Login
from liantu.graph.neo4j_store import Neo4jStore
from liantu.intake import load
from liantu.queries.facts import listed, statement
from liantu.queries.listings import documents
from liantu.queries.lookup import home
from liantu.schema import SURE, Batch, Decision, Purchase, key, ontology

STATEMENTS = Path(liantu.queries.__file__).parent / "statements"
NAMES = sorted(path.stem for path in STATEMENTS.glob("*.sql"))
EXAMPLES = Path(__file__).parents[2] / "examples"
on_server = pytest.mark.xdist_group("neo4j")

REGISTER = [
    company("明川精密有限公司", 1, 2, "减速器制造；PCB板"),
    company("恒岳钢铁有限公司", 2, 3, "电机、减速器"),
    company("云溪青竹新材料有限公司", 3, 4, "竹纤维"),
]

Pair = tuple[Store, Store]
Value = str | int | float | None | Sequence[str]


def values(name: str, store: Store) -> Sequence[Value]:
    """What a parameter of this name is tried with: things that the store knows, one it does not, and null."""
    known: dict[str, Callable[[], Sequence[Value]]] = {
        "predicate": lambda: [*ontology().predicates, "ABSENT"],
        "family": lambda: sorted({kind.family for kind in ontology().types.values()}),
        "regions": lambda: [None, listed([str(home(store))]), listed(["无此市"]), listed([""])],
        "places": lambda: [listed(shown(store, "Region")), listed(["无此县"])],
        "key": lambda: [key(shown(store)[0], "Enterprise") if shown(store) else "", "Enterprise:无此名"],
        "ids": lambda: [[], [REGISTER[0].ident, *(key(name, "Enterprise") for name in shown(store)), "无此码"]],
        "below": lambda: [0, 901, 2000],
        "named": lambda: [2, 100],
        "proved": lambda: [1, 50],
        "sure": lambda: [SURE],  # the one that the file's sums are made with
        "kind": lambda: ["target", "same", "absent"],
        "shown": lambda: [*shown(store), "无此名"],
        "names": lambda: [[], shown(store)[:1], [*shown(store), "无此名"]],
        "keys": lambda: [[], [key(name, kind) for name in shown(store) for kind in ("Enterprise", "Link", "Region")]],
        "idents": lambda: [[], [one.ident for one in REGISTER], ["无此码"]],
        "stems": lambda: [[], ["明川精密", "旧名机械厂", "无此名"]],
        "pattern": lambda: [
            '("减速" AND "速器")',
            '("电机") OR ("减速" AND "速器")',
            '("pcb板")',
            '("无此" AND "此物")',
            '(("减速") OR ("电机")) NOT (("竹纤" AND "纤维") OR ("电机"))',
        ],
        "starts": lambda: [[], ["明川", "云溪青竹新"], ["无此名"]],
        "buyer": lambda: ["Enterprise:明川精密", "Enterprise:无此名"],
        "document": lambda: [document("甲").id, *(source.id for source in documents(store)[:2])],
        "most": lambda: [1, 100],
    }
    assert name in known, f"say here what :{name} is to be tried with"
    return known[name]()


def asked(store: Store, name: str, tried: dict[str, Sequence[Value]]) -> Iterator[tuple[dict[str, Value], list[Row]]]:
    for combination in product(*tried.values()):
        parameters = dict(zip(tried, combination, strict=True))
        yield parameters, store.ask(statement(name, store.dialect), parameters)


def assert_equal(pair: Pair) -> None:
    """Each statement gives the same from both."""
    for name in NAMES:
        text = re.sub(r"--.*|'[^']*'", "", statement(name, "sql"))
        tried = {word: values(word, pair[0]) for word in sorted(set(re.findall(r":(\w+)", text)))}
        if name == "firms":
            tried["regions"] = [None, [], ["湖北省武汉市江夏区", "", "无此市"]]
        if name == "facts_of":  # each pair of a predicate and a family is a plan of its own
            tried["family"] = ["Enterprise", "Link"]
        assert list(asked(pair[0], name, tried)) == list(asked(pair[1], name, tried)), name


def shown(store: Store, *families: str) -> list[str]:
    """Some shown names."""
    families = families or ("Enterprise", "Link", "Group")
    rows = [row for family in families for row in store.ask(statement("names", store.dialect), {"family": family})[:2]]
    return [str(row["name"]) for row in rows]


def put(store: Store, items: Sequence[Story]) -> None:
    for item in items:
        store.add(item.document, item.facts, item.same)


def add_register(store: Store) -> None:
    """A register and some decisions."""
    store.add_register(document("名录"), [Batch(REGISTER[:1]), Batch(REGISTER[1:])])
    bought = story("清单", firms=("明川精密",))
    purchases = [Purchase("明川精密", "明川精密", "轴承", 12.5, "2024", "", row) for row in (2, 3)]
    store.add_register(bought.document, [Batch((), bought.facts, purchases)])
    target = Decision("target", "恒岳钢铁", "减速器", "接洽中", "表.xlsx", "2026-03-01")
    store.decide([target, target._replace(value="已签约"), target._replace(subject="甲"), target._replace(object="轴")])
    store.decide([target._replace(subject="甲", value="")])


@pytest.mark.parametrize("name", NAMES)
def test_each_statement_is_there_in_both_dialects(name: str) -> None:
    assert (STATEMENTS / f"{name}.cypher").exists()
    assert sorted(path.stem for path in STATEMENTS.glob("*.cypher")) == NAMES


@pytest.fixture
def pair(tmp_path: Path, emptied: Callable[[], Login]) -> Iterator[Pair]:
    with open_store(tmp_path / "a.db") as sqlite, Neo4jStore(emptied()) as neo4j:
        yield sqlite, neo4j


@on_server
def test_both_say_the_same_of_the_sample_documents(pair: Pair) -> None:
    for store in pair:
        load(store, [EXAMPLES])
        add_register(store)
    assert_equal(pair)
    one, other = pair
    assert len(gaps(one)) > 10
    assert gaps(one) == gaps(other)
    assert leaders(one) == leaders(other)
    assert layout(one) == layout(other)
    assert documents(one) == documents(other)
    for group in one.ask(statement("names", "sql"), {"family": "Group"}):
        assert chain(one, str(group["name"])) == chain(other, str(group["name"]))
    for firm in one.ask(statement("names", "sql"), {"family": "Enterprise"}):
        assert suppliers(one, str(firm["name"])) == suppliers(other, str(firm["name"]))


@on_server
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(stories())
def test_both_say_the_same_of_any_documents(
    tmp_path_factory: pytest.TempPathFactory, emptied: Callable[[], Login], items: list[Story]
) -> None:
    path = tmp_path_factory.mktemp("parity") / "a.db"
    with open_store(path) as sqlite, Neo4jStore(emptied()) as neo4j:
        for store in (sqlite, neo4j):
            put(store, items)
            add_register(store)
        assert_equal((sqlite, neo4j))
        for store in (sqlite, neo4j):
            store.remove(items[0].document.id)
        assert_equal((sqlite, neo4j))
