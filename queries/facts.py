"""Named statements asked of a store, and the facts they give."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

from ..graph import Parameter, Row, Store
from ..schema.shipped import text_of
from ..schema.spots import spot
from .answers import Proof
from .called import LEADING, ONE_OF_MANY, only_named
from .drafts import DRAFT, outdated, replaced

_ALL = 1 << 30

RIGHT, WRONG = "正确", "错误"
"""The values of a decision of kind `fact`: the statement is sure whatever its reader thought, or in no answer."""

Statement = tuple[str, str, str, str]
"""Predicate, subject, object and role ("" for none), by the names that are shown today."""


class Spoken(NamedTuple):
    """A place of which a sentence speaks, by its full name and as it is `written` there."""

    place: str
    written: str


class Said(NamedTuple):
    """A fact as a question sees it: shown names, the sentence, and the part (`title`, `region`) that says it; the place
    that it is `about`, where that is another than the part's and was asked for (whose.py); the `rule` that read it.
    """

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
    about: Spoken | None = None
    rule: str = ""

    @property
    def place(self) -> str:
        """The place of which it is said, as its sentence writes it, else the one that the part speaks for."""
        return self.about.written if self.about else self.region or ""


@cache
def statement(name: str, dialect: str) -> str:
    """The text of a named statement in the store's dialect."""
    return text_of("queries", f"statements/{name}.{dialect}")


def ask(store: Store, name: str, **parameters: Parameter) -> list[Row]:
    return store.ask(statement(name, store.dialect), parameters)


def listed(names: Iterable[str]) -> str:
    """Names as one parameter of a statement, which looks for |name| in it.

    >>> listed(["云溪市", "青岚区"])
    '|云溪市|青岚区|'
    """
    return "|".join(("", *sorted(names), ""))


def facts(
    store: Store,
    predicate: str,
    regions: Iterable[str] | None = None,
    *,
    most: int | None = None,
    drafts: bool = False,
) -> list[Said]:
    """Facts of one predicate from parts that speak for the regions, final plans first; at most `most` of each pair.

    Without those of drafts of which the store has the final plan, unless `drafts` asks for them too.
    """
    where = None if regions is None else listed(regions)
    said = _settled(store, predicate, ask(store, "facts", predicate=predicate, regions=where, most=most or _ALL))
    dropped = frozenset() if drafts else superseded(store, said)
    if not any(outdated(one, dropped) for one in said):
        return said
    if most:  # a draft may have taken the place of what still counts
        said = _settled(store, predicate, ask(store, "facts", predicate=predicate, regions=where, most=_ALL))
        dropped = superseded(store, said)
    return _first([one for one in said if not outdated(one, dropped)], most or _ALL)


def facts_of(store: Store, predicate: str, family: str, names: Iterable[str]) -> list[Said]:
    """Facts of one predicate of which one end, a thing of the family, is shown by one of the names; in that order.
    Without those of drafts of which the store has the final plan.
    """
    asked = sorted(set(names))
    rows = ask(store, "facts_of", predicate=predicate, family=family, names=asked) if asked else []
    said = _settled(store, predicate, rows) if rows else []
    dropped = superseded(store, said)
    return [one for one in said if not outdated(one, dropped)] if dropped else said


def superseded(store: Store, said: Iterable[Said]) -> frozenset[tuple[str, str]]:
    """Titles and regions of drafts among the statements of which the store has the final plan."""
    drafts = [one for one in said if one.status == DRAFT]
    return replaced(drafts, ask(store, "parts")) if drafts else frozenset()


def _first(said: list[Said], most: int) -> list[Said]:
    """The first of each pair and role, those of final plans, then the latest; in the order they are given."""
    place: Counter[tuple[str, str, str | None]] = Counter()
    kept = set()
    for at in sorted(range(len(said)), key=lambda at: (said[at].final, said[at].date or ""), reverse=True):
        pair = said[at].subject, said[at].object, said[at].role
        place[pair] += 1
        if place[pair] <= most:
            kept.add(at)
    return [one for at, one in enumerate(said) if at in kept]


def _settled(store: Store, predicate: str, rows: Iterable[Row]) -> list[Said]:
    """The facts in the rows as people settled them."""
    verdicts = settled(store)
    said = weighed([said_of(row, predicate) for row in rows], verdicts)
    return called(said, verdicts) if predicate == "LEADS" else said


def weighed(said: list[Said], verdicts: Mapping[Statement, bool]) -> list[Said]:
    """The statements, without those that people said are wrong, and sure of those that people said are right."""
    if not verdicts:
        return said
    found = ((one, verdicts.get(_statement(one))) for one in said)
    return [one._replace(confidence=1.0) if right else one for one, right in found if right is not False]


def called(said: list[Said], verdicts: Mapping[Statement, bool]) -> list[Said]:
    """With the firms that no sentence, and nobody whom we asked, calls leaders of their group as what they are: some of
    many.
    """
    loose = [
        one.role == LEADING
        and not verdicts.get(_statement(one))
        and only_named(one.proof.quote, one.headings, one.subject)
        for one in said
    ]
    known = {(one.subject, one.object) for one, plain in zip(said, loose, strict=True) if not plain}
    return [
        one._replace(role=ONE_OF_MANY) if plain and (one.subject, one.object) not in known else one
        for one, plain in zip(said, loose, strict=True)
    ]


def settled(store: Store) -> dict[Statement, bool]:
    """What people said of statements: whether each is right."""
    rows = [row for row in ask(store, "decided", kind="fact") if row["value"] in (RIGHT, WRONG)]
    if not rows:
        return {}
    found = [(str(row["subject"]), str(row["object"]).split("\t"), row["value"] == RIGHT) for row in rows]
    keys = {end for subject, (_, object_, _), _ in found for end in (subject, object_)}
    shown = {str(row["key"]): str(row["name"]) for row in ask(store, "shown", keys=sorted(keys))}
    said: dict[Statement, bool] = {}
    for subject, (predicate, object_, role), right in found:
        about = predicate, shown.get(subject, ""), shown.get(object_, ""), role
        said[about] = right and said.get(about, True)
    return said


def _statement(said: Said) -> Statement:
    return said.predicate, said.subject, said.object, said.role or ""


def said_of(row: Row, predicate: str = "") -> Said:
    """The fact in a row of the statements `facts`, `facts_of`, `makers` and `about`; the first ones do not tell their
    predicate.
    """
    got: dict[str, Any] = row  # the store's schema says which column holds what
    headings = got["headings"] or "[]"
    place = _place(headings, got["block"] or 0, got["table"], got["row"], got["cell"])
    return Said(  # by place: with names it takes twice as long, and a province has tens of thousands
        got["subject"],
        got["object"],
        got["subject_type"],
        got["object_type"],
        got["role"] or None,
        _headings(headings),
        Proof(got["document"], place, got["quote"]),
        got["status"] == "正式",
        got["date"] or None,
        got.get("confidence") or 1.0,
        got.get("title") or "",
        got["region"] or None,
        got["status"] or None,
        got.get("predicate") or predicate,
        rule=got.get("rule") or "",
    )


@lru_cache(maxsize=1 << 12)
def _place(headings: str, block: int, *cell: int | None) -> str:
    """Where a sentence stands, for people; many facts stand in one block."""
    return spot(_headings(headings), block, *cell)


@lru_cache(maxsize=1 << 12)
def _headings(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


def proofs(said: Iterable[Said], limit: int = 6) -> tuple[Proof, ...]:
    """The distinct sentences of facts, in their order, final plans first."""
    ordered = sorted(said, key=lambda one: not one.final)
    return tuple(dict.fromkeys(one.proof for one in ordered))[:limit]
