"""Everything that a store keeps, document by document, as values that another store takes: for copies and files."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..schema import Batch, Company, Document, Evidence, Fact, Goal, Part, Place, Purchase, Same, Status
from .store import Store

BATCH = 10_000
"""Firms of a register that travel together."""

BUNDLE = 5_000
"""Facts of small documents that travel together."""


@dataclass(frozen=True, slots=True)
class Content:
    """A document with all it brought. Its text is not kept: as many spaces stand for it, and there are no blocks."""

    document: Document
    source: str
    facts: Sequence[Fact] = ()
    same: Sequence[Same] = ()
    goals: Sequence[Goal] = ()
    companies: Sequence[Company] = ()
    purchases: Sequence[Purchase] = ()

    @property
    def is_register(self) -> bool:
        return bool(self.companies or self.purchases)

    def batches(self) -> Iterator[Batch]:
        """A register as Store.add_register takes it."""
        for start in range(0, len(self.companies), BATCH):
            yield Batch(self.companies[start : start + BATCH])
        yield Batch((), self.facts, self.purchases)


def bundles(contents: Iterable[Content]) -> Iterator[list[Content]]:
    """Documents that can be written at once, in their order: not too many, no two from one source; a register alone.

    Where `contents` raises, what came before is given first.
    """
    bundle: list[Content] = []
    seen: set[str] = set()
    weight = 0
    try:
        for content in contents:
            about = {content.document.id, content.source} - {""}
            if bundle and (weight >= BUNDLE or seen & about or content.is_register or bundle[0].is_register):
                yield bundle
                bundle, seen, weight = [], set(), 0
            bundle.append(content)
            seen |= about
            weight += len(content.facts) + len(content.goals) + len(content.same) + 1
    except Exception:  # whatever stops the reading: what was read whole before it is handed over, and it goes on
        if bundle:
            yield bundle
        raise
    if bundle:
        yield bundle


def copy(source: Store, target: Store, progress: Callable[[int, int, str], None] | None = None) -> tuple[int, int]:
    """Add what the target lacks: documents, then what people decided. How many were new, and of how many.

    Stopped at any moment and run again, it goes on with the documents that are missing.
    """
    total = source.size()
    done = new = 0
    for content, fresh in target.add_all(source.contents()):
        new += fresh
        done += 1
        if progress:
            progress(done, total, content.document.name)
    # Decisions are kept in the order in which they were said; those that the target has already change nothing.
    target.decide(source.decisions()[len(target.decisions()) :])
    return new, done


def document_of(row: Mapping[str, Any], parts: Sequence[Mapping[str, Any]]) -> Document:
    """A document from its row and the rows of its parts."""
    found = tuple(
        Part(p["number"], p["title"], p["issuer"], p["date"], Status(p["status"]) if p["status"] else None, p["region"])
        for p in parts
    )
    return Document(row["id"], row["sha256"], row["name"], " " * row["characters"], found, ())


def fact_of(row: Mapping[str, Any]) -> Fact:
    """A fact from a row with the columns of table `fact` in schema.sql."""
    subject, object_ = (row["subject_name"], row["subject_type"]), (row["object_name"], row["object_type"])
    evidence, role = evidence_of(row), row["role"]
    return Fact(*subject, row["predicate"], *object_, evidence, role, row["rule"], float(row["confidence"]))


def goal_of(row: Mapping[str, Any]) -> Goal:
    """A goal from a row with the columns of table `goal`."""
    said = row["metric"], row["comparator"], float(row["value"]), row["unit"], row["year"]
    return Goal(row["scope"], row["scope_type"], *said, evidence_of(row))


def company_of(row: Mapping[str, Any]) -> Company:
    return Company(*(row[name] for name in Company._fields))


def purchase_of(row: Mapping[str, Any]) -> Purchase:
    return Purchase(*(row[name] for name in Purchase._fields))


def evidence_of(row: Mapping[str, Any]) -> Evidence:
    spot = [row[name] for name in ("part", "block", "start", "end")]
    cell = [row[name] for name in ("table", "row", "cell")]
    return Evidence(row["document"], row["quote"], Place(tuple(json.loads(row["headings"])), *spot, *cell))
