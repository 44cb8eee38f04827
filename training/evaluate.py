"""Print how well the documents of ../shared are read: precision, recall and F1, strict and relaxed, by its scorer.

usage: python training/evaluate.py [MODEL_FOLDER | --quick]    (make eval)

docs/accuracy.md says which documents the shipped model was trained on. A folder that training/export.py wrote measures
any other model; --quick measures the quick reader.
"""

import importlib.util
import json
import sys
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from liantu.loaders import extract, read
from liantu.loaders.quick import Quick, quick
from liantu.loaders.tagger import Tagger, load, tagger

SHARED = Path(__file__).resolve().parents[1] / "../shared"
SETS = (("gold", "documents"), ("gold/other", "documents/other"))


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


def measure(gold: Path, documents: Path, model: Tagger | Quick) -> dict[str, float]:
    """Print one set of documents; returns the relaxed precision, recall and F1 over all of it."""
    score = scorer()
    names = aliases(gold)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    roles: Counter[bool] = Counter()
    for path in sorted(gold.glob("*.facts.jsonl")):
        document = read(documents / path.name.replace(".facts.jsonl", ".txt"))
        wanted, found = score.unique(score.load(path)), score.unique([fact.row() for fact in extract(document, model)])
        strict, _, _ = score.match(wanted, found, names, False, document.text)
        relaxed, _, _ = score.match(wanted, found, names, True, document.text)
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
    print(f"{gold.relative_to(SHARED)}\n{'':40}{'gold':>6}{'found':>6}   strict P/R/F1        relaxed P/R/F1")
    for name in sorted(counts, key=lambda name: (name != "all", "." in name, name)):
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
        measure(SHARED / gold, SHARED / documents, model)
    return 0


if __name__ == "__main__":
    sys.exit(main())
