"""How long questions take in a province and in a city, with the answer's rows counted so that an empty one shows.

Seconds of the processor: one core does all of it, and other programs that run beside it do not count.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from statistics import median
from time import process_time

from liantu.graph import Parameter, Row, open_store
from liantu.graph.sqlite_store import SqliteStore
from liantu.queries.gaps import gaps
from liantu.queries.links import explain, judged
from liantu.queries.picture import picture, rated
from liantu.queries.priority import default_weights, ranks
from liantu.queries.scope import scope
from liantu.queries.whatif import whatif

from .province import PROVINCE, city, province

CITY, COUNTY, ROUNDS = "宜昌市", "夷陵区", 5


def rows() -> Iterator[tuple[str, str, str]]:
    with open_store(city(), create=False) as store:
        link = gaps(store)[0].link
        yield _row("gaps of a city of 5,200 firms", "< 0.5 s", lambda: judged(store))
        yield _row("the same, kept since it was last asked", "< 0.05 s", lambda: gaps(store))
        yield _row("whatif there", "< 0.2 s", lambda: whatif(store, add=[f"某某精密@{link}"]))
        found = [one for _, one in rated(picture(store, scope(store)))]
        yield _row("1,000 weightings of its links", "< 1 s", lambda: ranks(found, default_weights()))
        yield _row("gaps with the factors of each rank", "", lambda: explain(store))
    with open_store(province(), create=False) as store:
        start = process_time()
        judged(store, region=CITY)
        yield "gaps of one city among 200,000 firms, first time", f"{process_time() - start:.2f} s", "< 0.5 s"
        yield _row("the same again", "< 0.5 s", lambda: judged(store, region=CITY))
        yield _row("the same, kept since it was last asked", "< 0.05 s", lambda: gaps(store, region=CITY))
        yield _row("gaps of one county there", "< 0.5 s", lambda: judged(store, region=COUNTY))
        yield _row("gaps of the whole province", "< 1 s", lambda: judged(store, region=PROVINCE))
    with closing(_Watched(province(), create=False)) as watched:
        times = [watched.spent_on(lambda: judged(watched, region=CITY)) for _ in range(ROUNDS)]
        yield "statements of gaps of one city, median", f"{median(times):.2f} s", "< 0.05 s"


class _Watched(SqliteStore):
    """A store that knows how long its statements took, rows made included."""

    spent = 0.0

    def ask(self, statement: str, parameters: Mapping[str, Parameter] | None = None) -> list[Row]:
        start = process_time()
        try:
            return super().ask(statement, parameters)
        finally:
            self.spent += process_time() - start

    def spent_on(self, question: Callable[[], object]) -> float:
        before = self.spent
        question()
        return self.spent - before


def _row(name: str, target: str, ask: Callable[[], Sequence[object]]) -> tuple[str, str, str]:
    times = []
    for _ in range(ROUNDS):
        start = process_time()
        found = ask()
        times.append(process_time() - start)
    return f"{name}: {len(found)} rows, median", f"{median(times):.2f} s", target
