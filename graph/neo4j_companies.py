"""Registers, purchases and decisions into the graph of docs/graph-model.md, inside a transaction that the caller has
begun."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from ..schema import Batch, Company, Decision, Purchase, key, stem, without_code
from .neo4j_write import add_facts, rejoin
from .scopes import words
from .store import Added, Change, Double
from .surfaces import number_of

if TYPE_CHECKING:
    from neo4j import ManagedTransaction, Transaction

_FIRM = "Enterprise"
_SAME = "same"

_COMPANIES = """
MATCH (d:Document {id: $document})
UNWIND $rows AS row
CREATE (d)-[:LISTS]->(c:Company) SET c = row.company
FOREACH (stem IN row.former | CREATE (c)-[:ONCE]->(:FormerName {stem: stem}))"""

_KNOWN = """
UNWIND $idents AS ident MATCH (c:Company {ident: ident, document: $document})
RETURN c.ident AS ident, c.name AS name, c.former AS former, c.sheet AS sheet, c.row AS row"""

_PURCHASES = """
MATCH (d:Document {id: $document})
UNWIND $rows AS row CREATE (d)-[:LISTS]->(p:Purchase) SET p = row"""

_NOW = """
MATCH (c:Decision {kind: $kind, subject: $subject, object: $object, last: true})
RETURN c.value AS value, c.number AS number"""

_DECIDE = """
OPTIONAL MATCH (old:Decision {number: $before}) SET old.last = false
CREATE (c:Decision {number: $number, last: true, kind: $kind, subject: $subject, object: $object, value: $value,
                    source: $source, at: $at})"""


def put_register(tx: "Transaction", document: str, batches: Iterable[Batch]) -> Added:
    """The batches of one register, whose document and part are there already."""
    facts = nodes = companies = 0
    doubles: list[Double] = []
    last = _highest(tx, "Company", "id")
    for batch in batches:
        if batch.facts:
            came = add_facts(tx, batch.facts)
            facts, nodes = facts + came.facts, nodes + came.nodes
        if batch.purchases:
            tx.run(
                _PURCHASES, document=document, rows=[purchase_row(document, one) for one in batch.purchases]
            ).consume()
        doubles += _put_companies(tx, document, last, batch.companies)
        last += len(batch.companies)
        companies += len(batch.companies)
    lost = sum(not one.apart for one in doubles)
    return Added(Change(facts, nodes), companies - lost, tuple(doubles))


def decide(tx: "ManagedTransaction", decisions: Sequence[Decision]) -> int:
    """Append what differs from what counts now; how many did. Joins by people take effect at once."""
    number = first = _highest(tx, "Decision", "number")
    touched: set[str] = set()
    for one in decisions:
        about = {"kind": one.kind, "subject": one.subject, "object": one.object}
        now = tx.run(_NOW, about).single()
        if (now["value"] if now else "") == one.value:
            continue
        number += 1
        said = {"value": one.value, "source": one.source, "at": one.at}
        tx.run(_DECIDE, {**about, **said, "number": number, "before": now and now["number"]}).consume()
        if one.kind == _SAME:
            touched |= {one.subject, one.object}
    if touched:
        rejoin(tx, touched)
    return number - first


def _put_companies(tx: "Transaction", document: str, last: int, companies: Sequence[Company]) -> list[Double]:
    """Create the firms as nodes `last` + 1, …; those whose identity the document has already are told and left out."""
    if not companies:
        return []
    # A firm whose code another one has may yet come in by its name.
    idents = sorted({ident for one in companies for ident in (one.ident, one._replace(code="").ident)})
    known = {row["ident"]: row for row in tx.run(_KNOWN, idents=idents, document=document)}
    first = {
        ident: (str(row["name"]), str(row["former"]), str(row["sheet"]), int(row["row"]))
        for ident, row in known.items()
    }
    rows, doubles = [], []
    for number, one in enumerate(companies, last + 1):
        kept: Company | None = one
        if one.ident in first:
            name, former, sheet, row = first[one.ident]
            alone = without_code(one, name, former)
            kept = alone if alone and alone.ident not in first else None
            doubles.append(Double(one, name, sheet, row, kept is not None))
        if kept:
            first[kept.ident] = (kept.name, kept.former, kept.sheet, kept.row)
            rows.append(company_row(document, number, kept))
    tx.run(_COMPANIES, document=document, rows=rows).consume()
    return doubles


def company_row(document: str, number: int, one: Company) -> dict[str, Any]:
    about = {"id": number, "document": document, "ident": one.ident, "stem": stem(one.name, _FIRM)}
    former = sorted({stem(name, _FIRM) for name in one.former.split("、") if name})
    return {
        "company": {**about, **one._asdict(), "pairs": words(one.name, one.industry, one.scope).lower()},
        "former": former,
    }


def purchase_row(document: str, one: Purchase) -> dict[str, Any]:
    seller, buyer = (number_of(key(name, _FIRM)) for name in (one.seller, one.buyer))
    return {"document": document, **one._asdict(), "seller": seller, "buyer": buyer}


def _highest(tx: "ManagedTransaction | Transaction", label: str, name: str) -> int:
    found = tx.run(
        f"MATCH (n:{label}) WHERE n.{name} > 0 RETURN n.{name} AS number ORDER BY number DESC LIMIT 1"
    ).single()
    return int(found["number"]) if found else 0
