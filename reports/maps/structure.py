"""技术结构图: stages from left to right, links in them, firms in the links; the state by colour and sign."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from ...queries.answers import State
from ...queries.pictures import STAGES, UNSTAGED, Box, ChainMaps, Firm, Lead, Order
from .svg import WIDTH, Pen, Picture, cells, chevron, cut, nothing, wrap

KEY, TITLE = "structure", "技术结构图"
_HINT = "上游 → 下游 → 环节 → 本地企业。颜色和符号表示状态，★ 链主，☆ 龙头；虚线框是文件没有说到现状的环节。"
_COMFORT, _TOO_TALL = 420.0, 1100.0  # a stage taller than the first gets another column, if there is room
_MOST_COLUMNS, _WIDE_COLUMNS = 6, 8  # the second where a stage would be too tall all the same: the map gets wider
_GAP, _ROW_GAP, _STAGE_GAP = 16.0, 9.0, 34.0
_WIDEST = 290.0
_LINE, _FIRM = 18.0, 17.0
_MOST_FIRMS = 10
_FOLD, _MOST_LINES = 4, 18  # silent links of a stage that become one box, and the lines it may have
_OUTLINED = {State.UNKNOWN: "dashed", State.MISSING: "loud", State.BROKEN: "loud"}


@dataclass(slots=True)
class _Item:
    """A box, the heading of a part, or links that only the reference chain has, to be placed in a column."""

    box: Box | None
    head: str
    height: float
    silent: tuple[Box, ...] = ()
    x: float = 0.0
    y: float = 0.0


def draw(maps: ChainMaps) -> Picture:
    """The links by stage, boxes as high as their firms need, in as many columns as keep the picture low."""
    if not maps.boxes and not maps.leads:
        return nothing(
            KEY, TITLE, _HINT, "还没有这条链的环节", "请载入产业链规划或链长制方案：写明重点发展什么、缺什么的文件"
        )
    pen = Pen(KEY)
    top = _leads(pen, maps.leads, 4.0)
    stages = [(name, [box for box in maps.boxes if box.stage == name]) for name in (*STAGES, UNSTAGED)]
    stages = [(name, boxes) for name, boxes in stages if boxes]
    if not stages:
        return pen.picture(TITLE, _HINT, top)
    ranks = _ranks(maps.boxes, maps.orders)
    parts = len({box.chain for box in maps.boxes}) > 1
    counts, width = _columns(stages, parts)
    placed, x, bottom = [], 0.0, top
    for (name, boxes), count in zip(stages, counts, strict=True):
        across = count * width + (count - 1) * _GAP
        _stage(pen, x, top, across, name, len(boxes))
        items = _items(
            sorted(boxes, key=lambda box: (box.chain != maps.chain, box.chain, ranks[box.link])), width, parts
        )
        bottom = max(bottom, _place(items, x, top + 42, width, count))
        placed += items
        x += across + _STAGE_GAP
    _orders(pen, maps.orders, placed, width)
    for item in placed:
        _draw(pen, item, width)
    return pen.picture(TITLE, _HINT, bottom + 4, max(WIDTH, x - _STAGE_GAP))


def _columns(stages: Sequence[tuple[str, list[Box]]], parts: bool) -> tuple[list[int], float]:
    """How many columns each stage gets, and how wide a column is: the tallest stage is split first."""
    guess = 190.0
    heights = [sum(item.height + _ROW_GAP for item in _items(boxes, guess, parts)) for _, boxes in stages]
    counts = [1] * len(stages)
    while sum(counts) < _WIDE_COLUMNS:
        tallest = max(range(len(stages)), key=lambda place: heights[place] / counts[place])
        if sum(counts) >= _MOST_COLUMNS and heights[tallest] / counts[tallest] < _TOO_TALL:
            break
        if heights[tallest] / counts[tallest] < _COMFORT and sum(counts) >= 3:
            break
        if counts[tallest] >= len(stages[tallest][1]):
            break
        counts[tallest] += 1
    between = _STAGE_GAP * (len(stages) - 1) + _GAP * (sum(counts) - len(stages))
    width = WIDTH if sum(counts) <= _MOST_COLUMNS else sum(counts) * guess + between
    return counts, min((width - between) / sum(counts), _WIDEST)


def _items(boxes: Sequence[Box], width: float, parts: bool) -> list[_Item]:
    items = []
    for chain, group in groupby([box for box in boxes if not _silent(box)], key=lambda box: box.chain):
        if parts:
            items.append(_Item(None, chain, 22.0))
        items += [_Item(box, "", _height(box, width)) for box in group]
    return items + _folded([box for box in boxes if _silent(box)], width)


def _folded(boxes: Sequence[Box], width: float) -> list[_Item]:
    """Links of which neither document nor register says anything, many of a stage in one box."""
    if len(boxes) < _FOLD:
        return [_Item(box, "", _height(box, width)) for box in boxes]
    names = "、".join(box.link for box in boxes)
    lines = len(wrap(names, width - 20, 11.5, _MOST_LINES))
    return [_Item(None, names, 36 + 16.0 * lines, tuple(boxes))]


def _silent(box: Box) -> bool:
    return box.state is State.UNKNOWN and not box.evidence and not box.firms


def _height(box: Box, width: float) -> float:
    rows = min(len(box.firms), _MOST_FIRMS) + bool(_hidden(box))
    return 14 + _LINE * len(_name(box, width)) + (_FIRM * rows + 4 if rows else 0)


def _hidden(box: Box) -> int:
    """How many firms of the link the box has no room for."""
    return max(box.count, len(box.firms)) - min(len(box.firms), _MOST_FIRMS)


def _name(box: Box, width: float) -> list[str]:
    return wrap(box.link, width - 70, 13, 2)


def _place(items: list[_Item], x: float, top: float, width: float, count: int) -> float:
    """Items one below the other, on to the next column where that keeps the columns even. Returns the bottom."""
    whole = sum(item.height + _ROW_GAP for item in items)
    column, y, bottom, filled = 0, top, top, 0.0
    for place, item in enumerate(items):
        step = item.height + _ROW_GAP
        ahead = step if item.box or item.silent else step + items[place + 1].height
        parted = place and (items[place - 1].box or items[place - 1].silent)  # a heading stays with what it heads
        if parted and column < count - 1 and filled + ahead / 2 > whole * (column + 1) / count:
            column, y = column + 1, top
        item.x, item.y = x + column * (width + _GAP), y
        y, filled = y + step, filled + step
        bottom = max(bottom, y - _ROW_GAP)
    return bottom


def _stage(pen: Pen, x: float, y: float, width: float, name: str, links: int) -> None:
    flows = name in STAGES[:3]
    if flows:
        pen.path(chevron(x, y, width, 28), "stage")
    else:
        pen.rect(x, y, width, 28, "stage-side", 4)
    pen.text(x + 12, y + 19, name, "t-stage" if flows else "t-name")
    pen.text(x + 12 + cells(name, 14) + 10, y + 19, f"{links} 个环节", "t-stage-quiet" if flows else "t-quiet")


def _draw(pen: Pen, item: _Item, width: float) -> None:
    if item.silent:
        _draw_silent(pen, item, width)
        return
    if item.box is None:
        pen.text(item.x, item.y + 15, cut(item.head, width, 12), "t-part")
        pen.line(item.x, item.y + 21, item.x + width, item.y + 21, "rule")
        return
    box, x, y = item.box, item.x, item.y
    key = box.state.name.lower()
    places = sorted({firm.region for firm in box.firms if firm.region})
    with pen.mark(box.link, f"{box.chain} · {box.stage}", box.reasons, box.evidence, state=box.state, places=places):
        pen.rect(x, y, width, item.height, f"box p-{key} {_OUTLINED.get(box.state, 'thin')} o-{key}")
        pen.sign(x + 14, y + 15.5, box.state)
        for row, line in enumerate(_name(box, width)):
            pen.text(x + 27, y + 20 + _LINE * row, line, f"t-name i-{key}")
        pen.text(x + width - 8, y + 20, box.state.value, f"t-small i-{key}", "end")
    foot = y + 14 + _LINE * len(_name(box, width)) + 8
    for firm in box.firms[:_MOST_FIRMS]:
        _firm(pen, firm, box, x + 8, foot, width - 16)
        foot += _FIRM
    if _hidden(box):
        pen.text(x + 27, foot + 3, f"另有 {_hidden(box)} 家，见工作簿", f"t-small i-{key}")


def _draw_silent(pen: Pen, item: _Item, width: float) -> None:
    title = f"未提及 {len(item.silent)} 个环节"
    about = ("参考链上有这些环节，文件里没有读到它们；不能当作缺失：", *(box.link for box in item.silent))
    with pen.mark(title, item.silent[0].stage, about, (), state=State.UNKNOWN):
        pen.rect(item.x, item.y, width, item.height, "box p-unknown dashed o-unknown")
        pen.sign(item.x + 14, item.y + 15.5, State.UNKNOWN)
        pen.text(item.x + 27, item.y + 20, title, "t-name i-unknown")
        for row, line in enumerate(wrap(item.head, width - 20, 11.5, _MOST_LINES)):
            pen.text(item.x + 10, item.y + 40 + 16 * row, line, "t-small")


def _firm(pen: Pen, firm: Firm, box: Box, x: float, y: float, width: float) -> None:
    about = [f"环节：{box.link}", f"地方：{firm.region or '未写明'}"]
    if firm.role:
        about.insert(0, f"{box.chain}{firm.role}企业")
    with pen.mark(
        firm.name, "企业", about, firm.evidence, state=box.state, places=[firm.region] if firm.region else []
    ):
        pen.rect(x, y - 10, width, _FIRM, "hit", 3)
        if firm.role in ("链主", "龙头"):
            pen.star(x + 7, y - 1.5, firm.role)
        look = "t-firm-lead" if firm.role == "链主" else "t-firm"
        pen.text(x + 19, y + 3, cut(firm.name, width - 22, 12), look)


def _orders(pen: Pen, orders: Sequence[Order], items: Sequence[_Item], width: float) -> None:
    """Arrows under the boxes; a link that stands in several parts is meant in the nearest."""
    spots: dict[str, list[_Item]] = defaultdict(list)
    for item in items:
        if item.box:
            spots[item.box.link].append(item)
    for order in orders:
        pairs = [(one, other) for one in spots[order.before] for other in spots[order.after]]
        if pairs:
            one, other = min(pairs, key=lambda pair: abs(pair[0].x - pair[1].x) + abs(pair[0].y - pair[1].y))
            _arrow(pen, one, other, width)


def _arrow(pen: Pen, one: _Item, other: _Item, width: float) -> None:
    start, end = one.y + min(one.height, 30) / 2, other.y + min(other.height, 30) / 2
    if other.x > one.x:
        pen.curve(one.x + width, start, other.x, end, "flow")
    elif other.x == one.x:
        x = one.x + width
        bulge = x + 12
        pen.path(f"M{x:.1f} {start:.1f}C{bulge:.1f} {start:.1f} {bulge:.1f} {end:.1f} {x + 6:.1f} {end:.1f}", "flow")
        pen.path(f"M{x:.1f} {end:.1f}L{x + 7:.1f} {end - 3.5:.1f}L{x + 7:.1f} {end + 3.5:.1f}Z", "head")
    else:
        pen.curve(one.x, start, other.x + width, end, "flow")


def _ranks(boxes: Sequence[Box], orders: Sequence[Order]) -> dict[str, float]:
    """Where each link should stand in its column: near what it is joined with, so that few arrows cross."""
    ranks = {box.link: float(place) for place, box in enumerate(boxes)}
    beside: dict[str, list[str]] = defaultdict(list)
    for order in orders:
        beside[order.before].append(order.after)
        beside[order.after].append(order.before)
    for _ in range(6):
        moved = {
            link: (rank + sum(ranks[o] for o in beside[link])) / (1 + len(beside[link])) for link, rank in ranks.items()
        }
        ranks = {link: float(place) for place, link in enumerate(sorted(moved, key=lambda link: (moved[link], link)))}
    return ranks


def _leads(pen: Pen, leads: Sequence[Lead], top: float) -> float:
    """Leaders of whom no document says at which link they stand, as a strip above the stages. Returns its bottom."""
    if not leads:
        return top
    pen.text(0, top + 14, "文件点名、未写明环节的企业", "t-part")
    x, y = cells("文件点名、未写明环节的企业", 12) + 16, top
    for lead in leads:
        name = cut(lead.firm, 220, 12)
        width = cells(name, 12) + (30 if lead.role != "配套" else 16)
        if x + width > WIDTH:
            x, y = 0.0, y + 26
        about = (
            f"{lead.role}：{'、'.join(lead.groups)}",
            f"地方：{lead.region or '未写明'}",
            "文件没有写明它在哪个环节",
        )
        with pen.mark(lead.firm, "企业", about, lead.evidence, places=[lead.region] if lead.region else []):
            pen.rect(x, y, width, 21, "chip", 10)
            if lead.role != "配套":
                pen.star(x + 13, y + 10.5, lead.role)
            start = x + (22 if lead.role != "配套" else 8)
            pen.text(start, y + 15, name, "t-firm-lead" if lead.role == "链主" else "t-firm")
        x += width + 6
    return y + 40
