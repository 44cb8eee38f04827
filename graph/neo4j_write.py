"""Documents into the graph of docs/graph-model.md and out again, inside a transaction that the caller has begun.

Facts are relationships between entities. Of the nodes that are joined to one thing only the one that is shown has
facts; the others are (:Alias) with one [:SAME_AS] to it. When a join or a name changes, facts move. All reasoning about
what is shown lies in surfaces.py; rows are sorted, so that locks are taken in one order.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from ..errors import StoreError
from ..schema import Document, Fact, Goal, Place, Same, key, ontology
from .store import Change
from .surfaces import (
    DIFFERENT,
    NodeRow,
    Surface,
    best,
    better,
    components,
    fullest,
    node_of,
    number_of,
    surfaces,
    unique,
)

if TYPE_CHECKING:
    from neo4j import ManagedTransaction
    from neo4j import Transaction as OwnTransaction

    Transaction = ManagedTransaction | OwnTransaction

ALIAS = "Alias"

_SPOT = ("headings", "block", "table", "row", "cell", "start", "end")
"""Where a quote stands, in the order of _spot."""

FIELDS = (
    "id", "subject", "object", "part", "role", "subject_name", "subject_type", "object_name", "object_type", "quote",
    *_SPOT, "rule", "confidence",
)  # fmt: skip
"""What a fact's relationship holds, in the order of fact_row; null ones are left out by the server."""

_DOCUMENT = """
CREATE (d:Document {id: $id, sha256: $sha256, name: $name, characters: $characters, source: $source})
WITH d UNWIND $parts AS row
CREATE (d)-[:HAS_PART]->(p:Part) SET p = row"""

_GOALS = "UNWIND $rows AS row MATCH (p:Part {id: row.part}) CREATE (p)-[:SETS]->(g:Goal) SET g = row"

_COUNT = "UNWIND $rows AS row MATCH (p:Part {id: row[0]}) SET p.facts = p.facts + row[1] RETURN count(p) AS parts"

_FACTS = f"""
UNWIND $rows AS row
MATCH (s:Name {{id: row[0]}}) MATCH (o:Name {{id: row[1]}})
CREATE (s)-[f:$(row[2]) {{{", ".join(f"`{name}`: row[{number}]" for number, name in enumerate(FIELDS, 3))}}}]->(o)"""

_JOINS = """
MATCH (d:Document {id: $document})
UNWIND $rows AS row
CREATE (d)-[:JOINS]->(:Join {document: $document, one: row[0], other: row[1], rule: row[2]})"""

_STORED = """
UNWIND $ids AS id MATCH (n:Name {id: id}) OPTIONAL MATCH (n)-[:SAME_AS]->(e:Name)
RETURN n.id AS id, n.name AS name, n.type AS type, coalesce(e.id, n.id) AS entity"""

_CREATE = "UNWIND $rows AS row CREATE (n:Name {id: row[0], key: row[1], name: row[2], type: row[3]}) SET n:$(row[4])"

_RENAME = "UNWIND $rows AS row MATCH (n:Name {id: row[0]}) SET n.name = row[1], n.type = row[2]"

_POINT = """
UNWIND $rows AS row MATCH (n:Name {id: row[0]})
OPTIONAL MATCH (n)-[old:SAME_AS]->() DELETE old
WITH row, n WHERE row[1] <> row[0]
MATCH (e:Name {id: row[1]}) CREATE (n)-[:SAME_AS]->(e)"""

_LABEL = "UNWIND $rows AS row MATCH (n:Name {id: row[0]}) REMOVE n:$(row[1]) SET n:$(row[2])"

_LINKS = """
UNWIND $keys AS key MATCH (j:Join {one: key}) RETURN j.one AS one, j.other AS other, '' AS value
UNION UNWIND $keys AS key MATCH (j:Join {other: key}) RETURN j.one AS one, j.other AS other, '' AS value
UNION UNWIND $keys AS key MATCH (c:Decision {kind: 'same', subject: key, last: true}) WHERE c.value <> ''
RETURN c.subject AS one, c.object AS other, c.value AS value
UNION UNWIND $keys AS key MATCH (c:Decision {kind: 'same', object: key, last: true}) WHERE c.value <> ''
RETURN c.subject AS one, c.object AS other, c.value AS value"""

_BROUGHT = (
    "[:HAS_PART]->()-[:SETS]->(x:Goal)",
    "[:HAS_PART]->(x:Part)",
    "[:JOINS]->(x:Join)",
    "[:LISTS]->()-[:ONCE]->(x:FormerName)",
    "[:LISTS]->(x)",
)
"""What goes with its document, beside facts and names."""

_SIDES = {
    "subject": ("(n)-[f]->(x)", "(m)-[g:$(type(f))]->(x)"),
    "object": ("(x)-[f]->(n)", "(x)-[g:$(type(f))]->(m)"),
}
"""A fact's end at node n, the same fact at node m."""


class _Stored(NamedTuple):
    """A node that is in the graph, and the node that stands for its entity."""

    row: NodeRow
    entity: int


def remove(tx: "Transaction", document: str) -> Change:
    """See Store.remove."""
    if not has(tx, document):
        return Change(0, 0)
    parts = [row["id"] for row in tx.run("MATCH (p:Part {document: $id}) RETURN p.id AS id", id=document)]
    named = _rows(tx, _of_parts("RETURN DISTINCT f.subject_name, f.subject_type, f.object_name, f.object_type"), parts)
    ids = set(best(s for row in named for s in ((row[0], row[1]), (row[2], row[3]))))
    keys = {end for row in _joins_of(tx, document) for end in row}
    facts = sum(row[0] for row in _rows(tx, _of_parts("DELETE f RETURN count(*)"), parts))
    for what in _BROUGHT:
        tx.run(f"MATCH (d:Document {{id: $id}}) MATCH (d)-{what} DETACH DELETE x", id=document).consume()
    tx.run("MATCH (d:Document {id: $id}) DETACH DELETE d", id=document).consume()
    before = _stored(tx, ids)
    kept = _kept(tx, before)
    dead = set(before) - set(kept)
    changed = [row for number, row in kept.items() if row != before[number].row]
    _rename(tx, changed)
    touched = [*(before[number].row for number in dead), *changed]
    rejoin(tx, keys | {row[1] for row in touched}, gone=dead, renamed={row[0] for row in changed})
    tx.run("UNWIND $ids AS id MATCH (n:Name {id: id}) DETACH DELETE n", ids=sorted(dead)).consume()
    return Change(-facts, -len(dead))


def put(
    tx: "Transaction",
    document: Document,
    facts: Sequence[Fact],
    same: Sequence[Same],
    source: str,
    goals: Sequence[Goal] = (),
) -> Change:
    """Create the document with all it brings; it must not be there yet."""
    put_document(tx, document, source)
    if goals:
        unlike = {goal.id: goal for goal in reversed(goals)}
        tx.run(_GOALS, rows=[goal_row(goal) for _, goal in sorted(unlike.items())]).consume()
    joins = {(s.one, s.other): s.rule for s in sorted(same, key=lambda s: (s.one, s.other, s.rule), reverse=True)}
    if joins:
        tx.run(_JOINS, document=document.id, rows=[[*pair, rule] for pair, rule in sorted(joins.items())]).consume()
    return add_facts(tx, facts, {end for pair in joins for end in pair})


def put_document(tx: "Transaction", document: Document, source: str) -> None:
    """Create the document and its parts alone."""
    about = {"id": document.id, "sha256": document.sha256, "name": document.name, "characters": len(document.text)}
    tx.run(_DOCUMENT, about, source=source, parts=part_rows(document)).consume()


def add_facts(tx: "Transaction", facts: Sequence[Fact], joined: Set[str] = frozenset()) -> Change:
    """Create facts of documents that are there already; `joined` are keys that new joins speak of."""
    found = unique(facts)
    counts = Counter(part_id(f.evidence.document, f.evidence.place.part) for f in found.values())
    known = tx.run(_COUNT, rows=[[part, number] for part, number in sorted(counts.items())]).single(strict=True)
    if known["parts"] != len(counts):
        raise StoreError("有事实不属于已载入文件的任何部分", todo="请重新抽取这份文件")
    nodes = best(surfaces(found.values()))
    stored = _stored(tx, nodes)
    fresh = [row for number, row in nodes.items() if number not in stored]
    longer = [nodes[number] for number, one in stored.items() if better(nodes[number]) < better(one.row)]
    tx.run(_CREATE, rows=[[row[0], row[1], row[4], row[3], labels(row)] for row in fresh]).consume()
    _rename(tx, longer)
    ends = {number: one.entity for number, one in stored.items()} | {row[0]: row[0] for row in fresh}
    keys = {row[1] for row in (*fresh, *longer)} | joined
    ends |= rejoin(tx, keys, renamed={row[0] for row in longer})
    tx.run(_FACTS, rows=sorted(fact_row(number, fact, ends) for number, fact in found.items())).consume()
    return Change(len(found), len(fresh))


def rejoin(
    tx: "Transaction", keys: Set[str], *, gone: Set[int] = frozenset(), renamed: Set[int] = frozenset()
) -> dict[int, int]:
    """Let every node in a connected set of joins that touches one of the keys stand under the fullest name of its set.

    Nodes in `gone` are left out, they are about to go; labels of `renamed` ones are set too. The entity of each node
    that was looked at.
    """
    groups = _groups(tx, keys)
    stored = _stored(tx, sorted(number_of(k) for group in groups for k in group))
    entity: dict[int, int] = {}
    for group in groups:
        members = [(n, stored[n].row[4]) for n in map(number_of, group) if n in stored and n not in gone]
        if members:
            shown = fullest(members)
            entity |= {number: shown for number, _ in members}
    moved = {number: to for number, to in entity.items() if to != stored[number].entity}
    if moved:
        tx.run(_POINT, rows=sorted(map(list, moved.items()))).consume()
        _move(tx, stored, moved)
    _relabel(tx, [(stored[number].row, entity[number]) for number in sorted({*moved, *renamed}) if number in entity])
    return entity


def _groups(tx: "Transaction", keys: Set[str]) -> list[set[str]]:
    """The keys, and all that are joined with them, as connected sets."""
    neighbours: dict[str, set[str]] = {name_key: set() for name_key in keys}
    frontier = keys
    while frontier:
        said = [tuple(row) for row in tx.run(_LINKS, keys=sorted(frontier))]
        links = {(one, other) for one, other, _ in said} - {(one, other) for one, other, v in said if v == DIFFERENT}
        for one, other in links:
            neighbours.setdefault(one, set()).add(other)
            neighbours.setdefault(other, set()).add(one)
        seen, frontier = frontier, {k for link in links for k in link} - keys
        keys = keys | seen | frontier
    return components(neighbours)


def _move(tx: "Transaction", stored: Mapping[int, _Stored], moved: Mapping[int, int]) -> None:
    """Hang the facts of moved nodes to where these now belong."""
    rows = [[stored[number].entity, number, to] for number, to in sorted(moved.items())]
    for side, (here, there) in _SIDES.items():
        tx.run(
            f"UNWIND $rows AS row MATCH (n:Name {{id: row[0]}}) MATCH (m:Name {{id: row[2]}}) "
            f"MATCH {here} WHERE f.{side} = row[1] CREATE {there} SET g = properties(f) DELETE f",
            rows=rows,
        ).consume()


def _kept(tx: "Transaction", nodes: Mapping[int, _Stored]) -> dict[int, NodeRow]:
    """Of these nodes those that some fact still names, each with the best of its surfaces."""
    rows = [[one.entity, number] for number, one in sorted(nodes.items())]
    found: set[Surface] = set()
    for side, (here, _) in _SIDES.items():
        left = tx.run(
            f"UNWIND $rows AS row MATCH (n:Name {{id: row[0]}}) MATCH {here} WHERE f.{side} = row[1] "
            f"RETURN DISTINCT f.{side}_name AS name, f.{side}_type AS type",
            rows=rows,
        )
        found |= {(name, kind) for name, kind in left}
    return best(found)


def _stored(tx: "Transaction", ids: Iterable[int]) -> dict[int, _Stored]:
    found = {}
    for number, name, kind, entity in tx.run(_STORED, ids=sorted(ids)):
        found[number] = _Stored(node_of(name, kind), entity)
    return found


def _rename(tx: "Transaction", rows: Sequence[NodeRow]) -> None:
    if rows:
        tx.run(_RENAME, rows=[[row[0], row[4], row[3]] for row in sorted(rows)]).consume()


def _relabel(tx: "Transaction", nodes: Sequence[tuple[NodeRow, int]]) -> None:
    """Labels of nodes, each with its entity: family and type where it stands for itself, Alias where it does not."""
    rows = []
    for row, entity in nodes:
        wanted = labels(row) if entity == row[0] else [ALIAS]
        rows.append([row[0], sorted(_all_labels(row[2]) - set(wanted)), wanted])
    if rows:
        tx.run(_LABEL, rows=rows).consume()


def labels(row: NodeRow) -> list[str]:
    return sorted({row[2], row[3]})


@cache
def _all_labels(family: str) -> frozenset[str]:
    return frozenset({ALIAS, family, *(t.name for t in ontology().types.values() if t.family == family)})


@cache
def _of_parts(then: str) -> str:
    """A statement about the facts of the parts $parts, each predicate by its own index."""
    each = (f"MATCH ()-[f:{predicate} {{part: part}}]->() RETURN f" for predicate in sorted(ontology().predicates))
    return f"UNWIND $parts AS part CALL (part) {{ {' UNION ALL '.join(each)} }} {then}"


def _rows(tx: "Transaction", statement: str, parts: Sequence[str]) -> list[list[Any]]:
    return tx.run(statement, parts=parts).values()


def has(tx: "Transaction", document: str) -> bool:
    return tx.run("MATCH (d:Document {id: $id}) RETURN d.id", id=document).single() is not None


def older(tx: "Transaction", source: str) -> str | None:
    """The document that was loaded from this path."""
    found = tx.run("MATCH (d:Document {source: $source}) RETURN d.id AS id", source=source).single() if source else None
    return str(found["id"]) if found else None


def _joins_of(tx: "Transaction", document: str) -> Iterator[tuple[str, str]]:
    found = tx.run("MATCH (:Document {id: $id})-[:JOINS]->(j) RETURN j.one, j.other", id=document)
    yield from ((str(one), str(other)) for one, other in found)


def part_rows(document: Document, facts: Iterable[Fact] = ()) -> list[dict[str, Any]]:
    """Properties of the document's parts, with how many of the facts each has."""
    counts = Counter(fact.evidence.place.part for fact in facts)
    return [
        {"id": part_id(document.id, p.number), "document": document.id, "number": p.number, "title": p.title,
         "issuer": p.issuer, "date": p.date, "status": p.status and str(p.status), "region": p.region,
         "facts": counts[p.number]}
        for p in document.parts
    ]  # fmt: skip


def part_id(document: str, number: int) -> str:
    return f"{document}/{number}"


def goal_row(goal: Goal) -> dict[str, Any]:
    place = goal.evidence.place
    return {
        "id": goal.id, "part": part_id(goal.evidence.document, place.part),
        "scope_key": key(goal.scope, goal.scope_type), "scope": goal.scope, "scope_type": goal.scope_type,
        "metric": goal.metric, "comparator": goal.comparator, "value": goal.value, "unit": goal.unit, "year": goal.year,
        "quote": goal.evidence.quote, **dict(zip(_SPOT, _spot(place), strict=True)),
    }  # fmt: skip


def _spot(place: Place) -> tuple[str | int | None, ...]:
    headings = json.dumps(place.headings, ensure_ascii=False)
    return headings, place.block, place.table, place.row, place.cell, place.start, place.end


def fact_row(number: int, fact: Fact, ends: Mapping[int, int]) -> list[Any]:
    place = fact.evidence.place
    subject = number_of(key(fact.subject, fact.subject_type))
    object_ = number_of(key(fact.object, fact.object_type))
    surfaces_ = fact.subject, fact.subject_type, fact.object, fact.object_type
    return [
        ends[subject], ends[object_], fact.predicate, number, subject, object_,
        part_id(fact.evidence.document, place.part), fact.role, *surfaces_, fact.evidence.quote, *_spot(place),
        fact.rule, fact.confidence,
    ]  # fmt: skip
