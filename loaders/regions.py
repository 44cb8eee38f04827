"""Places in text: divisions of China by name, short names where the document leaves no doubt, and development zones."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from ..schema import divisions

_LEVELS = "省市区县旗州盟"
_ZONE = "高新技术产业开发区|高新区|经济技术开发区|经济开发区|经开区|示范区|新区|新片区|开发区"
_DIVISION = re.compile(rf"(?=([一-龥]{{2,9}}?[{_LEVELS}]))")


@dataclass(frozen=True, slots=True)
class Places:
    """The places one document can mean: `short` maps a short name to the full one, `pattern` finds both."""

    home: str | None
    short: dict[str, str]
    pattern: re.Pattern[str]
    counties: frozenset[str]

    def full(self, name: str) -> str:
        """The official name as far as the document makes it plain."""
        if re.fullmatch(_ZONE, name):
            return (self.stem or "") + name
        return self.short.get(name, name)

    def county_prefix(self, name: str) -> int:
        """How many characters of a firm's or project's name are the county it lies in; 0 where there is none."""
        head = self.pattern.match(name)
        if not head or not head[0] or len(name) - head.end() < 2 or re.match("[区县市]", name[head.end() :]):
            return 0
        return head.end() if self.full(head[0]) in self.counties else 0

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


@lru_cache(maxsize=2)
def places(text: str, region: str | None = None) -> Places:
    """What places the text can mean. `region` is the place it speaks for; else the place named most."""
    codes, cities = _codes(), _cities()
    counts = Counter(match[1] for match in _DIVISION.finditer(text) if match[1] in codes)
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
    likely = known.union(*(_under().get(code, ()) for code in near))
    for division in divisions().values():
        name = division.name
        if name in likely and (division.parent in near or name in counts) and len(_stem(name)) > 1:
            short.setdefault(_stem(name), name)
    short = {stem: name for stem, name in short.items() if stem[:2] in pairs and stem in text}
    names = sorted(known | set(short), key=lambda name: (-len(name), name))
    base = _any(names)
    full = rf"(?:{base})?(?:{_ZONE})|(?:{base})(?:[一-龥]{{2,4}}镇)?"
    pattern = "|".join([full, *named])
    counties = {name for name in known | set(short.values()) if name not in cities and name != home}
    return Places(home, short, re.compile(pattern), frozenset(counties))


def _any(names: Sequence[str]) -> str:
    """A pattern for the first that fits; those with one first character stand together, so that few are tried."""
    by: dict[str, list[str]] = {}
    for name in names:
        by.setdefault(name[0], []).append(re.escape(name[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in by.items()) or "(?!)"
