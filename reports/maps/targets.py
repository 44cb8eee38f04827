"""招商目标图: each gap, the firm that would fill it, named candidates, where they are, and who can introduce them."""

from collections.abc import Sequence
from dataclasses import dataclass

from ...queries.answers import State
from ...queries.pictures import ChainMaps, Lane
from .svg import Pen, Picture, nothing, wrap

KEY, TITLE = "targets", "招商目标图"
_HINT = (
    "从左到右：缺口（按紧迫程度）→ 需要的企业 → 文件或名录里的候选 → 所在地 → 可以引荐的人和企业。空格表示没有写明。"
)
_COLUMNS = ((0.0, 232.0), (260.0, 220.0), (508.0, 268.0), (804.0, 150.0), (982.0, 258.0))
_HEADS = ("缺口", "需要的企业", "候选企业", "所在地", "谁来引荐")
_MOST_LANES, _MOST_NAMES = 40, 4


@dataclass(frozen=True, slots=True)
class _Cells:
    lane: Lane
    lines: tuple[list[str], ...]
    height: float


def draw(maps: ChainMaps) -> Picture:
    """One lane a gap, the most urgent above; the rest is counted and stands in the workbook."""
    if not maps.lanes:
        fill = "请载入写有“缺失”“引进”“补强”的链长制方案，或补充招商目标名录"
        return nothing(KEY, TITLE, _HINT, "文件没有写明本链的缺口和招引对象", fill)
    pen = Pen(KEY)
    for (x, width), head in zip(_COLUMNS, _HEADS, strict=True):
        pen.rect(x, 0, width, 28, "stage-side", 4)
        pen.text(x + 12, 19, head, "t-name")
    y = 40.0
    for lane in maps.lanes[:_MOST_LANES]:
        cells = _cells(lane)
        _draw(pen, cells, y)
        y += cells.height + 8
    more = len(maps.lanes) - _MOST_LANES
    if more > 0:
        pen.text(0, y + 14, f"另有 {more} 个缺口，见工作簿", "t-quiet")
        y += 26
    return pen.picture(TITLE, _HINT, y)


def _cells(lane: Lane) -> _Cells:
    title = lane.link or lane.chain
    note = lane.chain if lane.link else "整条产业链"
    columns = (
        [*wrap(title, 176, 13, 2), *wrap(note, 176, 11.5, 1)],
        wrap(lane.need, 200, 12, 2),
        _names(lane.candidates, 248),
        _names(lane.places, 130),
        _roles(lane.introducers, 238),
    )
    return _Cells(lane, columns, 12 + 17.0 * max(2, *map(len, columns)))


def _names(names: Sequence[str], width: float) -> list[str]:
    lines = [wrap(name, width, 12, 1)[0] for name in names[:_MOST_NAMES]]
    return lines + ([f"另有 {len(names) - _MOST_NAMES} 个"] if len(names) > _MOST_NAMES else [])


def _roles(names: Sequence[str], width: float) -> list[str]:
    return [line for name in names[:2] for line in wrap(name, width, 12, 2)]


def _draw(pen: Pen, cells: _Cells, y: float) -> None:
    lane, height = cells.lane, cells.height
    about = [f"需要：{lane.need}"]
    for head, names in (("候选", lane.candidates), ("所在地", lane.places), ("引荐", lane.introducers)):
        about.append(f"{head}：{'、'.join(names)}" if names else f"{head}：文件没有写明")
    key = lane.state.name.lower() if lane.state else "group"
    with pen.mark(lane.link or lane.chain, "缺口" if lane.link else "招引对象", about, lane.evidence, state=lane.state):
        for place, (x, width) in enumerate(_COLUMNS):
            if place == 0:
                loud = "loud" if lane.state in (State.MISSING, State.BROKEN) else "thin"
                pen.rect(x, y, width, height, f"box p-{key} {loud} o-{key}")
            else:
                before = _COLUMNS[place - 1]
                pen.line(
                    before[0] + before[1],
                    y + height / 2,
                    x,
                    y + height / 2,
                    "flow" if cells.lines[place] else "flow-dim",
                )
                pen.rect(x, y, width, height, "box card" if cells.lines[place] else "box hollow")
            _column(pen, cells, place, x, y, key)


def _column(pen: Pen, cells: _Cells, place: int, x: float, y: float, key: str) -> None:
    lines = cells.lines[place]
    top = y + (cells.height - 17.0 * max(1, len(lines))) / 2 + 13
    if not lines:
        pen.text(x + 12, top, "未写明", "t-small")
    elif place == 0:
        if cells.lane.state:
            pen.sign(x + 17, y + cells.height / 2, cells.lane.state)
            pen.text(x + _COLUMNS[0][1] - 8, y + 18, cells.lane.state.value, f"t-small i-{key}", "end")
        for row, line in enumerate(lines):
            last = row == len(lines) - 1
            pen.text(x + 32, top + 17 * row, line, f"{'t-small' if last else 't-name'} i-{key}")
    else:
        for row, line in enumerate(lines):
            pen.text(x + 12, top + 17 * row, line, "t-body")
