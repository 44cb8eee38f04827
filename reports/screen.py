"""A table as wide as the terminal, with colours; its cells wrap. Apart, because a pipe can do without rich."""

from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from .cells import cells, head_cells
from .report import Column, Kind

Piece = tuple[str, str]
"""Text of a cell, and its style in rich's words, "" for none."""

_SHORT = 12  # cells: a column with nothing longer takes what it needs, and leaves the rest to those that wrap


def drawn(columns: Sequence[Column], rows: Sequence[Sequence[Sequence[Piece]]], width: int) -> list[str]:
    """The lines of the table, at most so many cells wide."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False, header_style="bold")
    table.expand = True
    for place, column in enumerate(columns):
        longest = max((cells("".join(text for text, _ in row[place])) for row in rows), default=0)
        fixed = column.kind in (Kind.NUMBER, Kind.STATE) or (column.kind is not Kind.PROOF and longest <= _SHORT)
        table.add_column(
            Text(column.head),
            justify="right" if column.kind is Kind.NUMBER else "left",
            overflow="fold",
            min_width=longest if fixed else cells(column.head) if column.kind is Kind.PROOF else None,
            max_width=max(longest, head_cells(column.head)) if fixed else None,
            ratio=None if fixed else _share(column),
        )
    for row in rows:
        table.add_row(*(Text.assemble(*cell) for cell in row))
    console = Console(width=width, force_terminal=True, color_system="standard", markup=False)
    with console.capture() as capture:
        console.print(table)
    return [line.rstrip() for line in capture.get().splitlines()]


def _share(column: Column) -> int:
    return 6 if column.kind is Kind.PROOF else max(2, min(column.width, 40) // 8)
