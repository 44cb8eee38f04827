"""A province of 200,000 firms and 1,000,000 facts, the same on every machine, made once and kept in .cache/.

15 cities of 10 counties. A document speaks for a city and says 2,000 things: what its firms make and where they are,
who leads which of 300 chains, which links follow one another, what is sought, who supplies whom.
"""

import random
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from liantu.graph import open_store
from liantu.schema import Document, Evidence, Fact, Part, Place, Status

CITIES, COUNTIES, CHAINS, LINKS = 15, 10, 300, 12
FIRMS, FACTS, PER_DOCUMENT = 200_000, 1_000_000, 2_000

_FIRST = "明恒云宏瑞泰嘉远卓诚启盛华锦凌晟博隆"
_SECOND = "川岳溪达丰和禾石源峰岭江湖林原野桥湾"
_TRADES = ("精密", "钢铁", "新材料", "电子", "智能装备", "食品", "纺织", "生物", "汽车零部件", "机械")

Triple = tuple[tuple[str, str], str, tuple[str, str], str | None]


def province() -> Path:
    """The store's file; built by the ordinary way in if it is not there."""
    folder = Path(__file__).parents[1] / ".cache"
    path = folder / f"province-{FACTS}.db"
    if not path.exists():
        folder.mkdir(exist_ok=True)
        half = path.with_suffix(".part")
        half.unlink(missing_ok=True)
        with open_store(half) as store:
            for document, facts in documents(FACTS // PER_DOCUMENT):
                store.add(document, facts)
        half.rename(path)
    return path


def documents(count: int, size: int = PER_DOCUMENT) -> Iterator[tuple[Document, list[Fact]]]:
    """The first documents of the province; the cities take turns."""
    firms = max(1, FIRMS * size // FACTS)
    for number in range(count):
        chance = random.Random(number)
        city = number % CITIES
        digest = sha256(f"province {number}".encode()).hexdigest()
        part = Part(0, f"方案{number}", None, "2026", Status.FINAL, f"云溪{city}市")
        document = Document(digest[:16], digest, f"方案{number}.txt", "", (part,), ())
        triples = _triples(chance, city, range(number * firms, (number + 1) * firms))
        yield document, [_fact(document, i, next(triples)) for i in range(size)]


def _triples(chance: random.Random, city: int, firms: range) -> Iterator[Triple]:
    """First each of the firms with its place and a product, then whatever comes."""
    for firm in firms:
        county = f"青岚{city}之{chance.randrange(COUNTIES)}县"
        yield _firm(firm), "LOCATED_IN", (county, "Region"), None
        yield _firm(firm), "MAKES", _link(*_pick(chance)), None
    while True:
        firm, chain = chance.choice(firms), _pick(chance)[0]
        place = f"青岚{city}之{chance.randrange(COUNTIES)}县"
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
            yield (place, "Region"), "DEVELOPS", (f"第{chain}", "Industry"), None


def _pick(chance: random.Random) -> tuple[int, int]:
    """A chain and a link of it; few chains are spoken of often."""
    return min(int(chance.paretovariate(0.6)) - 1, CHAINS - 1), chance.randrange(LINKS)


def _firm(number: int) -> tuple[str, str]:
    first, second = _FIRST[number % len(_FIRST)], _SECOND[number // len(_FIRST) % len(_SECOND)]
    return f"{first}{second}{number}{_TRADES[number % len(_TRADES)]}", "Enterprise"


def _group(chain: int) -> tuple[str, str]:
    return f"第{chain}产业链", "Chain"


def _link(chain: int, step: int) -> tuple[str, str]:
    return f"第{chain}链之部件{step}", "Link"


def _fact(document: Document, number: int, triple: Triple) -> Fact:
    subject, predicate, object_, role = triple
    quote = f"{subject[0]}与{object_[0]}：这一句话说明了二者之间的关系。"
    place = Place(("二、重点任务", "（一）强链补链"), 0, number // 4, number * 40, number * 40 + len(quote))
    return Fact(*subject, predicate, *object_, Evidence(document.id, quote, place), role, "bench", 0.9)
