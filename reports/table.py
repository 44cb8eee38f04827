"""Answers in a terminal: columns that align Chinese, states by sign and colour, names never taken for markup."""

import shutil
from collections import Counter
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ..queries.answers import State
from .report import Column, Kind, Report, one_line, plain
from .states import LOOKS, UNKNOWN_IS_NOT_MISSING

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
    cells = (width or shutil.get_terminal_size((100, 24)).columns) if terminal else _ENDLESS
    # No colour names in a pipe, true width of Chinese in both.
    console = Console(width=cells, force_terminal=terminal, color_system="standard" if terminal else None, markup=False)
    table, shortened = _table(report, cells, terminal)
    with console.capture() as capture:
        console.print(table)
    lines = [line.rstrip() for line in capture.get().splitlines()]
    return "\n".join([*filter(None, lines), "", *_closing(report, shortened)]) + "\n"


def _table(report: Report, cells: int, terminal: bool) -> tuple[Table, bool]:
    """The table, and whether anything in it was shortened."""
    columns = _columns(report, cells)
    # A pipe gets no rule: it would be as long as the longest sentence.
    box = SIMPLE_HEAD if terminal else None
    table = Table(box=box, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False, header_style="bold")
    for column in columns:
        right = column.kind is Kind.NUMBER
        wide = column.kind is Kind.PROOF
        table.add_column(
            Text(column.head),
            justify="right" if right else "left",
            overflow="fold",
            no_wrap=not terminal or right or column.kind is Kind.STATE,
            ratio=_share(column) if terminal and not right and column.kind is not Kind.STATE else None,
            min_width=len(column.head) * 2 if wide else None,
        )
    shortened = len(columns) < len(report.columns)
    table.expand = terminal
    for row in report.rows:
        texts = [_cell(row, column, terminal, cells) for column in columns]
        shortened = shortened or any(cut for _, cut in texts)
        table.add_row(*(text for text, _ in texts))
    return table, shortened and terminal


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


def _share(column: Column) -> int:
    return 6 if column.kind is Kind.PROOF else max(2, min(column.width, 24) // 8)


def _cell(row: Any, column: Column, terminal: bool, cells: int) -> tuple[Text, bool]:
    """A cell and whether it was shortened."""
    value = row[column.name]
    if column.kind is Kind.STATE:
        look = LOOKS[State(value)]
        return Text(f"{look.mark:>2} {value}", style=look.style), False
    if column.kind is Kind.PROOF:
        reasons = row.get("reasons", ()) if column.head == _WHY else ()
        return _proof(value, reasons, _ENDLESS if not terminal else _MOST[Kind.PROOF] if cells >= _NARROW else _FEW)
    text = one_line(plain(value))
    most = _MOST.get(column.kind, _ENDLESS) if terminal else _ENDLESS
    return Text(_cut(text, most)), len(text) > most


def _proof(value: Any, reasons: Any, most: int) -> tuple[Text, bool]:
    """The reasons, the first sentence (of at most so many characters) and its document; a pipe gets every sentence."""
    terminal = most < _ENDLESS
    shown = value[:1] if terminal else value
    text, shortened = Text(), len(shown) < len(value)
    if reasons:
        text.append(one_line(plain(list(reasons))) + ("\n" if value else ""), style="italic")
    for number, proof in enumerate(shown):
        quote = one_line(plain(proof["quote"]))
        shortened = shortened or len(quote) > most
        text.append(("  " if number else "") + f"“{_cut(quote, most)}”")
        text.append(f" {plain(proof['document'])}" if terminal else f"（{_where(proof)}）", style="dim")
    if len(value) > len(shown):
        text.append(f"（另有 {len(value) - len(shown)} 条）", style="dim")
    return text, shortened


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
