"""A province of 200,000 firms and 1,000,000 facts, the same on every machine, made once and kept in .cache/.

The cities and counties of a real province, each city with documents that say 2,000 things each: what its firms make and
where they are, who leads which of 300 chains, which links follow one another, what is sought, who supplies whom. The
first chains are our reference chains with their links, since those are what questions spend their time on.
"""

import random
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from functools import cache
from hashlib import sha256
from pathlib import Path

from liantu.graph import open_store, sqlite_write
from liantu.schema import Document, Evidence, Fact, Part, Place, Status
from liantu.schema.chains import links, references
from liantu.schema.divisions import divisions

PROVINCE = "湖北省"
CHAINS, LINKS = 300, 12
FIRMS, FACTS, PER_DOCUMENT = 200_000, 1_000_000, 2_000
CITY_DOCUMENTS = 13
"""So many documents of one city name 5,200 firms."""

_FIRST = "明恒云宏瑞泰嘉远卓诚启盛华锦凌晟博隆"
_SECOND = "川岳溪达丰和禾石源峰岭江湖林原野桥湾"
_TRADES = ("精密", "钢铁", "新材料", "电子", "智能装备", "食品", "纺织", "生物", "汽车零部件", "机械")
_LATER = ("fact_predicate", "fact_part")

Triple = tuple[tuple[str, str], str, tuple[str, str], str | None]


def province() -> Path:
    """The store's file; built if it is not there."""
    return _kept(f"province-{FACTS}", documents(FACTS // PER_DOCUMENT))


def city() -> Path:
    """A store of one city alone."""
    return _kept(f"city-{CITY_DOCUMENTS}", documents(CITY_DOCUMENTS, cities=1))


def _kept(name: str, said: Iterable[tuple[Document, list[Fact]]]) -> Path:
    folder = Path(__file__).parents[1] / ".cache"
    path = folder / f"{name}.db"
    if not path.exists():
        folder.mkdir(exist_ok=True)
        half = path.with_suffix(".part")
        half.unlink(missing_ok=True)
        _fill(half, said)
        half.rename(path)
    return path


def _fill(path: Path, said: Iterable[tuple[Document, list[Fact]]]) -> None:
    """The rows that the ordinary way in writes, in one transaction; indexes that it can do without come last."""
    open_store(path).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA cache_size = -262144")
        db.execute("BEGIN")
        later = [db.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (name,)).fetchone()[0] for name in _LATER]
        for name in _LATER:
            db.execute(f"DROP INDEX {name}")
        for document, facts in said:
            sqlite_write.put(db, document, facts, (), "")
        for index in later:
            db.execute(index)
        db.execute("COMMIT")


def documents(count: int, size: int = PER_DOCUMENT, cities: int = 0) -> Iterator[tuple[Document, list[Fact]]]:
    """The first documents of the province; its first `cities`, or all, take turns."""
    firms = max(1, FIRMS * size // FACTS)
    places = list(_cities())[: cities or None]
    for number in range(count):
        chance = random.Random(number)
        place = places[number % len(places)]
        digest = sha256(f"province {number}".encode()).hexdigest()
        part = Part(0, f"方案{number}", None, "2026", Status.FINAL, place)
        document = Document(digest[:16], digest, f"方案{number}.txt", "", (part,), ())
        triples = _triples(chance, _cities()[place], range(number * firms, (number + 1) * firms))
        yield document, [_fact(document, i, next(triples)) for i in range(size)]


@cache
def _cities() -> dict[str, list[str]]:
    """The counties of each city of the province, in the order of their codes."""
    (code,) = (one.code for one in divisions().values() if one.name == PROVINCE)
    found = [one for one in divisions().values() if one.parent == code and one.level == "city"]
    return {one.name: [inner.name for inner in divisions().values() if inner.parent == one.code] for one in found}


def _triples(chance: random.Random, counties: list[str], firms: range) -> Iterator[Triple]:
    """First each of the firms with its place and a product, then whatever comes."""
    for firm in firms:
        yield _firm(firm), "LOCATED_IN", (chance.choice(counties), "Region"), None
        yield _firm(firm), "MAKES", _link(*_pick(chance)), None
    while True:
        firm, chain = chance.choice(firms), _pick(chance)[0]
        place = chance.choice(counties)
        step = chance.randrange(LINKS - 1)
        yield from (
            (_firm(firm), "MAKES", _link(*_pick(chance)), None),
            (_firm(firm), "SUPPLIES", _firm(chance.choice(firms)), None),
            (_group(chain), "FOCUSES_ON", _link(chain, chance.randrange(LINKS)), None),
            (_link(chain, step), "UPSTREAM_OF", _link(chain, step + 1), None),
        )
        if chance.random() < 0.2:
            role = chance.choice(("引进", "缺失", "补强", "延伸"))
            yield _group(chain), "SEEKS", _link(chain, chance.randrange(LINKS)), role
            yield _firm(firm), "LEADS", _group(chain), chance.choice(("链主", "龙头", "配套"))
            yield (place, "Region"), "DEVELOPS", (_field(chain), "Industry"), None


def _pick(chance: random.Random) -> tuple[int, int]:
    """A chain and a link of it; few chains are spoken of often."""
    return min(int(chance.paretovariate(0.6)) - 1, CHAINS - 1), chance.randrange(LINKS)


def _firm(number: int) -> tuple[str, str]:
    first, second = _FIRST[number % len(_FIRST)], _SECOND[number // len(_FIRST) % len(_SECOND)]
    return f"{first}{second}{number}{_TRADES[number % len(_TRADES)]}", "Enterprise"


def _group(chain: int) -> tuple[str, str]:
    return f"{_field(chain)}产业链", "Chain"


def _field(chain: int) -> str:
    return _fields()[chain] if chain < len(_fields()) else f"第{chain}"


def _link(chain: int, step: int) -> tuple[str, str]:
    names = list(links(_field(chain))) if chain < len(_fields()) else []
    return names[step % len(names)] if names else f"第{chain}链之部件{step}", "Link"


@cache
def _fields() -> list[str]:
    return [name for name, one in references().items() if not one.parts]


def _fact(document: Document, number: int, triple: Triple) -> Fact:
    subject, predicate, object_, role = triple
    quote = f"{subject[0]}与{object_[0]}：这一句话说明了二者之间的关系。"
    place = Place(("二、重点任务", "（一）强链补链"), 0, number // 4, number * 40, number * 40 + len(quote))
    return Fact(*subject, predicate, *object_, Evidence(document.id, quote, place), role, "bench", 0.9)
