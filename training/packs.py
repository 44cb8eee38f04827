"""Samples as numbers: what training needs of them and nothing else, so that it runs where only torch and this
checkout are.

usage: python training/packs.py OUT.pack --on careful five other [--leave 03-17n …] [--only PART] [--without PART]
`--only` and `--without` keep or leave out texts whose name holds the words given, `--first 9` begins at the tenth.
"""

import argparse
import json
import lzma
import pickle
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from liantu.loaders.pairs import KINDS, LABELS
from liantu.loaders.tagger import encode, vocabulary

NUMBER = {label: i for i, label in enumerate(LABELS)}
FALSE_NAMES = 6  # a window, of which training takes some
STOPS = "。；！？\n"
CHARS = Path(__file__).resolve().parents[1] / "loaders/model/chars.json"

Numbers = NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class Pack:
    """A window. `ids` have a start and an end sign. `names` and `false` (characters that are no name) are rows of
    start, end (in characters, without the sign), kind and standing; `pairs` and `unsure` rows of subject, label,
    object; `stops` the sentence ends up to each character. Names at and after character `body` are new. `stances` are
    rows of name and stance; of a window that has some, nothing is told of pairs."""

    source: str
    ids: NDArray[np.uint16]
    names: Numbers
    false: Numbers
    pairs: Numbers
    unsure: Numbers
    stops: Numbers
    body: int
    stances: Numbers


def pack(texts: list, numbers: dict[str, int]) -> Iterator[Pack]:
    import data  # with ../shared, which a machine that only trains has not

    from liantu.loaders.pairs import standing

    def rows(found: list[tuple[int, ...]], width: int) -> Numbers:
        return np.array(found, np.int16).reshape(-1, width)

    rng = random.Random(1)
    for text in texts:
        for sample in data.samples(text):
            window = sample.window.text
            known: dict[str, int] = {}

            def place(a: int, b: int, kind: str, words: str = window, whole: str = sample.text, seen=known):
                name = words[a:b]
                if name not in seen:
                    seen[name] = standing(name, whole)
                return a, b, KINDS.index(kind), seen[name]

            false = []
            for _ in range(FALSE_NAMES):
                a = rng.randrange(max(1, len(window) - 10))
                false.append(place(a, min(len(window), a + rng.randrange(2, 9)), rng.choice("EGKKJI")))
            yield Pack(
                text.name,
                np.array(encode(window, numbers), np.uint16),
                rows([place(*name) for name in sample.names], 4),
                rows(false, 4),
                rows([(one, NUMBER[label], other) for one, label, other in sample.pairs], 3),
                rows(sorted((one, NUMBER[label], other) for one, label, other in sample.unsure), 3),
                np.cumsum([c in STOPS for c in window]).astype(np.int16),
                sample.window.body,
                rows(list(sample.stances), 2),
            )


def write(packs: list[Pack], out: Path) -> None:
    out.write_bytes(
        lzma.compress(pickle.dumps([tuple(getattr(p, f) for f in Pack.__slots__) for p in packs]), preset=3)
    )


def load(path: Path) -> list[Pack]:
    """Only for files that `write` made: a pickle runs code."""
    return [Pack(*row) for row in pickle.loads(lzma.decompress(path.read_bytes()))]


def main() -> None:
    import data
    import stances
    import written

    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("out", type=Path)
    p.add_argument("--on", nargs="+", choices=["careful", "held", "written", "five", "other", "stances"], required=True)
    p.add_argument("--leave", nargs="*", default=[])
    p.add_argument("--only", nargs="*", default=[])
    p.add_argument("--without", nargs="*", default=[])
    p.add_argument("--first", type=int, default=0, help="texts before this number are left out")
    a = p.parse_args()
    numbers = vocabulary(json.loads(CHARS.read_text("utf-8")))
    texts = []
    for name in a.on:
        if name in ("five", "other"):
            folder = "" if name == "five" else "/other"
            paths = sorted((data.SHARED / f"gold{folder}").glob("*.facts.jsonl"))
            texts += [data.gold(folder, path.name.removesuffix(".facts.jsonl")) for path in paths]
        elif name == "written":
            texts += written.texts()
        elif name == "stances":
            texts += stances.texts()
        else:
            texts += data.careful(a.leave, held=name == "held")
    kept = [
        t
        for t in texts[a.first :]
        if not (a.only and not any(w in t.name for w in a.only)) and not any(w in t.name for w in a.without)
    ]
    packs = list(pack(kept, numbers))
    write(packs, a.out)
    print(len(kept), "texts,", len(packs), "windows,", sum(len(p.pairs) for p in packs), "pairs", a.out.stat().st_size)


if __name__ == "__main__":
    main()
