"""Named statements asked of a store, and the facts they give."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from ..graph import Parameter, Row, Store
from ..schema import Place
from .answers import Proof

_ALL = 1 << 30

WRONG = "错误"
"""The value of a decision of kind `fact` that takes the statement out of every answer."""


@dataclass(frozen=True, slots=True)
class Said:
    """A fact as a question sees it: shown names, the sentence, and the part (`title`, `region`) that says it."""

    subject: str
    object: str
    subject_type: str
    object_type: str
    role: str | None
    headings: tuple[str, ...]
    proof: Proof
    final: bool
    date: str | None
    confidence: float = 1.0
    title: str = ""
    region: str | None = None
    status: str | None = None
    predicate: str = ""


@cache
def statement(name: str, dialect: str) -> str:
    """The text of a named statement in the store's dialect."""
    return files("liantu.queries").joinpath(f"statements/{name}.{dialect}").read_text("utf-8")


def ask(store: Store, name: str, **parameters: Parameter) -> list[Row]:
    return store.ask(statement(name, store.dialect), parameters)


def listed(names: Iterable[str]) -> str:
    """Names as one parameter of a statement, which looks for |name| in it.

    >>> listed(["云溪市", "青岚区"])
    '|云溪市|青岚区|'
    """
    return "|".join(("", *sorted(names), ""))


def facts(store: Store, predicate: str, regions: Iterable[str] | None = None, *, most: int | None = None) -> list[Said]:
    """Facts of one predicate from parts that speak for the regions, final plans first; at most `most` of each pair."""
    where = None if regions is None else listed(regions)
    said = [said_of(row) for row in ask(store, "facts", predicate=predicate, regions=where, most=most or _ALL)]
    wrong = _wrong(store, predicate)
    return [one for one in said if (one.subject, one.object, one.role or "") not in wrong] if wrong else said


def _wrong(store: Store, predicate: str) -> set[tuple[str, str, str]]:
    """What people said is wrong (subject, object, role), by the names that are shown today."""
    rows = [row for row in ask(store, "decided", kind="fact") if row["value"] == WRONG]
    found = [(str(row["subject"]), *str(row["object"]).split("\t")) for row in rows]
    keys = {end for one in found for end in (one[0], one[2])}
    if not found:
        return set()
    shown = {str(row["key"]): str(row["name"]) for row in ask(store, "shown", keys=sorted(keys))}
    return {(shown.get(one[0], ""), shown.get(one[2], ""), one[3]) for one in found if one[1] == predicate}


def said_of(row: Row) -> Said:
    """The fact in a row of the statements `facts`, `makers` and `about`."""

    def text(name: str) -> str:
        return str(row[name] or "")

    place = place_of(row)
    proof = Proof(text("document"), str(place), text("quote"))
    return Said(
        *(text("subject"), text("object"), text("subject_type"), text("object_type")),
        role=text("role") or None,
        headings=place.headings,
        proof=proof,
        final=row["status"] == "正式",
        date=text("date") or None,
        confidence=float(row.get("confidence") or 1),
        title=str(row.get("title") or ""),
        region=text("region") or None,
        status=text("status") or None,
        predicate=str(row.get("predicate") or ""),
    )


def place_of(row: Row) -> Place:
    """Where the sentence of a row stands."""
    spot = [int(row[name] or 0) for name in ("part", "block", "start", "end")]
    cell = [None if row[name] is None else int(row[name] or 0) for name in ("table", "row", "cell")]
    return Place(_headings(str(row["headings"] or "[]")), *spot, *cell)


@lru_cache(maxsize=1 << 12)
def _headings(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


def proofs(said: Iterable[Said], limit: int = 6) -> tuple[Proof, ...]:
    """The distinct sentences of facts, in their order, final plans first."""
    ordered = sorted(said, key=lambda one: not one.final)
    return tuple(dict.fromkeys(one.proof for one in ordered))[:limit]
