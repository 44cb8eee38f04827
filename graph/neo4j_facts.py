"""Facts as what one statement takes: each name, type and heading is sent once, and numbers point to it.

Packing values one by one is most of what a client does for a load, so numbers travel in columns, each one text. Finding
its two ends is most of what a server does for a fact; so ends are found once for all facts of a statement.
"""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from ..schema import Fact, Place
from .surfaces import node_of

SPOT = ("headings", "block", "table", "row", "cell", "start", "end")
"""Where a quote stands, in the order of spot."""

FIELDS = (
    "id", "subject", "object", "part", "role", "subject_name", "subject_type", "object_name", "object_type", "quote",
    *SPOT, "rule", "confidence",
)  # fmt: skip
"""What a fact's relationship holds, in the order of properties; null ones are left out by the server."""

_PLAIN = {"id", "block", "start", "end"}
"""Fields whose values are whole numbers of each fact's own; those of the others many facts have."""

_ENDS = ("subject", "object")


def _shown(field: str, column: int) -> str:
    """The field's value, as the column says."""
    number = f"columns[{column}][at]"
    if field == "quote":
        return "quote"
    if field in _ENDS:
        return f"$nodes[{number}]"
    return number if field in _PLAIN else f"$levels[{number}]" if field == "confidence" else f"$shared[{number}]"


_PAIRS = (f"`{name}`: {_shown(name, at)}" for at, name in enumerate(FIELDS, 1))

CREATE = f"""
UNWIND range(0, size($entities) - 1) AS at MATCH (e:Name {{id: $entities[at]}})
WITH e ORDER BY at WITH collect(e) AS entities
WITH entities, [column IN $columns | [number IN split(column, ',') | toInteger(number)]] AS columns
UNWIND range(0, size($quotes) - 1) AS at
WITH columns, at, $quotes[at] AS quote, entities[columns[2][at]] AS s, entities[columns[3][at]] AS o
CREATE (s)-[f:$($shared[columns[0][at]]) {{{", ".join(_PAIRS)}}}]->(o)"""
"""Creates the facts of a Packed; $entities has for each of its nodes the one that is shown for it."""


class Packed:
    """Facts with the nodes that they name. A column has a number for each fact, in text: the first says the predicate,
    the others the fields, in the order of their properties."""

    def __init__(self, facts: Mapping[int, Fact]) -> None:
        self.nodes: dict[int, int] = {}
        self.shared: dict[str | int | None, int] = {}
        self.levels: dict[float, int] = {}  # apart from whole numbers, of which 1 is the same as 1.0
        self.quotes = [fact.evidence.quote for fact in facts.values()]
        rows = [self._row(number, fact) for number, fact in facts.items()]
        self.columns = [",".join(map(str, column)) for column in zip(*rows, strict=True)]

    def parameters(self, entities: Mapping[int, int]) -> dict[str, Any]:
        """What CREATE takes, given the entity of each node."""
        shown = [entities[node] for node in self.nodes]
        told = {"shared": list(self.shared), "levels": list(self.levels), "quotes": self.quotes}
        return {"entities": shown, "nodes": list(self.nodes), "columns": self.columns, **told}

    def _row(self, number: int, fact: Fact) -> list[int]:
        nodes, shared, place = self.nodes, self.shared, fact.evidence.place
        subject, object_ = ends(fact)

        def of(value: str | int | None) -> int:
            return shared.setdefault(value, len(shared))

        return [
            of(fact.predicate),
            number,
            nodes.setdefault(subject, len(nodes)),
            nodes.setdefault(object_, len(nodes)),
            of(part_id(fact.evidence.document, place.part)),
            *map(of, (fact.role, fact.subject, fact.subject_type, fact.object, fact.object_type)),
            0,
            of(_headings(place.headings)),
            place.block,
            *map(of, (place.table, place.row, place.cell)),
            place.start,
            place.end,
            of(fact.rule),
            self.levels.setdefault(fact.confidence, len(self.levels)),
        ]


def properties(number: int, fact: Fact) -> tuple[str | int | float | None, ...]:
    """The values of a fact's relationship, in the order of FIELDS."""
    evidence = fact.evidence
    surfaces = fact.subject, fact.subject_type, fact.object, fact.object_type
    part = part_id(evidence.document, evidence.place.part)
    said = fact.role, *surfaces, evidence.quote, *spot(evidence.place), fact.rule, fact.confidence
    return number, *ends(fact), part, *said


def ends(fact: Fact) -> tuple[int, int]:
    """The ids of the nodes that the fact names."""
    return node_of(fact.subject, fact.subject_type)[0], node_of(fact.object, fact.object_type)[0]


def part_id(document: str, part: int) -> str:
    return f"{document}/{part}"


def spot(place: Place) -> tuple[str | int | None, ...]:
    return _headings(place.headings), place.block, place.table, place.row, place.cell, place.start, place.end


@lru_cache(maxsize=1 << 12)
def _headings(headings: tuple[str, ...]) -> str:
    return json.dumps(headings, ensure_ascii=False)
