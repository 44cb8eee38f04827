"""How fast a register of a million firms goes in and what its answers cost, beside reading the file with csv alone."""

import csv
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from liantu.graph import open_store
from liantu.intake import load
from liantu.queries.matching import Wanted
from liantu.queries.registers import makers
from liantu.queries.targets import targets

from .register import FIRMS, LINKS, register

ROUNDS = 5


def rows() -> Iterator[tuple[str, str, str]]:
    path = register()
    start = perf_counter()
    with path.open(encoding="utf-8", newline="") as file:
        count = sum(1 for _ in csv.reader(file)) - 1
    alone = perf_counter() - start
    with TemporaryDirectory() as folder, open_store(Path(folder, "bench.db")) as store:
        start = perf_counter()
        load(store, [path])
        whole = perf_counter() - start
        yield f"register of {count:,} firms, rows a second", f"{FIRMS / whole:,.0f}", "> 15,000"
        yield "register against reading it with csv alone", f"{whole / alone:.0f}×", ""
        start = perf_counter()
        found = sum(len(makers(store, Wanted(link)).firms) for link in LINKS)
        yield f"{len(LINKS)} links matched, {found:,} firms", f"{perf_counter() - start:.1f} s", "< 10 s"
        times = []
        for link in LINKS[:ROUNDS]:
            start = perf_counter()
            targets(store, link)
            times.append(perf_counter() - start)
        yield "targets of a link, median", f"{sorted(times)[ROUNDS // 2]:.2f} s", "< 0.3 s"
