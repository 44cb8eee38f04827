"""How long a question takes with the start of the process, as one who types it waits; beside Python's own start."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from liantu.graph import open_store
from liantu.queries.gaps import gaps
from liantu.queries.listings import leaders

ROUNDS = 7
_DOCUMENTS = Path(__file__).parents[1] / "examples"


def rows() -> Iterator[tuple[str, str, str]]:
    with TemporaryDirectory() as folder:
        store = str(Path(folder, "city.db"))
        _run("load", str(_DOCUMENTS), "--store", store)
        bare = median(_seconds(["-c", "pass"]) for _ in range(ROUNDS))
        for words in [["--help"], *([*one, "--store", store] for one in _questions(store))]:
            took = median(_seconds(["-m", "liantu", *words]) for _ in range(ROUNDS))
            name = " ".join(words[:-2] or words)
            yield f"liantu {name}, with process start", f"{took:.2f} s, {took / bare:.0f}× python -c pass", "< 0.3 s"


def _questions(store: str) -> list[list[str]]:
    """Every question once, about a firm, a chain and a link that the documents name."""
    with open_store(store, create=False) as graph:
        firm, gap = leaders(graph)[0].firm, gaps(graph)[0]
    return [
        ["suppliers", firm],
        ["goals"],
        ["projects"],
        ["layout"],
        ["leaders"],
        ["leaders", firm],
        ["chain", gap.chain],
        ["assign"],
        ["whatif", "--add", f"某某精密@{gap.link}"],
        ["gaps"],
        ["gaps", "-o", "-"],
        ["gaps", "--explain"],
    ]


def _run(*words: str) -> None:
    subprocess.run([sys.executable, "-m", "liantu", *words], capture_output=True, check=True)


def _seconds(words: list[str]) -> float:
    start = perf_counter()
    subprocess.run([sys.executable, *words], capture_output=True, check=True)
    return perf_counter() - start
