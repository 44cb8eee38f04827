"""Which registered firm is which firm of the documents: by full, former and plain short names, and by people's word."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from ..errors import UnknownName
from ..graph import Store
from ..schema import Decision, key, locate
from .decisions import DIFFERENT, SAME, decided
from .facts import ask
from .lookup import lookup
from .registers import Firm, named
from .short_names import sure_names

_FIRM = "Enterprise"


def spoken(store: Store, firms: Iterable[Firm]) -> dict[str, list[str]]:
    """By identity, the names under which documents speak of the firms, as answers show them; firms without are absent.

    A person's word comes before the names: who is said to be another firm is not this one.
    """
    asked, said, keys = list(firms), decided(store, "firm"), dict[str, set[str]]()
    sure = sure_names(store, asked, {about for about, answer in said.items() if answer == DIFFERENT})
    for firm in asked:
        whole = {key(name, _FIRM) for name in (firm.stem, *firm.once)} | sure.get(firm.ident, set())
        keys[firm.ident] = {one for one in whole if said.get((one, firm.ident)) != DIFFERENT}
    chosen: dict[str, set[str]] = defaultdict(set)
    for (node, ident), answer in said.items():
        if answer == SAME:
            chosen[node].add(ident)
    for node, idents in chosen.items():
        for ident, names in keys.items():
            (names.add if ident in idents else names.discard)(node)
    every = sorted(set().union(*keys.values()))
    shown = {str(row["key"]): str(row["name"]) for row in ask(store, "shown", keys=every)} if every else {}
    found = {ident: sorted({shown[one] for one in names if one in shown}) for ident, names in keys.items()}
    return {ident: names for ident, names in found.items() if names}


def fronts_of(store: Store) -> list[str]:
    """Places with which names of firms may begin: those of the documents, and what they lie in (山东 before a firm of
    日照).
    """
    named = {str(row["name"]) for row in ask(store, "names", family="Region")}
    named |= {str(row["region"]) for row in ask(store, "regions") if row["region"]}
    ends = "省|自治区|市|自治州|区|县|旗"
    return sorted(named | {part for place in named for part in re.findall(f".+?(?:{ends})", locate(place))})


def told_apart(store: Store) -> set[tuple[str, str]]:
    """Pairs of a node's key and a registered identity that people say are two firms."""
    return {about for about, answer in decided(store, "firm").items() if answer == DIFFERENT}


def firms_called(store: Store, name: str) -> list[str]:
    """The names by which answers show the firm that a user types: that of the documents, else the registered one.

    UnknownName, with near names, for a firm that nothing names.
    """
    firms = named(store, names=[name])
    names = spoken(store, firms)
    found = {shown for firm in firms for shown in names.get(firm.ident, [firm.name])}
    try:
        return sorted({lookup(store, _FIRM, name), *found})
    except UnknownName:
        if found:
            return sorted(found)
        raise


def firm_called(store: Store, name: str) -> str:
    """The firm of the documents that a user means by this name, also by its registered one. UnknownName as above."""
    firms = named(store, names=[name])
    found = sorted({shown for names in spoken(store, firms).values() for shown in names}) if firms else []
    return found[0] if len(found) == 1 else lookup(store, _FIRM, name)


def with_joins(store: Store, said: Sequence[Decision]) -> list[Decision]:
    """The decisions; and where a person says which registered firm a name means, that its registered names mean the
    same: lists of purchases write those.
    """
    idents = [one.object for one in said if one.kind == "firm"]
    firms = {firm.ident: firm for firm in named(store, idents=idents)} if idents else {}
    found = list(said)
    for one in said:
        if one.kind == "firm" and one.object in firms:
            found += [
                Decision("same", *about, one.value, one.source, one.at)
                for about in pairs(one.subject, firms[one.object])
            ]
    return found


def pairs(node: str, firm: Firm) -> list[tuple[str, str]]:
    """The node's key with that of each registered name, in the order in which decisions of kind `same` have them."""
    others = {key(name, _FIRM) for name in (firm.stem, *firm.once)} - {node}
    return sorted((min(node, other), max(node, other)) for other in others)
