"""Texts as numbers of characters, for adapt.py: the unlabelled corpus and, three times, the written documents.

usage: python training/characters.py OUT.u16.xz
Lines that share words with a document of ../shared/documents are left out, and the written documents named `*05`, on
which models are measured.
"""

import json
import lzma
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from data import HERE, SHARED
from packs import CHARS

from liantu.loaders.tagger import encode, vocabulary
from liantu.loaders.windows import MARKS

_ALIKE, _SHARED = 16, 3  # characters in a row; how many such rows two texts may share
_TIMES = 3


def corpus() -> Iterator[str]:
    judged = _bare("".join(p.read_text("utf-8") for p in sorted((SHARED / "documents").rglob("*.txt"))))
    known = {judged[at : at + _ALIKE] for at in range(len(judged) - _ALIKE)}
    with lzma.open(SHARED / "corpus/unlabelled.txt.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            bare = _bare(line)
            if sum(bare[at : at + _ALIKE] in known for at in range(len(bare) - _ALIKE)) <= _SHARED:
                yield line.rstrip("\n")


def written() -> Iterator[str]:
    """The written documents but those that are kept apart for measuring: the first of each file p*."""
    for path in sorted((HERE / "annotations/written").glob("*.txt")):
        documents = re.split("(?m)^## .*$", path.read_text("utf-8"))[1:]
        for document in documents[path.stem.startswith("p") :]:
            yield "\n".join(line for line in document.splitlines() if line.strip() and line[0] not in "@%")


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def main() -> None:
    numbers = vocabulary(json.loads(CHARS.read_text("utf-8")))
    found: list[int] = []
    for text in [*corpus(), *list(written()) * _TIMES]:
        found += [2, *encode(text.translate(MARKS), numbers)[1:-1]]
    Path(sys.argv[1]).write_bytes(lzma.compress(np.array(found, np.uint16).tobytes()))
    print(len(found), "characters")


if __name__ == "__main__":
    main()
