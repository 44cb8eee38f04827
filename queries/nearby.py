"""Where firms stand, which place is local to a firm, and which places speak of a chain."""

from collections import Counter
from collections.abc import Iterable

from ..graph import Store
from ..schema import contains, find, stem
from .facts import Said, facts_of
from .lookup import names, same_name
from .registers import named
from .scope import UNPLACED, Scope, rank, scope

_CITY = 1  # what scope.rank says of a city
_SPEAKING = ("FOCUSES_ON", "SEEKS", "LEADS", "PART_OF")  # what is said of a chain itself


def is_in(place: str, here: Scope) -> bool:
    """Does the place lie in the other, or is it that?"""
    return bool(place) and (place in here.places or contains(here.name, place))


def places_of(store: Store, firms: Iterable[str]) -> dict[str, list[str]]:
    """Where firms stand: by the documents, then by the registers. Firms of which neither says so are absent."""
    asked = sorted(set(firms))
    found: dict[str, list[str]] = {name: [] for name in asked}
    for one in facts_of(store, "LOCATED_IN", "Enterprise", asked):
        found[one.subject].append(one.object)
    rows = {firm.stem: firm.region for firm in named(store, names=asked) if firm.region} if asked else {}
    for name in asked:
        found[name] += [rows[stem(name, "Enterprise")]] if stem(name, "Enterprise") in rows else []
    return {name: places for name, places in found.items() if places}


def local_to(store: Store, firm: str, said: Iterable[Said]) -> Scope:
    """The place of the documents that is local to a firm: the default one if it holds the firm, else the firm's city.

    A firm that nothing places is of the place whose plans speak of it (`said`). The default one where all fails.
    """
    here = scope(store)
    if here.spoken == UNPLACED:
        return here
    spoken = Counter(one.region for one in said if one.region)
    places = places_of(store, [firm]).get(firm) or [name for name, _ in spoken.most_common()]
    for place in places:
        if is_in(place, here):
            return here
        around = [name for name in here.known.spoken if _holds(store, name, place)]
        if around:
            return scope(store, min(around, key=lambda name: (rank(name) != _CITY, rank(name), name)))
    return here


def _holds(store: Store, outer: str, place: str) -> bool:
    """As scope has it: a place that the table of divisions does not know lies where the documents put it."""
    return contains(outer, place) or (not find(place) and place in scope(store, outer).places)


def speaking_of(store: Store, chain: str) -> list[str]:
    """The places whose documents speak of the chain, those that say most of it first."""
    groups = [name for name in names(store, "Group") if same_name(chain, name, "Group")]
    said = [one for predicate in _SPEAKING for one in facts_of(store, predicate, "Group", groups)]
    counted = Counter(one.region for one in said if one.region)
    return sorted(counted, key=lambda region: (-counted[region], region))
