"""Documents, parts and goals as the rows that statements and CSV files take."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from ..schema import Document, Goal, Part, key
from .neo4j_facts import SPOT, Lists, part_id, spot

Counts = Mapping[int, tuple[int, int]]
"""By part, how many facts it has, and how many of them are of chains."""


def document_rows(
    document: Document,
    source: str,
    facts: Counts = MappingProxyType({}),
    lists: Mapping[int, Lists] = MappingProxyType({}),
) -> dict[str, Any]:
    """Properties of the document and of its parts; `facts` and `lists` are those of each part, by its id."""
    about = {"id": document.id, "sha256": document.sha256, "name": document.name, "characters": len(document.text)}
    return {
        "document": {**about, "source": source},
        "parts": [_part(document.id, p, facts, lists) for p in document.parts],
    }


def _part(document: str, part: Part, facts: Counts, lists: Mapping[int, Lists]) -> dict[str, Any]:
    about = {"document": document, "number": part.number, "title": part.title, "issuer": part.issuer, "date": part.date}
    status, number = part.status and str(part.status), part_id(document, part.number)
    all_, chains = facts.get(number, (0, 0))
    headings, rules = map(list, lists.get(number, ((), ())))
    said = {"status": status, "region": part.region, "facts": all_, "chains": chains}
    return {"id": number, **about, **said, "headings": headings, "rules": rules}


def goal_row(goal: Goal) -> dict[str, Any]:
    place = goal.evidence.place
    return {
        "id": goal.id, "part": part_id(goal.evidence.document, place.part),
        "scope_key": key(goal.scope, goal.scope_type), "scope": goal.scope, "scope_type": goal.scope_type,
        "metric": goal.metric, "comparator": goal.comparator, "value": goal.value, "unit": goal.unit, "year": goal.year,
        "quote": goal.evidence.quote, **dict(zip(SPOT, spot(place), strict=True)),
    }  # fmt: skip
