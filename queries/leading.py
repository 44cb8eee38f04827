"""A chain leader: what it makes, what it needs, who near supplies that, and how far the plan's own goal is."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from ..graph import Row as Purchase
from ..graph import Store
from ..schema import SURE, contains, key, stem
from ..schema.chains import RefLink, leaves, references
from ..schema.chains import before as links_before
from .answers import Profile, Proof
from .chains import Chains, stands_for
from .facts import Said, facts_of, proofs
from .identity import firm_called
from .listings import documents
from .nearby import is_in, local_to, places_of
from .picture import Picture, Row, picture, rated
from .plans import goals
from .purchases import Basket, basket, filled_in
from .reference import chains_of
from .sayings import is_planned
from .scope import UNPLACED, Scope, scope

_RATE, _RATIO = "配套率", "本地配套率"
_DOUBTED = "待核实：读取把握不大，未计入，请人核对"
_ONLY_LACKS = "采购清单只含缺的环节，不能算配套率"
_WANTED = frozenset({"缺失", "引进", "补强"})

Span = tuple[float, float]
"""A share, at least and at most."""


def leader(store: Store, name: str, *, region: str | None = None) -> list[Profile]:
    """All that the store knows of a firm as a leader. UnknownName, with near names, for a firm that nothing names.

    Without a region, what is local to the firm is found by where it stands. The local-supply ratio is exact where
    purchases of suppliers that are known to stand here or elsewhere are given; else a lower bound: the needs that some
    local firm meets.
    A list of needs that came back gives none: it holds only what the leader lacks.
    What no sentence says surely is marked as open, and nothing follows from it.
    """
    firm = firm_called(store, name)
    made = facts_of(store, "MAKES", "Enterprise", [firm])
    leads = facts_of(store, "LEADS", "Enterprise", [firm])
    here = scope(store, region) if region else local_to(store, firm, [*leads, *made])
    drawn = picture(store, here)
    rows = rated(drawn)
    led = [one for said in drawn.known.leads.values() for one in said if one.subject == firm]
    supplied = [one for one in facts_of(store, "SUPPLIES", "Enterprise", [firm]) if one.object == firm]
    found = _lines(firm, "角色", [(f"{one.object}（{one.role or '龙头'}）", one) for one in led])
    found += _lines(firm, "生产", [(one.object, one) for one in made])
    bought, needed = basket(store, firm, here), filled_in(store, firm)
    needs = _needs(drawn, rows, {one.object for one in _sure(led)}, {one.object for one in _sure(made)}, firm)
    needs = _with_purchases(firm, needs, [*(bought.rows if bought else ()), *needed], bought.near if bought else ())
    found += needs
    at = places_of(store, [one.subject for one in supplied])
    near = {name for name, places in at.items() if any(is_in(place, here) for place in places)}
    near |= {str(row["seller"]) for row in bought.near} if bought else set()
    for one in supplied:
        local = (one.subject,) if one.subject in near else ()
        found.append(Profile(firm, "供应商", one.subject, local, _open([one]) or (_supplying(one),), proofs([one])))
    suppliers = [one.subject for one in _sure(supplied) if not is_planned(one) and one.subject in near]
    line, share = _bought(firm, bought) if bought else _bound(firm, needs, suppliers, needed)
    found.append(replace(line, reasons=(*line.reasons, f"本地指{here.name}")))
    found += _goals(store, firm, here, drawn.known, {one.object for one in _sure(led)}, share)
    return list(dict.fromkeys(found))


def _lines(firm: str, aspect: str, said: list[tuple[str, Said]]) -> list[Profile]:
    """A line for each thing that is said, with all the sentences that say it."""
    found: dict[str, list[Said]] = {}
    for item, one in said:
        found.setdefault(item, []).append(one)
    return [Profile(firm, aspect, item, (), _open(same), proofs(same)) for item, same in found.items()]


def _sure(said: list[Said]) -> list[Said]:
    """What the reader was in no doubt about: only that counts, as for the state of a link."""
    return [one for one in said if one.confidence >= SURE]


def _open(said: list[Said]) -> tuple[str, ...]:
    """The reason that marks a statement as open where all who say it were read in doubt."""
    return () if _sure(said) else (_DOUBTED,)


def _supplying(said: Said) -> str:
    return "已签约或规划项目，尚未供应" if is_planned(said) else "文件或名录写明供应"


def _needs(drawn: Picture, rows: list[Row], chains: set[str], made: set[str], firm: str) -> list[Profile]:
    """Links that the firm needs: before what it makes by the text or the reference, and what its chains want."""
    by_reference: dict[RefLink, list[Row]] = {}
    for row in rows:
        reference = stands_for(row[0])
        if reference:
            by_reference.setdefault(reference, []).append(row)
    mine = [row for row in rows if row[0].name in made]
    before: dict[str, tuple[str, list[Row]]] = {}
    for link, _ in mine:
        reference = stands_for(link)
        for other in links_before(reference.chain)[reference.name] if reference else ():
            before.setdefault(other.name, (f"参考链“{other.chain}”：{other.source}", by_reference.get(other, [])))
    for one in drawn.known.order:
        if one.object in made:
            near = [row for row in rows if row[0].name == one.subject]
            before[one.subject] = ("文件写明在其上游", near)
    for row in rows:
        link = row[0]
        # What a wide field (电子信息) wants is not what each of its leaders needs.
        narrow = not any(references()[name].parts for name in drawn.known.references.get(link.chain, ()))
        if narrow and link.chain in chains and _WANTED & {one.role for one in link.wanted} and link.name not in made:
            before.setdefault(link.name, ("本链要求引进或补强", [row]))
    return [_need(firm, name, why, found) for name, (why, found) in sorted(before.items()) if name not in made]


def _need(firm: str, item: str, why: str, rows: list[Row]) -> Profile:
    firms = sorted({one for _, judged in rows for one in judged.firms} - {firm})
    reasons = (why, f"本地可供：{len(firms)}家" if firms else "未见本地供应（文件或名录没有点名）")
    said = [one for _, judged in rows for one in judged.said]
    return Profile(firm, "需要", item, tuple(firms), reasons, proofs(said))


def _with_purchases(
    firm: str, needs: list[Profile], rows: Sequence[Purchase], near: Sequence[Purchase]
) -> list[Profile]:
    """The needs with what the firm's own lists say that it buys, of whom; and what these name beyond them."""
    bought: dict[str, list[Purchase]] = defaultdict(list)
    for row in rows:
        if row["item"]:
            bought[key(str(row["item"]), "Link")].append(row)
    here = {str(row["seller"]) for row in near}
    found = {key(need.item, "Link"): need for need in needs}
    for item, same in bought.items():
        need = found.get(item) or Profile(firm, "需要", str(same[0]["item"]), (), ("采购清单里有",), ())
        local = tuple(sorted({*need.firms, *({str(row["seller"]) for row in same} & here)}))
        supply = f"本地可供：{len(local)}家" if local else "未见本地供应"
        told = "、".join(f"向{row['seller']}采购" + f"{row['amount']:g}万元" * bool(row["amount"]) for row in same)
        reasons = (need.reasons[0], supply, told)
        found[item] = replace(need, firms=local, reasons=reasons, evidence=(*need.evidence, *_rows(same)))
    return sorted(found.values(), key=lambda need: need.item)


def _bound(
    firm: str, needs: list[Profile], suppliers: list[str], needed: list[Purchase]
) -> tuple[Profile, Span | None]:
    """The share of needs that some local firm meets: at least so much. What the firm bought of what it lacks (`needed`,
    its filled-in list of needs) is shown, but is no share of all it buys.
    """
    only, written = (_ONLY_LACKS,) * bool(needed), _rows(needed)
    if not needs:
        reasons = ("不知道它需要什么：文件没有写它的产品，也没有完整的采购清单", *only)
        return Profile(firm, _RATIO, "未知", tuple(suppliers), reasons, written), None
    met = [need for need in needs if need.firms]
    share = len(met) / len(needs)
    item = f"{len(met)}/{len(needs)} ≈ {share:.0%}（下限）"
    reasons = ("按需要的环节数计，有本地企业的算配套；有完整的采购清单时按金额计", *only)
    evidence = (*tuple(dict.fromkeys(proof for need in met for proof in need.evidence))[:6], *written)
    return Profile(firm, _RATIO, item, tuple(sorted({one for need in met for one in need.firms})), reasons, evidence), (
        share,
        share,
    )


def _bought(firm: str, bought: Basket) -> tuple[Profile, Span | None]:
    """The share of purchases that come from firms near by."""
    sellers = tuple(sorted({str(row["seller"]) for row in bought.near}))
    return Profile(firm, _RATIO, bought.words(), sellers, (bought.how(),), _rows(bought.rows)), bought.share


def _rows(bought: Sequence[Purchase]) -> tuple[Proof, ...]:
    """The first rows of purchases as what proves a ratio."""
    return tuple(
        Proof(str(row["document"]), f"{row['sheet']} › 第{row['row']}行", str(row["quote"] or "")) for row in bought[:6]
    )


def _goals(store: Store, firm: str, here: Scope, known: Chains, chains: set[str], share: Span | None) -> list[Profile]:
    """The goals for local supply of the place's own plans, and how far the firm is from each; a final plan's, not its
    draft's, and none that is set for a chain of which the firm is no leader, or for a county where it does not stand.
    """
    found = []
    titles: dict[str, str] = defaultdict(str)
    for part in documents(store):
        titles[part.document] += part.title
    elsewhere = set(here.places) - {here.name}
    elsewhere -= {place for at in places_of(store, [firm]).get(firm, ()) for place in elsewhere if contains(place, at)}
    for aim in goals(store, region=None if here.spoken == UNPLACED else here.name, metric=_RATE, standing=True):
        about = [f"{titles[proof.document]} {proof.place}" for proof in aim.evidence]
        of_another = aim.scope_type == "Enterprise" and aim.scope != firm
        if (
            aim.unit in ("%", "％")
            and aim.scope not in elsewhere
            and not of_another
            and _concerns(aim.scope, about, known, chains)
        ):
            far = "本地配套率未知" if share is None else _distance(*share, aim.value)
            whose = f"{aim.scope}{aim.year}年的目标" if aim.year else f"{aim.scope}的目标"
            item = f"{aim.metric}{aim.comparator}{aim.value:g}%"
            found.append(Profile(firm, "目标", item, (), (whose, far), aim.evidence))
    return found


def _concerns(whose: str, about: list[str], known: Chains, chains: set[str]) -> bool:
    """Is a goal that of the whole place, or of a chain of the firm's? Whose it is says so, the plan's title, and the
    headings above it (`about`).
    """
    stems = {group: stem(group, "Cluster") for group in {*known.links, *known.leads}}
    named = {
        group
        for group, core in stems.items()
        if core == stem(whose, "Cluster") or any(core in words for words in about)
    }
    return not named or any(_kin(known, one, mine) for one in named for mine in chains)


def _kin(known: Chains, one: str, other: str) -> bool:
    """Is one of the two groups the other, a part of it, or of the same field?"""
    if stem(one, "Cluster") == stem(other, "Cluster") or one in known.below(other) or other in known.below(one):
        return True
    mine, theirs = ({leaf for name in chains_of(group) for leaf in leaves(name)} for group in (one, other))
    return not mine.isdisjoint(theirs)


def _distance(low: float, high: float, goal: float) -> str:
    """How far a share that lies between the two is from the goal in percent."""
    least, most = low * 100, high * 100
    if most < goal:
        return f"还差{goal - most:.1f}" + f"—{goal - least:.1f}" * (most > least) + "个百分点"
    if least >= goal:
        return "已超过目标" + "至少" * (most > least) + f"{least - goal:.1f}个百分点"
    return f"还说不定：配套率在{least:.1f}%和{most:.1f}%之间"
