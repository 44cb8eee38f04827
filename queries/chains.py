"""The links of each chain as the documents give them, and who stands at each."""

from collections import defaultdict
from dataclasses import dataclass, field

from ..graph import Store
from .facts import Said, facts

GROUP = frozenset({"Cluster", "Industry", "Chain"})


@dataclass(slots=True)
class Link:
    """What the documents say of one link of one chain."""

    wanted: list[Said] = field(default_factory=list)
    named: list[Said] = field(default_factory=list)
    makers: list[Said] = field(default_factory=list)


@dataclass(slots=True)
class Chains:
    """All chains of a region. `links[chain][link]`; `order` holds UPSTREAM_OF; `leads` the firms of each chain."""

    links: dict[str, dict[str, Link]]
    order: list[Said]
    leads: dict[str, list[Said]]
    inside: dict[str, set[str]]

    def below(self, chain: str) -> set[str]:
        """The chain and every chain that is part of it."""
        found, todo = {chain}, [chain]
        while todo:
            inner = self.inside.get(todo.pop(), set()) - found
            found |= inner
            todo += sorted(inner)
        return found

    def neighbours(self, link: str) -> tuple[list[str], list[str]]:
        """Links stated directly before and directly after the link."""
        before = {one.subject for one in self.order if one.object == link}
        after = {one.object for one in self.order if one.subject == link}
        return sorted(before), sorted(after)


def chains(store: Store, region: str | None, firms: frozenset[str] | None = None) -> Chains:
    """The chains that the region's documents speak of. `firms` restricts makers (None: all but targets)."""
    links: dict[str, dict[str, Link]] = defaultdict(lambda: defaultdict(Link))
    for one in facts(store, "FOCUSES_ON", region):
        links[one.subject][one.object].named.append(one)
    for one in facts(store, "SEEKS", region):
        links[one.subject][one.object].wanted.append(one)
    leads: dict[str, list[Said]] = defaultdict(list)
    for one in facts(store, "LEADS", region):
        leads[one.object].append(one)
    outside = {one.object for one in facts(store, "TARGETS", region)}
    makes = [one for one in facts(store, "MAKES", region) if one.subject not in outside]
    _place_makers(links, leads, [one for one in makes if firms is None or one.subject in firms])
    order = facts(store, "UPSTREAM_OF", region)
    _place_order(links, order)
    inside: dict[str, set[str]] = defaultdict(set)
    for one in facts(store, "PART_OF", region):
        inside[one.object].add(one.subject)
    return Chains(links, order, leads, inside)


def _place_makers(links: dict[str, dict[str, Link]], leads: dict[str, list[Said]], makes: list[Said]) -> None:
    """A maker stands where its link stands already, else at the chain it leads under the same heading."""
    led: dict[str, list[tuple[str, Said]]] = defaultdict(list)
    for chain, found in sorted(leads.items()):
        for one in found:
            led[one.subject].append((chain, one))
    holders: dict[str, list[str]] = defaultdict(list)
    for chain in sorted(links):
        for link in links[chain]:
            holders[link].append(chain)
    for one in makes:
        near = {chain for chain, lead in led[one.subject] if _together(lead, one)}
        homes = near or set(holders.get(one.object, ()))
        if not homes and led[one.subject]:
            homes = {led[one.subject][0][0]}
        for chain in sorted(homes):
            links[chain][one.object].makers.append(one)


def _place_order(links: dict[str, dict[str, Link]], order: list[Said]) -> None:
    """Both ends of a stated order belong to the chain that has one of them already."""
    for chain in sorted(links):
        for one in order:
            if one.subject in links[chain] or one.object in links[chain]:
                for end in (one.subject, one.object):
                    links[chain][end].named.append(one)


def _together(one: Said, other: Said) -> bool:
    return one.proof.document == other.proof.document and one.headings == other.headings
