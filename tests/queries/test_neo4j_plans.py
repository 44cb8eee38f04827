"""How the server would find what each named statement asks for: never by reading all there is of what grows."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from graph_facts import document, fact
from neo4j import Driver, GraphDatabase

import liantu.queries
from liantu.graph.contents import Content
from liantu.graph.neo4j_login import Login
from liantu.graph.neo4j_statements import gathered, typed
from liantu.graph.neo4j_store import Neo4jStore
from liantu.queries.facts import statement
from liantu.schema import ontology

STATEMENTS = Path(liantu.queries.__file__).parent / "statements"
NAMES = sorted(path.stem for path in STATEMENTS.glob("*.cypher"))
LISTS = {"names", "firm_nodes", "firm_regions", "doubtful"}
"""Statements that give all of a kind, or look at each fact (doubtful) or registered firm (firm_regions) once."""

FEW = {"Part", "Document", "Region", "Decision", "Join", "Project", "HAS_PART", "SETS", "JOINS"}
"""Labels and types of which a store has some hundreds: plans, their goals, places, what people said."""

SMALL = {"NodeByLabelScan", "NodeIndexScan", "DirectedRelationshipTypeScan"}


@pytest.fixture
def driver(emptied: Callable[[], Login]) -> Iterator[Driver]:
    """A server with enough documents that reading all of them costs more than an index does."""
    login = emptied()
    with Neo4jStore(login) as store:
        list(store.add_all(told(number) for number in range(40)))
    with GraphDatabase.driver(login.url, auth=(login.user, login.password)) as driver:
        driver.execute_query("CALL db.prepareForReplanning()", database_=login.database)
        yield driver


def told(number: int) -> Content:
    """A document about fifty firms that no other names: what they make, where they are, what group they lead."""
    source = document(f"文{number}")
    county, group = (f"青岚{number % 9}县", "Region"), (f"装备{number}产业链", "Chain")
    facts = []
    for place in range(50):
        firm, link = (f"明川{number}之{place}精密", "Enterprise"), (f"部件{place}", "Link")
        for predicate, other in (("MAKES", link), ("LOCATED_IN", county), ("LEADS", group)):
            facts.append(fact(source, firm, predicate, other, place))
        facts += [fact(source, group, one, link, place) for one in ("SEEKS", "FOCUSES_ON")]
    return Content(source, "", facts)


def steps(plan: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Each step of a plan with what it works on."""
    yield plan["operatorType"].split("@")[0], str(plan["args"].get("Details", ""))
    for child in plan.get("children", ()):
        yield from steps(child)


def scans(driver: Driver, name: str) -> set[str]:
    """The steps that read everything of a label that grows, of a type, or of the graph."""
    text = statement(name, "cypher")
    found = set()
    for predicate in sorted(ontology().predicates) if "$predicate" in text else [""]:
        asked = typed(text, {"family": "Enterprise", "predicate": predicate})
        asked = (gathered(asked) or (asked,))[0]
        with driver.session(database="neo4j") as session:
            plan = session.run(f"EXPLAIN {asked}").consume().plan
        assert plan is not None
        for step, about in steps(plan):
            label = re.search(r":(\w+)", about)
            few = step in SMALL and label is not None and label[1] in FEW
            found |= {f"{step} {about}"} if "Scan" in step and not few else set()
    return found


@pytest.mark.xdist_group("neo4j")
def test_each_statement_finds_by_an_index(driver: Driver) -> None:
    found = {name: scans(driver, name) for name in NAMES}
    assert {name: steps for name, steps in found.items() if steps and name not in LISTS} == {}
    assert {name for name in LISTS if not found[name]} == set(), "no longer a list"


ALONE = {"known", "named"}
"""Statements that give few rows, in a form of their own."""


@pytest.mark.parametrize("name", NAMES)
def test_rows_of_each_statement_come_as_one(name: str) -> None:
    assert (gathered(statement(name, "cypher")) is None) == (name in ALONE)
