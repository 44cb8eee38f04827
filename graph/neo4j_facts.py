"""Facts as what one statement takes: each name, type and rule is sent once, and numbers point to it.

A fact is one relationship with few properties, for each costs time when it is written and when it is read. What follows
from its ends is left out (their names and types as the document writes them, where the node's key says the same), and
what many facts of a part share (headings, rules) is kept once, in lists of the part. Packing values one by one is most
of what a client does for a load, so numbers travel in columns, each one text. Finding its two ends is most of what a
server does for a fact; so ends are found once for all facts of a statement.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from ..schema import Fact, Place, ontology
from .surfaces import NodeRow, Surface, best, node_of, number_of

SPOT = ("headings", "block", "table", "row", "cell", "start", "end")
"""Where a quote stands, in the order of spot: as goals keep it."""

FIELDS = (
    "id", "part", "quote", "place", "confidence", "role", "subject", "object",
    "subject_name", "subject_type", "object_name", "object_type",
)  # fmt: skip
"""What a fact's relationship holds, in the order of properties; null ones are left out by the server.

`place` is headings, rule, block, start, end and, where it is in a table, table, row and cell: numbers with commas
between, the first two point into the part's lists. `subject` and `object` are there only where the fact hangs at the
node that is shown for the one that it names.
"""

_ALWAYS = ("id", "part", "quote", "place", "confidence")
_SOME = FIELDS[len(_ALWAYS) :]

_ENDS = """
UNWIND range(0, size($entities) - 1) AS at MATCH (e:Name {id: $entities[at]})
WITH e ORDER BY at WITH collect(e) AS entities
WITH entities, [column IN $columns | [number IN split(column, ',') | toInteger(number)]] AS columns,
     split($places, ';') AS places"""


@cache
def create(columns: tuple[str, ...]) -> str:
    """Creates the facts of a Packed with these columns beside those that each has."""
    shown = {"id": "columns[0][at]", "part": "$parts[columns[1][at]]", "quote": "$quotes[at]", "place": "places[at]"}
    shown["confidence"] = "$levels[columns[2][at]]"
    for number, name in enumerate(columns, 6):
        shown[name] = f"$shared[columns[{number}][at]]"
    pairs = ", ".join(f"{name}: {value}" for name, value in shown.items())
    return f"""{_ENDS}
UNWIND range(0, size($quotes) - 1) AS at
WITH columns, places, at, entities[columns[4][at]] AS s, entities[columns[5][at]] AS o
CREATE (s)-[f:$($predicates[columns[3][at]]) {{{pairs}}}]->(o)"""


class Lists(NamedTuple):
    """Headings (as JSON lists) and rules of a part's facts, each with its place in the part's list."""

    headings: dict[str, int]
    rules: dict[str, int]


class Packed:
    """Facts with the nodes that they name. A column has a number for each fact, in text: id, part, confidence,
    predicate, and both ends; then those fields that not every fact has, as far as some fact has them.

    `lists` are what the parts of the facts have already; they grow by what is new.
    """

    def __init__(self, facts: Mapping[int, Fact], lists: dict[int, Lists] | None = None) -> None:
        self.lists: dict[int, Lists] = {} if lists is None else lists
        self.quotes = [fact.evidence.quote for fact in facts.values()]
        self._ends: dict[Surface, tuple[int, int, int]] = {}
        self._numbers: dict[int, int] = {}  # by node, its place among the ends
        self._shared: dict[str | int | None, int] = {None: 0}
        self._predicates: dict[str, int] = {}
        self._levels: dict[float, int] = {}
        self._parts: dict[tuple[str, int], tuple[int, Lists]] = {}
        self._part_ids: list[int] = []
        places, rows, pairs = [], [], []
        for number, fact in facts.items():
            place = fact.evidence.place
            part, own = self._part(fact.evidence.document, place.part)
            places.append(_place(place, own, fact.rule))
            s, o = self._end(fact.subject, fact.subject_type), self._end(fact.object, fact.object_type)
            level = self._levels.setdefault(fact.confidence, len(self._levels))
            predicate = self._predicates.setdefault(fact.predicate, len(self._predicates))
            rows.append((number, part, level, predicate, s[0], o[0]))
            pairs.append((self._share(fact.role), s[1], s[2], o[1], o[2]))
        self._places = ";".join(places)
        self._columns = _columns(rows)
        self._some = dict(zip(("role", *_SOME[3:]), map(list, zip(*pairs, strict=True)), strict=True)) if pairs else {}
        self._at = [row[4:] for row in rows]

    def nodes(self) -> dict[int, NodeRow]:
        """The nodes by id, each with the best of its surfaces here."""
        return best(self._ends)

    def statement(self, entities: Mapping[int, int]) -> tuple[str, dict[str, Any]]:
        """What creates the facts, given the entity of each node."""
        shown = [entities[node] for node in self._numbers]
        moved = [0 if one == node else self._share(node) for node, one in zip(self._numbers, shown, strict=True)]
        some = dict(self._some)
        if any(moved):
            some |= {name: [moved[row[at]] for row in self._at] for at, name in enumerate(("subject", "object"))}
        used = {name: some[name] for name in _SOME if name in some and any(some[name])}
        more = [",".join(map(str, column)) for column in used.values()]
        told = {"parts": self._part_ids, "levels": list(self._levels), "predicates": list(self._predicates)}
        told |= {"entities": shown, "quotes": self.quotes, "places": self._places}
        return create(tuple(used)), {**told, "shared": list(self._shared), "columns": [*self._columns, *more]}

    def _share(self, value: str | int | None) -> int:
        return self._shared.setdefault(value, len(self._shared))

    def _end(self, name: str, kind: str) -> tuple[int, int, int]:
        """The node's place among the ends, then what the document writes: name and type, as far as they are kept."""
        found = self._ends.get((name, kind))
        if found is None:
            row = node_of(name, kind)
            at = self._numbers.setdefault(row[0], len(self._numbers))
            kept, its_type = written(row)
            found = self._ends[name, kind] = at, self._share(kept), self._share(its_type)
        return found

    def _part(self, document: str, number: int) -> tuple[int, Lists]:
        found = self._parts.get((document, number))
        if found is None:
            self._part_ids.append(part_id(document, number))
            lists = self.lists.setdefault(self._part_ids[-1], Lists({}, {}))
            found = self._parts[document, number] = (len(self._parts), lists)
        return found


def properties(number: int, fact: Fact, lists: Lists, shown: tuple[int, int]) -> tuple[str | int | float | None, ...]:
    """The values of a fact's relationship, in the order of FIELDS, where it hangs at the nodes that are shown."""
    evidence = fact.evidence
    subject, object_ = node_of(fact.subject, fact.subject_type), node_of(fact.object, fact.object_type)
    ends = (None if row[0] == at else row[0] for row, at in zip((subject, object_), shown, strict=True))
    part = part_id(evidence.document, evidence.place.part)
    place = _place(evidence.place, lists, fact.rule)
    said = fact.role, *ends, *written(subject), *written(object_)
    return number, part, evidence.quote, place, fact.confidence, *said


def written(row: NodeRow) -> tuple[str | None, str | None]:
    """Name and type of a surface as its facts keep them: what the node's key says already is left out."""
    _, name_key, family, kind, name = row
    return None if name == _said(name_key) and ":" not in name else name, None if _only(family) else kind


def surface(name_key: str, name: str | None, kind: str | None) -> Surface:
    """The surface of a node of this key, of which `written` left something out."""
    family = name_key.partition(":")[0]
    return _said(name_key) if name is None else name, kind or _only(family) or family


def _said(name_key: str) -> str:
    return name_key.partition(":")[2]


@cache
def _only(family: str) -> str | None:
    """The type of the family that has only one."""
    found = [kind.name for kind in ontology().types.values() if kind.family == family]
    return found[0] if len(found) == 1 else None


def ends(fact: Fact) -> tuple[int, int]:
    """The ids of the nodes that the fact names."""
    return node_of(fact.subject, fact.subject_type)[0], node_of(fact.object, fact.object_type)[0]


@lru_cache(maxsize=1 << 12)
def part_id(document: str, part: int) -> int:
    """A part's id: numbers take less room than text, in each of its facts and in the index."""
    return number_of(f"{document}/{part}")


def spot(place: Place) -> tuple[str | int | None, ...]:
    return headings_text(place.headings), place.block, place.table, place.row, place.cell, place.start, place.end


def list_of(known: Iterable[str] | None) -> dict[str, int]:
    return {text: at for at, text in enumerate(known or ())}


def _place(place: Place, lists: Lists, rule: str) -> str:
    headings, rules = lists
    text = headings_text(place.headings)
    at = headings.get(text)
    if at is None:
        at = headings[text] = len(headings)
    told = f"{at},{rules.setdefault(rule, len(rules))},{place.block},{place.start},{place.end}"
    cell = (place.table, place.row, place.cell)
    return told if cell == _NO_CELL else ",".join((told, *("" if one is None else str(one) for one in cell)))


_NO_CELL = (None, None, None)


def _columns(rows: Sequence[tuple[int, ...]]) -> list[str]:
    return [",".join(map(str, column)) for column in zip(*rows, strict=True)]


@lru_cache(maxsize=1 << 12)
def headings_text(headings: tuple[str, ...]) -> str:
    return json.dumps(headings, ensure_ascii=False)
