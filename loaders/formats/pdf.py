"""The lines of a PDF with text: wrapped lines joined, heads and feet of pages dropped, tables joined over pages."""

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING
from unicodedata import normalize

from ...errors import InputError
from ..headings import heading, is_box
from ..lines import Line
from .grids import Cell, table_lines

if TYPE_CHECKING:
    from pdfplumber.page import Page
    from pdfplumber.table import Table as Grid

_PAGES = 2000
_INDENT = 1.2  # characters that a line begins further in where a paragraph begins
_BLOCK = 3.0  # characters that a whole block may be set in
_SHORT = 1.6  # characters that a line ends before the margin where a paragraph ends
_PAD = 2.5  # characters that may be free at the right of a full line in a frame
_BODY = 0.7  # share of the page's width that a full line reaches at least
_LEADERS = re.compile(r"[.．…·]{4,}\s*\d+$")  # an entry of a table of contents
_NUMBER = re.compile(r"[—–\-·\s]*(?:第\s*)?\d+\s*(?:页.*|/\s*\d+)?[—–\-·\s]*")
_RADICALS = {code: normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
_LIKE = "⺠民⻁虎⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟"
_RADICALS |= {ord(one): other for one, other in zip(_LIKE[::2], _LIKE[1::2], strict=True)}
"""Signs that fonts give in place of characters that look the same."""

_HAN = "一-龥、，。；：（）“”《》"
_GAP = re.compile(rf"(?<=[{_HAN}]) +(?=[{_HAN}A-Za-z\d])")
_SPACED = re.compile(rf"(?<=[{_HAN}]) +([A-Za-z\d.%]+) +(?=[{_HAN}])")  # Word sets such spaces, nobody typed them


@dataclass(frozen=True, slots=True)
class _Row:
    """A printed line and where it stands, in points from the page's top left.

    `box` is the frame it stands in, `room` how far right a full line would reach at least.
    """

    text: str
    left: float
    right: float
    top: float
    size: float  # of a character
    room: float
    box: int | None = None


Table = list[list[Cell]]
_Item = _Row | Table


def pdf_lines(data: bytes, path: Path) -> list[Line]:
    """InputError for a scan, for what is broken, locked or too long."""
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfminer.psexceptions import PSException
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of every font that is not as it should be
    known = (PdfminerException, MalformedPDFException, PSException, ValueError, LookupError, TypeError, AttributeError)
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            if len(pdf.pages) > _PAGES:
                raise InputError(f"PDF 超过 {_PAGES} 页", where=str(path), todo="请拆成几个文件后再试")
            boxes = 0
            pages: list[list[_Item]] = []
            for page in pdf.pages:
                items, boxes = _items(page, boxes)
                pages.append(items)
                page.close()
    except known as error:
        if any(isinstance(each, PDFPasswordIncorrect) for each in (error, *error.args, error.__context__)):
            raise InputError("PDF 加了密码", where=str(path), todo="请去掉密码另存后再试") from error
        raise InputError("PDF 已损坏", where=str(path), todo="请重新下载，或用阅读器打开并另存后再试") from error
    if not any(pages):
        what = "这份 PDF 里没有文字，像是扫描件"
        raise InputError(what, where=str(path), todo="请先做文字识别（OCR），另存为能选中文字的 PDF 或 .docx")
    return list(_lines(_joined(_without_margins(pages))))


def _items(page: "Page", boxes: int) -> tuple[list[_Item], int]:
    """Printed lines and tables of a page from top to bottom; `boxes` counts the frames of one column so far."""
    found: list[tuple[float, _Item]] = []
    finder = page.debug_tablefinder()
    grids = [table for table in finder.tables if len({round(cell[0]) for cell in table.cells}) > 1]
    found += [(table.bbox[1], _cells(table)) for table in grids]
    gridded = {cell for table in grids for cell in table.cells}
    singles = {table.bbox for table in finder.tables if table not in grids}
    singles |= {cell for cell in finder.cells if not any(_inside(cell, bbox) for bbox in (*gridded, *singles))}
    frames = list(enumerate(sorted(frame for frame in singles if frame[2] - frame[0] > page.width / 3), boxes))

    def outside(thing: dict[str, float]) -> bool:
        x, y = thing["x0"], (thing["top"] + thing["bottom"]) / 2
        return not any(t.bbox[0] - 1 <= x <= t.bbox[2] and t.bbox[1] <= y <= t.bbox[3] for t in grids)

    rest = page.filter(lambda thing: thing["object_type"] != "char" or outside(thing)) if grids else page
    for line in rest.extract_text_lines(return_chars=True, x_tolerance=3, y_tolerance=4):
        text = _plain(line["text"])
        size = median(char["size"] for char in line["chars"])
        middle = (line["top"] + line["bottom"]) / 2
        inside = (n for n, (x0, top, x1, bottom) in frames if x0 <= line["x0"] <= x1 and top <= middle <= bottom)
        box = next(inside, None)
        room = dict(frames)[box][2] - _PAD * size if box is not None else page.width * _BODY
        if text and not _LEADERS.search(text):
            found.append((line["top"], _Row(text, line["x0"], line["x1"], line["top"], size, room, box)))
    return [item for _, item in sorted(found, key=lambda each: each[0])], boxes + len(frames)


def _inside(cell: tuple[float, ...], frame: tuple[float, ...]) -> bool:
    """Does a cell lie in a frame?"""
    (left, top, right, bottom), (x0, y0, x1, y1) = cell, frame
    return left >= x0 - 1 and top >= y0 - 1 and right <= x1 + 1 and bottom <= y1 + 1


def _plain(text: str) -> str:
    """Text of a line or a cell without what the print put in: wraps, gaps between characters, radicals for characters.

    >>> _plain("⼀、重点⽅ 向\\n及任务到 2030 年")
    '一、重点方向及任务到2030年'
    """
    text = text.translate(_RADICALS).replace("\n", "")
    return _GAP.sub("", _SPACED.sub(r"\1", text)).strip()


def _cells(table: "Grid") -> Table:
    """Rows of cells; how far a merged one reaches is told by the lines that it crosses."""
    boxes = [box for row in table.rows for box in row.cells if box is not None]
    lefts = sorted({round(box[0]) for box in boxes})
    tops = sorted({round(box[1]) for box in boxes})
    made: Table = []
    for row, texts in zip(table.rows, table.extract(), strict=True):
        made.append([])
        for box, text in zip(row.cells, texts, strict=True):
            if box is not None:
                columns = sum(round(box[0]) <= left < round(box[2]) - 2 for left in lefts)
                rows = sum(round(box[1]) <= top < round(box[3]) - 2 for top in tops)
                made[-1].append(Cell(_plain(text or ""), columns, rows))
    return made


def _without_margins(pages: Sequence[list[_Item]]) -> list[list[_Item]]:
    """Pages without page numbers, and without what stands at the edge of every second page or more."""

    def edge(page: list[_Item]) -> list[_Row]:
        return [item for item in [*page[:2], *page[-2:]] if isinstance(item, _Row)]

    def mask(row: _Row) -> str:
        return re.sub(r"\d+", "0", row.text)

    seen = Counter(text for page in pages for text in {mask(row) for row in edge(page)})
    often = {text for text, count in seen.items() if count > 1 and count * 2 >= len(pages)}
    kept: list[list[_Item]] = []
    for page in pages:
        gone = [row for row in edge(page) if mask(row) in often or _NUMBER.fullmatch(row.text)]
        kept.append([item for item in page if item not in gone])
    return kept


def _joined(pages: Sequence[list[_Item]]) -> list[_Item]:
    """All pages in one: a table at the top of a page goes on with one of as many columns, a frame with a frame."""
    flow: list[_Item] = []
    for page in pages:
        first = page[0] if page else None
        last = flow[-1] if flow else None
        if isinstance(first, list) and isinstance(last, list) and _width(first) == _width(last):
            pairs = zip(first, last, strict=False)
            again = next((n for n, (one, other) in enumerate(pairs) if one != other), len(first))
            flow[-1] = _continued(last, first[again:])
            page = page[1:]
        elif isinstance(first, _Row) and isinstance(last, _Row) and _goes_on(first, last):
            page = [replace(i, box=last.box) if isinstance(i, _Row) and i.box == first.box else i for i in page]
        flow += page
    return flow


def _goes_on(first: _Row, last: _Row) -> bool:
    """Does the frame at the top of a page go on with the one at the foot of the page before?"""
    return first.box is not None and last.box is not None and not is_box(first.text)


def _continued(table: Table, rows: Table) -> Table:
    """A table with the rows of the next page; one without a key carries on the last row."""
    if rows and table and len(rows[0]) == len(table[-1]) and not rows[0][0].text and any(c.text for c in rows[0]):
        longer = [replace(one, text=one.text + more.text) for one, more in zip(table[-1], rows[0], strict=True)]
        return [*table[:-1], longer, *rows[1:]]
    return [*table, *rows]


def _width(table: Table) -> int:
    return max(sum(cell.columns for cell in row) for row in table)


def _lines(flow: Sequence[_Item]) -> Iterator[Line]:
    tables = 0
    before: _Row | None = None
    text = ""
    edges = _edges([item for item in flow if isinstance(item, _Row)])
    for item in flow:
        if isinstance(item, _Row) and before and not _begins(item, before, *edges[item.box]):
            words = re.search(r"[A-Za-z]$", text) and re.match(r"[A-Za-z]", item.text)
            text += f" {item.text}" if words else item.text
            before = item
            continue
        if before:
            yield Line(text, box=before.box)
        before = None
        if isinstance(item, _Row):
            before, text = item, item.text
        else:
            yield from table_lines(item, tables)
            tables += 1
    if before:
        yield Line(text, box=before.box)


def _edges(rows: Sequence[_Row]) -> dict[int | None, tuple[float, float]]:
    """For the body (None) and each box, where full lines begin and end."""
    made: dict[int | None, tuple[float, float]] = {}
    for box in {row.box for row in rows}:
        own = [row for row in rows if row.box == box]
        lefts, rights = sorted(row.left for row in own), sorted(row.right for row in own)
        made[box] = lefts[len(lefts) // 10], max(rights[len(rights) * 9 // 10], max(row.room for row in own))
    return made


def _begins(row: _Row, before: _Row, left: float, right: float) -> bool:
    """Does a paragraph begin with this line?"""
    short = before.right < right - _SHORT * before.size
    deep = row.left > left + _BLOCK * row.size and abs(row.left - before.left) < row.size / 2  # a block set in
    indented = row.left > left + _INDENT * row.size and not deep
    other = row.box != before.box or abs(row.size - before.size) > 1
    return short or indented or other or heading(row.text) is not None or is_box(row.text)
