"""The blocks of the sample documents, as they were looked at and found right.

After a change that is meant, python tests/loaders/test_golden.py writes them anew: read the difference first.
"""

import json
from pathlib import Path

import pytest

from liantu.loaders import read
from liantu.schema import Document

GOLDEN = Path(__file__).parent / "golden"
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
SAMPLES = sorted(path for path in EXAMPLES.iterdir() if path.suffix in {".txt", ".docx"})


def shown(document: Document) -> str:
    """Parts and blocks, one a line: number, kind and depth, place in a table, headings, text."""
    lines = [
        json.dumps(["part", p.title, p.issuer, p.date, p.status, p.region], ensure_ascii=False) for p in document.parts
    ]
    for b in document.blocks:
        place = [b.table, b.row, b.cell, b.column] if b.cell is not None else []
        row = [b.number, b.part, f"{b.kind} {b.level}".removesuffix(" 0"), place, list(b.headings), b.text]
        lines.append(json.dumps(row, ensure_ascii=False))
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name[0])
def test_samples_are_read_as_before(path: Path) -> None:
    assert shown(read(path)) == (GOLDEN / f"{path.stem}.jsonl").read_text("utf-8")


def test_every_golden_file_has_its_sample() -> None:
    assert {path.stem for path in GOLDEN.iterdir()} == {path.stem for path in SAMPLES}


if __name__ == "__main__":
    for sample in SAMPLES:
        (GOLDEN / f"{sample.stem}.jsonl").write_text(shown(read(sample)), encoding="utf-8", newline="\n")
