"""Documents into the tables of schema.sql and out again, inside a transaction that the caller has begun.

What is shown follows from the facts alone: a node has the longest of its surfaces, then the smallest; an entity is a
connected set of `same` and shows its member with the fullest name. So no load order can be told from the result.
"""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from hashlib import blake2b

from ..schema import Document, Fact, Same, clean, key, ontology
from .store import Change

_FACT = f"INSERT INTO fact VALUES ({', '.join('?' * 21)})"

_NodeRow = tuple[int, str, str, str, str]
"""id, key, family, type, name: a row of table `node` without its entity."""


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


def put(db: sqlite3.Connection, document: Document, facts: Sequence[Fact], same: Sequence[Same], source: str) -> Change:
    """Insert the document with all it brings; it must not be there yet."""
    db.execute(
        "INSERT INTO document VALUES (?, ?, ?, ?, ?)",
        (document.id, document.sha256, document.name, len(document.text), source),
    )
    db.executemany(
        "INSERT INTO part VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(document.id, p.number, p.title, p.issuer, p.date, p.status, p.region) for p in document.parts],
    )
    unique = _unique(facts)
    nodes = _nodes(unique.values())
    added, touched = _put_nodes(db, nodes)
    db.executemany(_FACT, [_fact_row(number, fact) for number, fact in unique.items()])
    db.executemany(
        "INSERT OR IGNORE INTO same VALUES (?, ?, ?, ?)",
        [(document.id, s.one, s.other, s.rule) for s in sorted(same, key=lambda s: (s.one, s.other, s.rule))],
    )
    join(db, {*touched, *(s.one for s in same), *(s.other for s in same)})
    return Change(len(unique), added)


def take(db: sqlite3.Connection, document: str) -> Change:
    """Delete the document, its facts, and the nodes and joins that nothing else supports."""
    ends = "SELECT subject FROM fact WHERE document = :id UNION SELECT object FROM fact WHERE document = :id"
    nodes = [number for (number,) in db.execute(ends, {"id": document})]
    keys = {k for pair in db.execute("SELECT one, other FROM same WHERE document = ?", (document,)) for k in pair}
    (facts,) = db.execute("SELECT count(*) FROM fact WHERE document = ?", (document,)).fetchone()
    db.execute("DELETE FROM document WHERE id = ?", (document,))
    kept = _surfaces(db, nodes)
    before = _stored(db, nodes)
    dead = [row for number, row in before.items() if number not in kept]
    changed = {number: kept[number] for number in kept if kept[number] != before[number]}
    _unsearch(db, [*dead, *(before[number] for number in changed)])
    db.executemany("DELETE FROM node WHERE id = ?", [row[:1] for row in dead])
    _rename(db, changed.values())
    join(db, keys | {row[1] for row in dead} | {row[1] for row in changed.values()})
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
    alone = keys - set(seen)
    db.execute(
        "UPDATE node SET entity = id WHERE key IN (SELECT value FROM json_each(?)) AND entity <> id", _list(alone)
    )
    for component in _components(seen):
        members = db.execute(
            "SELECT id, name FROM node WHERE key IN (SELECT value FROM json_each(?))", _list(component)
        )
        ranked = sorted((-len(name), name, number) for number, name in members)
        db.executemany("UPDATE node SET entity = ? WHERE id = ?", [(ranked[0][2], member[2]) for member in ranked])


def _pairs(text: str) -> list[str]:
    return [text[i : i + 2] for i in range(len(text) - 1)]


def _list(values: Iterable[str | int]) -> tuple[str]:
    """Any number of values as one parameter for json_each."""
    return (json.dumps(sorted(values, key=str), ensure_ascii=False),)


def _unique(facts: Sequence[Fact]) -> dict[int, Fact]:
    """Facts by id in the order of the ids, which fills the table fastest; the surest reading of each."""
    found: dict[int, Fact] = {}
    for fact in sorted(facts, key=lambda f: (-f.confidence, f.rule, f.evidence.quote)):
        found.setdefault(fact.id, fact)
    return dict(sorted(found.items()))


def _number(name_key: str) -> int:
    """A node's id: 63 bits of the key's hash. Among 10 million keys two meet in one store of 180,000."""
    return int.from_bytes(blake2b(name_key.encode(), digest_size=8).digest(), "big") >> 1


def _node(name: str, kind: str) -> _NodeRow:
    name_key = key(name, kind)
    return _number(name_key), name_key, ontology().family(kind), kind, name


def _better(row: _NodeRow) -> tuple[int, str, str]:
    """Which surface is shown: the smallest of these."""
    return -len(row[4]), row[4], row[3]


def _nodes(facts: Iterable[Fact]) -> dict[int, _NodeRow]:
    """The best surface of each node among the facts."""
    surfaces = {s for f in facts for s in ((f.subject, f.subject_type), (f.object, f.object_type))}
    best: dict[int, _NodeRow] = {}
    for row in (_node(*surface) for surface in surfaces):
        best[row[0]] = min(row, best.get(row[0], row), key=_better)
    return dict(sorted(best.items()))


def _stored(db: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, _NodeRow]:
    rows = db.execute(
        "SELECT id, key, family, type, name FROM node WHERE id IN (SELECT value FROM json_each(?))", _list(numbers)
    )
    return {row[0]: row for row in rows}


def _surfaces(db: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, _NodeRow]:
    """The best surface of each of the nodes that some fact still names."""
    facts = """
        SELECT DISTINCT subject_name, subject_type FROM fact WHERE subject IN (SELECT value FROM json_each(:ids))
        UNION SELECT DISTINCT object_name, object_type FROM fact WHERE object IN (SELECT value FROM json_each(:ids))"""
    best: dict[int, _NodeRow] = {}
    for surface in db.execute(facts, {"ids": _list(numbers)[0]}):
        row = _node(*surface)
        best[row[0]] = min(row, best.get(row[0], row), key=_better)
    return best


def _put_nodes(db: sqlite3.Connection, nodes: dict[int, _NodeRow]) -> tuple[int, set[str]]:
    """Insert new nodes, rename known ones; how many are new, and the keys whose entity may change."""
    known = _stored(db, nodes)
    fresh = [row for number, row in nodes.items() if number not in known]
    longer = [nodes[number] for number, row in known.items() if _better(nodes[number]) < _better(row)]
    db.executemany("INSERT INTO node VALUES (?, ?, ?, ?, ?, ?)", [(*row, row[0]) for row in fresh])
    db.executemany("INSERT INTO name_search (rowid, bigrams) VALUES (?, ?)", [(r[0], bigrams(r[4])) for r in fresh])
    _unsearch(db, [known[row[0]] for row in longer])
    _rename(db, longer)
    return len(fresh), {row[1] for row in (*fresh, *longer)}


def _rename(db: sqlite3.Connection, rows: Iterable[_NodeRow]) -> None:
    """Show another surface; the old one must be out of name_search already."""
    for number, _, _, kind, name in rows:
        db.execute("UPDATE node SET type = ?, name = ? WHERE id = ?", (kind, name, number))
        db.execute("INSERT INTO name_search (rowid, bigrams) VALUES (?, ?)", (number, bigrams(name)))


def _unsearch(db: sqlite3.Connection, rows: Iterable[_NodeRow]) -> None:
    """Take names out of the index, which keeps no copy of them and must be told what it held."""
    db.executemany(
        "INSERT INTO name_search (name_search, rowid, bigrams) VALUES ('delete', ?, ?)",
        [(row[0], bigrams(row[4])) for row in rows],
    )


def _links(db: sqlite3.Connection, keys: set[str]) -> set[tuple[str, str]]:
    statement = """
        SELECT one, other FROM same WHERE one IN (SELECT value FROM json_each(:keys))
        UNION SELECT one, other FROM same WHERE other IN (SELECT value FROM json_each(:keys))"""
    return set(db.execute(statement, {"keys": _list(keys)[0]}))


def _components(neighbours: dict[str, set[str]]) -> list[set[str]]:
    found, left = [], set(neighbours)
    while left:
        component, frontier = set[str](), {min(left)}
        while frontier:
            component |= frontier
            frontier = {n for k in frontier for n in neighbours[k]} - component
        found.append(component)
        left -= component
    return found


def _fact_row(number: int, fact: Fact) -> tuple[str | int | float | None, ...]:
    place = fact.evidence.place
    return (
        number,
        fact.evidence.document,
        place.part,
        _number(key(fact.subject, fact.subject_type)),
        fact.predicate,
        _number(key(fact.object, fact.object_type)),
        fact.role,
        fact.subject,
        fact.subject_type,
        fact.object,
        fact.object_type,
        fact.evidence.quote,
        json.dumps(place.headings, ensure_ascii=False),
        place.block,
        place.table,
        place.row,
        place.cell,
        place.start,
        place.end,
        fact.rule,
        fact.confidence,
    )
