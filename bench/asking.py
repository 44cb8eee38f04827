"""How long the gaps of one city take in a province, with the answer's rows counted so that an empty one shows."""

from collections.abc import Iterator
from time import perf_counter

from liantu.graph import open_store
from liantu.queries import gaps

from .province import province

CITY, ROUNDS = "云溪3市", 5


def rows() -> Iterator[tuple[str, str, str]]:
    with open_store(province(), create=False) as store:
        start = perf_counter()
        found = gaps(store, region=CITY)
        first = perf_counter() - start
        times = []
        for _ in range(ROUNDS):
            start = perf_counter()
            gaps(store, region=CITY)
            times.append(perf_counter() - start)
    yield f"gaps of one city of {len(found)} rows, first time", f"{first:.2f} s", "< 0.5 s"
    yield "the same again, median", f"{sorted(times)[ROUNDS // 2]:.2f} s", "< 0.5 s"
