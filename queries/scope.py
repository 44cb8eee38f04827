"""Which regions a question is about: a place, what lies in it, and what lies around it."""

from functools import cache
from typing import NamedTuple

from ..errors import UnknownName
from ..graph import Store
from ..schema import contains, divisions, find
from ..schema.divisions import full_name, short
from ..schema.shipped import shipped
from .facts import ask, listed
from .lookup import near, only

_EVERYWHERE = "全部地区"
UNPLACED = ("",)
"""Parts that speak for no place that was recognised, as statements have them."""

_RANKS = ("省", "市州盟", "区县旗")
_COUNTY = 2

COUNTIES, TOWNS = "县市区", "镇街"
"""What a place is made of: see step."""


class Known(NamedTuple):
    """Regions that parts speak for, the one that says most first, and all places that the store names."""

    spoken: tuple[str, ...]
    named: tuple[str, ...]


class Scope(NamedTuple):
    """A place by its shown `name`, and the `places` of the store that lie in it or are it.

    `spoken` are those that documents speak for: their words count for the place. `known` is what the store had.
    """

    name: str
    places: tuple[str, ...]
    spoken: tuple[str, ...]
    known: Known


def scope(store: Store, name: str | None = None) -> Scope:
    """The place that the user names; by default the one whose documents say most of chains.

    Where no document tells its place, all of them speak for the place that is named, by default for everywhere.
    UnknownName, with near names, if neither the store nor the table of divisions knows such a place.
    """
    known = _load(store)
    if not known.spoken:
        return _unplaced(name and (full_name(name) or _find(name, known)), known)
    return _inside(store, known, _find(name, known) if name else known.spoken[0])


def around(store: Store, here: Scope, circle: tuple[str, ...] = ()) -> Scope | None:
    """What lies around a place: the named places or circles, by default the circles that the place belongs to.

    For a county, the city whose documents name it is around it too. None if the store knows nothing there.
    """
    known = here.known
    if circle:
        members = {one for name in circle for one in circles().get(name, (name,))}
    else:
        members = {one for found in circles().values() if _belongs(here.name, found) for one in found}
        members |= {one for one in known.spoken if one != here.name and _holds(store, known, one, here.name)}
    found = [_inside(store, known, one) for one in sorted(members) if not contains(here.name, one)]
    places = {one for place in found for one in place.places} - set(here.places)
    spoken = {one for place in found for one in place.spoken} - set(here.spoken)
    if not spoken and not places & set(known.named):
        return None
    return Scope("、".join(circle) or "周边", tuple(sorted(places)), tuple(sorted(spoken)), known)


def _load(store: Store) -> Known:
    spoken = tuple(str(row["region"]) for row in ask(store, "regions"))
    return Known(spoken, tuple(str(row["name"]) for row in ask(store, "names", family="Region")))


def _holds(store: Store, known: Known, outer: str, place: str) -> bool:
    """Does the place lie in the other? What the table of divisions knows need not be asked of the documents."""
    if find(place):
        return place in known.named and contains(outer, place)
    return place in _inside(store, known, outer).places


def _inside(store: Store, known: Known, name: str) -> Scope:
    spoken = tuple(sorted(one for one in known.spoken if contains(name, one)))
    rows = ask(store, "places", regions=listed(spoken)) if spoken else []
    said = {str(row["place"]): bool(row["assigned"]) for row in rows if row["place"] not in known.spoken}
    places = {one for one in known.named if contains(name, one)}
    places |= {one for one, assigned in said.items() if _may_lie_in(one, name, assigned)}
    return Scope(name, tuple(sorted(places | {name})), spoken, known)


@cache
def circles() -> dict[str, tuple[str, ...]]:
    """Metropolitan circles of public plans and the places in them (circles.yaml)."""
    raw = shipped("queries", "circles.yaml")
    return {name: tuple(places) for name, places in raw.items()}


def _belongs(place: str, members: tuple[str, ...]) -> bool:
    return any(contains(member, place) for member in members)


def _find(name: str, known: Known) -> str:
    """The full name in the store of a place as the user writes it (青岚 for 青岚区)."""
    names = (*known.spoken, *known.named)
    same = [one for one in names if one == name] or [one for one in names if short(one) == short(name)]
    if same:
        return same[0]
    if any(contains(name, one) for one in names):
        return name
    official = full_name(name)
    if official and any(contains(one, official) for one in known.spoken):
        return official  # the plan of what it lies in may say something of it
    if one := only(name, names):
        return one
    raise UnknownName("地区", name, near(name, sorted(set(names))))


def _unplaced(name: str | None, known: Known) -> Scope:
    """A place for documents that tell none: what they name lies in it unless the table of divisions knows better."""
    if name is None:
        return Scope(_EVERYWHERE, known.named, UNPLACED, known)
    inside = {one for one in known.named if contains(name, one) or not find(one)}
    return Scope(name, tuple(sorted({*inside, name})), UNPLACED, known)


def _may_lie_in(place: str, outer: str, assigned: bool) -> bool:
    """A place that the table of divisions does not know lies where the documents that name it stand, if it is smaller.

    A plan assigns clusters and industries to places of its own only, so such a place may be of the same rank (市).
    """
    return not find(place) and (rank(place) > rank(outer) or (assigned and rank(place) == rank(outer)))


def step(place: str) -> str:
    """What people call the places one step below: towns of a county or of a city without counties, else counties.

    >>> step("咸宁市"), step("咸安区"), step("东莞市"), step("云溪市"), step("青岚区"), step("全部地区")
    ('县市区', '镇街', '镇街', '县市区', '镇街', '县市区')
    """
    official = {one.code for one in find(place)}
    if official:
        has_counties = any(one.parent in official for one in divisions().values())
    else:
        has_counties = place in ("", _EVERYWHERE) or rank(place) != _COUNTY
    return COUNTIES if has_counties else TOWNS


def rank(place: str) -> int:
    """0 for provinces, 1 for cities, 2 for counties, 3 for what is smaller, by how the name ends."""
    ranks = [number for number, endings in enumerate(_RANKS) if place[-1] in endings]
    return ranks[0] if ranks else len(_RANKS)
