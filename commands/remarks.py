"""What is said beside a table: documents that brought nothing, and documents of which no place is known."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..graph import Store
    from ..queries.answers import Source

_NAMED = 3  # documents that a remark names


def of_sources(parts: "Iterable[Source]") -> list[str]:
    """Sentences on documents that gave no fact, and on those that do not say which place they speak for."""
    facts: dict[str, int] = {}
    listed: dict[str, int] = {}  # a register gives firms, which are no facts, and speaks for no place
    places: dict[str, bool] = {}
    for part in parts:
        facts[part.document] = facts.get(part.document, 0) + part.facts
        listed[part.document] = listed.get(part.document, 0) + part.rows
        places[part.document] = places.get(part.document, False) or part.region is not None
    empty = [name for name, count in facts.items() if not count and not listed[name]]
    lost = [name for name, known in places.items() if facts[name] and not known]
    found = []
    if empty:
        found.append(f"{_listed(empty)} 没有读出任何产业内容，可能不是产业政策文件，请核对")
    if lost:
        found.append(
            f"{_listed(lost)} 没有认出说的是哪个地方；请先 liantu unload，再用 liantu load 文件 --region 地区 指明"
        )
    return found


def of_places(store: "Store", region: str | None) -> list[str]:
    """Sentences on the place of an answer: that no document tells it, what it leaves out, which others there are."""
    from ..queries.lookup import elsewhere, home, unplaced

    lost, first = unplaced(store), home(store)
    if lost and not first:
        where = f"都算作{region}" if region else "按全部地区列出，加 --region 地区 可指明"
        return [f"没有一份文件认得出说的是哪个地方，这里{where}"]
    others = [] if region else elsewhere(store)[: _NAMED + 2]
    found = [f"这里是{first}；文件还说到{'、'.join(others)}，加 --region 地区 可看"] if others else []
    if lost:
        todo = "请先 liantu unload，再用 liantu load 文件 --region 地区 指明"
        found.append(f"{_listed(lost)} 没有认出说的是哪个地方，未计入；{todo}")
    return found


def _listed(names: list[str]) -> str:
    more = f"等 {len(names)} 份文件" if len(names) > _NAMED else ""
    return "、".join(names[:_NAMED]) + more
