"""What a person should look at in the chains: reference chains that contradict themselves, groups without one."""

from collections import defaultdict
from collections.abc import Iterable
from graphlib import CycleError, TopologicalSorter

from ..graph import Store
from ..schema.chains import classes, links, references
from .answers import Finding
from .chains import Chains, chains
from .scope import scope


def audit_chains(store: Store, region: str | None = None) -> list[Finding]:
    """Faults of reference chains (环, 孤立, 重名, 无出处), then how a place's groups and links fit them."""
    return [*reference_faults(), *store_findings(chains(store, scope(store, region)))]


def reference_faults() -> list[Finding]:
    """Cycles, links that nothing touches, names shared by two links, links without a source; none as shipped."""
    found = []
    for name, reference in references().items():
        if reference.file:
            found += [*_cycles(name, {link.name: link.after for link in links(name).values()}), *_loose(name)]
            found += [
                Finding("无出处", name, link.name, link.code)
                for link in links(name).values()
                if link.code not in classes()
            ]
    return found


def _cycles(chain: str, after: dict[str, tuple[str, ...]]) -> Iterable[Finding]:
    try:
        TopologicalSorter(after).prepare()
    except CycleError as error:
        yield Finding("环", chain, error.args[1][0], "首尾相接：" + " → ".join(reversed(error.args[1])))


def _loose(chain: str) -> Iterable[Finding]:
    """Links without neighbours, and names that two links share."""
    known = links(chain)
    reached = {name for link in known.values() for name in link.after}
    taken: dict[str, str] = {}
    for link in known.values():
        if not link.after and link.name not in reached:
            yield Finding("孤立", chain, link.name, "没有上下游")
        for word in (link.name, *link.also):
            if word in taken:
                yield Finding("重名", chain, link.name, f"与“{taken[word]}”都叫“{word}”")
            taken[word] = link.name


def store_findings(known: Chains) -> list[Finding]:
    """Which reference chain each group is, groups and links that fit none, and orders that run in a circle."""
    found = []
    for chain in sorted(known.links):
        chosen, inside = known.references.get(chain, ()), known.links[chain]
        matched = [name for name, link in inside.items() if link.match]
        what = (
            f"{'、'.join(chosen)}；{len(matched)}/{len(inside)}个环节对上"
            if chosen
            else "没有对应的参考链，只用文件自己的环节"
        )
        found.append(Finding("对应" if chosen else "未对应", chain, "", what))
    after: dict[str, set[str]] = defaultdict(set)
    for one in known.order:
        after[one.subject].add(one.object)
    found += _cycles("", {name: tuple(sorted(others)) for name, others in sorted(after.items())})
    return found
