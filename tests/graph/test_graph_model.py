"""The queries of docs/graph-model.md run as they stand, and find what is there."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from graph_facts import Story, document, fact, same, story
from neo4j import GraphDatabase

from liantu.errors import StoreError
from liantu.graph.neo4j_login import Login
from liantu.graph.neo4j_store import Neo4jStore
from liantu.schema import Fact

QUERIES = re.findall(
    r"```cypher\n(.*?)```", (Path(__file__).parents[2] / "docs" / "graph-model.md").read_text("utf-8"), re.DOTALL
)
pytestmark = pytest.mark.xdist_group("neo4j")


def said(*facts: tuple[str, str, str, str, str, str | None]) -> Story:
    source = document("方案")
    made = [fact(source, f[:2], f[2], f[3:5], number) for number, f in enumerate(facts)]
    return Story(source, tuple(Fact(*_ends(one), one.evidence, f[5]) for one, f in zip(made, facts, strict=True)), ())


def _ends(one: Fact) -> tuple[str, str, str, str, str]:
    return one.subject, one.subject_type, one.predicate, one.object, one.object_type


@pytest.fixture
def store(emptied: Callable[[], Login]) -> Iterator[Neo4jStore]:
    items = [
        said(
            ("智能装备产业集群", "Cluster", "SEEKS", "谐波减速器", "Link", "缺失"),
            ("云溪市", "Region", "HOSTS", "智能装备产业集群", "Cluster", None),
            ("青岚区", "Region", "HOSTS", "智能装备产业集群", "Cluster", None),
            ("明川精密", "Enterprise", "LEADS", "智能装备产业集群", "Cluster", "链主"),
            ("明川精密", "Enterprise", "MAKES", "机器人", "Link", None),
            ("谐波减速器", "Link", "UPSTREAM_OF", "机器人", "Link", None),
            ("恒岳钢铁", "Enterprise", "SUPPLIES", "明川精密", "Enterprise", None),
            ("石桥特钢", "Enterprise", "SUPPLIES", "恒岳钢铁", "Enterprise", None),
        ),
        story("简称", ("明川",), ("机器人",)),
        Story(document("合并"), (), (same("明川", "明川精密"),)),
    ]
    with Neo4jStore(emptied()) as neo4j:
        for item in items:
            neo4j.add(item.document, item.facts, item.same)
        yield neo4j


def test_a_fact_keeps_only_what_its_ends_do_not_say(store: Neo4jStore) -> None:
    found = store.ask(
        "MATCH (s)-[f:SUPPLIES|HOSTS|MAKES]->(o) "
        "RETURN s.name + type(f) + o.name AS fact, f { .*, id: null, part: null, confidence: null } AS kept"
    )
    kept = {str(row["fact"]): {k: v for k, v in json.loads(str(row["kept"])).items() if v is not None} for row in found}
    plain = kept["石桥特钢SUPPLIES恒岳钢铁"]
    assert plain.keys() == {"quote", "place"}
    assert plain["place"] == "0,0,7,7,9"  # heading, rule, block, start, end
    cluster = kept["云溪市HOSTS智能装备产业集群"]
    assert (cluster["object_name"], cluster["object_type"]) == ("智能装备产业集群", "Cluster")
    named = [row["id"] for row in store.ask("MATCH (n:Alias {name: '明川'}) RETURN n.id AS id")]
    assert [one["subject"] for one in kept.values() if "subject" in one] == named
    rules = store.ask("MATCH (p:Part) RETURN DISTINCT p.rules AS rules ORDER BY rules")
    assert [row["rules"] for row in rules] == ["[]", '[""]', '["test"]']


def test_a_graph_of_an_older_liantu_is_refused(store: Neo4jStore, emptied: Callable[[], Login]) -> None:
    login = emptied()
    with GraphDatabase.driver(login.url, auth=(login.user, login.password)) as driver:
        driver.execute_query("CREATE (:Liantu {id: 0, version: 2})", database_=login.database)
        with pytest.raises(StoreError, match="数据是旧版本的 liantu 写的"):
            Neo4jStore(login)


def test_ten_queries_find_what_is_there(store: Neo4jStore) -> None:
    assert len(QUERIES) == 10
    found = [store.ask(query) for query in QUERIES]
    assert all(found)
    assert found[0] == [{"产业链": "智能装备产业集群", "环节": "谐波减速器", "说法": "缺失", "原句": "原句"}]
    assert found[2] == [{"环节": "谐波减速器", "产业": "智能装备产业集群", "可承接": '["云溪市", "青岚区"]'}]
    assert [(row["供应商"], row["层"]) for row in found[3]] == [("恒岳钢铁", 1), ("石桥特钢", 2)]
    assert found[9] == [{"企业": "明川精密", "又称": "明川", "依据": '["合并.txt"]'}]
