"""The visible factors of a target company: points and words, weights in targets.yaml."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from ..schema import contains, divisions, find
from ..schema.shipped import shipped
from .facts import Said
from .registers import Firm
from .sayings import is_planned, is_signed
from .scope import Scope, circles

Factor = tuple[float, str]


class Here(NamedTuple):
    """The region that targets are for: its name, the places in it and in its city, its metropolitan circle and the
    cities of that, its province."""

    region: str
    places: frozenset[str]
    circle: str
    cities: tuple[str, ...]
    province: str

    def has(self, region: str) -> bool:
        """Whether the place lies here."""
        return _any_holds(self.places, region)

    def near(self, region: str) -> bool:
        """Whether the place lies in the circle."""
        return _any_contains(self.cities, region)


def holds(place: str, region: str) -> bool:
    """Whether a firm's place (云溪市青岚区) lies in a place or is it; 青岚区 alone is a place of a plan."""
    return contains(place, region) or (len(place) > 2 and region.endswith(place))


@lru_cache(maxsize=1 << 14)
def _any_holds(places: frozenset[str], region: str) -> bool:
    """Kept, because thousands of candidates stand in a few hundred places."""
    return bool(region) and any(holds(place, region) for place in places)


@lru_cache(maxsize=1 << 14)
def _any_contains(places: tuple[str, ...], region: str) -> bool:
    return bool(region) and any(contains(place, region) for place in places)


@cache
def weights() -> dict[str, Any]:
    raw: dict[str, Any] = shipped("queries", "targets.yaml")
    return raw


def here(region: Scope, city: Scope) -> Here:
    """What lies around a region; a place that no table knows has neither circle nor province."""
    name = region.name
    circle = next((title for title, cities in circles().items() if any(contains(one, name) for one in cities)), "")
    found = find(name)
    province = ""
    if found:
        code = found[0].code
        while divisions()[code].parent:
            code = divisions()[code].parent
        province = divisions()[code].name
    return Here(
        name, frozenset({*region.places, *city.places, name, city.name}), circle, circles().get(circle, ()), province
    )


def size(firm: Firm | None) -> Iterator[Factor]:
    """How large the firm is and whether it grows; what is not known is said, without points."""
    if firm is None:
        yield 0, "名录里没有这家企业，规模未知"
        return
    for rule in weights()["size"]:
        value = getattr(firm, rule["field"])
        if value is not None and value >= rule["least"]:
            foreign = f"（{firm.currency}）" if rule["field"] == "capital" and firm.currency != "CNY" else ""
            yield rule["points"], rule["says"].format(value=value) + foreign
            break
    if firm.growth is not None and firm.growth >= weights()["growth"]["least"]:
        yield weights()["growth"]["points"], f"营收增长{firm.growth:g}%"
    missing = [
        ("营收", firm.revenue),
        ("参保人数", firm.staff),
        ("注册资本", firm.capital),
        ("登记状态", firm.state or None),
    ]
    if unknown := [name for name, value in missing if value is None]:
        yield 0, f"未提供{'、'.join(unknown)}"


def place(here_: Here, region: str) -> Iterator[Factor]:
    """How near the firm is."""
    near = weights()["near"]
    if not region:
        yield 0, "未提供所在地"
    elif here_.near(region):
        yield near["circle"], f"在{here_.circle}"
    elif here_.province and _any_contains((here_.province,), region):
        yield near["province"], "在本省"


def ties(
    here_: Here, said: Sequence[Said], names: set[str], leaders: dict[str, str], at: dict[str, str]
) -> Iterator[Factor]:
    """What documents and lists say of the firm: supplies to our leaders, projects near, signs that it grows."""
    supplies = [one for one in said if one.predicate == "SUPPLIES" and one.subject in names and not is_planned(one)]
    served = sorted({one.object for one in supplies} & set(leaders))
    if served:
        yield weights()["supplies"], f"已供应{leaders[served[0]]}{'、'.join(served)}"
    works = [one for one in said if one.predicate == "UNDERTAKES" and one.subject in names]
    built = {one.object for one in works}
    signed = sorted({one.object for one in works if here_.has(at.get(one.object, "")) and is_signed(one)})
    near = sorted(name for name in built if here_.has(at.get(name, "")) or here_.near(at.get(name, "")))
    if signed:
        yield weights()["project"], f"已在本地签约项目：{signed[0]}"
    elif near:
        yield weights()["project"], f"在周边有项目：{near[0]}"
    if any(expanding(one.proof.quote) for one in said):
        yield weights()["expanding"], "文件提到它新建或扩产"


def expanding(sentence: str) -> bool:
    return _expansion().search(sentence) is not None


@cache
def _expansion() -> re.Pattern[str]:
    return re.compile("|".join(weights()["expansion"]))
