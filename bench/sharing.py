"""The store on a Neo4j server: how fast a province goes in, beside a writer of one row a time; what its gaps cost."""

import multiprocessing
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import median
from time import perf_counter

import neo4j
import neo4j_server

from liantu.graph.contents import Content
from liantu.graph.neo4j_login import Login
from liantu.graph.neo4j_store import Neo4jStore
from liantu.queries.gaps import gaps
from liantu.queries.links import judged
from liantu.schema import Fact, key

from .asking import CITY
from .province import FACTS, PER_DOCUMENT, documents

ROUNDS, SLOW = 20, 500

_ROW = (
    "MERGE (s:Row {key: $subject}) SET s.name = $subject_name",
    "MERGE (o:Row {key: $object}) SET o.name = $object_name",
    "MATCH (s:Row {key: $subject}) MATCH (o:Row {key: $object}) "
    "MERGE (s)-[f:$($predicate) {start: $start}]->(o) SET f.quote = $quote",
)
"""What py2neo's merge of a relationship sends: both nodes, then the relationship, each fact in its own transaction."""


def rows() -> Iterator[tuple[str, str, str]]:
    try:
        neo4j_server.java()
        neo4j_server.jars()
    except neo4j_server.Unavailable as missing:
        yield "Neo4j", f"left out: {missing}", ""
        return
    with neo4j_server.Server(heap="4g", pages="1g") as server:
        login = Login(server.uri, "neo4j", server.password, "neo4j")
        rate, memory = _apart(login)
        slow = _row_by_row(login)
        yield f"Neo4j: load of {FACTS:,} facts, facts a second", f"{rate:,.0f}", "≥ 20,000"
        yield "Neo4j: the same against a writer of one row a time", f"{rate / slow:.0f}×", "≥ 15×"
        yield "Neo4j: memory of the client while it loads", f"{memory:.0f} MB" if memory else "unknown", "< 300 MB"
        with Neo4jStore(login, create=False) as store:
            for name, ask in (("worked out", judged), ("kept since they were last asked", gaps)):
                found = ask(store, region=CITY)
                seconds = median(_seconds(partial(ask, store, region=CITY)) for _ in range(ROUNDS))
                what = f"Neo4j: gaps of one city of {len(found)} rows, {name}, median of {ROUNDS}"
                yield what, f"{seconds:.3f} s", "< 0.1 s"


def _seconds(ask: Callable[[], object]) -> float:
    start = perf_counter()
    ask()
    return perf_counter() - start


def _apart(login: Login) -> tuple[float, float]:
    """Facts a second and MB of a process that does nothing but load."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    child = context.Process(target=_load, args=(login, theirs))
    child.start()
    rate, memory = ours.recv()
    child.join()
    return float(rate), float(memory)


def _load(login: Login, answer: "multiprocessing.connection.Connection[tuple[float, float], None]") -> None:
    with Neo4jStore(login) as store:
        start = perf_counter()
        contents = (Content(document, "", facts) for document, facts in documents(FACTS // PER_DOCUMENT))
        count = sum(len(content.facts) for content, _ in store.add_all(contents))
        rate = count / (perf_counter() - start)
    answer.send((rate, _memory()))


def _memory() -> float:
    """The most MB that this process had, where the system tells; else 0."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    lines = status.read_text("ascii", "replace").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


def _row_by_row(login: Login) -> float:
    """Facts a second of a writer that sends three statements and a commit for each."""
    facts = list(islice((fact for _, facts in documents(1) for fact in facts), SLOW))
    with neo4j.GraphDatabase.driver(login.url, auth=(login.user, login.password)) as driver:
        driver.execute_query("CREATE CONSTRAINT row_key IF NOT EXISTS FOR (n:Row) REQUIRE n.key IS UNIQUE")
        with driver.session(database=login.database) as session:
            start = perf_counter()
            for fact in facts:
                session.execute_write(_write_row, fact)
            seconds = perf_counter() - start
        driver.execute_query("MATCH (n:Row) DETACH DELETE n")
    return len(facts) / seconds


def _write_row(tx: neo4j.ManagedTransaction, fact: Fact) -> None:
    about = {
        "subject": key(fact.subject, fact.subject_type), "subject_name": fact.subject, "predicate": fact.predicate,
        "object": key(fact.object, fact.object_type), "object_name": fact.object, "quote": fact.evidence.quote,
        "start": fact.evidence.place.start,
    }  # fmt: skip
    for statement in _ROW:
        tx.run(statement, about).consume()
