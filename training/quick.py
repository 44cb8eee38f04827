"""Train the quick tagger (loaders/quick.py) on the annotations: deterministic, one core, a few minutes.

usage: python training/quick.py OUT.npz [--hold]

Trained on what careful.jsonl, the written documents and those with stances mark; never on the gold documents, nor on
the records that share text with gold/other. With --hold every sixth careful record is left out and scored.
"""

import sys
from collections import Counter
from pathlib import Path

import numpy as np
import stances
from data import SAME_AS_OTHER, Text, careful
from scipy import sparse
from written import texts

from liantu.loaders.quick import HEADS, SPACE, Quick, coded, features
from liantu.loaders.windows import MARKS

ROWS, LEAST = 220_000, 3  # weights kept: of what was seen so often, the most frequent
EPOCHS, BATCH, RATE = 3, 6000, 0.25
LEAN = 1.5  # towards names: as good on names that were held out, better for facts, since a missed name is a missed fact
HOLD = 6
TIMES = 3  # a real record counts for so many: the written documents are many and all of one hand


def main() -> int:
    out, hold = Path(sys.argv[1]), "--hold" in sys.argv[2:]
    read = list(careful(SAME_AS_OTHER))
    held = read[::HOLD] if hold else []
    learnt = [text for number, text in enumerate(read) if not hold or number % HOLD]
    learnt = learnt * TIMES + list(texts()) + [text for text in stances.texts() if not text.name.startswith("dev")]
    train(learnt, out)
    if held:
        score(Quick(out.read_bytes()), held)
    return 0


def train(learnt: list[Text], out: Path) -> None:
    """Adagrad on the cross-entropy of both heads; the weights go to `out` as bytes."""
    seen = np.concatenate([features(coded(text.document.text.translate(MARKS))) for text in learnt])
    goals = [np.concatenate([gold(text, tags) for text in learnt]) for tags in HEADS]
    counts = np.bincount(seen.ravel(), minlength=1 << SPACE)
    ids = np.sort(np.lexsort((np.arange(len(counts)), -counts))[: min(ROWS, int((counts >= LEAST).sum()))])
    row = np.full(1 << SPACE, -1, np.int32)
    row[ids] = np.arange(len(ids))
    chosen = row[seen]
    kept = chosen >= 0
    ends = np.concatenate([[0], np.cumsum(kept.sum(axis=1))])
    ones = np.ones(int(ends[-1]), np.float32)
    matrix = sparse.csr_matrix((ones, chosen[kept], ends), shape=(len(seen), len(ids)))
    width = sum(map(len, HEADS))
    weights, squares = np.zeros((len(ids), width), np.float32), np.full((len(ids), width), 1e-3, np.float32)
    bias = np.zeros(width, np.float32)
    total, steps = np.zeros_like(weights), 0
    chance = np.random.default_rng(0)
    for epoch in range(EPOCHS):
        loss = 0.0
        for at in chance.permutation(range(0, len(seen), BATCH)):
            part = matrix[at : at + BATCH]
            scores = part @ weights + bias
            slope, lost = _slope(scores, [goal[at : at + BATCH] for goal in goals])
            loss += lost
            change = part.T @ slope
            squares += change**2
            weights -= RATE * change / np.sqrt(squares)
            bias -= 0.5 * slope.mean(axis=0)
            if epoch:
                total += weights
                steps += 1
        print(f"epoch {epoch + 1}: loss {loss / len(seen):.4f}, {len(ids)} rows", flush=True)
    weights = total / steps
    at = 0
    for tags in HEADS:
        bias[at] -= LEAN
        at += len(tags)
    scale = np.abs(weights).max(axis=0) / 127
    small = np.round(weights / scale).astype(np.int8)
    np.savez_compressed(out, ids=ids.astype(np.int32), weights=small, scale=scale, bias=bias)


def _slope(scores: np.ndarray, goals: list[np.ndarray]) -> tuple[np.ndarray, float]:
    """The gradient of the cross-entropy by the scores, and its sum."""
    slope, loss, at = np.empty_like(scores), 0.0, 0
    here = np.arange(len(scores))
    for tags, goal in zip(HEADS, goals, strict=True):
        own = scores[:, at : at + len(tags)]
        chances = np.exp(own - own.max(axis=1, keepdims=True))
        chances /= chances.sum(axis=1, keepdims=True)
        loss -= float(np.log(chances[here, goal] + 1e-9).sum())
        chances[here, goal] -= 1
        slope[:, at : at + len(tags)] = chances
        at += len(tags)
    return slope, loss


def gold(text: Text, tags: tuple[str, ...]) -> np.ndarray:
    """The number of each character's tag."""
    number = {tag: at for at, tag in enumerate(tags)}
    found = np.zeros(len(text.document.text), np.int64)
    for start, end, kind in text.names:
        if f"S-{kind}" in number:
            if end - start == 1:
                found[start] = number[f"S-{kind}"]
                continue
            found[start:end] = number[f"I-{kind}"]
            found[start], found[end - 1] = number[f"B-{kind}"], number[f"E-{kind}"]
    return found


def score(quick: Quick, held: list[Text]) -> None:
    """Print precision, recall and F1 of exact names, by kind."""
    counts: Counter[tuple[str, str]] = Counter()
    for text, spans in zip(held, quick.mark([text.document.text.translate(MARKS) for text in held]), strict=True):
        told = {(s, e, k) for s, e, k in text.names if k in "EGKIJ"}
        found = {(s.start, s.end, s.kind) for s in spans}
        for side, names in (("gold", told), ("found", found), ("right", told & found)):
            for *_, kind in names:
                counts[kind, side] += 1
                counts["all", side] += 1
    for kind in ("all", *"EGKIJ"):
        right, found, told = (max(1, counts[kind, side]) for side in ("right", "found", "gold"))
        print(f"{kind:4} P {right / found:.3f} R {right / told:.3f} F1 {2 * right / (found + told):.3f} of {told}")


if __name__ == "__main__":
    sys.exit(main())
