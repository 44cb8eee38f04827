"""A chain leader: what it makes, what it needs, who near supplies that, and how far the plan's own goal is."""

from ..graph import Row as Purchase
from ..graph import Store
from ..schema import SURE, contains, key
from ..schema.chains import RefLink, references
from ..schema.chains import before as links_before
from .answers import Profile, Proof
from .chains import stands_for
from .facts import Said, ask, facts_of, proofs
from .gaps import Picture, Row, picture, rated
from .identity import firm_called
from .plans import goals
from .purchases import filled_in
from .sayings import is_planned
from .scope import Scope, scope

_RATE = "配套率"
_DOUBTED = "待核实：读取把握不大，未计入，请人核对"
_ONLY_LACKS = "采购清单只含缺的环节，不能算配套率"
_WANTED = frozenset({"缺失", "引进", "补强"})


def leader(store: Store, name: str, *, region: str | None = None) -> list[Profile]:
    """All that the store knows of a firm as a leader. UnknownName, with near names, for a firm that nothing names.

    The local-supply ratio is exact where purchases are given; else a lower bound: the needs that some local firm meets.
    A list of needs that came back gives none: it holds only what the leader lacks.
    What no sentence says surely is marked as open, and nothing follows from it.
    """
    firm, here = firm_called(store, name), scope(store, region)
    drawn = picture(store, here)
    rows = rated(drawn)
    led = [one for said in drawn.known.leads.values() for one in said if one.subject == firm]
    made = facts_of(store, "MAKES", "Enterprise", [firm])
    supplied = [one for one in facts_of(store, "SUPPLIES", "Enterprise", [firm]) if one.object == firm]
    found = _lines(firm, "角色", [(f"{one.object}（{one.role or '龙头'}）", one) for one in led])
    found += _lines(firm, "生产", [(one.object, one) for one in made])
    needs = _needs(drawn, rows, {one.object for one in _sure(led)}, {one.object for one in _sure(made)}, firm)
    found += needs
    found += [
        Profile(firm, "供应商", one.subject, (one.subject,), _open([one]) or (_supplying(one),), proofs([one]))
        for one in supplied
    ]
    suppliers = [one.subject for one in _sure(supplied) if not is_planned(one)]
    ratio = _bought(store, firm, here) or _bound(firm, needs, suppliers, filled_in(store, firm))
    found.append(ratio[0])
    found += _goals(store, firm, ratio[1])
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


def _bound(
    firm: str, needs: list[Profile], suppliers: list[str], needed: list[Purchase]
) -> tuple[Profile, float | None]:
    """The share of needs that some local firm meets: at least so much. What the firm bought of what it lacks (`needed`,
    its filled-in list of needs) is shown, but is no share of all it buys.
    """
    only, written = (_ONLY_LACKS,) * bool(needed), _rows(needed)
    if not needs:
        reasons = ("不知道它需要什么：文件没有写它的产品，也没有完整的采购清单", *only)
        return Profile(firm, "本地配套率", "未知", tuple(suppliers), reasons, written), None
    met = [need for need in needs if need.firms]
    share = len(met) / len(needs)
    item = f"{len(met)}/{len(needs)} ≈ {share:.0%}（下限）"
    reasons = ("按需要的环节数计，有本地企业的算配套；有完整的采购清单时按金额计", *only)
    evidence = (*tuple(dict.fromkeys(proof for need in met for proof in need.evidence))[:6], *written)
    return Profile(
        firm, "本地配套率", item, tuple(sorted({one for need in met for one in need.firms})), reasons, evidence
    ), share


def _bought(store: Store, firm: str, here: Scope) -> tuple[Profile, float | None] | None:
    """The share of purchases, by amount where all have one, that come from firms here; None without a supply list."""
    rows = list(ask(store, "purchases", buyer=key(firm, "Enterprise")))
    if not rows:
        return None
    near = [row for row in rows if _is_here(str(row["place"] or row["region"] or ""), here)]
    by_amount = all(row["amount"] for row in rows)
    whole = sum(float(row["amount"] or 0) for row in rows) if by_amount else float(len(rows))
    part = sum(float(row["amount"] or 0) for row in near) if by_amount else float(len(near))
    share = part / whole
    item = f"{part:g}/{whole:g}万元 = {share:.1%}" if by_amount else f"{part:g}/{whole:g}笔 = {share:.1%}"
    sellers = tuple(sorted({str(row["seller"]) for row in near}))
    how = "按采购清单的金额计，是准确值" if by_amount else "采购清单没有都写金额，按笔数计"
    return Profile(firm, "本地配套率", item, sellers, (how,), _rows(rows)), share


def _rows(bought: list[Purchase]) -> tuple[Proof, ...]:
    """The first rows of purchases as what proves a ratio."""
    return tuple(
        Proof(str(row["document"]), f"{row['sheet']} › 第{row['row']}行", str(row["quote"] or "")) for row in bought[:6]
    )


def _is_here(place: str, here: Scope) -> bool:
    return bool(place) and (place in here.places or contains(here.name, place))


def _goals(store: Store, firm: str, share: float | None) -> list[Profile]:
    """The plans' own goals for local supply, and how far the firm is from each; a final plan's, not its draft's."""
    found = []
    for aim in goals(store, metric=_RATE, standing=True):
        if aim.unit in ("%", "％"):
            far = ("本地配套率未知",) if share is None else (_distance(share * 100, aim.value),)
            found.append(Profile(firm, "目标", f"{aim.metric}{aim.comparator}{aim.value:g}%", (), far, aim.evidence))
    return found


def _distance(share: float, goal: float) -> str:
    return f"还差{goal - share:.1f}个百分点" if share < goal else f"已超过目标{share - goal:.1f}个百分点"
