"""How long questions take in a province and in a city, with the answer's rows counted so that an empty one shows."""

from collections.abc import Callable, Iterator, Sequence
from statistics import median
from time import perf_counter

from liantu.graph import open_store
from liantu.queries import explain, gaps
from liantu.queries.gaps import picture, rated
from liantu.queries.priority import default_weights, ranks
from liantu.queries.scope import scope
from liantu.queries.whatif import whatif

from .province import PROVINCE, city, province

CITY, COUNTY, ROUNDS = "宜昌市", "夷陵区", 5


def rows() -> Iterator[tuple[str, str, str]]:
    with open_store(city(), create=False) as store:
        link = gaps(store)[0].link
        yield _row("gaps of a city of 5,200 firms", "< 0.5 s", lambda: gaps(store))
        yield _row("whatif there", "< 0.2 s", lambda: whatif(store, add=[f"某某精密@{link}"]))
        judged = [one for _, one in rated(picture(store, scope(store)))]
        yield _row("1,000 weightings of its links", "< 1 s", lambda: ranks(judged, default_weights()))
        yield _row("gaps with the factors of each rank", "", lambda: explain(store))
    with open_store(province(), create=False) as store:
        start = perf_counter()
        gaps(store, region=CITY)
        yield "gaps of one city among 200,000 firms, first time", f"{perf_counter() - start:.2f} s", "< 0.5 s"
        yield _row("the same again", "< 0.5 s", lambda: gaps(store, region=CITY))
        yield _row("gaps of one county there", "< 0.5 s", lambda: gaps(store, region=COUNTY))
        yield _row("gaps of the whole province", "", lambda: gaps(store, region=PROVINCE))


def _row(name: str, target: str, ask: Callable[[], Sequence[object]]) -> tuple[str, str, str]:
    times = []
    for _ in range(ROUNDS):
        start = perf_counter()
        found = ask()
        times.append(perf_counter() - start)
    return f"{name}: {len(found)} rows, median", f"{median(times):.2f} s", target
