"""The state of a link: what the text wants, who stands at it, what stands before and after it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field

from ..schema import SURE, stem
from ..schema.chains import RefLink, leaves
from ..schema.chains import before as links_before
from ..schema.chains import links as reference_links
from ..schema.divisions import short
from ..schema.strengths import PLANNED, STRONG, THERE
from .answers import State
from .chains import Chains, Link, stands_for
from .facts import Said
from .reference import covers, means, plain
from .sayings import is_lent, seeks
from .strengths import read_as, strong, told_firms
from .verdicts import MISSING, SEVERAL, by_words, with_firms, without

ROLES = ("缺失", "引进", "补强", "延伸")
_MENTIONED = "参考链有此环节，文件提到它，没有说它在本链的现状"
_SILENT = "参考链有此环节，文件里没有读到它"
_UNLISTED = "名录里没有企业写明生产"
_FINER = 3  # characters that a name must have to be the head of a finer product's name


@dataclass(frozen=True, slots=True)
class Judged:
    """A link's state with the reasons in words, the sentences in their order, and the factors of its priority.

    `roles` are what the text wants of it; `firms` those at the link, `before` and `after` local firms on either side
    where the link is open: of one that is there nobody asks.
    """

    state: State
    reasons: tuple[str, ...]
    said: tuple[Said, ...]
    firms: tuple[str, ...]
    count: int
    roles: tuple[str, ...]
    before: frozenset[str]
    after: frozenset[str]
    factors: dict[str, float]


@dataclass(slots=True)
class View:
    """Chains with what is looked up of them again and again. `around` are makers near the place, by link.

    `fields` say who leads groups that bear a link's name: 手机零部件 is wanted, and 手机零部件集群 has firms here.
    `leading` are the chain leaders of a chain, of its parts and of what it is a part of. `mentioned` is what names a
    link, in whatever chain or none. `places` are the place and all in it, by their short names too.
    """

    known: Chains
    around: dict[str, Link]
    where: str = "周边"
    pool: dict[RefLink, list[Link]] = field(default_factory=lambda: defaultdict(list))
    near: dict[RefLink, list[Link]] = field(default_factory=lambda: defaultdict(list))
    ends: dict[str, list[Link]] = field(default_factory=lambda: defaultdict(list))
    leading: dict[str, frozenset[str]] = field(default_factory=dict)
    needing: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    hosts: dict[str, int] = field(default_factory=dict)
    wooed: dict[str, int] = field(default_factory=dict)
    fields: dict[str, list[Said]] = field(default_factory=lambda: defaultdict(list))
    before: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    after: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    held: dict[int, list[str]] = field(default_factory=dict)
    reached: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    leaves: dict[str, set[str]] = field(default_factory=dict)
    mentioned: dict[str, list[Said]] = field(default_factory=lambda: defaultdict(list))
    places: frozenset[str] = frozenset()

    def present(self, link: Link) -> list[str]:
        """Link.present, worked out once: the links of a view stay as they are, and each is asked for by many."""
        if not link.makers:
            return []
        if id(link) not in self.held:
            self.held[id(link)] = link.present
        return self.held[id(link)]

    def count(self, link: Link) -> int:
        """How many firms are there: at least those named, all that the store counts where it names no more, and as many
        as a sentence says that names some of them.
        """
        hidden = link.firms - len({maker.firm for maker in link.makers if maker.sure})
        told = (told_firms(maker.said, link.name) for maker in link.makers if maker.said and maker.counts)
        return max(len(self.present(link)) + max(0, hidden), *told, 0)

    def firms(self, links: Iterable[Link]) -> frozenset[str]:
        """All that are at the links."""
        return frozenset().union(*map(self.present, links))

    def reach(self, name: str, side: str) -> set[str]:
        """Names of the links before or after one, near or far, by the text; worked out once, several chains have it."""
        if (name, side) not in self.reached:
            self.reached[name, side] = _reach(self.before if side == "before" else self.after, name)
        return self.reached[name, side]


def view(known: Chains, around: dict[str, Link], where: str = "周边") -> View:
    """The chains of a place made ready for judging."""
    here = {*known.here.spoken, *known.here.places}
    found = View(known, around, where, places=frozenset({*here, *map(short, here)}))
    for group, said in known.leads.items():
        found.needing[group] = {one.subject for one in said if one.role == "链主"}
        found.fields[plain(stem(group, "Cluster"))] += said
    found.leading = _leading(known, found.needing)
    found.hosts = {group: len({one.subject for one in said}) for group, said in known.assigned.items()}
    found.wooed = {group: len({one.object for one in said}) for group, said in known.wooed.items()}
    for link in known.every():
        reference = stands_for(link)
        if reference:
            found.pool[reference].append(link)
        if link.makers:
            for ending in _endings(link.name):
                found.ends[ending].append(link)
    wide = {one for chosen in known.references.values() for name in chosen for one in leaves(name)}
    for link in around.values():
        for chain in sorted(wide):
            match = means(link.name, (chain,))
            if match:
                found.near[match].append(link)
    for name, said in known.assigned.items():
        found.mentioned[name] += said
    for link in known.every():
        found.mentioned[link.name] += [*link.named, *link.wanted]
    for one in known.order:
        found.before[one.object].add(one.subject)
        found.after[one.subject].add(one.object)
    return found


def _leading(known: Chains, needing: dict[str, set[str]]) -> dict[str, frozenset[str]]:
    """Chain leaders by chain: its own, those of its parts and of what it is a part of, and of the same field."""
    found: dict[str, set[str]] = defaultdict(set)
    fields: dict[str, set[str]] = defaultdict(set)
    for group, firms in list(needing.items()):
        fields[stem(group, "Cluster")] |= firms
    for outer in {*known.links, *known.inside, *needing}:
        for inner in known.below(outer):
            found[outer] |= needing.get(inner, set()) | fields[stem(inner, "Cluster")]
            found[inner] |= needing.get(outer, set()) | fields[stem(outer, "Cluster")]
    return {group: frozenset(firms) for group, firms in found.items()}


def judge(seen: View, link: Link) -> Judged:
    """The state of one link of one chain."""
    roles, none = _roles(link), frozenset[str]()
    firms, count, others, field_ = _firms(seen, link)
    told = _told(seen, link, roles)
    silent = not (firms or link.wanted or link.named or link.makers or link.dropped)
    mentioned = seen.mentioned.get(link.name, [])[:SEVERAL] if silent else []
    outstanding = any(level == STRONG for level, _ in told)
    plenty = [one for level, one in told if level == STRONG or not (firms or count)]
    there = bool(firms or count or told)
    before, after = (none, none) if there else _sides(seen, link)
    near, alone = _near(seen, link), _dependence(seen, link)
    broken = bool(before and after) and not any(maker.wider for maker in link.makers) and not (silent and not mentioned)
    if firms or count:
        leaders = sorted(seen.leading.get(link.chain, frozenset()) & set(firms))
        state, why = with_firms(len(firms), count, leaders, roles, outstanding)
    elif told:
        state, why = by_words(roles, outstanding)
    else:
        planned = sorted({maker.firm for maker in link.makers if maker.sure and not maker.counts})
        hoped = any(one.rule in PLANNED and one.confidence >= SURE for one in link.named)
        around = near[0].present if near else ()
        state, why = without(roles, planned, broken, around, seen.where, lent=_lent(link), hoped=hoped)
    if there and state is State.WEAK:
        before, after = _sides(seen, link)
    if field_:
        why = f"“{link.name}”自成一链，本地已有企业：{'、'.join(firms[:SEVERAL])}；{why}"
    elif silent and state is not State.BROKEN:
        why = _MENTIONED if mentioned else "，".join((_SILENT, *(_UNLISTED,) * link.looked))
    reasons = [why, *_more(seen, link, state, before, after, near, others), *_last(seen, link, alone)]
    factors = _factors(seen, link, state, roles, before, after, alone)
    said = _sentences(link, state, plenty, others + near * (state in (State.BORROWED, State.BROKEN)), field_, seen)
    if state is State.BROKEN:
        said = (*said, *_both_sides(seen, link))
    said = (*said, *mentioned)
    return Judged(state, tuple(reasons), said, tuple(firms), count, tuple(roles), before, after, factors)


def _told(seen: View, link: Link, roles: Sequence[str]) -> list[tuple[int, Said]]:
    """What says that the place has the link or is strong in it, with how strong, the strongest first. Where a text says
    that nobody has it, words are needed to say that it is there: what the reader hears is not enough."""
    said = (*link.named, *link.wanted, *(maker.said for maker in link.makers if maker.said and maker.counts))
    least = THERE if "缺失" in roles else 0
    heard = ((level if (level := read_as(one)) > least else 0, one) for one in said)
    told = ((max(strong(one, link.name, seen.places), level), one) for level, one in heard)
    return sorted((one for one in told if one[0]), key=lambda one: -one[0])


def touched(seen: View, changed: Iterable[Link]) -> set[tuple[str, str]]:
    """Chain and name of every link whose judgement rests on who stands at one of the changed links.

    It undoes what judge() looks at: the link's own firms, those under other names of the thing or a finer product's,
    and those before and after it.
    """
    found, endings = set[tuple[str, str]](), set[str]()
    for link in changed:
        names = {link.name} | seen.reach(link.name, "before") | seen.reach(link.name, "after")
        found |= {(link.chain, name) for name in names}
        endings |= set(_endings(link.name))
        reference = stands_for(link)
        beside = [reference, *links_before(reference.chain)[reference.name], *_after(reference)] if reference else []
        found |= {(one.chain, one.name) for like in beside for one in seen.pool.get(like, ())}
    return found | {(one.chain, one.name) for one in seen.known.every() if one.name in endings}


def neighbours(seen: View, link: Link) -> tuple[list[str], list[str]]:
    """Names of the links right before and right after, as the text says and as the reference chain has them."""
    before, after = set(seen.before[link.name]), set(seen.after[link.name])
    reference = stands_for(link) or (link.match.link if link.match else None)
    if reference:
        before |= {one.name for one in links_before(reference.chain)[reference.name]}
        after |= set(reference.after)
    return sorted(before - {link.name}), sorted(after - {link.name})


# ── who stands there ─────────────────────────────────────────────────────────────────────────────────────────────


def _firms(seen: View, link: Link) -> tuple[list[str], int, list[Link], list[Said]]:
    """Firms at the link, how many, the other links (same thing, finer product) that some of them are named at, and what
    says that firms lead a chain of the link's name, where they count."""
    reference = stands_for(link)
    others = [
        one
        for one in (seen.pool.get(reference, ()) if reference else ())
        if one is not link and covers(link.name, one.name)
    ]
    if len(link.name) >= _FINER and reference:
        others += [one for one in seen.ends.get(link.name, ()) if _kin(seen, one, link) and one not in others]
    others = [one for one in others if seen.present(one) and one.name != link.name]
    own = seen.present(link)
    field_ = [] if own or others else [one for one in seen.fields.get(plain(link.name), ()) if one.object != link.chain]
    firms = sorted({*own, *seen.firms(others), *(one.subject for one in field_)}) if others or field_ else own
    return firms, max(seen.count(link), len(firms)), others, field_


def _endings(name: str) -> Iterable[str]:
    """Names of which the thing of this name may be a finer one."""
    return (name[start:] for start in range(1, len(name) - _FINER + 1))


def _kin(seen: View, one: Link, other: Link) -> bool:
    """Do the two chains share a reference chain?"""
    return not _leaves(seen, one.chain).isdisjoint(_leaves(seen, other.chain))


def _leaves(seen: View, chain: str) -> set[str]:
    if chain not in seen.leaves:
        seen.leaves[chain] = {leaf for name in seen.known.references.get(chain, ()) for leaf in leaves(name)}
    return seen.leaves[chain]


def _near(seen: View, link: Link) -> list[Link]:
    """The same link around the place."""
    found = [seen.around[link.name]] if link.name in seen.around else []
    reference = stands_for(link)
    found += [one for one in seen.near.get(reference, ()) if one.name != link.name] if reference else []
    return [one for one in found if seen.present(one)]


def _sides(seen: View, link: Link) -> tuple[frozenset[str], frozenset[str]]:
    return _beside(seen, link, "before"), _beside(seen, link, "after")


def _both_sides(seen: View, link: Link) -> Iterable[Said]:
    """The sentences of firms before a link and of firms after it, some of each."""
    for side in ("before", "after"):
        makers = [maker for one in _links_beside(seen, link, side) for maker in one.makers if maker.counts]
        yield from [maker.said for maker in makers if maker.said][:SEVERAL]


def _beside(seen: View, link: Link, side: str) -> frozenset[str]:
    """Local firms at the links on one side."""
    return seen.firms(_links_beside(seen, link, side))


def _links_beside(seen: View, link: Link, side: str) -> list[Link]:
    """Links that lie before or after this one, near or far, by the text; next to it by the reference."""
    chain = seen.known.links[link.chain]
    links = [chain[name] for name in seen.reach(link.name, side) if name in chain]
    reference = stands_for(link)
    if reference:
        beside = links_before(reference.chain)[reference.name] if side == "before" else _after(reference)
        links += [other for one in beside for other in seen.pool.get(one, ())]
    return links


def _after(reference: RefLink) -> list[RefLink]:
    return [reference_links(reference.chain)[name] for name in reference.after]


def _reach(table: dict[str, set[str]], name: str) -> set[str]:
    found, rim = {name}, table.get(name, set()) - {name}
    while rim:
        found |= rim
        rim = {other for one in rim for other in table.get(one, ())} - found
    return found - {name}


# ── what it is ───────────────────────────────────────────────────────────────────────────────────────────────────


def _roles(link: Link) -> list[str]:
    """What the text wants of the link, most urgent first; a clause may want it brought in whatever was read."""
    found = {one.role or "延伸" for one in link.wanted}
    if "引进" not in found and any(map(seeks, link.wanted)):
        found.add("引进")
    return [role for role in ROLES if role in found]


def _lent(link: Link) -> bool:
    """Is all that the text says is missing rightly had from elsewhere?"""
    missing = [one for one in link.wanted if one.role in MISSING]
    return bool(missing) and all(map(is_lent, missing))


def _more(
    seen: View, link: Link, state: State, before: Set[str], after: Set[str], near: list[Link], others: list[Link]
) -> list[str]:
    """Further reasons: firms on both sides, the same thing under another name, what was not counted."""
    reasons = []
    if state in (State.MISSING, State.BROKEN, State.BORROWED, State.UNKNOWN):
        for side, firms in (("上游", before), ("下游", after)):
            reasons += [f"{side}本地企业：{'、'.join(sorted(firms)[:3])}"] * bool(firms)
    if state is State.BROKEN and near:
        reasons.append(f"{seen.where}有：{'、'.join(near[0].present[:3])}")
    above = sorted({one.region for one in link.wanted if one.region} - {*seen.known.here.spoken}) if link.wanted else []
    if above and len(above) == len({one.region for one in link.wanted}):
        reasons.append(f"由{'、'.join(above)}的文件提出")
    if others:
        reasons.append("同一环节也写作：" + "、".join(sorted({one.name for one in others})[:3]))
    kinds = seen.pool.get(reference, ()) if (reference := stands_for(link)) else ()  # another kind of it may not be it
    made = {one.name: seen.present(one)[:3] for one in kinds if one not in others and one.name != link.name}
    told = sorted((name, "、".join(firms)) for name, firms in made.items() if firms)
    reasons += [f"参考链同一环节里另有“{name}”（{firms}），未计入，请核对" for name, firms in told]
    wider = {maker.wider: maker.firm for maker in link.makers if maker.wider}
    reasons += [f"名录里{firm}做“{name}”，是否做这一环请核对" for name, firm in sorted(wider.items())]
    doubtful = sum(not maker.sure and not maker.wider for maker in link.makers)
    if doubtful:
        reasons.append(f"另有{doubtful}处企业读取把握不大，未计入，请人核对")
    if link.dropped and not link.wanted:
        reasons += sorted({reason for reason, _ in link.dropped})
    return reasons


def _last(seen: View, link: Link, alone: bool) -> list[str]:
    """The last reasons: what rests on the link, and what the reference chain calls it."""
    reasons = [f"只有1家企业承担，本链{len(seen.needing[link.chain])}家链主依赖它（单点依赖）"] * alone
    if link.match:
        reference = link.match.link
        reasons.append(f"参考链“{reference.chain}”{reference.stage}“{reference.name}”（{reference.source}）")
    return reasons


def _dependence(seen: View, link: Link) -> bool:
    """Do several chain leaders rest on the one firm that carries the link?"""
    needing = seen.needing[link.chain]
    return len(needing) > 1 and seen.count(link) == 1 and len(needing - set(seen.present(link))) > 1


def _factors(
    seen: View, link: Link, state: State, roles: list[str], before: Set[str], after: Set[str], alone: bool
) -> dict[str, float]:
    """The factors of a gap's priority that are not nought, by their names in weights.yaml."""
    open_ = state in (State.MISSING, State.BROKEN, State.WEAK, State.BORROWED)
    found = {f"said.{roles[0]}": 1.0} if roles else {}
    found[f"state.{state}"] = 1.0
    if state is State.BROKEN or (open_ and before and after):
        found["broken"] = 1.0
    if open_:
        found["downstream"] = min(len(after), 3)
        found["leader"] = float(bool(seen.needing[link.chain]))
        found["assigned"] = min(seen.hosts.get(link.chain, 0), 3)
        found["candidates"] = min(seen.wooed.get(link.chain, 0), 2)
        found["dependence"] = float(alone)
    if len(link.wanted) > 1:
        found["sentence"] = min(len({one.proof for one in link.wanted}) - 1, 4)
    return {name: float(value) for name, value in found.items() if value}


def _sentences(
    link: Link, state: State, plenty: list[Said], others: list[Link], field_: list[Said], seen: View
) -> tuple[Said, ...]:
    """The sentences that prove the state, the telling ones first."""
    wanted = sorted(link.wanted, key=lambda one: ROLES.index(one.role or "延伸"))
    makers = [maker.said for one in [link, *others] for maker in one.makers if maker.said] + field_
    order = [one for one in seen.known.order if link.name in (one.subject, one.object)] if state is State.BROKEN else []
    first = [*makers, *wanted] if state in (State.STRONG, State.PRESENT) else [*wanted, *order, *makers]
    return (*plenty, *first, *link.named, *(one for _, one in link.dropped))
