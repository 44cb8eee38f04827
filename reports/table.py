"""Answers in a terminal: columns that align Chinese, states by sign and colour, names never taken for markup."""

import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ..queries.answers import State
from .cells import cells, padded
from .report import Column, Kind, Report, one_line, plain, spoken
from .states import LOOKS, UNKNOWN_IS_NOT_MISSING

if TYPE_CHECKING:
    from .screen import Piece

_NARROW = 120  # below this many cells a sentence gets no column of its own
_ENDLESS = 1_000_000
_MOST = {Kind.LIST: 40, Kind.TEXT: 30, Kind.PROOF: 90}  # characters of a cell before it is shortened
_FEW = 48  # … and of a sentence on a narrow terminal
_WHY = "理由与原文"


def show(report: Report, *, terminal: bool, width: int | None = None) -> str:
    """The report as text that ends in a newline, with colours and shortened cells for a `terminal`.

    In a pipe each row is one line and nothing is shortened. `width` is asked of the terminal if not given.
    """
    if not report.rows:
        return f"{report.title}：没有结果。{report.empty}。\n"
    report = spoken(report)
    most = (width or shutil.get_terminal_size((100, 24)).columns) if terminal else _ENDLESS
    columns = _columns(report, most)
    found = [[_cell(row, column, terminal, most) for column in columns] for row in report.rows]
    rows = [[pieces for pieces, _ in row] for row in found]
    shortened = terminal and (len(columns) < len(report.columns) or any(cut for row in found for _, cut in row))
    if terminal:
        from .screen import drawn

        lines = drawn(columns, rows, most)
    else:
        lines = list(_aligned(columns, rows))
    return "\n".join([*filter(None, lines), "", *_closing(report, shortened)]) + "\n"


def _aligned(columns: Sequence[Column], rows: Sequence[Sequence[Sequence["Piece"]]]) -> Iterator[str]:
    """A line for the heads and for each row; nothing ends in spaces, so the last column is never measured."""
    texts = [
        [column.head for column in columns],
        *(["".join(text for text, _ in cell) for cell in row] for row in rows),
    ]
    right = [column.kind is Kind.NUMBER for column in columns]
    last = len(columns) - 1 + any(right[-1:])
    widths = [max(cells(row[place]) for row in texts) for place in range(last)]
    for row in texts:
        held = [padded(text, width, right=side) for text, width, side in zip(row, widths, right, strict=False)]
        yield " ".join([*held, *row[last:]]).rstrip()


def _columns(report: Report, cells: int) -> tuple[Column, ...]:
    """What fits: a narrow terminal leaves out the score, leaders and what is the same in all rows."""
    if cells == _ENDLESS or report.proof is None:
        return report.columns
    same = {c.name for c in report.columns if c.facet and len({plain(row[c.name]) for row in report.rows}) == 1}
    dropped = {"score", "leaders", "region" if "region" in same else ""}
    if cells < _NARROW:
        dropped |= {"reasons"}
    columns = tuple(c for c in report.columns if c.name not in dropped)
    if "reasons" in dropped and any(c.name == "reasons" for c in report.columns):
        return tuple(Column(c.name, _WHY, c.width, c.kind) if c.kind is Kind.PROOF else c for c in columns)
    return columns


def _cell(row: Any, column: Column, terminal: bool, most: int) -> tuple[list["Piece"], bool]:
    """A cell and whether it was shortened."""
    value = row[column.name]
    if column.kind is Kind.STATE:
        look = LOOKS[State(value)]
        return [(f"{look.mark:>2} {value}", look.style)], False
    if column.kind is Kind.PROOF:
        reasons = row.get("reasons", ()) if column.head == _WHY else ()
        return _proof(value, reasons, _ENDLESS if not terminal else _MOST[Kind.PROOF] if most >= _NARROW else _FEW)
    text = one_line(plain(value))
    longest = _MOST.get(column.kind, _ENDLESS) if terminal else _ENDLESS
    return [(_cut(text, longest), "")], len(text) > longest


def _proof(value: Any, reasons: Any, most: int) -> tuple[list["Piece"], bool]:
    """The reasons, the first sentence (of at most so many characters) and its document; a pipe gets every sentence."""
    terminal = most < _ENDLESS
    shown = value[:1] if terminal else value
    pieces: list[Piece] = []
    shortened = len(shown) < len(value)
    if reasons:
        pieces.append((one_line(plain(list(reasons))) + ("\n" if value else ""), "italic"))
    for number, proof in enumerate(shown):
        quote = one_line(plain(proof["quote"]))
        shortened = shortened or len(quote) > most
        pieces.append((("  " if number else "") + f"“{_cut(quote, most)}”", ""))
        pieces.append((f" {plain(proof['document'])}" if terminal else f"（{_where(proof)}）", "dim"))
    if len(value) > len(shown):
        pieces.append((f"（另有 {len(value) - len(shown)} 条）", "dim"))
    return pieces, shortened


def _where(proof: Any) -> str:
    """Where a sentence stands: its document and the place in it, on one line."""
    return one_line(f"{plain(proof['document'])}，{plain(proof['place'])}")


def _closing(report: Report, shortened: bool) -> list[str]:
    """The lines below the table: how many of each state, what 未提及 means, how to see everything."""
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
    if shortened:
        lines.append("部分内容已省略；加 -o 结果.xlsx（或 .html、.csv、.json）可看全部原文和位置。")
    return lines


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
