"""Facts as what one statement takes: each name, type and rule is sent once, and numbers point to it.

A fact is one relationship with few properties, for each costs time when it is written and when it is read. What follows
from its ends is left out (their names and types as the document writes them, where the node's key says the same), and
what many facts of a part share (headings, rules) is kept once, in lists of the part. Packing values one by one is most
of what a client does for a load, so numbers and texts travel in columns, each one text. Finding its two ends is most of
what a server does for a fact; so ends are found once for all facts of a statement.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from ..schema import Fact, Place, ontology
from .neo4j_columns import Numbered, column, numbers, text_column, texts
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

_ENDS = f"""
WITH {numbers("$entities")} AS ids UNWIND range(0, size(ids) - 1) AS at MATCH (e:Name {{id: ids[at]}})
WITH e ORDER BY at WITH collect(e) AS entities
WITH entities, [column IN $columns | {numbers("column")}] AS columns, split($places, ';') AS places,
     {texts("$quotes")} AS quotes"""


NODES = f"""
WITH {numbers("$ids")} AS ids, {texts("$keys")} AS keys, {texts("$names")} AS names, {numbers("$kinds")} AS kinds
UNWIND range(0, size(ids) - 1) AS at
CREATE (n:Name:$($labels[kinds[at]]) {{id: ids[at], key: keys[at], name: names[at], type: $types[kinds[at]]}})"""
"""Creates nodes."""


@cache
def create(columns: tuple[str, ...]) -> str:
    """Creates the facts of a Packed with these columns beside those that each has."""
    shown = {"id": "columns[0][at]", "part": "$parts[columns[1][at]]", "quote": "quotes[at]", "place": "places[at]"}
    shown["confidence"] = "$levels[columns[2][at]]"
    for number, name in enumerate(columns, 6):
        shown[name] = f"$shared[columns[{number}][at]]"
    pairs = ", ".join(f"{name}: {value}" for name, value in shown.items())
    return f"""{_ENDS}
UNWIND range(0, size(quotes) - 1) AS at
WITH columns, places, quotes, at, entities[columns[4][at]] AS s, entities[columns[5][at]] AS o
CREATE (s)-[f:$($predicates[columns[3][at]]) {{{pairs}}}]->(o)"""


class Lists(NamedTuple):
    """Headings (as JSON lists) and rules of a part's facts, each with its place in the part's list."""

    headings: Numbered[str]
    rules: Numbered[str]


class _Ends(dict[Surface, tuple[int, int, int]]):
    """Names with their types: the node's place among the `nodes`, then name and type as far as facts keep them."""

    def __init__(self, shared: Numbered[str | int | None]) -> None:
        super().__init__()
        self.nodes = Numbered[int]()
        self._shared = shared

    def __missing__(self, surface: Surface) -> tuple[int, int, int]:
        row = node_of(*surface)
        name, kind = written(row)
        found = self[surface] = self.nodes[row[0]], self._shared[name], self._shared[kind]
        return found


class Packed:
    """Facts with the nodes that they name. A column has a number for each fact, in text: id, part, confidence,
    predicate, and both ends; then those fields that not every fact has, as far as some fact has them.

    `lists` are what the parts of the facts have already; they grow by what is new.
    """

    def __init__(self, facts: Mapping[int, Fact], lists: dict[int, Lists] | None = None) -> None:
        said = facts.values()
        self.lists: dict[int, Lists] = {} if lists is None else lists
        self.quotes = [fact.evidence.quote for fact in said]
        self._shared = Numbered[str | int | None]([None])
        self._ends = _Ends(self._shared)
        self._parts, self._levels, self._predicates = Numbered[int](), Numbered[float](), Numbered[str]()
        of = [part_id(fact.evidence.document, fact.evidence.place.part) for fact in said]
        for part in of:
            if part not in self.lists:
                self.lists[part] = Lists(Numbered(), Numbered())
        own = map(self.lists.__getitem__, of)
        self._places = ";".join(_place(f.evidence.place, its, f.rule) for f, its in zip(said, own, strict=True))
        ends = [self._ends[f.subject, f.subject_type] + self._ends[f.object, f.object_type] for f in said]
        s, s_name, s_type, o, o_name, o_type = zip(*ends, strict=True) if ends else ((),) * 6
        parts, levels = [self._parts[part] for part in of], [self._levels[fact.confidence] for fact in said]
        self._columns = [facts, parts, levels, [self._predicates[fact.predicate] for fact in said], s, o]
        roles = [self._shared[fact.role] for fact in said]
        self._some = dict(zip(("role", *_SOME[3:]), (roles, s_name, s_type, o_name, o_type), strict=True))

    def nodes(self) -> dict[int, NodeRow]:
        """The nodes by id, each with the best of its surfaces here."""
        return best(self._ends)

    def statement(self, entities: Mapping[int, int]) -> tuple[str, dict[str, Any]]:
        """What creates the facts, given the entity of each node."""
        nodes = self._ends.nodes
        shown = [entities[node] for node in nodes]
        moved = [0 if one == node else self._shared[node] for node, one in zip(nodes, shown, strict=True)]
        some = dict(self._some)
        if any(moved):
            some |= {name: [moved[at] for at in self._columns[4 + end]] for end, name in enumerate(_SOME[1:3])}
        used = {name: some[name] for name in _SOME if name in some and any(some[name])}
        told = {"parts": list(self._parts), "levels": list(self._levels), "predicates": list(self._predicates)}
        told |= {"entities": column(shown), "quotes": text_column(self.quotes), "places": self._places}
        columns = [column(values) for values in (*self._columns, *used.values())]
        return create(tuple(used)), {**told, "shared": list(self._shared), "columns": columns}


def node_columns(nodes: Sequence[NodeRow]) -> dict[str, Any]:
    """Nodes as NODES takes them."""
    ids, keys, families, types, names = zip(*nodes, strict=True)
    kinds = Numbered[tuple[str, str]]()
    said = {"kinds": column(kinds[kind] for kind in zip(families, types, strict=True)), "ids": column(ids)}
    told = {"labels": [sorted(set(kind)) for kind in kinds], "types": [kind for _, kind in kinds]}
    return {**said, **told, "keys": text_column(keys), "names": text_column(names)}


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


def _place(place: Place, lists: Lists, rule: str) -> str:
    at = lists.headings[headings_text(place.headings)], lists.rules[rule]
    told = f"{at[0]},{at[1]},{place.block},{place.start},{place.end}"
    cell = (place.table, place.row, place.cell)
    return told if cell == _NO_CELL else ",".join((told, *("" if one is None else str(one) for one in cell)))


_NO_CELL = (None, None, None)


@lru_cache(maxsize=1 << 12)
def headings_text(headings: tuple[str, ...]) -> str:
    return json.dumps(headings, ensure_ascii=False)
