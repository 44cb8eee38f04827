"""Which county could fill which gap, and why."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from ..graph import Store
from ..schema.chains import leaves
from ..schema.shipped import shipped
from .answers import Assignment, State
from .chains import Chains, Link
from .facts import Said, facts, proofs
from .picture import Row, picture, rated
from .priority import Weights
from .reference import chains_of
from .scope import Scope, scope
from .states import View, neighbours, view

_OPEN = (State.MISSING, State.BROKEN, State.BORROWED, State.WEAK)


@dataclass(frozen=True, slots=True)
class _Point:
    """Something that speaks for a county: points, the reason in words, the sentences."""

    points: float
    reason: str
    said: tuple[Said, ...]


@dataclass(slots=True)
class _Map:
    """What lies where in the city: firms and parks by county, and the chains each county is assigned."""

    firms: dict[str, dict[str, Said]]
    parks: dict[str, dict[str, Said]]
    assigned: dict[str, list[Said]]
    rests: dict[str, list[Said]]


@cache
def _points() -> dict[str, float]:
    return dict(shipped("queries", "assigning.yaml"))


def assign(
    store: Store, *, chain: str | None = None, region: str | None = None, weights: Weights | None = None
) -> list[Assignment]:
    """For each gap the counties that could fill it, best first: assigned field, leaders, neighbours, parks there."""
    here = scope(store, region)
    drawn = picture(store, here, chain=chain)
    rows = rated(drawn, weights)
    laid, seen = _lay(store, here, drawn.known), view(drawn.known, {})
    found: list[Assignment] = []
    for rank, row in enumerate(rows, start=1):
        if row[1].state in _OPEN:
            found += _counties(seen, laid, rank, row)
    return found


def _counties(seen: View, laid: _Map, rank: int, row: Row) -> list[Assignment]:
    link, judged = row
    outer = {chain for chain in seen.known.inside if link.chain in seen.known.below(chain)} | {link.chain}
    near, scored = _beside(seen, row), []
    for county in sorted({*laid.assigned, *laid.firms}):
        points = list(_reasons(seen.known, laid, link, county, outer, near))
        if points:
            scored.append((sum(one.points for one in points), county, points))
    scored.sort(key=lambda item: (-item[0], item[1]))
    return [
        Assignment(
            rank,
            link.chain,
            link.name,
            judged.state,
            county,
            place,
            total,
            tuple(f"{one.reason}（+{one.points:g}）" for one in points),
            proofs(said for one in points for said in one.said),
        )
        for place, (total, county, points) in enumerate(scored[: int(_points()["most"])], start=1)
    ]


def _reasons(known: Chains, laid: _Map, link: Link, county: str, outer: set[str], near: set[str]) -> Iterable[_Point]:
    """What speaks for the county: `outer` are the chains that the link's is part of, `near` firms right beside it."""
    points, mine = _points(), laid.assigned.get(county, [])
    direct = [one for one in mine if one.object in outer]
    kin = [one for one in mine if one not in direct and _fields(known, one.object) & _fields(known, link.chain)]
    if direct:
        yield _Point(points["assigned"], f"{county}主攻“{direct[0].object}”", tuple(direct[:2]))
    elif kin:
        yield _Point(points["field"], f"{county}主攻相近的“{kin[0].object}”", tuple(kin[:2]))
    firms = laid.firms.get(county, {})
    led = [one for one in known.leads.get(link.chain, ()) if one.subject in firms]
    if led:
        yield _Point(
            points["leader"], f"{led[0].role or '龙头'}“{led[0].subject}”在{county}", (led[0], firms[led[0].subject])
        )
    beside = sorted(firm for firm in near if firm in firms)[:2]
    if beside:
        yield _Point(
            points["neighbour"] * len(beside),
            f"上下游企业在{county}：{'、'.join(beside)}",
            tuple(firms[f] for f in beside),
        )
    there = laid.parks.get(county, {})
    parks = [one for one in laid.rests.get(link.chain, ()) if one.object in there]
    if parks:
        name = parks[0].object
        yield _Point(points["park"], f"本链依托的“{name}”在{county}", (parks[0], there[name]))


def _fields(known: Chains, chain: str) -> set[str]:
    return {leaf for name in known.references.get(chain) or chains_of(chain) for leaf in leaves(name)}


def _beside(seen: View, row: Row) -> set[str]:
    """Firms at the links right before and after."""
    link, judged = row
    before, after = neighbours(seen, link)
    chain = seen.known.links[link.chain]
    firms = {firm for name in (*before, *after) if name in chain for firm in chain[name].present}
    return firms | judged.before | judged.after


def _lay(store: Store, here: Scope, known: Chains) -> _Map:
    """Where firms and parks are, and who is assigned what, within the place but not the place itself."""
    inner = set(here.places) - {here.name}
    firms: dict[str, dict[str, Said]] = defaultdict(dict)
    parks: dict[str, dict[str, Said]] = defaultdict(dict)
    assigned: dict[str, list[Said]] = defaultdict(list)
    for one in facts(store, "LOCATED_IN", most=1):
        if one.object in inner:
            (firms if one.subject_type == "Enterprise" else parks)[one.object].setdefault(one.subject, one)
    for said in known.assigned.values():
        for one in said:
            if one.subject in inner:
                assigned[one.subject].append(one)
    rests: dict[str, list[Said]] = defaultdict(list)
    for one in facts(store, "SUPPORTED_BY", here.spoken):
        rests[one.subject].append(one)
    return _Map(firms, parks, assigned, rests)
