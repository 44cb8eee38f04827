"""How fast facts get into a store, beside what committing each of them alone would give."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from liantu.graph import open_store
from liantu.schema import Document, Fact

from .province import documents


def rows() -> Iterator[tuple[str, str, str]]:
    whole = _rate(list(documents(20)))
    alone = _rate(list(documents(200, 1)))
    yield "load, facts a second", f"{whole:,.0f}", ""
    yield "load against a commit per fact", f"{whole / alone:.0f}×", ""


def _rate(items: list[tuple[Document, list[Fact]]]) -> float:
    with TemporaryDirectory() as folder, open_store(Path(folder, "bench.db")) as store:
        start = perf_counter()
        for document, facts in items:
            store.add(document, facts)
        return sum(len(facts) for _, facts in items) / (perf_counter() - start)
