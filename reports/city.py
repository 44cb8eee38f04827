"""The city report as sections: sentences and tables, shown alike by the overview page and the Word report."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Any

from ..queries.answers import Proof, State, Work
from ..queries.city import City
from ..queries.maps import amount, year_of
from ..queries.pictures import NO_YEAR, ChainMaps, Lane
from ..queries.scope import TOWNS, step
from .columns import table
from .report import Report
from .states import UNKNOWN_IS_NOT_MISSING

_EACH = 5  # gaps of one chain that the text names
_OTHERS = 5  # places that the text names
_PROVED = 6  # sentences that prove a list of firms


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words and the sentences that prove them (footnotes in Word)."""

    text: str
    evidence: tuple[Proof, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter: paragraphs of pieces, a table, and what to keep in mind when reading it."""

    key: str
    title: str
    paragraphs: tuple[tuple[Piece, ...], ...]
    table: Report
    note: str = ""


def sections(city: City) -> tuple[Section, ...]:
    """In the order that officials expect."""
    return (_whole(city), _gaps(city), _leaders(city), _layout(city), _goals(city), _targets(city))


def _whole(city: City) -> Section:
    told = "、".join(f"{state.value} {count} 个" for state, count in zip(State, city.states, strict=True) if count)
    firms = {firm.name for maps in city.chains for box in maps.boxes for firm in box.firms}
    firms |= {lead.firm for maps in city.chains for lead in maps.leads}
    text = (
        f"{city.region or '全部地区'}的 {len(city.documents)} 份文件写到 {len(city.rows)} 条产业链、"
        f"{sum(city.states)} 个环节，文件和名录点名企业 {len(firms)} 家。" + (f"环节按状态分：{told}。" if told else "")
    ) + (f"参考链另有 {city.silent} 个环节，文件里没有读到它们，不计在内。" if city.silent else "")
    if city.others:
        more = "等" * (len(city.others) > _OTHERS)
        text += f"载入的文件还说到{'、'.join(city.others[:_OTHERS])}{more}，不在本报告里。"
    rows = [{**asdict(row), "count": row.firms} for row in city.rows]
    shown = table("产业链一览", rows, "chain links states count leaders urgent")
    return Section("whole", "总体情况", ((Piece(text),),), shown, f"{UNKNOWN_IS_NOT_MISSING}。{_sums(city)}")


def _sums(city: City) -> str:
    """Why the chains' numbers add up to others than the city's, where they do."""
    added, whole = sum(row.links for row in city.rows), sum(city.states)
    if added == whole:
        return ""
    return (
        "每条链的数字含它的子链，与 liantu gaps --chain 的一样：文件没有提到的环节也到名录里找企业，"
        f"属于几条链的环节各链都算。所以各链相加是 {added} 个环节，全市合计是 {whole} 个。"
    )


def _gaps(city: City) -> Section:
    """Each chain's most urgent gaps as one paragraph, all of them as a table."""
    paragraphs = [_short_of(maps) for maps in city.chains if any(lane.link for lane in maps.lanes)]
    shown = table("缺口清单", (gap.row() for gap in city.gaps), "rank chain link state reasons evidence")
    return Section("gaps", "产业链短板", tuple(paragraphs), shown)


def _short_of(maps: ChainMaps) -> tuple[Piece, ...]:
    """竹纤维产业链：缺的环节有脱胶；弱的环节有竹纺面料。"""
    order = list(State)

    def state(lane: Lane) -> State:
        return lane.state or State.UNKNOWN

    lanes = sorted(maps.open_links()[:_EACH], key=lambda lane: order.index(state(lane)))
    pieces = [Piece(f"{maps.chain}：")]
    for value, group in groupby(lanes, key=state):
        found = list(group)
        pieces.append(Piece(f"{value.value}的环节有"))
        ends = ["、"] * (len(found) - 1) + ["。" if found[-1] is lanes[-1] else "；"]
        pieces += [Piece(lane.link + end, lane.evidence[:1]) for lane, end in zip(found, ends, strict=True)]
    return tuple(pieces)


def _leaders(city: City) -> Section:
    paragraphs = [
        (
            Piece(f"{row.group}的链主企业是{'、'.join(row.leaders)}", row.evidence[:1]),
            Piece(_supply(row.seconds, row.suppliers)),
        )
        for row in city.led
        if row.leaders
    ]
    shown = table("链主与本地配套", (row.row() for row in city.led), "group leaders seconds suppliers evidence")
    return Section("leaders", "链主与本地配套", tuple(paragraphs), shown, "配套企业只数文件点名的，实际只多不少。")


def _supply(seconds: Sequence[str], suppliers: Sequence[str]) -> str:
    told = f"，另有龙头企业 {len(seconds)} 家" if seconds else ""
    return told + (f"，文件点名的配套企业 {len(suppliers)} 家。" if suppliers else "，文件没有点名配套企业。")


def _layout(city: City) -> Section:
    paragraphs = [
        (
            Piece(f"{row.group}同时布局在{'、'.join(row.places)} {len(row.places)} 地", row.evidence[:1]),
            Piece("，需要明确分工。"),
        )
        for row in city.shared
    ]
    title = "镇街布局" if step(city.region) == TOWNS else "县域布局"
    shown = table(title, (row.row() for row in city.layout), "region group relation shared_with evidence")
    return Section("layout", title, tuple(paragraphs), shown)


def _goals(city: City) -> Section:
    """Contradictions between documents as sentences; all goals and projects as a table."""
    paragraphs = [
        (
            Piece(f"{goal.scope}{year_of(goal)}年{goal.metric}：一处写{amount(goal)}", goal.evidence[:1]),
            Piece(f"，另一处写{'；'.join(goal.conflict)}，请核对。"),
        )
        for goal in city.goals
        if goal.conflict and goal.year
    ]
    rows: list[dict[str, Any]] = [
        {**asdict(goal), "kind": "目标", "year": year_of(goal), "what": f"{goal.metric}{amount(goal)}", "status": ""}
        for goal in city.goals
    ]
    rows += [
        {
            **asdict(work),
            "kind": "项目",
            "year": work.year or NO_YEAR,
            "what": _costing(work),
            "scope": work.chain,
            "status": work.progress,
        }
        for work in sorted(city.works, key=lambda work: (work.year or NO_YEAR, work.chain, work.project))
    ]
    shown = table("目标与项目", rows, "year kind what scope status evidence")
    return Section("goals", "目标与项目", tuple(paragraphs), shown)


def _costing(work: Work) -> str:
    return f"{work.project}（投资{work.investment}）" if work.investment else work.project


def _targets(city: City) -> Section:
    """A row for each gap of the list above, and for firms that are wanted for a chain as a whole."""
    listed = {(gap.chain, gap.link) for gap in city.gaps}
    lanes: dict[tuple[str, str, str], Lane] = {}
    for lane in (lane for maps in city.chains for lane in maps.lanes):
        if not lane.link or (lane.chain, lane.link) in listed:
            lanes.setdefault((lane.chain, lane.link, lane.need), lane)
    rows = [{**asdict(lane), "gap": lane.link or "（整条产业链）"} for lane in lanes.values()]
    shown = table("招商建议", rows, "chain gap need candidates introducers evidence")
    return Section("targets", "招商建议", tuple(filter(None, map(_advice, city.chains))), shown)


def _candidates(lane: Lane) -> Iterable[Piece]:
    """The firms that documents name for the lane, and those that only registers have."""
    for where, named in (("文件点名", True), ("名录里有", False)):
        found = [pair for pair in zip(lane.candidates, lane.proofs, strict=True) if (pair[0] in lane.named) is named]
        proofs = tuple(dict.fromkeys(proof for _, proofs in found for proof in proofs))
        if found:
            yield Piece(f"{where}{'、'.join(name for name, _ in found)}", proofs[:_PROVED])


def _advice(maps: ChainMaps) -> tuple[Piece, ...]:
    """What to do for one chain: whom to win for which gap, through whom."""
    gaps = maps.open_links()[:_EACH]
    pieces = []
    if gaps:
        pieces.append(Piece(f"围绕{'、'.join(lane.link for lane in gaps)}招引企业", gaps[0].evidence[:1]))
    pieces += [piece for lane in maps.lanes for piece in _candidates(lane)]
    if not pieces:
        return ()
    who = next((lane.introducers for lane in maps.lanes if lane.introducers), ())
    between = [part for piece in pieces for part in (piece, Piece("；"))][:-1]
    return (Piece(f"{maps.chain}："), *between, Piece(f"；可由{'，'.join(who)}引荐。" if who else "。"))
