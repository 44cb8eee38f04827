"""The lines of plain text: tables found by how they are set, lines that were wrapped marked as carrying on."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..headings import heading, is_box
from ..lines import Line
from .grids import Cell, table_lines
from .pages import page_numbers

_RULE = re.compile(r"[\s|｜│+:\-─━—┼├┤]+")
_SEPARATORS = (
    (2, re.compile(r"[ \u3000]*\t[ \u3000]*")),
    (2, re.compile(r"[ \u3000]*[|｜│][ \u3000]*")),
    (3, re.compile(r" {2,}|\u3000+ *")),
)
"""How many lines in a row make a table, and what stands between its cells."""

_CELL, _HEAD = 60, 20  # characters: the longest cell of a spaced table, the longest head of a stacked one
_OPEN = ("、", "，", "（", "“", "《", "和", "及")
_MARGINS = range(18, 61)  # characters in a line of wrapped text


def text_lines(text: str) -> list[Line]:
    """Lines whose `text_of` is the text."""
    raw = text.split("\n")
    pages = page_numbers(raw)
    made: list[Line] = []
    at = tables = 0
    while at < len(raw):
        lead = ""
        rows, after = _stacked(raw, at)
        if not rows:
            lead, rows, after = _ruled(raw, at)
        if rows:
            made += [Line("", end=lead)] if lead else []
            made += table_lines(rows, tables)
            tables, at = tables + 1, after
        else:
            number = pages.get(at, 0)
            if number and made:
                made[-1] = replace(made[-1], end=made[-1].end + raw[at][:number])
            made.append(Line(raw[at][number:] if made else raw[at]))
            at += 1
    if made:
        made[-1] = replace(made[-1], end=made[-1].end.removesuffix("\n"))
    return list(_boxed(_joined(made)))


def _stacked(raw: Sequence[str], at: int) -> tuple[list[list[Cell]], int]:
    """A table with one cell a line, each led by a tab, a blank line between rows, as converters write it.

    Gives the rows, none where there is no table, and the line after it.
    """
    after = at
    while after < len(raw) and raw[after].startswith("\t") and 0 < len(raw[after].strip()) <= _HEAD:
        after += 1
    width = after - at
    heads = [line.strip() for line in raw[at:after]]
    if width < 2 or raw[after : after + 1] != [""] or any("\t" in h or is_box(h) or heading(h) for h in heads):
        return [], at
    cells = [Cell(line) for line in raw[at:after]]
    while after < len(raw):
        line, last = raw[after], cells[-1]
        full = len(cells) % width == 0
        blank = not line.startswith("\t") and not line.strip()
        if blank:
            cells[-1] = replace(last, end=last.end + line + "\n")
        elif line.startswith("\t") and not (full and last.end.count("\n") > 2):
            cells.append(Cell(line))
        elif (full and not last.text.rstrip().endswith(_OPEN[:2])) or heading(line.strip()):
            break
        else:
            cells[-1] = replace(last, text=last.text + last.end + line, end="\n")
        after += 1
    rows = [cells[i : i + width] for i in range(0, len(cells), width)]
    sentences = sum(cell.text.rstrip().endswith("。") for cell in cells)
    return (rows, after) if len(rows) > 1 and sentences * 2 < len(cells) else ([], at)


def _ruled(raw: Sequence[str], at: int) -> tuple[str, list[list[Cell]], int]:
    """A table with one row a line, cells parted by tabs, bars or runs of spaces.

    Gives what stands before the first cell, the rows, and the line after the table.
    """
    for least, separator in _SEPARATORS:
        first = ""
        rows: list[list[Cell]] = []
        after = at
        while after < len(raw):
            if rows and _RULE.fullmatch(raw[after]):
                _append(rows, raw[after] + "\n")
            else:
                lead, row = _cells(raw[after], separator)
                row = _padded(row, len(rows[0])) if rows else row
                if len(row) < 2 or (rows and len(row) != len(rows[0])) or any(len(c.text) > _CELL for c in row):
                    break
                if rows:
                    _append(rows, lead)
                else:
                    first = lead
                rows.append(row)
            after += 1
        if len(rows) >= least:
            return first, rows, after
    return "", [], at


def _padded(row: list[Cell], width: int) -> list[Cell]:
    """The row with the empty cells at its end, which stripping the line took: one for each tab."""
    last = row[-1]
    pieces = last.end.split("\t")
    lost = width - len(row)
    if not 0 < lost < len(pieces):
        return row
    ends = [*(f"{piece}\t" for piece in pieces[:lost]), "\t".join(pieces[lost:])]
    return [*row[:-1], replace(last, end=ends[0]), *(Cell("", end=end) for end in ends[1:])]


def _append(rows: list[list[Cell]], text: str) -> None:
    """Text that belongs to no cell follows the last one."""
    rows[-1][-1] = replace(rows[-1][-1], end=rows[-1][-1].end + text)


def _cells(line: str, separator: re.Pattern[str]) -> tuple[str, list[Cell]]:
    """What stands before the cells of a line, and the cells; what follows each is its end."""
    body = line.strip().strip("|｜│").strip()
    start = line.find(body)
    lead, tail = line[:start], line[start + len(body) :] + "\n"
    cells: list[Cell] = []
    begin = 0
    for match in separator.finditer(body):
        cells.append(Cell(body[begin : match.start()], end=match[0]))
        begin = match.end()
    return lead, [*cells, Cell(body[begin:], end=tail)]


def _joined(lines: Sequence[Line]) -> Iterator[Line]:
    """Mark the lines that carry on the one before: in wrapped text all but a paragraph's first, elsewhere after 、."""
    margin = _margin([len(line.text) for line in lines if line.bare and line.cell is None])
    before: Line | None = None
    for line in lines:
        bare = line.bare
        if line.cell is None and bare and before is not None and not heading(bare) and not is_box(bare):
            full = bool(margin) and len(before.text) >= margin - 2 and not line.text.startswith(("\u3000", "  ", "\t"))
            if full or before.bare.endswith(_OPEN):
                line = replace(line, joins=True)
        if bare:
            before = line if line.cell is None else None
        elif margin:
            before = None
        yield line


def _margin(lengths: Sequence[int]) -> int:
    """The length at which a text was wrapped by hand; 0 where it was not."""
    if len(lengths) < 8:
        return 0
    margin = sorted(lengths)[len(lengths) * 9 // 10]
    near = sum(margin - 3 <= length <= margin + 3 for length in lengths)
    return margin if margin in _MARGINS and near * 2 > len(lengths) else 0


def _boxed(lines: Sequence[Line] | Iterator[Line]) -> Iterator[Line]:
    """Number the boxes that a converter set: a title, then lines led by a tab, closed by two blank lines."""
    box, boxes, blanks, titled = None, 0, 0, False
    for line in lines:
        bare = line.bare
        if bare and line.cell is None:
            if blanks > 1:
                box = None
            if is_box(bare):
                box, titled = None, True
            elif titled:
                box, boxes = (boxes, boxes + 1) if line.text.startswith("\t") else (None, boxes)
                titled = False
        blanks = 0 if bare else blanks + 1
        yield line if line.cell is not None else replace(line, box=box)
