"""The chains of a place: links as documents give them, the reference links they stand for, and who stands at each."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from ..graph import Store
from ..schema import SURE, contains, find, stem
from ..schema.chains import RefLink, leaves
from .called import named_beside
from .drafts import outdated
from .facts import Said, ask, facts, listed, said_of, settled, superseded
from .homes import Homes
from .reference import Match, chains_of, is_named, link_of
from .sayings import is_empty, is_ended, is_of_ended, is_planned, stage, why_not
from .scope import UNPLACED, Scope, rank
from .whose import spoken_of

_NAMED, _PROVED = 20, 4  # makers of a link that are named, and of which the sentence is shown
_MANY = 5  # links of its own after which a chain of a reference chain should have one of its links
_CITY = ("市", "州", "盟")  # how cities end, and counties that are called so (醴陵市)
_MOST, _FEW = 4, 2  # sentences kept of one thing that is wanted, and of any other statement


class Maker(NamedTuple):
    """A firm at a link, with the sentence where it is kept; `sure` unless its reader was in doubt. `wider` is what it
    makes where that only holds the link (炼钢 for 电炉炼钢): such a firm is not sure.
    """

    firm: str
    said: Said | None
    sure: bool = True
    wider: str = ""

    @property
    def counts(self) -> bool:
        """Is the firm there already, by a sentence that leaves no doubt?"""
        return self.sure and not (self.said and is_planned(self.said))


@dataclass(slots=True)
class Link:
    """What the documents say of one link of one chain.

    `wanted` are statements that count (SEEKS), `dropped` those that do not, with the reason; `makers` the firms at it
    and `firms` how many there are, which may be more than are named. `match` is the reference link it stands for.
    `looked`: were registers of the place asked who makes it?
    """

    chain: str
    name: str
    wanted: list[Said] = field(default_factory=list)
    dropped: list[tuple[str, Said]] = field(default_factory=list)
    named: list[Said] = field(default_factory=list)
    makers: list[Maker] = field(default_factory=list)
    firms: int = 0
    match: Match | None = None
    looked: bool = False

    @property
    def present(self) -> list[str]:
        """Names of the firms that are there, sorted."""
        return sorted({maker.firm for maker in self.makers if maker.counts})


@dataclass(slots=True)
class Chains:
    """All chains of a place. `links[chain][link]`; `order` holds UPSTREAM_OF; `leads` the firms of each chain.

    `inside` are the parts of each chain, `assigned` the places that host or develop it, `wooed` the firms it wants to
    win; `loose` are makers of things that no chain here has.
    """

    here: Scope
    links: dict[str, dict[str, Link]]
    order: list[Said]
    leads: dict[str, list[Said]]
    inside: dict[str, set[str]]
    assigned: dict[str, list[Said]]
    wooed: dict[str, list[Said]]
    loose: dict[str, Link]
    references: dict[str, tuple[str, ...]]

    def below(self, chain: str) -> set[str]:
        """The chain and every chain that is part of it."""
        found, todo = {chain}, [chain]
        while todo:
            inner = self.inside.get(todo.pop(), set()) - found
            found |= inner
            todo += sorted(inner)
        return found

    def every(self) -> Iterable[Link]:
        """All links of all chains, in order."""
        return (self.links[chain][name] for chain in sorted(self.links) for name in sorted(self.links[chain]))


def chains(store: Store, here: Scope, *, references: dict[str, tuple[str, ...]] | None = None) -> Chains:
    """The chains that documents give for the place. `references`, by the stem of a group, overrides."""
    regions = {*here.spoken, *_above(store, here)}
    found = {
        name: facts(store, name, regions, most=_MOST if name == "SEEKS" else _FEW, drafts=name == "SEEKS")
        for name in _SPOKEN
    }
    _hear(store, here, regions, found)
    links: dict[str, dict[str, Link]] = defaultdict(dict)
    for one in found["FOCUSES_ON"]:
        if not is_empty(one.object):
            _link(links, one.subject, one.object).named.append(one)
    _want(store, links, found["SEEKS"])
    _order(links, found["UPSTREAM_OF"])
    chosen = {chain: (references or {}).get(stem(chain, "Cluster")) or chains_of(chain) for chain in links}
    known = Chains(
        here,
        links,
        found["UPSTREAM_OF"],
        _grouped([one for one in found["LEADS"] if not is_of_ended(one)], "object"),
        {chain: {one.subject for one in said_} for chain, said_ in _grouped(found["PART_OF"], "object").items()},
        _grouped([*found["HOSTS"], *found["DEVELOPS"]], "object"),
        _grouped(found["TARGETS"], "subject"),
        {},
        chosen,
    )
    for link in known.every():
        link.match = link_of(link.name, chosen[link.chain]) if chosen[link.chain] else None
    if not references:
        _drop_strange(known)
    _drop_wholes(known)
    _place(known, makers(store, here), [one for name in _OF_GROUPS for one in found[name]])
    if set(here.spoken) != regions:
        _narrow(known)
    return known


def _drop_strange(known: Chains) -> None:
    """Without reference chains that a group's name only holds, where none of its own many links is one of theirs.

    防爆及智能装备 that tells of motors and lamps is not the chain of robots.
    """
    for chain, chosen in known.references.items():
        own = known.links[chain].values()
        if len(own) >= _MANY and not any(link.match for link in own) and not is_named(chain):
            known.references[chain] = chosen[:0]


def _hear(store: Store, here: Scope, regions: set[str], found: dict[str, list[Said]]) -> None:
    """Of what is said of links in the regions leave out what is said of other places; add what the plans of larger
    places say of this one by its name, of links and of what it is assigned.
    """
    if here.spoken == UNPLACED:
        return
    wider = [one for one in here.known.spoken if one not in regions and contains(one, here.name)]
    for name in ("SEEKS", "FOCUSES_ON"):
        more = facts(store, name, wider, drafts=name == "SEEKS") if wider else []
        found[name] = list(_of_here([*found[name], *more], here, regions))
    for name in ("HOSTS", "DEVELOPS"):
        found[name] += [one for one in facts(store, name, wider) if one.subject in here.places] if wider else []


def _of_here(said: Iterable[Said], here: Scope, regions: set[str]) -> Iterable[Said]:
    """What is said of the place, or of what lies in it, with whom it names."""
    names, inside = frozenset(here.known.named), {here.name, *here.places}
    for one in said:
        spoken = spoken_of(one, names)
        mine = next((about for about in spoken if about.place in inside or contains(here.name, about.place)), None)
        if mine:
            yield one._replace(about=mine)
        elif not spoken and one.region in regions:
            yield one


def _narrow(known: Chains) -> None:
    """Of the chains that a city's plan speaks of, those that a place in it has a part in."""
    own = set(known.here.places)
    mine = {chain for chain, said in known.assigned.items() if own & {one.subject for one in said}}
    mine |= {link.chain for link in known.every() if link.makers}
    said = ((link.chain, one) for link in known.every() for one in (*link.wanted, *link.named))
    mine |= {chain for chain, one in said if one.region in own or (one.about and one.about.place in own)}
    fields = {leaf for chain in mine for name in chains_of(chain) for leaf in leaves(name)}
    for chain in list(known.links):
        parts = {leaf for name in known.references.get(chain, ()) for leaf in leaves(name)}
        if chain not in mine and not parts & fields:
            del known.links[chain]
            known.references.pop(chain, None)


_OF_GROUPS = ("FOCUSES_ON", "SEEKS", "LEADS", "PART_OF", "HAS_PROJECT")  # what says that a paragraph is about a chain
_SPOKEN = ("FOCUSES_ON", "SEEKS", "UPSTREAM_OF", "LEADS", "PART_OF", "HOSTS", "DEVELOPS", "TARGETS", "HAS_PROJECT")


def makers(store: Store, here: Scope) -> dict[str, Link]:
    """Who makes what in the place, by the name of the link; a Link of no chain each."""
    found: dict[str, Link] = {}
    counted: dict[str, set[str]] = defaultdict(set)
    rows = ask(
        store,
        "makers",
        regions=listed(here.spoken),
        places=listed(here.places),
        sure=SURE,
        named=_NAMED,
        proved=_PROVED,
    )
    verdicts = settled(store)
    said = [said_of(row) if row["document"] is not None else None for row in rows]
    dropped = superseded(store, filter(None, said))
    for row, proof in zip(rows, said, strict=True):
        firm, name = str(row["subject"]), str(row["object"])
        link = found.setdefault(name, Link("", name, firms=int(row["firms"] or 0)))
        if row["sure"]:
            counted[name].add(firm)
        right = verdicts.get(("MAKES", firm, name, ""))
        gone = proof and (_elsewhere(proof.region, here) or is_ended(proof) or outdated(proof, dropped))
        if right is not False and not gone:
            told = proof._replace(confidence=1.0) if proof and right else proof
            link.makers.append(Maker(firm, told, bool(row["sure"] or right)))
    for name, link in found.items():
        link.makers = list(_with_their_list(link.makers))
        link.firms += len({one.firm for one in link.makers if one.sure}) - len(counted[name])
    return {name: link for name, link in found.items() if link.makers}


def _with_their_list(makers: list[Maker]) -> Iterable[Maker]:
    """The makers, sure of one whom a sentence names in one list with a sure one: it says the same of both."""
    listed: dict[str, set[str]] = defaultdict(set)
    for maker in makers:
        if maker.said and maker.sure:
            listed[maker.said.proof.quote].add(maker.firm)
    for maker in makers:
        told = maker.said
        if (
            told
            and not maker.sure
            and maker.firm in named_beside(told.proof.quote, listed[told.proof.quote], [maker.firm])
        ):
            maker = maker._replace(said=told._replace(confidence=SURE), sure=True)
        yield maker


def _elsewhere(region: str | None, here: Scope) -> bool:
    """Does a plan of that region speak of another place? What it says of a firm from here is about its works there."""
    if not region or here.spoken == UNPLACED or region in here.spoken or region in here.places:
        return False
    larger = any(contains(region, one) for one in (here.name, *here.spoken))
    return not larger and not contains(here.name, region) and rank(region) >= rank(here.name)


def _above(store: Store, here: Scope) -> list[str]:
    """For a place smaller than a city, the cities whose plans speak for it too."""
    county = any(one.level == "county" for one in find(here.name))
    if (here.name.endswith((*_CITY, "省")) and not county) or not here.places:
        return []
    cities = [one for one in here.known.spoken if one.endswith(_CITY) and one not in here.spoken]
    return [one for one in cities if contains(one, here.name)] or [
        one for one in cities if here.name in {str(row["place"]) for row in ask(store, "places", regions=listed([one]))}
    ]


def _link(links: dict[str, dict[str, Link]], chain: str, name: str) -> Link:
    return links[chain].setdefault(name, Link(chain, name))


def _want(store: Store, links: dict[str, dict[str, Link]], seeks: list[Said]) -> None:
    """Each statement that a link is wanted: counted, or dropped with the reason."""
    dropped = superseded(store, seeks)
    for one in seeks:
        if is_empty(one.object):
            continue
        link, reason = _link(links, one.subject, one.object), why_not(one, dropped)
        if reason:
            link.dropped.append((reason, one))
        else:
            link.wanted.append(one)


def _order(links: dict[str, dict[str, Link]], order: list[Said]) -> None:
    """Both ends of a stated order belong to the chain that has one of them already."""
    holders: dict[str, set[str]] = defaultdict(set)
    for chain, found in links.items():
        for name in found:
            holders[name].add(chain)
    for one in order:
        for chain in sorted(holders[one.subject] | holders[one.object]):
            for end in (one.subject, one.object):
                _link(links, chain, end).named.append(one)
                holders[end].add(chain)


def _grouped(said_: Iterable[Said], end: str) -> dict[str, list[Said]]:
    found: dict[str, list[Said]] = defaultdict(list)
    for one in said_:
        found[getattr(one, end)].append(one)
    return found


def _drop_wholes(known: Chains) -> None:
    """A chain is no link of its own, nor is what it is a part of: to want more of 竹制品 says nothing of a link."""
    wholes: dict[str, set[str]] = defaultdict(set)
    for outer in known.inside:
        for inner in known.below(outer):
            wholes[inner].add(stem(outer, "Cluster"))
    for chain, links in known.links.items():
        for name in wholes[chain] | {stem(chain, "Cluster")}:
            links.pop(name, None)


def _place(known: Chains, made: dict[str, Link], said: Iterable[Said]) -> None:
    """Makers stand at their link in every chain that names it; else in the one it belongs to (homes.py)."""
    holders: dict[str, list[Link]] = defaultdict(list)
    for link in known.every():
        holders[link.name].append(link)
    homes = Homes(known, said, [one for name, link in made.items() if name not in holders for one in link.makers])
    for name, source in sorted(made.items()):
        for link in holders.get(name, ()):
            link.makers += source.makers
            link.firms = max(link.firms, source.firms)
        found = {} if name in holders else homes.of(source)
        for chain, here in sorted(found.items()):
            known.references.setdefault(chain, chains_of(chain))
            link = _link(known.links, chain, name)
            link.makers += here
            named = len({maker.firm for maker in here if maker.sure})
            link.firms = max(link.firms, source.firms if len(found) == 1 else named)
            link.match = link_of(name, known.references[chain]) if known.references[chain] else None
        if not found and name not in holders:
            known.loose[name] = source


def stage_of(link: Link) -> str:
    """The stage of a link: its reference link's, else the one that a sentence puts it in; "" where neither says."""
    if link.match:
        return link.match.link.stage
    return next(filter(None, (stage(one.proof.quote, link.name) for one in (*link.named, *link.wanted))), "")


def stands_for(link: Link) -> RefLink | None:
    """The reference link that the link's name means exactly."""
    return link.match.link if link.match and link.match.exact else None
