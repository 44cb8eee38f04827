"""Facts as the rows that one statement takes: each name, type and heading is sent once, and rows point to it.

Packing values is most of what a client does for a load, and finding its two ends most of what a server does for a
fact; so ends are found once for all facts of a statement.
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

_SHARED = {"part", "role", "subject_name", "subject_type", "object_name", "object_type", "headings", "rule"}
"""Fields whose values many facts have; the others but the ends are sent with each fact."""

_ENDS = ("subject", "object")


def _shown(field: str, place: int) -> str:
    """The field's value, whose place in the row is this."""
    if field in _ENDS:
        return f"$nodes[row[{place}]]"
    return f"$texts[row[{place}]]" if field in _SHARED else f"row[{place}]"


_PAIRS = (f"`{name}`: {_shown(name, at)}" for at, name in enumerate(FIELDS, 1))

CREATE = f"""
UNWIND range(0, size($entities) - 1) AS at MATCH (e:Name {{id: $entities[at]}})
WITH e ORDER BY at WITH collect(e) AS entities
UNWIND $rows AS row
WITH row, entities[row[2]] AS s, entities[row[3]] AS o
CREATE (s)-[f:$($texts[row[0]]) {{{", ".join(_PAIRS)}}}]->(o)"""
"""Creates the facts of a Packed; $entities has for each of its nodes the one that is shown for it."""


class Packed:
    """Facts with the nodes that they name. A row is the predicate and the fields, in the order of their properties."""

    def __init__(self, facts: Mapping[int, Fact]) -> None:
        self.nodes: dict[int, int] = {}
        self.texts: dict[str, int] = {}
        self.rows = [self._row(number, fact) for number, fact in facts.items()]

    def parameters(self, entities: Mapping[int, int]) -> dict[str, Any]:
        """What CREATE takes, given the entity of each node."""
        shown = [entities[node] for node in self.nodes]
        return {"entities": shown, "nodes": list(self.nodes), "texts": list(self.texts), "rows": self.rows}

    def _row(self, number: int, fact: Fact) -> list[Any]:
        row: list[Any] = [self._text(fact.predicate), *properties(number, fact)]
        for at in _NODES_AT:
            row[at] = self.nodes.setdefault(row[at], len(self.nodes))
        for at in _SHARED_AT:
            row[at] = self._text(row[at])
        return row

    def _text(self, text: str | None) -> int | None:
        return None if text is None else self.texts.setdefault(text, len(self.texts))


_NODES_AT = tuple(at for at, name in enumerate(FIELDS, 1) if name in _ENDS)
_SHARED_AT = tuple(at for at, name in enumerate(FIELDS, 1) if name in _SHARED)


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
