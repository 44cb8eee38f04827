"""Documents out of the graph of docs/graph-model.md with all they brought, as contents.py has them."""

from collections.abc import Callable, Mapping
from functools import cache

from ..schema import Company, Fact, Same, ontology
from .contents import Content, company_of, document_of, fact_of, goal_of, purchase_of
from .neo4j_facts import surface
from .store import Parameter, Row

Ask = Callable[[str, Mapping[str, Parameter]], list[Row]]

NAMES = """
MATCH (n:Name) OPTIONAL MATCH (n)-[:SAME_AS]->(e)
RETURN n.key AS key, n.type AS type, n.name AS name, coalesce(e.key, n.key) AS entity ORDER BY key"""

_DOCUMENT = """
MATCH (d:Document {id: $id})
RETURN d.id AS id, d.sha256 AS sha256, d.name AS name, d.characters AS characters, d.source AS source"""

_PARTS = """
MATCH (:Document {id: $id})-[:HAS_PART]->(p)
RETURN p.number AS number, p.title AS title, p.issuer AS issuer, p.date AS date, p.status AS status, p.region AS region
ORDER BY number"""

_PLACE = """$id AS document, p.number AS part, x.quote AS quote, x.headings AS headings, x.block AS block,
x.`table` AS `table`, x.row AS row, x.cell AS cell, x.start AS start, x.`end` AS `end`"""

_SPOT = """p.headings[toInteger(at[0])] AS headings, p.rules[toInteger(at[1])] AS rule, toInteger(at[2]) AS block,
toInteger(at[3]) AS start, toInteger(at[4]) AS `end`, toInteger(at[5]) AS `table`, toInteger(at[6]) AS row,
toInteger(at[7]) AS cell"""

_GOALS = f"""
MATCH (:Document {{id: $id}})-[:HAS_PART]->(p)-[:SETS]->(x:Goal)
RETURN x.id AS id, x.scope AS scope, x.scope_type AS scope_type, x.metric AS metric, x.comparator AS comparator,
x.value AS value, x.unit AS unit, x.year AS year, {_PLACE} ORDER BY id"""

_JOINS = """
MATCH (:Document {id: $id})-[:JOINS]->(j)
RETURN j.one AS one, j.other AS other, j.rule AS rule ORDER BY one, other"""

_COMPANIES = f"""
MATCH (:Document {{id: $id}})-[:LISTS]->(c:Company)
RETURN {", ".join(f"c.`{name}` AS `{name}`" for name in Company._fields)} ORDER BY c.id"""

_PURCHASES = """
MATCH (:Document {id: $id})-[:LISTS]->(p:Purchase) MATCH (s:Name {id: p.seller}) MATCH (b:Name {id: p.buyer})
RETURN s.name AS seller, b.name AS buyer, p.item AS item, p.amount AS amount, p.year AS year, p.sheet AS sheet,
p.row AS row ORDER BY sheet, row"""


@cache
def _facts() -> str:
    """The document's facts by id, each predicate by its own index."""
    each = (
        f"MATCH (s)-[x:{predicate} {{part: p.id}}]->(o) RETURN s, x, o" for predicate in sorted(ontology().predicates)
    )
    return f"""
MATCH (:Document {{id: $id}})-[:HAS_PART]->(p)
CALL (p) {{ {" UNION ALL ".join(each)} }}
OPTIONAL MATCH (a:Name {{id: x.subject}})
OPTIONAL MATCH (b:Name {{id: x.object}})
WITH p, x, coalesce(a.key, s.key) AS subject, coalesce(b.key, o.key) AS object, split(x.place, ',') AS at
RETURN subject, object, type(x) AS predicate, x.role AS role, x.subject_name AS subject_name,
x.subject_type AS subject_type, x.object_name AS object_name, x.object_type AS object_type,
x.confidence AS confidence, $id AS document, p.number AS part, x.quote AS quote, {_SPOT}
ORDER BY x.id"""


def _fact(row: Row) -> Fact:
    whole = dict(row)
    for end in ("subject", "object"):
        name, kind = row[f"{end}_name"], row[f"{end}_type"]
        said = surface(str(row[end]), None if name is None else str(name), None if kind is None else str(kind))
        whole[f"{end}_name"], whole[f"{end}_type"] = said
    return fact_of(whole)


def content(ask: Ask, document: str) -> Content:
    """The document of this id; it must be there."""

    def of(statement: str) -> list[Row]:
        return ask(statement, {"id": document})

    about = of(_DOCUMENT)[0]
    return Content(
        document_of(about, of(_PARTS)),
        str(about["source"]),
        facts=[_fact(row) for row in of(_facts())],
        same=[Same(str(row["one"]), str(row["other"]), str(row["rule"])) for row in of(_JOINS)],
        goals=[goal_of(row) for row in of(_GOALS)],
        companies=[company_of(row) for row in of(_COMPANIES)],
        purchases=[purchase_of(row) for row in of(_PURCHASES)],
    )
