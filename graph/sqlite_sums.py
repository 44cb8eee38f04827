"""Sums of facts in schema.sql (who makes what where), kept in the transaction that changes the facts.

A sum is forgotten before anything that it follows from changes, and learnt again afterwards, for the nodes concerned.
"""

import json
import sqlite3
from collections.abc import Iterable

from ..schema import SURE, Fact
from .surfaces import node_of

_AT_ONCE = 20_000  # nodes that are learnt in one statement when all sums are built

# Rows of maker from facts of some nodes (:nodes, a JSON list); maker_link finds them without an index of firms.
_ROWS = """
FROM json_each(:nodes) AS t
CROSS JOIN fact AS f ON f.subject = t.value AND f.predicate = 'MAKES'
CROSS JOIN maker AS m INDEXED BY maker_link ON m.link = f.object AND m.doubt = (f.confidence < :sure) AND m.fact = f.id
"""

_MADE = """
SELECT m.place, m.region, m.link, count(DISTINCT CASE WHEN NOT m.doubt THEN m.firm END), count(*)
{rows} WHERE m.plain GROUP BY m.place, m.region, m.link
"""

_LESS = f"""
INSERT INTO made {_MADE.format(rows=_ROWS)}
ON CONFLICT DO UPDATE SET firms = firms - excluded.firms, facts = facts - excluded.facts
"""

_MORE = f"""
INSERT INTO made {_MADE.format(rows=_ROWS)}
ON CONFLICT DO UPDATE SET firms = firms + excluded.firms, facts = facts + excluded.facts
"""

_FORGET = f"""
DELETE FROM maker WHERE (plain, place, region, link, doubt, fact) IN (
    SELECT m.plain, m.place, m.region, m.link, m.doubt, m.fact {_ROWS}
)
"""

_LEARN = """
INSERT INTO maker
WITH node_ AS MATERIALIZED (
    SELECT value AS id FROM json_each(:nodes)
), stands AS MATERIALIZED (
    SELECT DISTINCT f.subject AS firm, f.object AS place
    FROM node_ CROSS JOIN fact AS f ON f.subject = node_.id AND f.predicate = 'LOCATED_IN'
), makes AS MATERIALIZED (
    SELECT f.subject AS firm, f.object AS link, f.confidence < :sure AS doubt, f.id AS fact, s.place,
           iif(s.place IS NULL, coalesce(p.region, ''), '') AS region
    FROM node_
    CROSS JOIN fact AS f ON f.subject = node_.id AND f.predicate = 'MAKES'
    CROSS JOIN part AS p ON p.document = f.document AND p.number = f.part
    LEFT JOIN stands AS s ON s.firm = f.subject
), plain AS MATERIALIZED (
    SELECT firm
    FROM makes CROSS JOIN node AS n ON n.id = makes.firm
    WHERE n.entity = n.id AND NOT EXISTS (SELECT 1 FROM node AS m WHERE m.entity = n.id AND m.id <> n.id)
        AND NOT EXISTS (SELECT 1 FROM fact AS t WHERE t.object = n.id AND t.predicate = 'TARGETS')
    GROUP BY firm
    HAVING min(coalesce(place, 0)) = max(coalesce(place, 0)) AND min(region) = max(region)
)
SELECT firm IN plain, coalesce(place, 0), region, link, doubt, fact, firm FROM makes
"""


def concerned(facts: Iterable[Fact]) -> set[int]:
    """Nodes whose sums the facts change: who makes something, stands somewhere, is to be won."""
    ends = {
        (fact.object, fact.object_type) if fact.predicate == "TARGETS" else (fact.subject, fact.subject_type)
        for fact in facts
        if fact.predicate in ("MAKES", "LOCATED_IN", "TARGETS")
    }
    return {node_of(*end)[0] for end in ends}


def concerned_by(db: sqlite3.Connection, document: str) -> set[int]:
    """As `concerned`, of the facts of a document in the store."""
    makes = "SELECT subject FROM fact WHERE document = :id AND predicate IN ('MAKES', 'LOCATED_IN')"
    wooed = "SELECT object FROM fact WHERE document = :id AND predicate = 'TARGETS'"
    return {number for (number,) in db.execute(f"{makes} UNION {wooed}", {"id": document})}


def forget(db: sqlite3.Connection, nodes: Iterable[int]) -> None:
    """Before facts, joins or places of the nodes change."""
    about = _about(nodes)
    if db.execute(f"SELECT 1 {_ROWS} LIMIT 1", about).fetchone():
        db.execute(_LESS, about)
        db.execute("DELETE FROM made WHERE facts = 0")
        db.execute(_FORGET, about)


def learn(db: sqlite3.Connection, nodes: Iterable[int]) -> None:
    """After facts, joins or places of the nodes changed; they must be forgotten."""
    about = _about(nodes)
    db.execute(_LEARN, about)
    db.execute(_MORE, about)


def build(db: sqlite3.Connection) -> None:
    """All sums, from the facts."""
    db.execute("DELETE FROM maker")
    db.execute("DELETE FROM made")
    firms = [number for (number,) in db.execute("SELECT DISTINCT subject FROM fact WHERE predicate = 'MAKES'")]
    for start in range(0, len(firms), _AT_ONCE):
        learn(db, firms[start : start + _AT_ONCE])


def _about(nodes: Iterable[int]) -> dict[str, str | float]:
    return {"nodes": json.dumps(sorted(nodes)), "sure": SURE}
