"""Drafts of which the store has the final plan: they are kept, and say nothing any more of how things are to be."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..graph import Row
    from .facts import Said

DRAFT, FINAL = "征求意见稿", "正式"
_YEARS = re.compile(r"20\d\d")
_PLANS = re.compile(r"十[一二三四五六七八九](?=五|个五年)")  # 十四五, 第十四个五年


def replaced(said: "Iterable[Said]", parts: "Iterable[Row]") -> frozenset[tuple[str, str]]:
    """Titles and regions of drafts among the statements of which a row of the statement `parts` is the final plan."""
    drafts = {(one.title, one.region or "") for one in said if one.status == DRAFT}
    finals = [(str(row["title"]), str(row["region"] or "")) for row in parts if row["status"] == FINAL]
    return frozenset(
        (title, region)
        for title, region in drafts
        if any(where == region and same_plan(title, final) for final, where in finals)
    )


def outdated(said: "Said", dropped: frozenset[tuple[str, str]]) -> bool:
    """Is it said by a draft of which the store has the final plan? `dropped` as from replaced()."""
    return said.status == DRAFT and (said.title, said.region or "") in dropped


def same_plan(one: str, other: str) -> bool:
    """Are the two titles those of one plan, but for a word or two? The plan of other years is another one.

    >>> same_plan("云溪市竹业规划（征求意见稿）", "关于印发《云溪市竹业规划》的通知"), same_plan("竹业规划", "钢铁规划")
    (True, False)
    >>> same_plan("云溪市竹业规划（2026—2028年）", "云溪市竹业规划（2023—2025年）")
    False
    >>> same_plan("云溪市制造业发展十五五规划", "云溪市制造业发展十四五规划")
    False
    """
    if any(_apart(set(periods.findall(one)), set(periods.findall(other))) for periods in (_YEARS, _PLANS)):
        return False
    mine, theirs = ({text[i : i + 2] for i in range(len(text) - 1)} for text in (_core(one), _core(other)))
    return bool(mine and theirs) and 2 * len(mine & theirs) / (len(mine) + len(theirs)) >= 0.75


def _apart(mine: set[str], theirs: set[str]) -> bool:
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def _core(title: str) -> str:
    """The title without what tells versions apart: 关于印发《…》的通知, （征求意见稿）, （2026—2030年）."""
    inner = re.search(r"《([^》]+)》", title)
    return re.sub(r"[（(\[【][^）)\]】]*[）)\]】]|关于|印发|的通知|草案|\s", "", inner[1] if inner else title)
