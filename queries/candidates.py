"""Firms on their way to being targets: all that registers and documents connect with a link, and their names."""

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field

from ..graph import Store
from ..graph.resolve import short_forms
from ..schema import key, stem
from .answers import Proof
from .decisions import DIFFERENT, SAME, decided
from .facts import Said, ask, facts, facts_of
from .introducers import Path
from .matching import Tier, Wanted, terms
from .registers import Firm, Maker, also_called, kin_of, makers


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
        """What documents say outright is sure."""
        if self.makes:
            return Tier.SURE
        said = self.maker.match.tier if self.maker else None
        return said or (Tier.OPEN if self.wanted else None)

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
        of(said.subject).makes.append(said)
    spelled = terms(wanted)
    for said in facts(store, "TARGETS"):
        says = any(term in said.proof.quote for term in spelled)
        if says or said.object in by_name:
            of(said.object).wanted.append(said)
    return found, listed.note


def _name(store: Store, found: Sequence[Candidate]) -> None:
    """Names under which documents speak of registered firms: the full name, former ones, a short one that is plain."""
    whole: dict[str, Candidate] = {}
    for one in found:
        assert one.firm is not None
        for name in (one.firm.stem, *one.firm.former):
            whole[key(name, "Enterprise")] = one
    forms = _short(found)
    said = decided(store, "firm")
    by_ident = {one.ident: one for one in found}
    joined = {node: by_ident[ident] for (node, ident), answer in said.items() if answer == SAME and ident in by_ident}
    keys = sorted({*whole, *forms, *joined})
    shown = {str(row["key"]): str(row["name"]) for row in ask(store, "shown", keys=keys)} if keys else {}
    outside = _outside(store, {name for name_key, name in shown.items() if name_key in forms})
    for name_key, name in shown.items():
        plain = joined.get(name_key) or whole.get(name_key)
        if plain and said.get((name_key, plain.ident)) != DIFFERENT:
            plain.names.add(name)
        # A short name is taken where documents speak of a firm from elsewhere and only one firm here can be meant.
        elif name in outside and len(only := forms[name_key]) == 1:
            only[0].names |= {name} if said.get((name_key, only[0].ident)) != DIFFERENT else set()


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
    return list(wanted.values())
