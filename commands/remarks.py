"""What is said beside a table: documents that brought nothing or tell no place, firms that may be one."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from ..graph import Store
    from ..intake import Loaded
    from ..queries.answers import Aim, Changed, Explained, Gap, Source

Judged = TypeVar("Judged", bound="Gap | Explained")

_NAMED = 3  # documents that a remark names


def of_sources(parts: "Iterable[Source]") -> list[str]:
    """Sentences on documents that gave no fact, or goals only, and on those that do not say which place they speak
    for.
    """
    facts: dict[str, int] = {}
    aims: dict[str, int] = {}
    listed: dict[str, int] = {}  # a register gives firms, which are no facts, and speaks for no place
    unplaced: dict[str, list[str]] = {}
    placed: set[str] = set()
    for part in parts:
        facts[part.document] = facts.get(part.document, 0) + part.facts
        aims[part.document] = aims.get(part.document, 0) + part.goals
        listed[part.document] = listed.get(part.document, 0) + part.rows
        if part.region is not None:
            placed.add(part.document)
        elif (
            part.facts or part.goals
        ) and not part.rows:  # a list speaks for no place: its firms stand where they stand
            unplaced.setdefault(part.document, []).append(part.title)
    without = [name for name, count in facts.items() if not count and not listed[name]]
    empty, aimed = [name for name in without if not aims[name]], [name for name in without if aims[name]]
    lost = [name for name in unplaced if name not in placed]
    lost += [f"{name} 里的{_titles(titles)}" for name, titles in unplaced.items() if name in placed]
    found = []
    if empty:
        found.append(f"{_listed(empty)} 没有读出任何产业内容，可能不是产业政策文件，请核对")
    if aimed:
        count = sum(aims[name] for name in aimed)
        found.append(f"{_listed(aimed)} 没有说到产业链和企业，读出了 {count} 个目标；用 liantu goals 可看")
    if lost:
        found.append(
            f"{_listed(lost)} 没有认出说的是哪个地方；请先 liantu unload，再用 liantu load 文件 --region 地区 指明"
        )
    return found


def of_doubled(aims: "Iterable[Aim]") -> list[str]:
    """A sentence on values that no sentence writes: 在90亿元的基础上翻一番 is 180亿元."""
    quotes = (("".join(proof.quote for proof in aim.evidence), f"{aim.value:g}") for aim in aims)
    count = sum("番" in quote and value not in quote for quote, value in quotes)
    return [f"{count} 行的数值是按原文的“翻番”算出的（90亿元翻一番为180亿元）"] if count else []


def of_open(rows: "Sequence[Changed]") -> list[str]:
    """A sentence that sets what two versions say otherwise apart from gaps of the older one that are open still."""
    from ..queries.changes import STILL

    count = sum(row.change == STILL for row in rows)
    return (
        [f"两版的出入 {len(rows) - count} 行，在前；后 {count} 行是旧文件提出、按现有资料仍未补上的缺口"]
        if count
        else []
    )


def _titles(titles: list[str]) -> str:
    """Parts of a file by their titles."""
    more = f"等 {len(titles)} 部分" if len(titles) > _NAMED else ""
    return "".join(f"“{title}”" for title in titles[:_NAMED]) + more


def of_pairs(store: "Store", loaded: "Sequence[Loaded]") -> list[str]:
    """A sentence on names of documents that may mean registered firms, after a load that brought something."""
    from ..queries.likely import MOST, waiting

    if not any(one.state in ("added", "replaced") or one.table and one.table.returned for one in loaded):
        return []
    count = waiting(store)
    if not count:
        return []
    some = f"{MOST} 对以上" if count >= MOST else f"{count} 对"
    todo = "liantu review -o 核对.xlsx 填好后 liantu load 核对.xlsx"
    return [f"文件里的企业名与名录里的有 {some}可能是同一家，核对前各算一家，合并后缺口的状态和名次会变；请用 {todo}"]


def tell_notes(notes: Iterable[str]) -> None:
    """Sentences without their full stop, for commands that print no table."""
    for note in notes:
        click.echo(f"{note}。", err=True)


def of_places(store: "Store", region: str | None, chain: str | None = None) -> list[str]:
    """Sentences on the place of an answer: that no document tells it, what it leaves out, which others there are, and
    which of them speak of the chain that was asked for where this one does not.
    """
    from ..queries.lookup import elsewhere, home, unplaced

    lost, first = unplaced(store), home(store)
    if lost and not first:
        where = f"都算作{region}" if region else "按全部地区列出，加 --region 地区 可指明"
        return [f"没有一份文件认得出说的是哪个地方，这里{where}"]
    others = [] if region else elsewhere(store)[: _NAMED + 2]
    found = [f"这里是{first}；文件还说到{'、'.join(others)}，加 --region 地区 可看"] if others else []
    found += _chain_elsewhere(store, str(first), chain) if others and chain else []
    if lost:
        todo = "请先 liantu unload，再用 liantu load 文件 --region 地区 指明"
        found.append(f"{_listed(lost)} 没有认出说的是哪个地方，未计入；{todo}")
    return found


def _chain_elsewhere(store: "Store", first: str, chain: str) -> list[str]:
    """That only documents of other places speak of the chain."""
    from ..queries.nearby import speaking_of
    from ..schema import contains

    regions = speaking_of(store, chain)
    if not regions or any(contains(first, one) or contains(one, first) for one in regions):
        return []
    return [f"说到“{chain}”的是{'、'.join(regions[:_NAMED])}的文件，{first}的没有说到；请加 --region {regions[0]}"]


def without_unmentioned(rows: "Sequence[Judged]") -> "tuple[Sequence[Judged], list[str]]":
    """The rows that a screen shows, and a sentence on those that it folds: 未提及, unless nothing else is there."""
    from ..queries.answers import State

    shown = [row for row in rows if row.state is not State.UNKNOWN]
    if not shown or len(shown) == len(rows):
        return rows, []
    only = sum(row.state is State.UNKNOWN and bool(row.evidence) for row in rows)
    meant = f"（其中 {only} 个文件只列为方向，没有说现状）" if only else ""
    todo = "没有列出，名次把它们也算在内；加 --state 未提及 可看"
    todo = "没有列出，名次把它们也算在内；加 --state 未提及 可看"
    return shown, [f"另有 {len(rows) - len(shown)} 个环节未提及{meant}，{todo}"]


def _listed(names: list[str]) -> str:
    more = f"等 {len(names)} 份文件" if len(names) > _NAMED else ""
    return "、".join(names[:_NAMED]) + more
