"""How fast documents are read, from text to facts and goals, by the quick reader and by the best one."""

from collections.abc import Iterator
from pathlib import Path
from time import process_time

from liantu.loaders import aliases, extract, goals, quick_tagger, read
from liantu.loaders.quick import Quick
from liantu.loaders.tagger import Tagger, tagger

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"


def rows() -> Iterator[tuple[str, str, str]]:
    quick, best = _rate(quick_tagger(), 10), _rate(tagger(), 1)
    yield "quick reader, characters a second of one core", f"{quick:,.0f}", "50,000"
    yield "best reader, characters a second of one core", f"{best:,.0f}", "3,000"
    yield "quick reader against the best", f"{quick / best:.0f}×", ""


def _rate(model: Tagger | Quick, times: int) -> float:
    paths = sorted(path for path in EXAMPLES.iterdir() if path.suffix == ".txt")
    read_by(paths, model)  # what is loaded once is loaded
    start = process_time()
    size = sum(read_by(paths, model) for _ in range(times))
    return size / (process_time() - start)


def read_by(paths: list[Path], model: Tagger | Quick) -> int:
    """Characters read."""
    size = 0
    for path in paths:
        document = read(path)
        aliases(document, extract(document, model))
        goals(document)
        size += len(document.text)
    return size
