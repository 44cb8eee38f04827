"""A table of any format to lines: merged cells filled, heads of two levels joined, a table of one column is a box."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..lines import Line

_WIDEST = 100  # columns; no table of a plan comes near
_HEAD_LEVELS = 4

Spot = tuple[int, int]  # row, column


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as its format gives it: how many columns and rows it covers, what follows it in the text."""

    text: str
    columns: int = 1
    rows: int = 1
    end: str = "\n"


def table_lines(rows: Sequence[Sequence[Cell]], number: int, heads: int = 0) -> Iterator[Line]:
    """One line for each position of the grid, row by row.

    Rows at the top that span the whole width are a caption: plain lines; where every row does, the table is a box.
    `number` is the table's; `heads` how many rows the format marks as its head (0: not said).

    >>> [line.column for line in table_lines([[Cell("县"), Cell("钢")], [Cell("甲县"), Cell("有")]], 0)]
    ['县', '钢', '县', '钢']
    """
    filled = _filled(rows)
    width = 1 + max((column for _, column in filled), default=0)
    top = next((r for r in range(len(rows)) if len({filled.get((r, c)) for c in range(width)}) > 1), len(rows))
    for row in rows[:top]:
        yield from _paragraphs(row, number if top == len(rows) else None)
    if top == len(rows):
        return
    columns = _columns(filled, top, _depth(filled, top, heads), width)
    for (r, c), (origin, cell) in sorted(filled.items()):
        if r >= top:
            place = Line(cell.text, cell.end, table=number, row=r - top, cell=c, column=columns[c])
            covered = (origin[0] - top, origin[1]) if origin != (r, c) else None
            yield replace(place, repeats=covered)


def _paragraphs(row: Sequence[Cell], box: int | None) -> Iterator[Line]:
    for cell in row:
        *above, last = cell.text.split("\n")
        yield from (Line(text, box=box) for text in above)
        yield Line(last, cell.end, box=box)


def _filled(rows: Sequence[Sequence[Cell]]) -> dict[Spot, tuple[Spot, Cell]]:
    """For each position of the grid the cell that covers it, and where that cell begins."""
    filled: dict[Spot, tuple[Spot, Cell]] = {}
    for r, row in enumerate(rows):
        c = 0
        for cell in row:
            while (r, c) in filled:
                c += 1
            for down in range(min(max(cell.rows, 1), len(rows) - r)):
                for right in range(min(max(cell.columns, 1), _WIDEST)):
                    filled.setdefault((r + down, c + right), ((r, c), cell))
    return filled


def _depth(filled: dict[Spot, tuple[Spot, Cell]], top: int, heads: int) -> int:
    """How many rows the head has: as many as a cell beside a group of columns reaches down, or as the format says."""
    first = [cell for (r, _), (origin, cell) in filled.items() if r == top == origin[0]]
    grouped = any(cell.columns > 1 for cell in first)
    depth = heads - top if heads > top else max(cell.rows for cell in first) if grouped else 1
    if depth == 1 and grouped and filled.get((top + 1, 0), ((0, 0), Cell("x")))[1].text == "":
        depth = 2  # the merge was left out, the corner is blank
    last = max(r for r, _ in filled)
    return max(1, min(depth, _HEAD_LEVELS, last - top))


def _columns(filled: dict[Spot, tuple[Spot, Cell]], top: int, depth: int, width: int) -> list[str]:
    found = []
    for c in range(width):
        levels = [filled[r, c][1].text.strip() for r in range(top, top + depth) if (r, c) in filled]
        found.append(" / ".join(dict.fromkeys(level.replace("\n", "") for level in levels if level)))
    return found
