"""Answers in a terminal: columns that align Chinese, states by sign and colour, names never taken for markup."""

import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from ..queries.answers import State
from .cells import cells, head_cells, padded
from .report import Column, Kind, Report, one_line, plain, same_in_all, spoken
from .states import LOOKS, UNKNOWN_IS_NOT_MISSING

if TYPE_CHECKING:
    from .screen import Piece

_NARROW = 140  # below this many cells reasons and sentences share a column
_ENDLESS = 1_000_000
_MOST = {Kind.LIST: 40, Kind.TEXT: 30, Kind.PROOF: 90}  # characters of a cell before it is shortened
_FEW = 48  # … and of a sentence on a narrow terminal
_FILE = 20  # … and of the name of its document
_PADDED = 60  # cells up to which a pipe's columns align: one long cell would fill every other row with blanks
_NEEDS = {Kind.NUMBER: 4, Kind.STATE: 8, Kind.PROOF: 30}  # cells in which a column can be read
_TEXT_NEEDS = 10
_WHY = {"reasons": "理由与原文", "conflict": "出入与原文"}
"""Columns that share one with the sentences on a narrow terminal, and its head then."""

_AMOUNT = ("comparator", "value", "unit")
"""Columns that are one on a terminal: ≥1800亿元."""

_WHOLE = "加 -o 结果.xlsx（或 .html、.csv、.json）可看全部"


class _Left(NamedTuple):
    """What a terminal leaves out: spare columns where it is narrow, columns that are the same in all rows, or empty."""

    spare: tuple[Column, ...] = ()
    same: tuple[Column, ...] = ()
    empty: tuple[Column, ...] = ()


def show(report: Report, *, terminal: bool, width: int | None = None) -> str:
    """The report as text that ends in a newline, with colours and shortened cells for a `terminal`.

    In a pipe each row is one line and nothing is shortened. `width` is asked of the terminal if not given.
    """
    if not report.rows:
        return "".join(f"{line}。\n" for line in (f"{report.title}：没有结果。{report.empty}", report.note) if line)
    report = _amounts(spoken(report)) if terminal else spoken(report)
    most = (width or shutil.get_terminal_size((100, 24)).columns) if terminal else _ENDLESS
    columns, left = _columns(report, most)
    found = [[_cell(row, column, terminal, most) for column in columns] for row in report.rows]
    rows = [[pieces for pieces, _ in row] for row in found]
    shortened = terminal and any(cut for row in found for _, cut in row)
    if terminal:
        from .screen import drawn

        lines = drawn(columns, rows, most)
    else:
        lines = list(_aligned(columns, rows))
    return "\n".join([*filter(None, lines), "", *_closing(report, left, shortened)]) + "\n"


def _aligned(columns: Sequence[Column], rows: Sequence[Sequence[Sequence["Piece"]]]) -> Iterator[str]:
    """A line for the heads and for each row; nothing ends in spaces, so the last column is never measured."""
    texts = [
        [column.head for column in columns],
        *(["".join(text for text, _ in cell) for cell in row] for row in rows),
    ]
    right = [column.kind is Kind.NUMBER for column in columns]
    last = len(columns) - 1 + any(right[-1:])
    widths = [min(_PADDED, max(cells(row[place]) for row in texts)) for place in range(last)]
    for row in texts:
        held = [padded(text, width, right=side) for text, width, side in zip(row, widths, right, strict=False)]
        yield " ".join([*held, *row[last:]]).rstrip()


def _columns(report: Report, width: int) -> tuple[tuple[Column, ...], _Left]:
    """What fits: first goes what is the same in all rows, then reasons join the sentences, then spare columns go."""
    if width == _ENDLESS or report.proof is None:
        return report.columns, _Left()
    same = same_in_all(report)
    empty = tuple(c for c in report.columns if not any(plain(row[c.name]) for row in report.rows) and c not in same)
    columns = [c for c in report.columns if c not in (*same, *empty)]
    if width < _NARROW and (beside := next((c.name for c in columns if c.name in _WHY), "")):
        columns = [c._replace(head=_WHY[beside]) if c.kind is Kind.PROOF else c for c in columns if c.name != beside]
    spare: list[Column] = []
    while sum(map(_needs, columns)) > width and (last := next((c for c in reversed(columns) if c.spare), None)):
        columns.remove(last)
        spare.insert(0, last)
    return tuple(columns), _Left(tuple(spare), same, empty)


def _amounts(report: Report) -> Report:
    """The report with what makes up an amount in one column, where it has such columns."""
    if not {column.name for column in report.columns}.issuperset(_AMOUNT):
        return report
    sign, value, unit = _AMOUNT
    told = [f"{plain(row[sign]).replace('=', '')}{plain(row[value])}{plain(row[unit])}" for row in report.rows]
    rows = tuple({**row, value: amount} for row, amount in zip(report.rows, told, strict=True))
    kept = (column for column in report.columns if column.name not in (sign, unit))
    columns = tuple(column._replace(kind=Kind.TEXT) if column.name == value else column for column in kept)
    return replace(report, columns=columns, rows=rows)


def _needs(column: Column) -> int:
    """Cells in which the column can be read, with the space after it."""
    return max(_NEEDS.get(column.kind, _TEXT_NEEDS), head_cells(column.head)) + 1


def _cell(row: Any, column: Column, terminal: bool, most: int) -> tuple[list["Piece"], bool]:
    """A cell and whether it was shortened."""
    value = row[column.name]
    if column.kind is Kind.STATE:
        look = LOOKS[State(value)]
        return [(f"{look.mark:>2} {value}", look.style)], False
    if column.kind is Kind.PROOF:
        reasons = next((row[name] for name, head in _WHY.items() if column.head == head), ())
        return _proof(value, reasons, _ENDLESS if not terminal else _MOST[Kind.PROOF] if most >= _NARROW else _FEW)
    longest = _MOST.get(column.kind, _ENDLESS) if terminal else _ENDLESS
    text, cut = _listed(value if isinstance(value, list | tuple) else [value], longest)
    return [(text, "")], cut


def _proof(value: Any, reasons: Any, most: int) -> tuple[list["Piece"], bool]:
    """The reasons, the first sentence (of at most so many characters) and its document; a pipe gets every sentence."""
    terminal = most < _ENDLESS
    shown = value[:1] if terminal else value
    pieces: list[Piece] = []
    shortened = False
    if reasons:
        shortened = len(reasons) > 1
        pieces.append((one_line(plain(reasons[0])) + "…" * shortened + ("\n" if value else ""), "italic"))
    for number, proof in enumerate(shown):
        quote = one_line(plain(proof["quote"]))
        shortened = shortened or len(quote) > most or len(shown) < len(value)
        pieces.append((("  " if number else "") + f"“{_cut(quote, most)}”", ""))
        name = _cut(plain(proof["document"]), _FILE)
        pieces.append((f"\n{name}" if terminal else f"（{_where(proof)}）", "dim"))
    if len(value) > len(shown):
        pieces.append((f"，另有 {len(value) - len(shown)} 条", "dim"))
    return pieces, shortened


def _where(proof: Any) -> str:
    """Where a sentence stands: its document and the place in it, on one line."""
    return one_line(f"{plain(proof['document'])}，{plain(proof['place'])}")


def _closing(report: Report, left: _Left, shortened: bool) -> list[str]:
    """The lines below the table: how many of each state, what 未提及 means, what is not shown and how to see it."""
    lines = []
    if report.state is not None:
        counts = Counter(State(row[report.state.name]) for row in report.rows)
        parts = (f"{LOOKS[state].mark} {state} {counts[state]}" for state in State if counts[state])
        lines.append(f"共 {len(report.rows)} 个环节：{'，'.join(parts)}。")
        lines.append(f"{UNKNOWN_IS_NOT_MISSING}。")
    else:
        lines.append(f"共 {len(report.rows)} 行。")
    if report.note:
        lines.append(f"{report.note}。")
    told = [f"各行{one.head}都是{value}" for one in left.same if (value := plain(report.rows[0][one.name]))]
    if left.empty:
        told.append(f"各行都没有{'、'.join(one.head for one in left.empty)}")
    if left.spare:
        told.append(f"屏幕宽度不够，没有列出{'、'.join(one.head for one in left.spare)}")
    if shortened:
        told.append("部分内容已省略")
    if told:
        lines.append(f"{'；'.join(told)}。{f'{_WHOLE}。' if left.spare or shortened else ''}")
    return lines


def _listed(values: Sequence[Any], most: int) -> tuple[str, bool]:
    """The values on one line of about so many characters, and whether some are left out; never one cut in its middle
    but the first."""
    texts = [one_line(plain(value)) for value in values]
    kept, length = texts[:1], len(texts[0]) if texts else 0
    for text in texts[1:]:
        length += len(text) + 1
        if length > most:
            break
        kept.append(text)
    left = len(texts) - len(kept)
    shown = "、".join([_cut(kept[0], most), *kept[1:]]) if kept else ""
    return shown + (f"…（共 {len(texts)} 项）" if left else ""), bool(left or (kept and len(kept[0]) > most))


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
