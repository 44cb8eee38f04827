"""Short names of documents that can mean one registered firm only, joined with it without asking.

明川精密, in a document of 云溪市 = 云溪明川精密科技有限公司 (云溪市青岚区)     no other firm of the city begins so
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import NamedTuple

from ..graph import Row, Store
from ..graph.resolve import bare_name, beginnings, short_forms
from ..schema import contains, key, stem
from .facts import ask, facts_of
from .registers import Firm, named
from .scoring import holds

_FIRM = "Enterprise"
_PROPER = 3  # characters of a name without place and form: 明川 may be anyone's, 明川精密 is one firm's

Said = Mapping[str, Sequence[Row]]
"""By key, which documents of which places speak of it under which name."""


class _Pair(NamedTuple):
    """A key that documents speak of, and the registered firm that it may mean; `proper` is its name without place."""

    node: str
    firm: Firm
    proper: str


def sure_names(store: Store, firms: Iterable[Firm], apart: Set[tuple[str, str]] = frozenset()) -> dict[str, set[str]]:
    """By identity, the keys of the short names under which documents of the firm's city mean this firm and no other.

    `apart` are pairs of a key and an identity that people told apart. Never joined: names that two firms of the city
    could bear, that another firm bears in full, that a place wants to win, or that one document tells apart.
    """
    spoken = [str(row["region"]) for row in ask(store, "regions")]
    forms: dict[str, list[Firm]] = defaultdict(list)
    for firm in firms:
        if firm.alive and any(holds(place, firm.region) for place in spoken):
            for short in short_forms(firm.stem, firm.region):
                forms[key(short, _FIRM)].append(firm)
    said: dict[str, list[Row]] = defaultdict(list)
    for row in ask(store, "speaking", keys=sorted(forms)) if forms else ():
        said[str(row["key"])].append(row)
    pairs = [_Pair(node, firm, bare_name(_stem(node), firm.region)) for node in said for firm in forms[node]]
    fitting = [
        pair
        for pair in pairs
        if len(pair.proper) >= _PROPER
        and (pair.node, pair.firm.ident) not in apart
        and _of_one_city(said[pair.node], pair.firm)
    ]
    names: dict[str, set[str]] = defaultdict(set)
    for pair in _without_rivals(store, fitting, said) if fitting else ():
        names[pair.firm.ident].add(pair.node)
    return {ident: nodes for ident, nodes in names.items() if not _told_apart(nodes, said)}


def _of_one_city(rows: Sequence[Row], firm: Firm) -> bool:
    """Do all documents that name it speak for a place in which the firm stands, or for a part of that place?"""
    regions = {str(row["region"]) for row in rows}
    own = [region for region in regions if region and holds(region, firm.region)]
    return bool(own) and all(any(contains(place, region) for place in own) for region in regions)


def _without_rivals(store: Store, pairs: Sequence[_Pair], said: Said) -> list[_Pair]:
    """Those of the pairs of which the name is nobody else's."""
    starts = {start for pair in pairs for start in beginnings(pair.proper, pair.firm.region)}
    begins: dict[str, list[tuple[str, Row]]] = defaultdict(list)
    for row in ask(store, "firms_begin", starts=sorted(starts)):
        name = bare_name(str(row["stem"]), str(row["region"]))
        begins[name[:_PROPER]].append((name, row))
    bearers: dict[str, set[str]] = defaultdict(set)
    for firm in named(store, names=[name for pair in pairs for name in (pair.proper, _stem(pair.node))]):
        for name in (firm.stem, *(stem(one, _FIRM) for one in firm.once)):
            bearers[name].add(firm.ident)
    wooed = {one.object for one in facts_of(store, "TARGETS", _FIRM, (_shown(said, pair.node) for pair in pairs))}

    def alone(pair: _Pair) -> bool:
        places = [str(row["region"]) for row in said[pair.node]]
        near = {
            str(row["ident"])
            for name, row in begins[pair.proper[:_PROPER]]
            if name.startswith(pair.proper)
            and (not row["region"] or any(place and holds(place, str(row["region"])) for place in places))
        }
        others = near | bearers[pair.proper] | bearers[_stem(pair.node)]
        return others <= {pair.firm.ident} and _shown(said, pair.node) not in wooed

    return [pair for pair in pairs if alone(pair)]


def _told_apart(nodes: Set[str], said: Said) -> bool:
    """Does one document name two of them and not mean one thing by both?"""
    shown: dict[str, set[str]] = defaultdict(set)
    for node in nodes:
        for row in said[node]:
            shown[str(row["document"])].add(str(row["name"]))
    return any(len(names) > 1 for names in shown.values())


def _shown(said: Said, node: str) -> str:
    return str(said[node][0]["name"])


def _stem(node: str) -> str:
    return node.split(":", 1)[1]
