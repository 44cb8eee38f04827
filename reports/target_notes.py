"""What stands around a list of target companies, in words: the gaps it is for, what its columns mean, what it lacks."""

from collections.abc import Iterator
from dataclasses import replace

from ..queries.answers import Target
from ..queries.targets import TargetList
from .report import Report, noted, report

TIERS = {
    "确认": "文件或经营范围写明生产",
    "匹配": "用词相近，或没有写明是否生产",
    "待核实": "只有名称、行业或文件点名，需要电话核实",
}
NO_WAY = (
    "引荐路径一栏空着的，是文件和名录没有写明谁与它有往来；载入供应清单、签约项目清单，或带股东、商会的名录后会补上"
)
SCORES = "企业得分用来排企业的先后，与缺口得分（liantu gaps）不是一回事"
_MOST = 6  # links that a line names


def for_gaps(found: TargetList) -> str:
    """Which gaps the list is for; "" where it was asked for by the name of a link."""
    if not found.gaps:
        return ""
    by = f"liantu gaps --chain {found.chain}" if found.chain else "liantu gaps"
    if len(found.gaps) == 1:
        one = found.gaps[0]
        return f"缺口第 {one.rank} 名（{by}）：{one.chain} · {one.link}（{one.state}，缺口得分 {one.score:g}）"
    links = list(dict.fromkeys(f"{one.link}（{one.state}）" for one in found.gaps))
    more = f"等 {len(links)} 个环节" if len(links) > _MOST else ""
    return f"“{found.chain}”的缺口（{by}）：{'、'.join(links[:_MOST])}{more}"


def without(found: TargetList) -> str:
    """Links of the gaps for which there is nobody to call."""
    has = {one.link for one in found.targets}
    links = list(dict.fromkeys(one.link for one in found.gaps if one.link not in has))
    shown = "、".join(links[:_MOST]) + (f"等 {len(links)} 个" if len(links) > _MOST else "")
    return f"没有找到外地企业的环节：{shown}" if links and found.targets else ""


def on_screen(found: TargetList) -> Report:
    """The list as a table, with what a reader asks when looking at it."""
    empty = (
        f"名录和文件没有写明哪家外地企业能做“{found.title}”。请载入更多企业名录（企查查等导出的 .xlsx、.csv 都可以），"
        "或换一个更常用的环节名"
    )
    shown = report(Target, found.targets)
    return noted(replace(shown, empty=empty), _notes(found))


def _notes(found: TargetList) -> Iterator[str]:
    yield from found.notes
    yield without(found)
    tiers = {one.tier for one in found.targets}
    if not found.targets:
        return
    yield "把握：" + "；".join(f"{tier}＝{says}" for tier, says in TIERS.items() if tier in tiers)
    yield SCORES
    if any(not one.introducers for one in found.targets):
        yield NO_WAY
