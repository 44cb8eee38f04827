"""Documents into the graph of docs/graph-model.md and out again, inside a transaction that the caller has begun.

Facts are relationships between entities. Of the nodes that are joined to one thing only the one that is shown has
facts; the others are (:Alias) with one [:SAME_AS] to it. When a join or a name changes, facts move. All reasoning about
what is shown lies in surfaces.py; rows are sorted, so that locks are taken in one order.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from ..errors import StoreError
from ..schema import Document, Fact, ontology
from .contents import Content
from .neo4j_columns import Numbered, column, numbers
from .neo4j_facts import NODES, Lists, Packed, node_columns, part_id, surface
from .neo4j_rows import Counts, document_rows, goal_row
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
    unique,
)

if TYPE_CHECKING:
    from neo4j import ManagedTransaction
    from neo4j import Transaction as OwnTransaction

    Transaction = ManagedTransaction | OwnTransaction

ALIAS = "Alias"

_DOCUMENTS = """
UNWIND $rows AS row
CREATE (d:Document) SET d = row.document
WITH d, row UNWIND row.parts AS part
CREATE (d)-[:HAS_PART]->(p:Part) SET p = part"""

_KNOWN = """
UNWIND $rows AS row
OPTIONAL MATCH (d:Document {id: row[0]})
OPTIONAL MATCH (old:Document {source: row[1]}) WHERE row[1] <> ''
RETURN d.id AS id, old.id AS older"""

_GOALS = "UNWIND $rows AS row MATCH (p:Part {id: row.part}) CREATE (p)-[:SETS]->(g:Goal) SET g = row"

_COUNT = """
UNWIND $rows AS row MATCH (p:Part {id: row[0]})
SET p.facts = p.facts + row[1], p.chains = p.chains + row[2], p.headings = row[3], p.rules = row[4]"""

_LISTS = """
UNWIND $parts AS part MATCH (p:Part {id: part}) RETURN p.id AS id, p.headings AS headings, p.rules AS rules"""

_OF_CHAINS = ("FOCUSES_ON", "SEEKS", "LEADS")
"""What is said of chains: counted for each part, so that nobody has to count to see which place says most."""

_JOINS = """
UNWIND $rows AS row MATCH (d:Document {id: row[0]})
CREATE (d)-[:JOINS]->(:Join {document: row[0], one: row[1], other: row[2], rule: row[3]})"""

_STORED = f"""
UNWIND {numbers("$ids")} AS id MATCH (n:Name {{id: id}}) OPTIONAL MATCH (n)-[:SAME_AS]->(e:Name)
RETURN collect([n.id, n.name, n.type, coalesce(e.id, n.id)]) AS found"""
"""One record: each that comes alone waits for the thread that makes the next documents ready."""

_RENAME = "UNWIND $rows AS row MATCH (n:Name {id: row[0]}) SET n.name = row[1], n.type = row[2]"

_POINT = """
UNWIND $rows AS row MATCH (n:Name {id: row[0]})
OPTIONAL MATCH (n)-[old:SAME_AS]->() DELETE old
WITH row, n WHERE row[1] <> row[0]
MATCH (e:Name {id: row[1]}) CREATE (n)-[:SAME_AS]->(e)"""

_LABEL = "UNWIND $rows AS row MATCH (n:Name {id: row[0]}) REMOVE n:$(row[1]) SET n:$(row[2])"

_JOINED = """
UNWIND $keys AS key MATCH (j:Join {one: key}) RETURN j.one AS one, j.other AS other, '' AS value
UNION UNWIND $keys AS key MATCH (j:Join {other: key}) RETURN j.one AS one, j.other AS other, '' AS value"""

_DECIDED = """
UNWIND $keys AS key MATCH (c:Decision {kind: 'same', subject: key, last: true}) WHERE c.value <> ''
RETURN c.subject AS one, c.object AS other, c.value AS value
UNION UNWIND $keys AS key MATCH (c:Decision {kind: 'same', object: key, last: true}) WHERE c.value <> ''
RETURN c.subject AS one, c.object AS other, c.value AS value"""

_LINKS = {"Join": _JOINED, "Decision": _DECIDED}
"""How to find what ties keys or parts them, by the label of what says so. Which labels there are is known at once."""

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
"""A fact's end at node n, the same fact at node m. The fact says which node it names if that is not the one at which it
hangs; relationships that are no facts have no part."""


class _Stored(NamedTuple):
    """A node that is in the graph, and the node that stands for its entity."""

    row: NodeRow
    entity: int


def remove(tx: "Transaction", document: str) -> Change:
    """See Store.remove."""
    if not has(tx, document):
        return Change(0, 0)
    parts = [row["id"] for row in tx.run("MATCH (p:Part {document: $id}) RETURN p.id AS id", id=document)]
    named = _rows(tx, _of_parts("RETURN DISTINCT coalesce(f.subject, s.id), coalesce(f.object, o.id)"), parts)
    ids = {number for row in named for number in row}
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


@dataclass(frozen=True, slots=True)
class Ready:
    """Documents with all they bring, as the rows that statements take; nothing in it depends on what the graph has."""

    documents: list[dict[str, Any]]
    goals: list[dict[str, Any]]
    joins: list[list[str]]
    facts: "ReadyFacts"


@dataclass(frozen=True, slots=True)
class ReadyFacts:
    """Facts as rows, the nodes that they name by id, and how many there are of each part (and of chains)."""

    packed: Packed
    nodes: Mapping[int, NodeRow]
    parts: Counts


def ready(contents: Sequence[Content]) -> Ready:
    """Make documents ready to be put. StoreError if a fact is of none of their parts."""
    facts = ready_facts([fact for content in contents for fact in content.facts])
    if facts.parts.keys() - {part_id(c.document.id, p.number) for c in contents for p in c.document.parts}:
        raise _no_part()
    goals = {goal.id: goal for content in contents for goal in reversed(content.goals)}
    joins: dict[tuple[str, str, str], str] = {}
    for content in contents:
        for same in sorted(content.same, key=lambda same: same.rule):
            joins.setdefault((content.document.id, same.one, same.other), same.rule)
    return Ready(
        [document_rows(content.document, content.source, facts.parts, facts.packed.lists) for content in contents],
        [goal_row(goal) for _, goal in sorted(goals.items())],
        [[*pair, rule] for pair, rule in sorted(joins.items())],
        facts,
    )


def ready_facts(facts: Sequence[Fact], lists: dict[int, Lists] | None = None) -> ReadyFacts:
    """Make facts ready; `lists` are what their parts have already."""
    found = unique(facts)
    packed = Packed(found, lists)
    return ReadyFacts(packed, packed.nodes(), counts(found.values()))


def counts(facts: Iterable[Fact]) -> Counts:
    """The counts of the parts that the facts are of."""
    said = Counter((one.evidence.document, one.evidence.place.part, one.predicate) for one in facts)
    found: dict[int, tuple[int, int]] = {}
    for (document, number, predicate), count in said.items():
        part = part_id(document, number)
        all_, chains = found.get(part, (0, 0))
        found[part] = all_ + count, chains + (count if predicate in _OF_CHAINS else 0)
    return found


def put(tx: "Transaction", come: Ready) -> Change:
    """Create the documents with all they bring; none of them may be there yet."""
    tx.run(_DOCUMENTS, rows=come.documents).consume()
    if come.goals:
        tx.run(_GOALS, rows=come.goals).consume()
    if come.joins:
        tx.run(_JOINS, rows=come.joins).consume()
    return _put_facts(tx, come.facts, {end for _, one, other, _ in come.joins for end in (one, other)})


def put_document(tx: "Transaction", document: Document, source: str) -> None:
    """Create the document and its parts alone."""
    tx.run(_DOCUMENTS, rows=[document_rows(document, source)]).consume()


def add_facts(tx: "Transaction", facts: Sequence[Fact]) -> Change:
    """Create facts of documents that are there already."""
    parts = sorted({part_id(fact.evidence.document, fact.evidence.place.part) for fact in facts})
    known = {
        part: Lists(Numbered(heads or ()), Numbered(rules or ())) for part, heads, rules in tx.run(_LISTS, parts=parts)
    }
    if len(known) != len(parts):
        raise _no_part()
    come = ready_facts(facts, known)
    tx.run(_COUNT, rows=[[part, *come.parts[part], *map(list, known[part])] for part in parts]).consume()
    return _put_facts(tx, come)


def _no_part() -> StoreError:
    return StoreError("有事实不属于已载入文件的任何部分", todo="请重新抽取这份文件")


def _put_facts(tx: "Transaction", come: ReadyFacts, joined: Set[str] = frozenset()) -> Change:
    """Create facts, and the nodes that they name; `joined` are keys that new joins speak of."""
    nodes = come.nodes
    stored = _stored(tx, nodes)
    fresh = [row for number, row in nodes.items() if number not in stored]
    longer = [nodes[number] for number, one in stored.items() if better(nodes[number]) < better(one.row)]
    if fresh:
        tx.run(NODES, node_columns(fresh)).consume()
    _rename(tx, longer)
    stored |= {row[0]: _Stored(row, row[0]) for row in fresh}
    stored |= {row[0]: _Stored(row, stored[row[0]].entity) for row in longer}
    keys = {row[1] for row in (*fresh, *longer)} | joined
    ends = {number: one.entity for number, one in stored.items()}
    ends |= rejoin(tx, keys, known=stored, renamed={row[0] for row in longer})
    if come.packed.quotes:
        tx.run(*come.packed.statement(ends)).consume()
    return Change(len(come.packed.quotes), len(fresh))


def rejoin(
    tx: "Transaction",
    keys: Set[str],
    *,
    known: "Mapping[int, _Stored]" = MappingProxyType({}),
    gone: Set[int] = frozenset(),
    renamed: Set[int] = frozenset(),
) -> dict[int, int]:
    """Let every node in a connected set of joins that touches one of the keys stand under the fullest name of its set.

    Nodes that are `known` are not asked for. Nodes in `gone` are left out, they are about to go; labels of `renamed`
    ones are set too. The entity of each node that was looked at.
    """
    groups = _groups(tx, keys)
    numbers = {number_of(k) for group in groups for k in group}
    stored = {**known, **_stored(tx, numbers - known.keys())}
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
    asked = [text for label, text in _LINKS.items() if keys and _there_are(tx, label)]
    while frontier:
        said = [tuple(row) for text in asked for row in tx.run(text, keys=sorted(frontier))]
        links = {(one, other) for one, other, _ in said} - {(one, other) for one, other, v in said if v == DIFFERENT}
        for one, other in links:
            neighbours.setdefault(one, set()).add(other)
            neighbours.setdefault(other, set()).add(one)
        seen, frontier = frontier, {k for link in links for k in link} - keys
        keys = keys | seen | frontier
    return components(neighbours)


def _there_are(tx: "Transaction", label: str) -> bool:
    return bool(tx.run(f"MATCH (n:{label}) RETURN count(n) AS n").single(strict=True)["n"])


def _move(tx: "Transaction", stored: Mapping[int, _Stored], moved: Mapping[int, int]) -> None:
    """Hang the facts of moved nodes to where these now belong."""
    rows = [[stored[number].entity, number, to] for number, to in sorted(moved.items())]
    for side, (here, there) in _SIDES.items():
        tx.run(
            f"UNWIND $rows AS row MATCH (n:Name {{id: row[0]}}) MATCH (m:Name {{id: row[2]}}) "
            f"MATCH {here} WHERE f.part IS NOT NULL AND coalesce(f.{side}, n.id) = row[1] CREATE {there} "
            f"SET g = properties(f), g.{side} = CASE WHEN row[1] <> row[2] THEN row[1] END DELETE f",
            rows=rows,
        ).consume()


def _kept(tx: "Transaction", nodes: Mapping[int, _Stored]) -> dict[int, NodeRow]:
    """Of these nodes those that some fact still names, each with the best of its surfaces."""
    rows = [[one.entity, number] for number, one in sorted(nodes.items())]
    found: set[Surface] = set()
    for side, (here, _) in _SIDES.items():
        left = tx.run(
            f"UNWIND $rows AS row MATCH (n:Name {{id: row[0]}}) "
            f"MATCH {here} WHERE f.part IS NOT NULL AND coalesce(f.{side}, n.id) = row[1] "
            f"RETURN DISTINCT row[1] AS node, f.{side}_name AS name, f.{side}_type AS type",
            rows=rows,
        )
        found |= {surface(nodes[node].row[1], name, kind) for node, name, kind in left}
    return best(found)


def _stored(tx: "Transaction", ids: Collection[int]) -> dict[int, _Stored]:
    found: dict[int, _Stored] = {}
    if not ids:
        return found
    for number, name, kind, entity in tx.run(_STORED, ids=column(sorted(ids))).single(strict=True)["found"]:
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
    each = (
        f"MATCH (s)-[f:{predicate} {{part: part}}]->(o) RETURN s, f, o" for predicate in sorted(ontology().predicates)
    )
    return f"UNWIND $parts AS part CALL (part) {{ {' UNION ALL '.join(each)} }} {then}"


def _rows(tx: "Transaction", statement: str, parts: Sequence[int]) -> list[list[Any]]:
    return tx.run(statement, parts=parts).values()


def has(tx: "Transaction", document: str) -> bool:
    return tx.run("MATCH (d:Document {id: $id}) RETURN d.id", id=document).single() is not None


def known(tx: "Transaction", documents: Sequence[tuple[str, str]]) -> tuple[set[str], list[str]]:
    """Of documents (id, source) the ids that are there, and those of older ones from the same sources."""
    found = tx.run(_KNOWN, rows=[list(one) for one in documents]).values()
    there = {str(one) for one, _ in found if one}
    return there, sorted({str(old) for one, old in found if old and not one})


def _joins_of(tx: "Transaction", document: str) -> Iterator[tuple[str, str]]:
    found = tx.run("MATCH (:Document {id: $id})-[:JOINS]->(j) RETURN j.one, j.other", id=document)
    yield from ((str(one), str(other)) for one, other in found)
