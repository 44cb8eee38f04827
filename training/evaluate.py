"""Print how well the documents of ../shared are read: precision, recall and F1, strict and relaxed, by its scorer.

usage: python training/evaluate.py [MODEL_FOLDER | --quick]    (make eval)

docs/accuracy.md says which documents the shipped model was trained on. A folder that training/export.py wrote measures
any other model; --quick measures the quick reader. Written documents and records of news that are kept apart from all
training come next, then how the standing of things is heard in texts kept apart.
"""

import importlib.util
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import stances
from data import SHARED, Text, careful
from written import texts as written_texts

from liantu.loaders import extract, read
from liantu.loaders.mentions import Mention
from liantu.loaders.pairs import TYPE_KINDS
from liantu.loaders.quick import Quick, quick
from liantu.loaders.regions import places
from liantu.loaders.relations import read_passages
from liantu.loaders.stances import with_stances
from liantu.loaders.tagger import STANCES, Tagger, load, tagger
from liantu.loaders.windows import passages
from liantu.schema import Document, ontology

SETS = (("gold", "documents"), ("gold/other", "documents/other"))
ENDS = ("subject", "object")

Row = dict[str, Any]


@cache
def scorer() -> ModuleType:
    """The scorer that lies beside the gold facts."""
    spec = importlib.util.spec_from_file_location("score", SHARED / "gold/score.py")
    if spec is None or spec.loader is None:
        raise SystemExit("../shared/gold/score.py is not there")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def aliases(gold: Path) -> Any:
    """The names that are one thing in a set of documents, as the scorer takes them."""
    groups = json.loads((gold / "aliases.json").read_text("utf-8"))
    return scorer().Names([group for listed in groups.values() for group in listed])


@dataclass(frozen=True)
class Judged:
    """A document with the facts that it states, as the scorer takes them, and the names that are one thing."""

    document: Document
    facts: list[Row]
    names: Any


def golden(gold: Path, documents: Path) -> Iterator[Judged]:
    """A set of documents with gold facts."""
    names = aliases(gold)
    for path in sorted(gold.glob("*.facts.jsonl")):
        document = read(documents / path.name.replace(".facts.jsonl", ".txt"))
        yield Judged(document, scorer().load(path), names)


def kept_apart(texts: Iterable[Text]) -> Iterator[Judged]:
    """Texts of annotations/. A place is the same by its short and by its official name (云溪, 云溪市)."""
    for text in texts:
        facts = [_row(text, *fact) for fact in text.facts]
        said = {fact[end] for fact in facts for end in ENDS if fact[f"{end}_type"] == "Region"}
        known = places(text.document.text)
        one = [[name, known.full(name), *(name + rank for rank in "省市区县镇")] for name in sorted(said)]
        yield Judged(text.document, facts, scorer().Names(one))


def held() -> Iterator[Judged]:
    return kept_apart(careful(held=True))


def written() -> Iterator[Judged]:
    """The first document of each of the files p*.txt."""
    return kept_apart(text for text in written_texts() if re.fullmatch(r"p\d\d-01", text.name))


def hear(model: Tagger) -> None:
    """Print what is heard of the standing of things whose names are given, by what is said of them."""
    told: dict[str, Counter[str]] = defaultdict(Counter)
    for text in stances.texts("dev"):
        known = places(text.document.text)
        wanted = {text.names[number][0]: STANCES[stance] for number, stance in text.stances}
        for read_passage in read_passages(list(passages(text.document)), known.home, model):
            at = {offset: spot for spot, offset in enumerate(read_passage.passage.offsets)}
            names = [
                Mention(text.document.text[a:b], kind, at[a], at[a] + b - a, 1.0, "tagger")
                for a, b, kind in text.names
                if a in at and b - 1 in at
            ]
            for m in with_stances(read_passage, names, {}, model):
                if stance := wanted.get(read_passage.passage.offsets[m.start]):
                    told[stance][m.stance] += 1
    every = sum((counts for counts in told.values()), Counter[str]())
    right = sum(counts[stance] for stance, counts in told.items())
    print(f"standing of things: {right}/{every.total()} told rightly, {every['']} left open")
    for stance in STANCES:
        print(f"  {stance} {told[stance][stance]}/{told[stance].total()}, told {every[stance]} times")


def _row(text: Text, one: int, label: str, other: int) -> Row:
    """A fact between two marked names; of the types that a kind of name can be, the first that the predicate takes."""
    predicate, _, role = label.partition("/")
    rule = ontology().predicates[predicate]
    row: Row = {"predicate": predicate, "role": role or None}
    for end, number, types in zip(ENDS, (one, other), (rule.subject, rule.object), strict=True):
        start, stop, kind = text.names[number]
        row[end] = text.document.text[start:stop]
        row[f"{end}_type"] = next(name for name in types if kind in TYPE_KINDS[name])
    return row


def measure(title: str, judged: Iterable[Judged], model: Tagger | Quick) -> dict[str, float]:
    """Print how a set of documents is read; returns the relaxed precision, recall and F1 over all of it."""
    score = scorer()
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    roles: Counter[bool] = Counter()
    for one in judged:
        document = one.document
        wanted, found = score.unique(one.facts), score.unique([fact.row() for fact in extract(document, model)])
        strict, _, _ = score.match(wanted, found, one.names, False, document.text)
        relaxed, _, _ = score.match(wanted, found, one.names, True, document.text)
        roles.update(gold_fact["role"] == fact["role"] for gold_fact, fact in relaxed if gold_fact["role"])
        sides = (
            ("gold", wanted),
            ("found", found),
            ("strict", [g for g, _ in strict]),
            ("relaxed", [g for g, _ in relaxed]),
        )
        for side, facts in sides:
            for fact in facts:
                for name in ("all", fact["predicate"], document.name):
                    counts[name][side] += 1
    print(f"{title}\n{'':40}{'gold':>6}{'found':>6}   strict P/R/F1        relaxed P/R/F1")
    for name in sorted(counts, key=lambda name: (name != "all", not name.isupper(), name)):
        if name.isdecimal():
            continue
        c = counts[name]
        rows = [score.rates(c[side], c["found"], c["gold"]) for side in ("strict", "relaxed")]
        shown = "   ".join(f"{r['precision']:.3f} {r['recall']:.3f} {r['f1']:.3f}" for r in rows)
        print(f"{name:40}{c['gold']:6}{c['found']:6}   {shown}")
    print(f"role accuracy {roles[True] / max(1, roles.total()):.3f}\n")
    c = counts["all"]
    result: dict[str, float] = score.rates(c["relaxed"], c["found"], c["gold"])
    return result


def main() -> int:
    chosen = sys.argv[1] if len(sys.argv) > 1 else ""
    model = quick() if chosen == "--quick" else load(Path(chosen)) if chosen else tagger()
    for gold, documents in SETS:
        measure(gold, golden(SHARED / gold, SHARED / documents), model)
    measure("written documents kept apart", written(), model)
    measure("records kept apart", held(), model)
    if isinstance(model, Tagger):
        hear(model)
    return 0


if __name__ == "__main__":
    sys.exit(main())
