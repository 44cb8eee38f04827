"""Places in text: divisions of China by name, by short names where that leaves no doubt, towns, villages and zones."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from ..schema import divisions
from .words import words

_LEVELS = "省市区县旗州盟"
ZONE = "高新技术产业开发区|高新区|经济技术开发区|经济开发区|经开区|示范区|新区|新片区|开发区"
"""How development zones are called after the place that they belong to."""

_SHORTEST = 2  # characters of 莒县: of a city that the text names, such a name is looked for by itself
_CIRCLE = re.compile(r"([一-龥]{0,4}?)(?:都市圈|城市群|城市圈|经济圈|一体化)")
_CITIES = 4  # characters of a name that is surely made of cities' first ones
_DIVISION = re.compile(rf"(?=([一-龥]{{2,9}}?[{_LEVELS}]))")
_COUNTY = re.compile("(?:(?<![一-龥])|(?<=[省市州])(?!和))([一-龥]县)")  # 莒县; no 成县 in 形成县域
_SMALL = re.compile(
    r"镇(?![化江海静区政])|(?:[一-龥]{1,2}族)?乡(?![镇村土亲愁贤里情企])|街道|村(?![民庄镇级委集里企])|"
    r"(?:工业|产业)(?:园区|集中区|集聚区|新?区)|(?:综合)?保税区|(?:经济|高新|技术|产业|工业)*开发区|片区|管理区|经开区|高新区|新区"
)
_NAME = 4  # characters of the name of a town, village or zone, at most


@dataclass(frozen=True, slots=True)
class Places:
    """The places one document can mean: `short` maps a short name to the full one, `pattern` finds both."""

    home: str | None
    short: dict[str, str]
    pattern: re.Pattern[str]
    counties: frozenset[str]

    def full(self, name: str) -> str:
        """The official name as far as the document makes it plain."""
        if re.fullmatch(ZONE, name):
            return (self.stem or "") + name
        return self.short.get(name, name)

    def county_prefix(self, name: str) -> int:
        """How many characters of a firm's or project's name are the county it lies in; 0 where there is none."""
        head = self.pattern.match(name)
        if not head or not head[0] or len(name) - head.end() < 2 or re.match("[区县市]", name[head.end() :]):
            return 0
        return head.end() if self.full(head[0]) in self.counties else 0

    def without(self, name: str) -> str:
        """A thing without the full name of the place where it is said to be: 甲市石墨负极短缺 speaks of 石墨负极."""
        head = self.pattern.match(name)
        cut = head.end() if head and re.search(f"[{_LEVELS}]$", head[0]) else 0
        return name[cut:] if len(name) - cut > 1 else name

    @property
    def stem(self) -> str | None:
        return _stem(self.home) if self.home else None


@cache
def _codes() -> dict[str, list[str]]:
    """The codes of each name of a division, in the order of the table."""
    codes: dict[str, list[str]] = {}
    for code, division in divisions().items():
        codes.setdefault(division.name, []).append(code)
    return codes


@cache
def _cities() -> frozenset[str]:
    """Names of provinces and cities."""
    return frozenset(name for name, codes in _codes().items() if codes[0].endswith("00"))


@cache
def _under() -> dict[str, frozenset[str]]:
    """The names of the divisions right below each code."""
    below: dict[str, set[str]] = {}
    for division in divisions().values():
        below.setdefault(division.parent or "", set()).add(division.name)
    return {code: frozenset(names) for code, names in below.items()}


@cache
def _names() -> frozenset[str]:
    return frozenset(division.name for division in divisions().values())


def is_division(name: str) -> bool:
    """Is this the full name of a division of China down to county?"""
    return name in _names()


@lru_cache(maxsize=8192)
def _stem(name: str) -> str:
    return re.sub(
        r"(?:特别行政区|壮族自治区|回族自治区|维吾尔自治区|自治[区州县旗]|地区|林区|[省市区县旗州盟])$", "", name
    )


@cache
def _initials() -> tuple[frozenset[str], ...]:
    """By province, the characters with which the names of its cities begin: by these groups of cities are called."""
    by: dict[str, set[str]] = {}
    for code, division in divisions().items():
        if code.endswith("00") and not code.endswith("0000"):
            by.setdefault(code[:2], set()).add(division.name[0])
    return tuple(frozenset(characters) for characters in by.values())


def is_city_group(name: str, after: str) -> bool:
    """Is the name made of the first characters of a province's cities, four at least or before 都市圈 and the like?

    >>> is_city_group("武鄂黄黄", "引领"), is_city_group("宜荆", "荆恩城市群"), is_city_group("长江", "电力")
    (True, True, False)
    """
    circle = _CIRCLE.match(after)
    whole = name + circle[1] if circle else name
    return len(whole) >= (2 if circle else _CITIES) and any(one.issuperset(whole) for one in _initials())


@lru_cache(maxsize=2)
def places(text: str, region: str | None = None) -> Places:
    """What places the text can mean. `region` is the place it speaks for; else the place named most."""
    codes, cities = _codes(), _cities()
    found = (match[1] for pattern in (_DIVISION, _COUNTY) for match in pattern.finditer(text))
    counts = Counter(name for name in found if name in codes)
    pairs = {text[at : at + 2] for at in range(len(text) - 1)}
    for name in sorted(cities | set(counts)):
        if len(_stem(name)) > 1 and _stem(name)[:2] in pairs and (seen := text.count(_stem(name))):
            counts[name] = max(counts[name], seen)
    towns = Counter(re.findall(r"(?:^|[，。、\s（在]|[县区市])([一-龥]{2,3}镇)(?!化|政府所)", text))
    named = [town for town in sorted(towns) if towns[town] > 1]
    ranked = sorted(counts, key=lambda name: (-counts[name], name))
    top = towns.most_common(1)
    if top and top[0][1] > (counts[ranked[0]] if ranked else 0) / 2 and text.lstrip().startswith(top[0][0]):
        region = region or top[0][0]
    home = region or next(iter(ranked), None)
    known = set(ranked) | ({home} if home else set())
    near = {code for name in known & cities for code in codes.get(name, ())}
    short = {_stem(name): name for name in sorted(cities) if len(_stem(name)) > 1}
    known |= {name for code in near for name in _under().get(code, ()) if len(name) == _SHORTEST and name in text}
    likely = known.union(*(_under().get(code, ()) for code in near))
    for division in divisions().values():
        name = division.name
        if name in likely and (division.parent in near or name in counts) and len(_stem(name)) > 1:
            short.setdefault(_stem(name), name)
    short = {stem: name for stem, name in short.items() if stem[:2] in pairs and stem in text}
    short |= {stem: name for stem, name in _afar(text).items() if stem not in short}
    names = sorted(known | set(short), key=lambda name: (-len(name), name))
    base = _any(names)
    full = rf"(?:{base})?(?:{ZONE})|(?:{base})(?:[一-龥]{{2,4}}镇)?"
    pattern = "|".join([*_small(text, short), full, *named])
    counties = {name for name in known | set(short.values()) if name not in cities and name != home}
    return Places(home, short, re.compile(pattern), frozenset(counties))


@cache
def _around_small() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What the name of a town, village or zone follows, and how the words before 镇 end that are none."""
    verb = "|".join(words(kind) for kind in ("before_firm", "title_verb", "focuses", "develops"))
    follows = re.compile(rf"[^一-龥]|{words('before_place')}|{verb}|[{_LEVELS}]")
    return follows, re.compile(rf"(?:{words('not_small_place')}|{verb})$")


def _small(text: str, short: Collection[str]) -> list[str]:
    """Towns, villages and zones, the longest first, whose name plainly begins somewhere: after a mark, after a word
    that places follow (落户), or after the division that they lie in; none that ends in one of the `short` names."""
    follows, no_name = _around_small()
    found: set[str] = set()
    for kind in _SMALL.finditer(text):
        head = ("\n" + text[max(0, kind.start() - 2 * _NAME) : kind.start()])[-2 * _NAME :]
        begin = max((m.end() for m in follows.finditer(head) if m.end() <= len(head) - 2), default=len(head))
        name = head[begin:] + kind[0]
        known = any(name.endswith(stem) for stem in short if stem.endswith(kind[0]))  # 由|固镇
        if re.fullmatch(rf"[一-龥]{{2,{_NAME}}}", head[begin:]) and not (known or no_name.search(head, begin)):
            found.add(name)
    return sorted(found, key=lambda name: (-len(name), name))


@cache
def _elsewhere() -> tuple[dict[str, str], re.Pattern[str]]:
    """Counties and county-level cities by their short names, as far as those are no words and stand for one, and a
    pattern that finds one of them as the place of a firm (江阴的…)."""
    names = [name for name in _names() if name[-1] in "县市" and name not in _cities()]
    stems = Counter(_stem(name) for name in names)
    plain = re.compile(words("not_short_place"))
    short = {_stem(name): name for name in names if len(_stem(name)) > 1 and stems[_stem(name)] == 1}
    short = {stem: name for stem, name in sorted(short.items()) if not plain.fullmatch(stem)}
    return short, re.compile(rf"(?:^|[^一-龥]|{words('before_place')})({_any(list(short))})(?=的|企业|$)")


def _afar(text: str) -> dict[str, str]:
    """Short names of counties that no city of the text needs to hold, by the words around them."""
    short, pattern = _elsewhere()
    return {match[1]: short[match[1]] for match in pattern.finditer(text)}


def _any(names: Sequence[str]) -> str:
    """A pattern for the first that fits; those with one first character stand together, so that few are tried."""
    by: dict[str, list[str]] = {}
    for name in names:
        by.setdefault(name[0], []).append(re.escape(name[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in by.items()) or "(?!)"
