"""The whole city: its chains with their maps, the most urgent gaps, leaders, layout, goals."""

from collections import Counter
from dataclasses import dataclass

from ..graph import Store
from ..schema import stem
from .answers import Aim, Answer, Gap, Layout, Leader, Proof, State, Work
from .gaps import gaps
from .listings import layout, leaders
from .lookup import elsewhere, home
from .maps import OPEN, ground_of, maps
from .pictures import ChainMaps
from .projects import projects


@dataclass(frozen=True, slots=True)
class ChainRow(Answer):
    """A chain with its parts in numbers: of links that something speaks of. `states` counts those in each state, in
    State's order."""

    chain: str
    links: int
    states: tuple[int, ...]
    firms: int
    leaders: tuple[str, ...]
    urgent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Led(Answer):
    """A group with its chain leaders, and the firms that the documents name as their local supply."""

    group: str
    leaders: tuple[str, ...]
    seconds: tuple[str, ...]
    suppliers: tuple[str, ...]
    evidence: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Shared(Answer):
    """A field that several places have been given."""

    group: str
    places: tuple[str, ...]
    evidence: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class City:
    """All that the overview and the written report say. `gaps` are the open ones, the most urgent first.

    `states` counts the links in each state, in the order of State, that documents or registers speak of; `silent` are
    links of reference chains of which nothing speaks. `others` are places of which the store has documents too.
    """

    region: str
    states: tuple[int, ...]
    chains: tuple[ChainMaps, ...]
    rows: tuple[ChainRow, ...]
    gaps: tuple[Gap, ...]
    led: tuple[Led, ...]
    layout: tuple[Layout, ...]
    shared: tuple[Shared, ...]
    goals: tuple[Aim, ...]
    documents: tuple[str, ...]
    date: str
    silent: int = 0
    others: tuple[str, ...] = ()
    works: tuple[Work, ...] = ()


def city(store: Store, region: str | None = None) -> City:
    """Everything at once, of the place that most documents speak for unless one is named; the same store gives the
    same city.
    """
    asked, ground = region, ground_of(store, region)
    region = ground.here.name if asked or home(store) else ""
    chains = tuple(sorted(maps(store, ground=ground), key=lambda one: (-len(one.boxes), one.chain)))
    inside = set(ground.counties)
    hosted = tuple(row for row in layout(store) if row.region in inside)
    groups = {one for maps_ in chains for one in (maps_.chain, *maps_.parts)}
    stems = {stem(group, "Cluster") for group in groups}
    aims = tuple(
        goal for goal in ground.goals if goal.scope in {region, *inside} or stem(goal.scope, "Cluster") in stems
    )
    links = gaps(store, region=asked)
    spoken = [row for row in links if row.evidence or row.state is not State.UNKNOWN]
    counts = Counter(row.state for row in spoken)
    open_ = tuple(row for row in links if row.state in OPEN)
    documents = sorted(
        {name for maps_ in chains for name in maps_.documents} | {p.document for g in aims for p in g.evidence}
    )
    date = max((maps_.date for maps_ in chains), default="")
    heads = [one for one in leaders(store, region=asked) if one.group in groups]
    rows = tuple(_row(maps_, heads) for maps_ in chains)
    led = _led(heads)
    states = tuple(counts[state] for state in State)
    silent = len(links) - len(spoken)
    others = tuple(elsewhere(store, region)) if region else ()
    shared = _shared(hosted)
    told = tuple(documents)
    works = tuple(projects(store, region=region) if region else ())
    return City(region, states, chains, rows, open_, led, hosted, shared, aims, told, date, silent, others, works)


def _row(maps_: ChainMaps, led: list[Leader]) -> ChainRow:
    spoken = [box for box in maps_.boxes if box.evidence or box.state is not State.UNKNOWN]
    counts = Counter(box.state for box in spoken)
    firms = {firm.name for box in maps_.boxes for firm in box.firms} | {lead.firm for lead in maps_.leads}
    heads = {one.firm for one in led if one.role == "链主" and one.group in (maps_.chain, *maps_.parts)}
    urgent = tuple(lane.link for lane in maps_.open_links()[:5])
    states = tuple(counts[state] for state in State)
    return ChainRow(maps_.chain, len(spoken), states, len(firms), tuple(sorted(heads)), urgent)


def _led(found: list[Leader]) -> tuple[Led, ...]:
    """Groups with a chain leader first."""
    rows = []
    for group in sorted({one.group for one in found}):
        by_role = {
            role: sorted({o.firm for o in found if o.group == group and o.role == role})
            for role in ("链主", "龙头", "配套")
        }
        heads = by_role["链主"]
        seconds = [firm for firm in by_role["龙头"] if firm not in heads]
        supply = [firm for firm in by_role["配套"] if firm not in heads and firm not in seconds]
        evidence = tuple(dict.fromkeys(proof for one in found if one.group == group for proof in one.evidence))
        rows.append(Led(group, tuple(heads), tuple(seconds), tuple(supply), evidence))
    return tuple(sorted(rows, key=lambda row: (not row.leaders, row.group)))


def _shared(hosted: tuple[Layout, ...]) -> tuple[Shared, ...]:
    """Fields with two places and more, those of most places first."""
    rows = []
    for group in sorted({one.group for one in hosted}):
        here = [one for one in hosted if one.group == group]
        places = tuple(sorted({one.region for one in here}))
        if len(places) > 1:
            rows.append(Shared(group, places, tuple(dict.fromkeys(proof for one in here for proof in one.evidence))))
    return tuple(sorted(rows, key=lambda row: (-len(row.places), row.group)))
