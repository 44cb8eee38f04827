"""Firms on their way to being targets: all that registers and documents connect with a link, and their names."""

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field

from ..graph import Store
from ..graph.resolve import short_forms
from ..schema import key, stem
from .answers import Proof
from .decisions import SAME, decided
from .facts import Said, ask, facts, facts_of
from .identity import spoken, told_apart
from .introducers import Path
from .matching import Tier, Wanted, terms
from .registers import Firm, Maker, also_called, kin_of, makers, named
from .sayings import is_ended, is_planned


@dataclass(slots=True)
class Candidate:
    """A firm on its way to being a target: its register row, its names in documents, what is said of it."""

    name: str
    link: str
    firm: Firm | None = None
    maker: Maker | None = None
    names: set[str] = field(default_factory=set)
    makes: list[Said] = field(default_factory=list)
    wanted: list[Said] = field(default_factory=list)
    region: str = ""
    ways: list[Path] = field(default_factory=list)

    @property
    def ident(self) -> str:
        return self.firm.ident if self.firm else f"名:{stem(self.name, 'Enterprise')}"

    @property
    def tier(self) -> Tier | None:
        """What documents say outright is sure; that it will make the link is not."""
        if self.makes and not self.planned:
            return Tier.SURE
        said = self.maker.match.tier if self.maker else None
        return said or (Tier.OPEN if self.wanted or self.makes else None)

    @property
    def planned(self) -> bool:
        """Do documents only say that it will make the link?"""
        return bool(self.makes) and all(map(is_planned, self.makes))

    def proofs(self) -> tuple[Proof, ...]:
        mine = [self.maker.proof] if self.maker else []
        said = [one.proof for one in (*self.wanted, *self.makes)]
        return tuple(dict.fromkeys([*said, *mine, *(proof for way in self.ways for proof in way.evidence)]))


def wanted_link(store: Store, link: str) -> Wanted:
    """The link with all spellings of it in documents and reference chains."""
    same = {str(row["name"]) for row in ask(store, "spellings", family="Link", shown=link)}
    return Wanted(link, tuple(sorted({*same, *also_called(link)} - {link})), kin_of(link))


def candidates(store: Store, link: str) -> tuple[list[Candidate], str]:
    """Every firm that a register or a document connects with the link, ours and unfit ones included; and a sentence
    where not all of a register was compared.
    """
    wanted = wanted_link(store, link)
    listed = makers(store, wanted)
    found = [Candidate(one.firm.name, link, one.firm, one, region=one.firm.region) for one in listed.firms]
    _name(store, found)
    by_name = {name: one for one in found for name in one.names}

    def of(name: str) -> Candidate:
        if name not in by_name:
            found.append(Candidate(name, link, names={name}))
            by_name[name] = found[-1]
        return by_name[name]

    for said in facts_of(store, "MAKES", "Link", [link]):
        if not is_ended(said):
            of(said.subject).makes.append(said)
    spelled = terms(wanted)
    for said in facts(store, "TARGETS"):
        says = any(term in said.proof.quote for term in spelled)
        if says or said.object in by_name:
            of(said.object).wanted.append(said)
    _register(store, found)
    return found, listed.note


def _name(store: Store, found: Sequence[Candidate]) -> None:
    """Names under which documents speak of registered firms: the full name, former ones, a short one that is plain."""
    names = spoken(store, [one.firm for one in found if one.firm])
    for one in found:
        one.names |= set(names.get(one.ident, ()))
    taken, forms, apart = {name for one in found for name in one.names}, _short(found), told_apart(store)
    shown = {str(row["key"]): str(row["name"]) for row in ask(store, "shown", keys=sorted(forms))} if forms else {}
    outside = _outside(store, set(shown.values()) - taken)
    for name_key, name in shown.items():
        # A short name is taken where documents speak of a firm from elsewhere and only one firm here can be meant.
        only = [one for one in forms[name_key] if (name_key, one.ident) not in apart]
        if name in outside and len(forms[name_key]) == 1 and only:
            only[0].names.add(name)


def _register(store: Store, found: Sequence[Candidate]) -> None:
    """Give firms of which only documents say that they make it their row in a register, where they have one: it knows
    where they stand and whether they live.
    """
    alone = {one.name: one for one in found if one.firm is None}
    if not alone:
        return
    keys = {key(name, "Enterprise") for name in alone}
    chosen = [ident for (node, ident), answer in decided(store, "firm").items() if answer == SAME and node in keys]
    firms = {firm.ident: firm for firm in named(store, idents=chosen, names=sorted(alone))}
    taken = {one.ident for one in found if one.firm}
    for ident, names in spoken(store, firms.values()).items():
        for one in (alone[name] for name in names if name in alone and ident not in taken):
            one.firm = firms[ident]
            one.region = one.firm.region


def _short(found: Iterable[Candidate]) -> dict[str, list[Candidate]]:
    """By key, the firms that documents may call by a shorter name."""
    forms: dict[str, list[Candidate]] = defaultdict(list)
    for one in found:
        if one.firm:
            for short in short_forms(one.firm.stem, one.firm.region):
                forms[key(short, "Enterprise")].append(one)
    return forms


def _outside(store: Store, names: Set[str]) -> set[str]:
    """Those of the names that documents speak of as firms from elsewhere: wanted here, or supplying someone."""
    told = {one.object for one in facts(store, "TARGETS")}
    told |= {one.subject for one in facts_of(store, "SUPPLIES", "Enterprise", names)}
    return told & names


def unplaced(store: Store, chain: str, found: Sequence[Candidate]) -> list[Candidate]:
    """Firms that documents want for the chain as a whole."""
    placed = {name for one in found for name in one.names}
    wanted: dict[str, Candidate] = {}
    for said in facts(store, "TARGETS"):
        if said.subject == chain and said.object not in placed:
            one = wanted.setdefault(said.object, Candidate(said.object, chain, names={said.object}))
            one.wanted.append(said)
    _register(store, list(wanted.values()))
    return list(wanted.values())
