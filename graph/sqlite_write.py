"""Documents into the tables of schema.sql and out again, inside a transaction that the caller has begun.

What is shown is decided in surfaces.py.
"""

import json
import sqlite3
from collections.abc import Iterable, Sequence

from ..schema import Document, Fact, Goal, Place, Same, clean, key
from . import sqlite_early as early
from . import sqlite_sums as sums
from .store import Change
from .surfaces import DIFFERENT, NodeRow, best, better, components, fullest, number_of, surfaces, unique

_FACT = f"INSERT INTO fact VALUES ({', '.join('?' * 21)})"
_GOAL = f"INSERT OR IGNORE INTO goal VALUES ({', '.join('?' * 19)})"


# Of nodes (by key) that nothing joins any more, those that are still one entity with another.
_PARTED = """
SELECT n.id FROM node AS n
WHERE n.key IN (SELECT value FROM json_each(?))
    AND (n.entity <> n.id OR EXISTS (SELECT 1 FROM node AS m WHERE m.entity = n.id AND m.id <> n.id))
"""


def bigrams(name: str) -> str:
    """What name_search holds of a name: each pair of characters, and the last one.

    >>> bigrams("明川精密")
    '明川 川精 精密 密'
    """
    text = clean(name)
    return " ".join([*_pairs(text), text[-1:]])


def pattern(text: str) -> str:
    """A MATCH pattern for the names that contain the text.

    >>> pattern("川精"), pattern("川")
    ('"川精"', '"川"*')
    """
    plain = clean(text)
    return f'"{" ".join(_pairs(plain))}"' if len(plain) > 1 else f'"{plain}"*'


def put(
    db: sqlite3.Connection,
    document: Document,
    facts: Sequence[Fact],
    same: Sequence[Same],
    source: str,
    goals: Sequence[Goal] = (),
) -> Change:
    """Insert the document with all it brings; it must not be there yet."""
    put_document(db, document, source)
    change = add_facts(db, facts)
    db.executemany(_GOAL, [_goal_row(goal) for goal in sorted(goals, key=lambda goal: goal.id)])
    db.executemany(
        "INSERT OR IGNORE INTO same VALUES (?, ?, ?, ?)",
        [(document.id, s.one, s.other, s.rule) for s in sorted(same, key=lambda s: (s.one, s.other, s.rule))],
    )
    join(db, {*(s.one for s in same), *(s.other for s in same)})
    return change


def put_document(db: sqlite3.Connection, document: Document, source: str) -> None:
    """Insert the document and its parts alone."""
    db.execute(
        "INSERT INTO document VALUES (?, ?, ?, ?, ?)",
        (document.id, document.sha256, document.name, len(document.text), source),
    )
    db.executemany(
        "INSERT INTO part VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(document.id, p.number, p.title, p.issuer, p.date, p.status, p.region) for p in document.parts],
    )


def add_facts(db: sqlite3.Connection, facts: Sequence[Fact]) -> Change:
    """Insert facts of documents that are there already."""
    found = unique(facts)
    nodes = best(surfaces(found.values()))
    concerned = sums.concerned(found.values())
    sums.forget(db, concerned)
    added, touched = _put_nodes(db, nodes)
    db.executemany(_FACT, [_fact_row(number, fact) for number, fact in found.items()])
    sums.learn(db, concerned)
    early.add(db, found)
    join(db, touched)
    return Change(len(found), added)


def take(db: sqlite3.Connection, document: str) -> Change:
    """Delete the document, its facts, and the nodes and joins that nothing else supports."""
    ends = "SELECT subject FROM fact WHERE document = :id UNION SELECT object FROM fact WHERE document = :id"
    nodes = [number for (number,) in db.execute(ends, {"id": document})]
    keys = {k for pair in db.execute("SELECT one, other FROM same WHERE document = ?", (document,)) for k in pair}
    (facts,) = db.execute("SELECT count(*) FROM fact WHERE document = ?", (document,)).fetchone()
    concerned = sums.concerned_by(db, document)
    sums.forget(db, concerned)
    led = early.led_by(db, document)
    db.execute("DELETE FROM document WHERE id = ?", (document,))
    sums.learn(db, concerned)
    early.fill(db, led)
    kept = _surfaces(db, nodes)
    before = _stored(db, nodes)
    dead = [row for number, row in before.items() if number not in kept]
    changed = {number: kept[number] for number in kept if kept[number] != before[number]}
    # A node whose other names all die is alone again, which its sums follow.
    left = _entities(db, [row[0] for row in dead]) - {row[0] for row in dead}
    _unsearch(db, [*dead, *(before[number] for number in changed)])
    db.executemany("DELETE FROM node WHERE id = ?", [row[:1] for row in dead])
    _rename(db, changed.values())
    join(db, keys | {row[1] for row in dead} | {row[1] for row in changed.values()})
    sums.forget(db, left)
    sums.learn(db, left)
    return Change(-facts, -len(dead))


def join(db: sqlite3.Connection, keys: set[str]) -> None:
    """Set the entity of every node in a component of `same` that touches one of the keys."""
    seen: dict[str, set[str]] = {}
    frontier = keys
    while frontier:
        links = _links(db, frontier)
        for one, other in links:
            seen.setdefault(one, set()).add(other)
            seen.setdefault(other, set()).add(one)
        frontier = {k for link in links for k in link} - keys
        keys = keys | frontier
    parted = [number for (number,) in db.execute(_PARTED, _list(keys - set(seen)))]
    entities = dict.fromkeys(parted)  # None for a node that is an entity of its own
    for component in components(seen):
        members = db.execute(
            "SELECT id, name FROM node WHERE key IN (SELECT value FROM json_each(?))", _list(component)
        ).fetchall()
        entities |= dict.fromkeys((number for number, _ in members), fullest(members) if members else None)
    sums.forget(db, entities)
    db.executemany("UPDATE node SET entity = coalesce(?, id) WHERE id = ?", [(e, n) for n, e in entities.items()])
    sums.learn(db, entities)


def _entities(db: sqlite3.Connection, nodes: Iterable[int]) -> set[int]:
    """The nodes that stand for these."""
    text = "SELECT DISTINCT entity FROM node WHERE id IN (SELECT value FROM json_each(?))"
    return {number for (number,) in db.execute(text, _list(nodes))}


def _pairs(text: str) -> list[str]:
    return [text[i : i + 2] for i in range(len(text) - 1)]


def _list(values: Iterable[str | int]) -> tuple[str]:
    """Any number of values as one parameter for json_each."""
    return (json.dumps(sorted(values, key=str), ensure_ascii=False),)


def _stored(db: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, NodeRow]:
    rows = db.execute(
        "SELECT id, key, family, type, name FROM node WHERE id IN (SELECT value FROM json_each(?))", _list(numbers)
    )
    return {row[0]: row for row in rows}


def _surfaces(db: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, NodeRow]:
    """The best surface of each of the nodes that some fact still names."""
    facts = """
        SELECT DISTINCT subject_name, subject_type FROM fact WHERE subject IN (SELECT value FROM json_each(:ids))
        UNION SELECT DISTINCT object_name, object_type FROM fact WHERE object IN (SELECT value FROM json_each(:ids))"""
    return best(db.execute(facts, {"ids": _list(numbers)[0]}))


def _put_nodes(db: sqlite3.Connection, nodes: dict[int, NodeRow]) -> tuple[int, set[str]]:
    """Insert new nodes, rename known ones; how many are new, and the keys whose entity may change."""
    known = _stored(db, nodes)
    fresh = [row for number, row in nodes.items() if number not in known]
    longer = [nodes[number] for number, row in known.items() if better(nodes[number]) < better(row)]
    db.executemany("INSERT INTO node VALUES (?, ?, ?, ?, ?, ?)", [(*row, row[0]) for row in fresh])
    db.executemany("INSERT INTO name_search (rowid, bigrams) VALUES (?, ?)", [(r[0], bigrams(r[4])) for r in fresh])
    _unsearch(db, [known[row[0]] for row in longer])
    _rename(db, longer)
    return len(fresh), {row[1] for row in (*fresh, *longer)}


def _rename(db: sqlite3.Connection, rows: Iterable[NodeRow]) -> None:
    """Show another surface; the old one must be out of name_search already."""
    for number, _, _, kind, name in rows:
        db.execute("UPDATE node SET type = ?, name = ? WHERE id = ?", (kind, name, number))
        db.execute("INSERT INTO name_search (rowid, bigrams) VALUES (?, ?)", (number, bigrams(name)))


def _unsearch(db: sqlite3.Connection, rows: Iterable[NodeRow]) -> None:
    """Take names out of the index, which keeps no copy of them and must be told what it held."""
    db.executemany(
        "INSERT INTO name_search (name_search, rowid, bigrams) VALUES ('delete', ?, ?)",
        [(row[0], bigrams(row[4])) for row in rows],
    )


def _links(db: sqlite3.Connection, keys: set[str]) -> set[tuple[str, str]]:
    """Joins that touch the keys: what documents show and people say, without what people deny."""
    said = "SELECT subject, object, value FROM decided WHERE kind = 'same' AND "
    shown = "SELECT one, other, '' FROM same WHERE "
    touched = (f"{end} IN (SELECT value FROM json_each(:keys))" for end in ("subject", "object", "one", "other"))
    statement = " UNION ".join(part + end for part, end in zip((said, said, shown, shown), touched, strict=True))
    rows = set(db.execute(statement, {"keys": _list(keys)[0]}))
    denied = {(one, other) for one, other, value in rows if value == DIFFERENT}
    return {(one, other) for one, other, _ in rows} - denied


def _fact_row(number: int, fact: Fact) -> tuple[str | int | float | None, ...]:
    place = fact.evidence.place
    return (
        number,
        fact.evidence.document,
        place.part,
        number_of(key(fact.subject, fact.subject_type)),
        fact.predicate,
        number_of(key(fact.object, fact.object_type)),
        fact.role,
        fact.subject,
        fact.subject_type,
        fact.object,
        fact.object_type,
        fact.evidence.quote,
        *_spot(place),
        fact.rule,
        fact.confidence,
    )


def _goal_row(goal: Goal) -> tuple[str | int | float | None, ...]:
    place = goal.evidence.place
    scope = key(goal.scope, goal.scope_type), goal.scope, goal.scope_type
    said = goal.metric, goal.comparator, goal.value, goal.unit, goal.year
    return goal.id, goal.evidence.document, place.part, *scope, *said, goal.evidence.quote, *_spot(place)


def _spot(place: Place) -> tuple[str | int | None, ...]:
    headings = json.dumps(place.headings, ensure_ascii=False)
    return headings, place.block, place.table, place.row, place.cell, place.start, place.end
