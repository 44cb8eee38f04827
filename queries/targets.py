"""Whom to call for a missing link: firms from outside that make it, why them, and who can open the door."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ..errors import InputError, UnknownName
from ..graph import Store
from .answers import Gap, LeftOut, State, Target
from .candidates import Candidate, candidates, unplaced
from .collector import uncollected
from .decisions import Remarks, remarks
from .facts import Said, ask, facts, facts_of
from .gaps import gaps
from .introducers import about, paths
from .lookup import lookup, near, same_name
from .matching import Tier
from .registers import is_reference
from .scope import scope
from .scoring import Factor, Here, here, place, size, ties, weights

LISTED = 300
"""So many firms of a link are listed; nobody calls more. Those that documents or officers name are always there."""

_OPEN = (State.MISSING, State.BROKEN, State.WEAK, State.BORROWED)
_ORDER = [*Tier]
_LEADS = ("链主", "龙头")


@dataclass(frozen=True, slots=True)
class TargetList:
    """Targets for links in a region, best first; who was left out and why; the gaps they are for.

    `candidates` are the firms behind `targets`, in the same order; `notes` say what was not compared or not listed;
    `chain` is the one that was asked for.
    """

    title: str
    here: Here
    targets: tuple[Target, ...]
    left: tuple[LeftOut, ...]
    gaps: tuple[Gap, ...]
    candidates: tuple[Candidate, ...]
    remarks: Remarks
    notes: tuple[str, ...] = ()
    chain: str = ""


@dataclass(frozen=True, slots=True)
class _Scene:
    """What is the same for all candidates."""

    here: Here
    leaders: dict[str, str]
    at: dict[str, str]
    remarks: Remarks


@uncollected()
def targets(
    store: Store,
    link: str | None = None,
    *,
    gap: int | None = None,
    chain: str | None = None,
    region: str | None = None,
) -> TargetList:
    """Target companies for one link, for the gap of that rank (of a chain, if it is given too), or for all open links
    of a chain.

    UnknownName for a link that neither documents nor registers nor reference chains name. InputError without a question
    or with two.
    """
    if (link is None) == (gap is None and chain is None):
        raise InputError(
            "请给出环节名，或 --gap 名次，或 --chain 产业链，三者选一（--chain 可以再加 --gap）",
            todo="例如 liantu targets 谐波减速器",
        )
    city = scope(store)
    where = scope(store, region) if region else city
    scene = _Scene(here(where, city), _leaders(store), {}, remarks(store))
    chosen = _gaps(store, gap, chain, region)
    if link:
        link = _shown(store, link)
    asked = list(dict.fromkeys([link] if link else [one.link for one in chosen]))
    searched = [candidates(store, name) for name in asked]
    found = [one for each, _ in searched for one in each]
    _locate(store, scene, found)
    if link and not found and link not in _links(store) and not is_reference(link):
        raise UnknownName("环节", link, near(link, _links(store)))
    if chain and gap is None:
        found += unplaced(store, lookup(store, "Group", chain), found)
    title = link or (f"{chain}缺口" if chain and gap is None else "、".join(asked))
    listed = _listed(store, scene, title, found, chosen)
    cut = (note for _, note in searched if note)
    return replace(listed, chain=chain or "", notes=(*_without_register(store, found), *cut, *listed.notes))


def _without_register(store: Store, found: Iterable[Candidate]) -> list[str]:
    """What to do where only documents can name firms. Rows are counted only where none was found: it takes long."""
    if any(one.firm for one in found) or any(row["rows"] for row in ask(store, "documents")):
        return []
    return ["还没有载入企业名录，只能列出文件点名的企业；请先 liantu load 企业名录.xlsx（企查查等导出的都可以）"]


def _gaps(store: Store, gap: int | None, chain: str | None, region: str | None) -> list[Gap]:
    """The gaps asked about: that of a rank in the list of the chain, or of all; or the open links of a chain."""
    if gap is None and not chain:
        return []
    rows = gaps(store, chain=chain, region=region)
    if gap is None:
        return [row for row in rows if row.state in _OPEN]
    found = [row for row in rows if row.rank == gap]
    if found and found[0].state in _OPEN:
        return found
    see = f"liantu gaps --chain {chain}" if chain else "liantu gaps"
    last = max((row.rank for row in rows if row.state in _OPEN), default=0)
    count = sum(row.state in _OPEN for row in rows)
    ranks = f"，名次最后的是第 {last} 名" if count else ""
    what = f"第 {gap} 名“{found[0].link}”的状态是“{found[0].state}”，不是缺口" if found else f"没有名次为 {gap} 的缺口"
    raise InputError(f"{what}；缺口（{'、'.join(_OPEN)}）只有 {count} 个{ranks}", todo=f"名次见 {see}")


def _leaders(store: Store) -> dict[str, str]:
    """Our leaders with their role, 链主 before 龙头; firms that documents only want are none of them."""
    outside = {one.object for one in facts(store, "TARGETS")}
    said = [one for one in facts(store, "LEADS") if one.role in _LEADS and one.subject not in outside]
    return {one.subject: str(one.role) for one in sorted(said, key=lambda one: (one.role != "龙头", one.subject))}


def _locate(store: Store, scene: _Scene, found: Iterable[Candidate]) -> None:
    """Learn where documents say that the candidates stand; those of documents alone stand there."""
    scene.at.update(_places(store, "Enterprise", {name for one in found for name in one.names}))
    for one in found:
        if one.firm is None:
            one.region = scene.at.get(one.name, "")


def _places(store: Store, family: str, names: Iterable[str]) -> dict[str, str]:
    return {one.subject: one.object for one in facts_of(store, "LOCATED_IN", family, names)}


def _links(store: Store) -> list[str]:
    return [str(row["name"]) for row in ask(store, "names", family="Link")]


def _shown(store: Store, link: str) -> str:
    """The link as documents call it, if they know it; else as it was typed."""
    return next((name for name in _links(store) if same_name(link, name, "Link")), link)


def _listed(store: Store, scene: _Scene, title: str, found: Sequence[Candidate], chosen: Sequence[Gap]) -> TargetList:
    """Candidates parted into targets and those left out, with scores, introducers and reasons."""
    left, kept = [], []
    for one in found:
        why = _unfit(scene, one)
        if why:
            left.append(LeftOut(one.name, one.link, why, one.region, one.proofs()))
        else:
            kept.append(one)
    kept, notes = _best(scene, kept)
    ways = paths(store, {name: one.firm for one in kept for name in (one.names or {one.name})}, scene.leaders)
    told = about(store, {name for one in kept for name in one.names})
    scene.at.update(_places(store, "Project", {one.object for one in told if one.predicate == "UNDERTAKES"}))
    said = _said_of(told)
    rows = []
    for one in kept:
        one.ways = sorted(
            (way for name in (one.names or {one.name}) for way in ways.get(name, ())), key=lambda w: w.steps
        )
        rows.append((_target(scene, one, [s for name in sorted(one.names) for s in said.get(name, ())]), one))
    rows.sort(key=lambda row: _rank(*row))
    left.sort(key=lambda one: (one.link, one.reason, one.company))
    firms = tuple(row[1] for row in rows)
    listed = tuple(row[0] for row in rows)
    return TargetList(title, scene.here, listed, tuple(left), tuple(chosen), firms, scene.remarks, notes)


def _best(scene: _Scene, kept: Sequence[Candidate]) -> tuple[list[Candidate], tuple[str, ...]]:
    """The candidates worth a closer look, at most LISTED of a link and all that documents or officers name; and in
    words how many there were. Chosen by their rows alone; an owner or chamber counts as if it led to a leader.
    """
    told = {about for said in scene.remarks.said.values() for about in said}
    by_link: dict[str, list[Candidate]] = defaultdict(list)
    for one in kept:
        by_link[one.link].append(one)
    found, notes = [], []
    for link, firms in by_link.items():
        if len(firms) > LISTED:
            firms.sort(key=lambda one: (not (one.names or (one.ident, link) in told), *_promise(scene, one)))
            notes.append(f"外地能做“{link}”的企业共 {len(firms):,} 家，列出条件最好的 {LISTED} 家")
        named = sum(bool(one.names) or (one.ident, link) in told for one in firms[LISTED:])
        found += firms[: LISTED + named]
    return found, tuple(notes)


def _promise(scene: _Scene, one: Candidate) -> tuple[int, float, str]:
    """A firm's place by what its row alone says, the best first."""
    factors = (*place(scene.here, one.region), *size(one.firm))
    tied = one.firm is not None and (one.firm.owners or one.firm.chamber)
    score = sum(points for points, _ in factors) + (weights()["introduced"] if tied else 0)
    return _ORDER.index(one.tier or Tier.OPEN), -score, one.name


def _rank(target: Target, one: Candidate) -> tuple[bool, int, float, str, str]:
    """Firms that documents want come first, then the surer, then the better."""
    return not one.wanted, _ORDER.index(Tier(target.tier)), -target.score, target.company, target.link


def _unfit(scene: _Scene, one: Candidate) -> str:
    """Why the firm is no target; "" if it is one."""
    verdict = scene.remarks.verdict(one.ident, one.link)
    if verdict:
        return f"人工核实：{verdict}"
    if one.firm and not one.firm.alive:
        return f"登记状态：{one.firm.state}"
    local = next((name for name in sorted(one.names) if scene.here.has(scene.at.get(name, ""))), "")
    if scene.here.has(one.region) or (local and not one.wanted):
        return f"已在本地（{one.region or scene.at[local]}）"
    if any(name in scene.leaders for name in one.names) and not one.wanted:
        return "文件称其为本地龙头企业"
    if one.makes and not one.region and not one.wanted and one.firm is None:
        return "已在本地签约项目，尚未建成" if one.planned else "文件写明生产，未写在外地，按本地企业看待"
    if one.tier is None:
        return one.maker.match.why if one.maker else "没有依据"
    return ""


def _target(scene: _Scene, one: Candidate, said: Sequence[Said]) -> Target:
    factors = list(_factors(scene, one, said))
    reasons = tuple(f"{text}（+{points:g}）" if points else text for points, text in factors)
    score = round(sum(points for points, _ in factors), 2)
    tier = Tier.SURE if scene.remarks.confirmed(one.ident, one.link) else one.tier
    ways = tuple(way.sentence for way in one.ways[:2])
    return Target(one.name, one.link, str(tier or Tier.OPEN), score, reasons, ways, one.region, one.proofs())


def _factors(scene: _Scene, one: Candidate, said: Sequence[Said]) -> Iterable[Factor]:
    points = weights()
    if one.wanted:
        yield points["wanted"], "文件点名招引"
    if one.makes:
        yield (0, "已签约或规划项目，尚未生产") if one.planned else (points["said"], "文件写明它生产")
    if one.maker and one.maker.match.tier:
        yield points["tier"][one.maker.match.tier], one.maker.match.why
    if scene.remarks.confirmed(one.ident, one.link):
        yield 0, "人工核实：确认生产"
    yield from place(scene.here, one.region)
    yield from ties(scene.here, said, one.names, scene.leaders, scene.at)
    yield from size(one.firm)
    if one.ways:
        yield points["introduced"], "有引荐路径"


def _said_of(said: Sequence[Said]) -> Mapping[str, list[Said]]:
    by_name: dict[str, list[Said]] = defaultdict(list)
    for one in said:
        by_name[one.subject].append(one)
        if one.object != one.subject:
            by_name[one.object].append(one)
    return by_name
