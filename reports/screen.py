"""A table as wide as the terminal, with colours; its cells wrap. Apart, because a pipe can do without rich."""

from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from .report import Column, Kind

Piece = tuple[str, str]
"""Text of a cell, and its style in rich's words, "" for none."""


def drawn(columns: Sequence[Column], rows: Sequence[Sequence[Sequence[Piece]]], cells: int) -> list[str]:
    """The lines of the table, at most so many cells wide."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False, header_style="bold")
    table.expand = True
    for column in columns:
        fixed = column.kind in (Kind.NUMBER, Kind.STATE)
        table.add_column(
            Text(column.head),
            justify="right" if column.kind is Kind.NUMBER else "left",
            overflow="fold",
            no_wrap=fixed,
            ratio=None if fixed else _share(column),
            min_width=len(column.head) * 2 if column.kind is Kind.PROOF else None,
        )
    for row in rows:
        table.add_row(*(Text.assemble(*cell) for cell in row))
    console = Console(width=cells, force_terminal=True, color_system="standard", markup=False)
    with console.capture() as capture:
        console.print(table)
    return [line.rstrip() for line in capture.get().splitlines()]


def _share(column: Column) -> int:
    return 6 if column.kind is Kind.PROOF else max(2, min(column.width, 24) // 8)
