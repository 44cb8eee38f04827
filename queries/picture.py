"""The chains of a place with all that is needed to judge their links, and the links judged."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from ..errors import UnknownName
from ..graph import Store
from ..schema import stem
from ..schema.chains import RefLink, leaves, references
from ..schema.chains import links as reference_links
from .chains import Chains, Link, Maker, chains, makers, stands_for
from .collector import uncollected
from .local import add_registered
from .lookup import near, only, same_name
from .priority import Weights, default_weights, score
from .reference import Match, chains_of
from .scope import Scope, around
from .states import Judged, judge, touched, view

Row = tuple[Link, Judged]


class Added(NamedTuple):
    """A firm that a question imagines at a link: whatif's --add."""

    firm: str
    link: str


class Picture(NamedTuple):
    """All that is needed to judge the links of a place: its chains, those that are asked for, and what lies around."""

    known: Chains
    wanted: frozenset[str]
    near: dict[str, Link]
    where: str


@uncollected()
def picture(
    store: Store, here: Scope, *, chain: str | None = None, circle: tuple[str, ...] = (), reference: str | None = None
) -> Picture:
    """What the store knows of the place, or of one chain and its parts there; completed by reference chains."""
    forced: dict[str, tuple[str, ...]] = (
        {stem(chain, "Cluster"): (_reference(reference),)} if chain and reference else {}
    )
    known = chains(store, here, references=forced)
    wanted = _wanted(known, chain)
    _complete(known, wanted if chain else None)
    # A search in the registers costs some milliseconds a link: what no document speaks of is looked up if asked for.
    looked = (link for link in known.every() if link.chain in wanted and (chain or _spoken(link)))
    add_registered(store, here, looked)
    ring = around(store, here, circle)
    near_ = makers(store, ring) if ring else {}
    drawn = Picture(known, frozenset(wanted), near_, ring.name if ring else "")
    return drawn


def _spoken(link: Link) -> bool:
    return bool(link.wanted or link.named or link.makers)


@uncollected()
def rated(drawn: Picture, weights: Weights | None = None) -> list[Row]:
    """Every link of the picture with its judgement, most urgent first; what nothing speaks of comes last."""
    seen = view(drawn.known, drawn.near, drawn.where)
    return _ordered(((link, judge(seen, link)) for link in _asked(drawn)), weights)


@uncollected()
def rated_again(drawn: Picture, rows: Sequence[Row], weights: Weights | None = None) -> list[Row]:
    """As `rated`, for a picture that was imagined from that of the rows: only what the change touches is judged."""
    seen, now = view(drawn.known, drawn.near, drawn.where), drawn.known.links
    changed = [link for link, _ in rows if now[link.chain][link.name] is not link]
    anew, old = touched(seen, changed), {(link.chain, link.name): one for link, one in rows}
    places = ((link, (link.chain, link.name)) for link in _asked(drawn))
    return _ordered(((link, judge(seen, link) if at in anew else old[at]) for link, at in places), weights)


def imagined(drawn: Picture, added: Sequence[Added], removed: Iterable[str]) -> Picture:
    """The picture with firms that are not there, or without some that are; the store is not touched.

    Links at which nothing changes are the same ones.
    """
    gone = frozenset(removed)
    links = {
        chain: {name: _imagined(link, added, gone) for name, link in found.items()}
        for chain, found in drawn.known.links.items()
    }
    return drawn._replace(known=replace(drawn.known, links=links))


def _asked(drawn: Picture) -> Iterable[Link]:
    return (link for link in drawn.known.every() if link.chain in drawn.wanted)


def _ordered(rows: Iterable[Row], weights: Weights | None) -> list[Row]:
    points = weights or default_weights()
    return sorted(rows, key=lambda row: (-score(row[1].factors, points), not row[1].said, row[0].chain, row[0].name))


# ── which chains ─────────────────────────────────────────────────────────────────────────────────────────────────


def _wanted(known: Chains, chain: str | None) -> set[str]:
    """The chains that are asked for, by name, by how it begins or by a part that no other has; a reference chain that
    no document names becomes a chain of its own."""
    if chain is None:
        return set(known.links)
    groups = [*known.links, *known.leads, *known.inside, *known.assigned]
    same = [one for one in dict.fromkeys(groups) if same_name(chain, one, "Group")]
    if same:
        name = chain if chain in same else same[0]
        known.references.setdefault(name, chains_of(name))
        return known.below(name)
    begun = _begun(known, chain, groups)
    if begun:  # 锂电 means 锂电新能源产业链 of the documents before a reference chain that it also names
        for name in begun:
            known.references.setdefault(name, chains_of(name))
        return {below for name in begun for below in known.below(name)}
    found = chains_of(chain)
    if not found:
        names = sorted({*groups, *references()})
        raise UnknownName("产业链", chain, near(chain, names))
    name = chain if chain in references() else found[0] if len(found) == 1 else chain
    known.references[name] = found
    return {name}


def _begun(known: Chains, chain: str, groups: Iterable[str]) -> list[str]:
    """The chains with links whose names begin so, else the one that has it anywhere; else what else begins so, a field
    that is only given to a place.
    """
    stems = {one: stem(one, "Cluster") for one in dict.fromkeys(groups)}
    begun = [one for one, name in stems.items() if len(chain) > 1 and name.startswith(chain)]
    held = {name: one for one, name in stems.items() if one in known.links}
    alone = only(chain, held) if chain not in references() else None
    return [one for one in begun if one in known.links] or ([held[alone]] if alone else begun)


def _reference(name: str) -> str:
    found = chains_of(name)
    if len(found) != 1:
        raise UnknownName("参考链", name, near(name, sorted(references())))
    return found[0]


def _complete(known: Chains, wanted: set[str] | None) -> None:
    """Add the reference links that no document speaks of, each to the one chain that is the reference chain's own.

    Without `wanted` a wide field (电子信息) owns nothing: its parts would fill the table.
    """
    spoken: dict[RefLink, list[Link]] = defaultdict(list)
    for one in known.every():
        if exact := stands_for(one):
            spoken[exact].append(one)
    for reference, owner in sorted(_owners(known, wanted).items()):
        for link in reference_links(reference).values():
            if link in spoken:
                _repeat(known, link, spoken[link], owner, wanted)
            elif link.name not in known.links.get(owner, {}):
                known.links.setdefault(owner, {})[link.name] = _silent(known, owner, link)


def _silent(known: Chains, owner: str, link: RefLink) -> Link:
    """A reference link of which no chain speaks; with the firms that make it, if a register names some."""
    found = Link(owner, link.name, match=Match(link, True))
    for name in (link.name, *link.also):
        source = known.loose.get(name)
        if source:
            found.makers += source.makers
            found.firms = max(found.firms, source.firms)
    return found


def _repeat(known: Chains, link: RefLink, same: list[Link], owner: str, wanted: set[str] | None) -> None:
    """Asked for one chain: a link that only other chains speak of is shown in it with what they say."""
    if wanted is None or any(one.chain in wanted for one in same) or link.name in known.links.get(owner, {}):
        return
    found = Link(owner, link.name, match=Match(link, True))
    for one in same:
        found.wanted += one.wanted
        found.named += one.named
        found.makers += one.makers
        found.dropped += one.dropped
        found.firms = max(found.firms, one.firms)
    known.links.setdefault(owner, {})[link.name] = found


def _owners(known: Chains, wanted: set[str] | None) -> dict[str, str]:
    """By reference chain, the group that stands for it here: of its name, else the one that says most."""
    found: dict[str, list[str]] = defaultdict(list)
    for group, chosen in known.references.items():
        if wanted is None or group in wanted:
            parts = [leaf for name in chosen for leaf in leaves(name)]
            for leaf in parts if wanted is not None else chosen:
                if not references()[leaf].parts:
                    found[leaf].append(group)

    def fit(leaf: str, group: str) -> tuple[bool, int, int, str]:
        names = (leaf, *references()[leaf].also)
        return (
            stem(group, "Cluster") not in names,
            len(known.references[group]),
            -len(known.links.get(group, {})),
            group,
        )

    return {leaf: min(groups, key=lambda group: fit(leaf, group)) for leaf, groups in found.items()}


def _imagined(link: Link, added: Sequence[Added], gone: frozenset[str]) -> Link:
    """The link with firms that are not there, or no longer, as a question imagines them; itself if none is."""
    lost = {maker.firm for maker in link.makers if maker.firm in gone}
    new = [Maker(one.firm, None) for one in added if one.link in called(link)]
    if not lost and not new:
        return link
    kept = [maker for maker in link.makers if maker.firm not in lost]
    return replace(link, makers=kept + new, firms=max(0, link.firms - len(lost)) + len(new))


def called(link: Link) -> tuple[str, ...]:
    """The link's name, and those of the reference link that it means exactly."""
    reference = stands_for(link)
    return (link.name, reference.name, *reference.also) if reference else (link.name,)
