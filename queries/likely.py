"""Names of documents that may mean registered firms: joined where they can mean no other, else for a person to say."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..graph import Store, scope_pattern
from ..graph.resolve import parts_of, same_trade, short_forms
from ..schema import key, stem
from .decisions import decided
from .facts import ask
from .identity import spoken
from .local import regions_here
from .registers import Firm, named, with_words
from .scope import scope

MOST = 300
"""So many questions of one kind: more than a person answers in an afternoon."""

JOINED = "只有这一家相符，已按同一家计；不是同一家请填“不同”"
_REGISTERED = 3  # registered firms that one name is asked about
_FIRM = "Enterprise"


class Pair(NamedTuple):
    """A name of the documents and a registered firm that it may mean; `why` is JOINED where it can mean no other."""

    node: str
    name: str
    firm: Firm
    why: str


def likely(store: Store, nodes: Mapping[str, str], *, most: int = MOST) -> list[Pair]:
    """Firms of documents, by key, with the registered firms that they may mean; those that bear a registered name are
    left out. Not many more than `most`.
    """
    taken = {key(name, _FIRM) for firm in named(store, names=list(nodes.values())) for name in (firm.name, *firm.once)}
    here = scope(store)
    places, regions = [*here.known.named, *here.known.spoken], regions_here(store, here)
    found: list[Pair] = []
    for node, name in nodes.items():
        if node not in taken and len(found) < most:
            found += [Pair(node, name, *one) for one in _may_be(store, name, places, regions)]
    names = spoken(store, (one.firm for one in found))
    return [one._replace(why=_joined(one, names.get(one.firm.ident, ()))) for one in found]


def _joined(pair: Pair, names: Sequence[str]) -> str:
    """Why the pair is asked about, if documents speak of the firm under these names: by two names they tell of two
    firms until a person joins them.
    """
    if pair.name not in names:
        return pair.why
    others = [one for one in names if one != pair.name]
    return f"文件里还写作“{'”“'.join(others)}”，判定前各算一家" if others else JOINED


def waiting(store: Store) -> int:
    """How many pairs a person should settle: until then each is two firms."""
    if not ask(store, "firm_regions"):
        return 0
    return len(_open(store, {str(row["key"]): str(row["name"]) for row in ask(store, "firm_nodes")}))


def doubles(store: Store, name: str) -> list[str]:
    """What else may be the firm of this name, as long as no person settled it: firms of registers, if documents say the
    name; names of documents, if a register has it.
    """
    listed, own = {firm.ident: firm for firm in named(store, names=[name])}, key(name, _FIRM)
    keys = {key(short, _FIRM) for firm in listed.values() for short in short_forms(firm.stem, firm.region)}
    nodes = {str(row["key"]): str(row["name"]) for row in ask(store, "shown", keys=sorted({*keys, own}))}
    pairs = _open(store, nodes)
    return sorted(
        {one.firm.name for one in pairs if one.node == own} | {one.name for one in pairs if one.firm.ident in listed}
    )


def _open(store: Store, nodes: Mapping[str, str]) -> list[Pair]:
    answers = decided(store, "firm")
    return [one for one in likely(store, nodes) if one.why != JOINED and (one.node, one.firm.ident) not in answers]


def _may_be(store: Store, name: str, places: Sequence[str], regions: Sequence[str]) -> list[tuple[Firm, str]]:
    """Registered firms that a document may call by this name, each with why; at most three."""
    short = stem(name, _FIRM)
    proper, trade = parts_of(short, places)
    if len(short) < 2:
        return []
    found = [
        (firm, "简称与全称相符")
        for firm in with_words(store, scope_pattern(short))
        if short in short_forms(firm.stem, firm.region)
    ]
    if not found and regions:
        # A name that the documents put together otherwise (恒拓装备, 恒拓重型装备制造): asked only of firms from here.
        near = with_words(store, scope_pattern(proper), regions)
        parts = ((firm, *parts_of(firm.stem, [*places, firm.region])) for firm in near)
        found = [(firm, "字号相同，在本地") for firm, one, does in parts if one == proper and same_trade(trade, does)]
    return found[:_REGISTERED]
