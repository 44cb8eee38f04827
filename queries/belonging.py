"""Of which chain a project is that no sentence gives to one: by its heading, by what it makes, by its firms."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from ..schema import SURE, stem
from ..schema.chains import leaves, links
from .chains import Chains
from .facts import Said

_SHARED = 3  # characters that the names of a project and a chain must share to speak of one thing


Part = tuple[str, str]
"""A chain that a firm is part of, and the sentence that says so."""


@dataclass(frozen=True, slots=True)
class Belonging:
    """What tells to which chain a project of a place belongs: the `groups` that the store names, the chains of the
    place with their parts (`below`), by the names of links those that have them, by the names of reference links
    likewise, and by firms those that they are part of.
    """

    groups: Collection[str]
    below: dict[str, set[str]]
    items: dict[str, set[str]]
    references: dict[str, set[str]]
    firms: dict[str, list[Part]]

    def chain_of(self, name: str, firms: Collection[str], said: Collection[Said]) -> str:
        """The one chain; "" where nothing tells it, or several are left. `firms` are those of the project; that its own
        sentence tells of a chain says nothing.
        """
        own = {one.proof.quote for one in said}
        theirs = self._inner({chain for firm in firms for chain, quote in self.firms.get(firm, ()) if quote not in own})
        bare = next((name.removeprefix(firm) for firm in firms if name.startswith(firm)), name)
        return (
            owner_by_heading(said, self.groups)
            or self._of_item(bare, self.items, theirs)
            or owner_by_name(name, self.groups)
            or (next(iter(theirs)) if len(theirs) == 1 else "")
            or self._of_item(bare, self.references, theirs)
            or _of_words(bare, self.below)
        )

    def _of_item(self, name: str, items: dict[str, set[str]], theirs: Collection[str]) -> str:
        """The one chain with the longest link that stands in the name; of several that of the project's firms."""
        found = [item for item in items if len(item) > 1 and item in name]
        best = max(map(len, found), default=0)
        chains = self._inner(set().union(*(items[item] for item in found if len(item) == best)))
        if len(chains) > 1:
            chains &= set(theirs)
        return next(iter(chains)) if len(chains) == 1 else ""

    def _inner(self, chains: set[str]) -> set[str]:
        """The chains without those of which others of them are parts."""
        return {one for one in chains if not self.below.get(one, set()) & chains}

    def elsewhere(self) -> "Belonging":
        """What tells it of a project of another place: its heading, and its name."""
        return Belonging(self.groups, {}, {}, {}, {})


def belonging(known: Chains, groups: Collection[str]) -> Belonging:
    """What the chains of a place tell; `groups` are all that the store names."""
    items: dict[str, set[str]] = defaultdict(set)
    firms: dict[str, list[Part]] = defaultdict(list)
    for link in known.every():
        if link.named or link.wanted or link.dropped:  # else the sentence of a project may be all that it stands on
            items[link.name].add(link.chain)
            for maker in link.makers:
                firms[maker.firm].append((link.chain, maker.said.proof.quote if maker.said else ""))
    for chain, said in known.leads.items():
        for one in said:
            if one.confidence >= SURE:
                firms[one.subject].append((chain, one.proof.quote))
    references: dict[str, set[str]] = defaultdict(set)
    for chain, chosen in known.references.items():
        for leaf in (leaf for one in chosen for leaf in leaves(one)):
            for reference in links(leaf).values():
                for name in (reference.name, *reference.also):
                    references[name].add(chain)
    below = {chain: known.below(chain) - {chain} for chain in known.links}
    return Belonging(groups, below, items, references, firms)


def _of_words(name: str, chains: Iterable[str]) -> str:
    """The one chain whose name shares most characters in a row with that of the project.

    >>> _of_words("惯性传感器产线项目", ["智能传感器产业链", "储能电池产业链"])
    '智能传感器产业链'
    >>> _of_words("新材料项目", ["硅基新材料", "生物基新材料"])
    ''
    """
    shared = Counter({chain: _shared(name, stem(chain, "Cluster")) for chain in chains})
    (best, most), *rest = [*shared.most_common(2), ("", 0)]
    return best if most >= _SHARED and rest[0][1] < most else ""


def _shared(one: str, other: str) -> int:
    """How many characters in a row two names share at most."""
    return SequenceMatcher(None, one, other, autojunk=False).find_longest_match().size


def owner_by_heading(said: Iterable[Said], groups: Collection[str]) -> str:
    """The chain that the innermost heading names under which the project stands; "" where none does. What stands around
    a box that names none tells nothing of the projects in it.
    """
    for one in said:
        for heading in reversed(one.headings):
            named = [
                group for group in groups if re.search(f"{re.escape(stem(group, 'Cluster'))}(?:产业|集群|链)", heading)
            ]
            if named:
                return max(named, key=len)
            if heading.startswith("专栏"):
                break
    return ""


def owner_by_name(name: str, groups: Collection[str]) -> str:
    """The one chain whose whole name stands in that of the project: 光电信息产业园; "" where none or several do.

    >>> owner_by_name("光电信息产业园", ["光电信息产业链", "光电产业集群"]), owner_by_name("水泵项目", ["水泵"])
    ('光电信息产业链', '')
    """
    chains = sorted((group for group in groups if group.endswith(("链", "集群"))), reverse=True)
    cores = {stem(group, "Cluster"): group for group in chains}
    found = [core for core in cores if len(core) > 1 and core in name]
    best = max(found, key=len, default="")
    return cores[best] if best and all(core in best for core in found) else ""
