"""The first facts of each pair in schema.sql, what each part says of chains and which places it names: more sums."""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter

from ..schema import Fact
from .surfaces import node_of

FIRST = 4
"""So many facts of a pair are kept; a question that wants more reads all facts."""

KEPT = ("FOCUSES_ON", "SEEKS", "UPSTREAM_OF", "LEADS", "PART_OF", "HOSTS", "DEVELOPS", "TARGETS")
"""Predicates that chains are made of; queries/statements/facts.sql names them too."""

_TELLING = ("FOCUSES_ON", "SEEKS", "LEADS")
_PLACING = {"LOCATED_IN": ("object", 0), "HOSTS": ("subject", 1), "DEVELOPS": ("subject", 1)}

_Group = tuple[str, str, int, int, str]
_Early = tuple[int, str, int, str, int]
"""The columns of `early` after those of the group: rank, date, fact, document, start."""

_GROUP = "region = ? AND predicate = ? AND subject = ? AND object = ? AND role = ?"
_RANK = "CASE WHEN p.status = '正式' THEN 0 WHEN p.status IS NULL THEN 2 ELSE 1 END"
_COLUMNS = f"""
coalesce(p.region, '') AS region, f.predicate, f.subject, f.object, coalesce(f.role, '') AS role, {_RANK} AS rank,
coalesce(p.date, '') AS date, f.id AS fact, f.document, f.start
"""
_LISTED = ", ".join(f"'{name}'" for name in KEPT)

_GROUPS = f"""
SELECT DISTINCT e.region, e.predicate, e.subject, e.object, e.role
FROM fact AS f
CROSS JOIN part AS p ON p.document = f.document AND p.number = f.part
CROSS JOIN early AS e ON e.region = coalesce(p.region, '') AND e.predicate = f.predicate AND e.subject = f.subject
    AND e.object = f.object AND e.role = coalesce(f.role, '') AND e.fact = f.id
WHERE f.document = ? AND f.predicate IN ({_LISTED})
"""

_AGAIN = f"""
INSERT INTO early
SELECT {_COLUMNS} FROM fact AS f CROSS JOIN part AS p ON p.document = f.document AND p.number = f.part
WHERE coalesce(p.region, '') = ? AND f.predicate = ? AND f.subject = ? AND f.object = ? AND coalesce(f.role, '') = ?
ORDER BY rank, date DESC, fact LIMIT {FIRST}
"""

_ALL = f"""
INSERT INTO early
SELECT region, predicate, subject, object, role, rank, date, fact, document, start
FROM (
    SELECT *, row_number() OVER (
        PARTITION BY region, predicate, subject, object, role ORDER BY rank, date DESC, fact
    ) AS place
    FROM (
        SELECT {_COLUMNS} FROM fact AS f JOIN part AS p ON p.document = f.document AND p.number = f.part
        WHERE f.predicate IN ({_LISTED})
    )
)
WHERE place <= {FIRST}
"""

_TELL = """
INSERT INTO telling VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET facts = facts + excluded.facts
"""


# The rows of groups (a JSON list of lists); _Early after _Group.
_THERE = """
SELECT e.*
FROM json_each(?) AS g
CROSS JOIN early AS e
    ON e.region = json_extract(g.value, '$[0]') AND e.predicate = json_extract(g.value, '$[1]')
    AND e.subject = json_extract(g.value, '$[2]') AND e.object = json_extract(g.value, '$[3]')
    AND e.role = json_extract(g.value, '$[4]')
"""


def add(db: sqlite3.Connection, facts: Mapping[int, Fact]) -> None:
    """Facts by id that have just been added."""
    parts = _parts(db, {fact.evidence.document for fact in facts.values()})
    groups: dict[_Group, list[_Early]] = defaultdict(list)
    telling: Counter[tuple[str, int]] = Counter()
    placing: set[tuple[str, int, int, int]] = set()
    for number, fact in facts.items():
        kept, placed = fact.predicate in KEPT, _PLACING.get(fact.predicate)
        if not kept and not placed:
            continue
        document, place = fact.evidence.document, fact.evidence.place
        telling[document, place.part] += fact.predicate in _TELLING
        if placed:
            placing.add((document, place.part, _node(fact, placed[0]), placed[1]))
        region, rank, date = parts[document, place.part]
        if kept:
            group = region, fact.predicate, _node(fact, "subject"), _node(fact, "object"), fact.role or ""
            groups[group].append((rank, date, number, document, place.start))
    _merge(db, groups)
    db.executemany(_TELL, [(*at, count) for at, count in sorted(telling.items()) if count])
    db.executemany("INSERT OR IGNORE INTO placing VALUES (?, ?, ?, ?)", sorted(placing))


def led_by(db: sqlite3.Connection, document: str) -> list[_Group]:
    """Groups of which the document has one of the first facts: to be filled again when it is gone."""
    return db.execute(_GROUPS, (document,)).fetchall()


def fill(db: sqlite3.Connection, groups: Iterable[_Group]) -> None:
    """Find the first facts of the groups anew."""
    for group in groups:
        db.execute(f"DELETE FROM early WHERE {_GROUP}", group)
        db.execute(_AGAIN, group)


def build(db: sqlite3.Connection) -> None:
    """All of it, from the facts."""
    for table in ("early", "telling", "placing"):
        db.execute(f"DELETE FROM {table}")
    db.execute(_ALL)
    told = ", ".join(f"'{name}'" for name in _TELLING)
    counted = f"SELECT document, part, count(*) FROM fact WHERE predicate IN ({told}) GROUP BY document, part"
    db.execute(f"INSERT INTO telling {counted}")
    for predicate, (end, assigned) in _PLACING.items():
        db.execute(
            f"INSERT OR IGNORE INTO placing SELECT document, part, {end}, ? FROM fact WHERE predicate = ?",
            (assigned, predicate),
        )


def _merge(db: sqlite3.Connection, groups: Mapping[_Group, Sequence[_Early]]) -> None:
    """Of each group keep the first of what is there and what is new; nearly always what is there stays."""
    there: dict[_Group, list[_Early]] = defaultdict(list)
    for row in db.execute(_THERE, (json.dumps(list(groups), ensure_ascii=False),)):
        there[row[:5]].append(row[5:])
    gone, come = [], []
    for group, new in groups.items():
        old = there.get(group, [])
        first = sorted([*old, *new], key=itemgetter(2))
        first.sort(key=itemgetter(1), reverse=True)
        first.sort(key=itemgetter(0))
        kept = set(first[:FIRST])
        gone += [(*group, one[2]) for one in old if one not in kept]
        come += [(*group, *one) for one in new if one in kept]
    db.executemany(f"DELETE FROM early WHERE {_GROUP} AND fact = ?", gone)
    db.executemany("INSERT INTO early VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", come)


def _parts(db: sqlite3.Connection, documents: Iterable[str]) -> dict[tuple[str, int], tuple[str, int, str]]:
    """Region, rank and date of the parts of the documents."""
    about = (
        f"SELECT p.number, coalesce(p.region, ''), {_RANK}, coalesce(p.date, '') FROM part AS p WHERE p.document = ?"
    )
    return {(one, number): (*rest,) for one in documents for number, *rest in db.execute(about, (one,))}


def _node(fact: Fact, end: str) -> int:
    return node_of(getattr(fact, end), getattr(fact, f"{end}_type"))[0]
