"""发展路线图: goals and projects by year; how far a project is, and where documents contradict each other."""

from collections.abc import Sequence
from dataclasses import dataclass

from ...queries.pictures import NO_YEAR, ChainMaps, Event
from .svg import WIDTH, Pen, Picture, nothing, wrap

KEY, TITLE = "roadmap", "发展路线图"
_HINT = "按年份排列文件写明的目标和项目。项目进度：□ 谋划或签约，◪ 在建，■ 建成或投产，◇ 未写明；⚠ 两份文件说法不一致。"
_SIGNS = {
    "谋划": (("square", "stroke"),),
    "已签约": (("square", "stroke"),),
    "在建": (("square", "stroke"), ("half", "fill")),
    "已建成": (("square", "fill"),),
    "已投产": (("square", "fill"),),
}
_NARROWEST, _GAP = 168.0, 14.0


@dataclass(frozen=True, slots=True)
class _Card:
    event: Event
    lines: list[str]
    notes: list[str]

    @property
    def height(self) -> float:
        return 18 + 17.0 * len(self.lines) + 15.5 * len(self.notes)


def draw(maps: ChainMaps) -> Picture:
    """One column a year, goals above projects; what names no year stands in a last, wider block."""
    if not maps.events:
        fill = "请载入写有年度目标的规划、工作报告，或带有进度的重点项目清单"
        return nothing(KEY, TITLE, _HINT, "文件没有写明本链的目标和项目", fill)
    pen = Pen(KEY)
    years = sorted({event.year for event in maps.events} - {NO_YEAR})
    y = _years(pen, maps.events, maps.chain, years) if years else 0.0
    loose = [event for event in maps.events if event.year == NO_YEAR]
    if loose:
        y = _loose(pen, loose, maps.chain, y + (22 if years else 0))
    width = max(WIDTH, len(years) * (_NARROWEST + _GAP) - _GAP)
    return pen.picture(TITLE, _HINT, y + 4, width)


def _years(pen: Pen, events: Sequence[Event], chain: str, years: Sequence[str]) -> float:
    across = max(_NARROWEST, min(300.0, (WIDTH - _GAP * (len(years) - 1)) / len(years)))
    bottom = 0.0
    pen.line(0, 15, len(years) * (across + _GAP) - _GAP, 15, "axis")
    for place, year in enumerate(years):
        x = place * (across + _GAP)
        pen.rect(x, 2, 74, 26, "stage", 13)
        pen.text(x + 37, 20, f"{year}年", "t-stage", "middle")
        here = sorted(
            (event for event in events if event.year == year), key=lambda event: (event.kind != "目标", event.what)
        )
        y = 42.0
        for event in here:
            card = _card(event, chain, across)
            _draw(pen, card, x, y, across)
            y += card.height + 8
        bottom = max(bottom, y - 8)
    return bottom


def _loose(pen: Pen, events: Sequence[Event], chain: str, top: float) -> float:
    """Cards in rows, all of a row as high as its highest."""
    pen.text(0, top + 15, f"{NO_YEAR}的目标和项目 {len(events)} 项", "t-part")
    across = (WIDTH - _GAP * 3) / 4
    y = top + 28
    for start in range(0, len(events), 4):
        cards = [_card(event, chain, across) for event in events[start : start + 4]]
        for place, card in enumerate(cards):
            _draw(pen, card, place * (across + _GAP), y, across)
        y += max(card.height for card in cards) + 10
    return y - 10


def _card(event: Event, chain: str, width: float) -> _Card:
    about = [event.status, event.firm, event.region, event.group if event.group != chain else ""]
    notes = [" · ".join(filter(None, about))]
    if event.conflict:
        notes.append(f"另一文件：{event.conflict}")
    shown = [line for note in notes for line in wrap(note, width - 36, 11.5, 3) if line]
    return _Card(event, wrap(event.what, width - 40, 12.5, 3), shown)


def _draw(pen: Pen, card: _Card, x: float, y: float, width: float) -> None:
    event = card.event
    about = [event.year if event.year == NO_YEAR else f"{event.year}年", f"产业链：{event.group}"]
    about += [event.status] if event.kind == "项目" else []
    about += [f"承建：{event.firm}"] if event.firm else []
    about += [f"地方：{event.region}"] if event.region else []
    about += [f"⚠ 另一份文件的说法：{event.conflict}"] if event.conflict else []
    places = [event.region] if event.region else []
    with pen.mark(event.what, event.kind, about, event.evidence, places=places):
        look = "box goal" if event.kind == "目标" else "box card"
        pen.rect(x, y, width, card.height, look + (" conflict" if event.conflict else ""))
        if event.kind == "项目":
            for shape, paint in _SIGNS.get(event.status, (("diamond", "stroke"),)):
                pen.shape(x + 15, y + 17.5, shape, f"{paint} i-present", 10)
        else:
            pen.shape(x + 15, y + 17.5, "circle", "fill i-strong", 9)
        for row, line in enumerate(card.lines):
            pen.text(x + 28, y + 22 + 17 * row, line, "t-name-small")
        start = y + 20 + 17 * len(card.lines)
        for row, note in enumerate(card.notes):
            pen.text(x + 28, start + 15.5 * row + 2, note, "t-small")
        if event.conflict:
            pen.shape(x + width - 16, y + 16, "warning", "stroke i-missing", 13)
