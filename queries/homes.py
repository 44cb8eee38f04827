"""The chain of a link that no chain names: where its makers' sentences stand, what they lead, what fits it; else none.

Each maker gets one chain: a thing that is said of one chain does not spread to its siblings.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from ..schema import stem
from ..schema.chains import leaves, references
from .facts import Said
from .reference import holders, means

if TYPE_CHECKING:
    from .chains import Chains, Link, Maker

_Spot = tuple[str, str]


class Homes:
    """What is looked up of the chains of a place again and again, to find where a link belongs."""

    def __init__(self, known: "Chains", said: Iterable[Said], makers: Collection["Maker"]) -> None:
        """`said` are the statements that name a chain at either end, `makers` those whose chain will be asked for."""
        self.known = known
        self.spots: dict[_Spot, Counter[str]] = {
            (maker.said.proof.document, maker.said.proof.place): Counter() for maker in makers if maker.said
        }
        self.quotes: dict[tuple[str, str, str], set[str]] = defaultdict(set)
        for one in said:
            proof = one.proof
            here = self.spots.get((proof.document, proof.place))
            if here is None:
                continue
            for name, kind in ((one.subject, one.subject_type), (one.object, one.object_type)):
                if kind in ("Cluster", "Chain", "Industry"):
                    here[name] += 1
                    self.quotes[proof.document, proof.place, proof.quote].add(name)
        self.led: dict[str, list[Said]] = {maker.firm: [] for maker in makers}
        for leads in known.leads.values():
            for lead in leads:
                if lead.subject in self.led:
                    self.led[lead.subject].append(lead)
        self.whole: dict[str, set[str]] = defaultdict(set)
        for outer in known.inside:
            for inner in known.below(outer) - {outer}:
                self.whole[inner].add(outer)

    def of(self, link: "Link") -> dict[str, list["Maker"]]:
        """The makers of the link by their chain; those of whom nothing tells it go with the others."""
        found: dict[str, list[Maker]] = defaultdict(list)
        rest = []
        for maker in link.makers:
            home = self._beside(link.name, maker)
            if home:
                found[home].append(maker)
            else:
                rest.append(maker)
        home = (next(iter(found)) if len(found) == 1 else None) or self._fitting(link.name, rest) if rest else None
        if home:
            found[home] += rest
        return dict(found)

    def _beside(self, name: str, maker: "Maker") -> str | None:
        """The chain of the maker's sentence or paragraph, else one that it leads under the same headings."""
        if maker.said is None:
            return None
        proof, mine = maker.said.proof, {lead.object for lead in self.led[maker.firm]}
        here = self.spots.get((proof.document, proof.place), Counter())
        quoted = self.quotes.get((proof.document, proof.place, proof.quote), set())
        groups = quoted & mine or quoted or set(here) & mine or set(here)
        if not groups:
            same = (one for one in self.led[maker.firm] if one.proof.document == proof.document)
            groups = {lead.object for lead in same if lead.headings == maker.said.headings}
        return self._one(name, self._inner(groups), here)

    def _fitting(self, name: str, makers: "Collection[Maker]") -> str | None:
        """The narrowest chain with a reference link of this name, or what several such are parts of; else a led one."""
        fits = holders(name, self.known.references.items())
        size = {chain: len([leaf for one in self.known.references[chain] for leaf in leaves(one)]) for chain in fits}
        near = {chain for chain in fits if size[chain] == min(size.values())}
        led = [lead.object for maker in makers for lead in self.led[maker.firm]]
        if near & set(led):
            near &= set(led)
        if len(near) > 1:
            near = near - self._inner(near) or set.intersection(*(self.whole[one] for one in near)) or near
        return self._one(name, near, Counter()) if near else led[0] if led else None

    def _inner(self, groups: set[str]) -> set[str]:
        """The groups without those of which others here are parts."""
        return {one for one in groups if not any(one in self.whole[other] for other in groups)}

    def _one(self, name: str, groups: set[str], here: Counter[str]) -> str | None:
        """Of several chains the one whose reference has the link, then the one most spoken of, then the fullest."""

        def fit(group: str) -> tuple[bool, int, bool, int, str]:
            chosen = self.known.references.get(group, ())
            called = [word for one in chosen for word in (one, *references()[one].also)]
            full = len(self.known.links.get(group, ()))
            return (
                not (chosen and means(name, chosen)),
                -here[group],
                stem(group, "Cluster") not in called,
                -full,
                group,
            )

        return min(groups, key=fit) if groups else None
