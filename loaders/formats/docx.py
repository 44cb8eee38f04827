"""The lines of a .docx as a reader of the page sees them.

Automatic numbers are text, insertions and moved text stay, deletions, hidden text and field codes go, merged cells are
filled; text boxes, notes and nested tables follow what they hang on.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from lxml import etree

from ...errors import InputError
from ..lines import Line
from .grids import Cell, table_lines
from .numbering import Numbering
from .package import Package, attribute, child, local, opened
from .styles import Styles, depth, on

_GONE = re.compile("del|moveFrom|[pr]Pr|sectPr|tbl(?:Pr|Grid)|t[cr]Pr|instrText|del(?:Instr)?Text|rt|annotationRef")
_MARKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
_WRAPPERS = re.compile("sdt|sdtContent|ins|moveTo|customXml|smartTag|AlternateContent|Choice|Fallback")


def docx_lines(data: bytes, path: Path) -> list[Line]:
    """InputError for what is no Word document, is broken, locked, carries macros, or unpacks to more than it should."""
    with opened(data, path) as package:
        if any(name.endswith("vbaProject.bin") for name in package.names):
            raise InputError("文件带有宏，出于安全不读取", where=str(path), todo="请在 Word 里另存为不带宏的 .docx")
        main = _main(package)
        root = package.xml(main)
        body = child(root, "body")
        if body is None:
            raise InputError("不是 Word 文档", where=str(path), todo="请给出 .docx、.doc、.pdf、.html 或 .txt 文件")
        folder = main.rpartition("/")[0]
        parts = {name: package.xml(f"{folder}/{name}.xml") for name in ("styles", "numbering", *_NOTES.values())}
        notes = {name: _notes(parts[name]) for name in _NOTES.values()}
        walker = _Walker(Styles(parts["styles"]), Numbering.of(parts["numbering"]), notes)
        return list(walker.blocks(body, None))


def _main(package: Package) -> str:
    """The name of the main part: what the package's relations say, else where Word puts it."""
    relations = package.xml("_rels/.rels")
    for relation in () if relations is None else relations:
        if (attribute(relation, "Type") or "").endswith("/officeDocument"):
            return (attribute(relation, "Target") or "").lstrip("/")
    return "word/document.xml"


def _notes(root: etree._Element | None) -> dict[str | None, etree._Element]:
    return {attribute(node, "id"): node for node in (() if root is None else root)}


@dataclass(slots=True)
class _Found:
    """What a paragraph holds: its text, and the boxes and notes that hang on it."""

    text: list[str] = field(default_factory=list)
    hanging: list[etree._Element] = field(default_factory=list)


@dataclass(slots=True)
class _Walker:
    styles: Styles
    numbering: Numbering
    notes: dict[str, dict[str | None, etree._Element]]
    fields: list[bool] = field(default_factory=list)  # of each open field: has its result begun?
    tables: int = 0
    boxes: int = 0

    def blocks(self, parent: etree._Element, box: int | None) -> Iterator[Line]:
        """The lines of what stands in a body, a cell, a text box or a note."""
        for node in _unwrapped(parent):
            if local(node) == "p":
                yield from self._paragraph(node, box)
            elif local(node) == "tbl":
                yield from self._table(node, box)

    def _paragraph(self, node: etree._Element, box: int | None) -> Iterator[Line]:
        found = _Found()
        self._runs(node, found)
        settings = child(node, "pPr")
        name = attribute(child(settings, "pStyle"), "val")
        style = self.styles[name]
        outline = attribute(child(settings, "outlineLvl"), "val")
        text = "".join(found.text)
        if not style.contents and not style.hidden:
            number = self._number(settings, name) if text.strip() else ""
            level = depth(outline) if outline is not None else style.level
            yield Line(number + text, level=level, title=style.title, box=box)
        for hanging in found.hanging:
            yield from self.blocks(hanging, box)

    def _number(self, settings: etree._Element | None, style: str | None) -> str:
        own = child(settings, "numPr")
        inherited, deep = self.styles[style].listed
        number = attribute(child(own, "numId"), "val") or inherited
        if number in (None, "0"):
            return ""
        at = attribute(child(own, "ilvl"), "val") or deep
        level = int(at) if at and at.isdecimal() else self.numbering.level_of(number, style)
        return self.numbering.next(number, level)

    def _runs(self, node: etree._Element, found: _Found) -> None:
        """Collect the text below a node, in order."""
        for each in node:
            name = local(each)
            if _GONE.fullmatch(name) or (name == "r" and on(child(each, "rPr", "vanish"))):
                continue
            if name == "fldChar":
                self._field(attribute(each, "fldCharType"))
            elif name == "txbxContent":
                found.hanging.append(each)
            elif name in _NOTES:
                note = self.notes[_NOTES[name]].get(attribute(each, "id"))
                found.hanging += [note] if note is not None else []
            elif name == "AlternateContent":
                self._runs(next((one for one in each if local(one) == "Choice"), each), found)
            elif not all(self.fields):
                self._runs(each, found)
            elif name == "t":
                found.text.append(each.text or "")
            elif name in _MARKS:
                page = name == "br" and attribute(each, "type") in {"page", "column"}
                found.text.append("" if page else _MARKS[name])
            else:
                self._runs(each, found)

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self.fields.append(False)
        elif kind == "separate" and self.fields:
            self.fields[-1] = True
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _table(self, node: etree._Element, box: int | None) -> Iterator[Line]:
        """A table of one column is a box of what stands in it; nested tables follow the table that they stand in."""
        rows = [[each for each in _unwrapped(row) if local(each) == "tc"] for row in _unwrapped(node) if _kept(row)]
        if all(len(row) <= 1 for row in rows):
            box, self.boxes = self.boxes if box is None else box, self.boxes + 1
            for cell in (cell for row in rows for cell in row):
                yield from self.blocks(cell, box)
            return
        number, self.tables = self.tables, self.tables + 1
        nested: list[Line] = []
        heads = 0
        for row in (each for each in _unwrapped(node) if _kept(each)):
            if not on(child(row, "trPr", "tblHeader")):
                break
            heads += 1
        cells = [[(cell, self._cell(cell, nested)) for cell in row] for row in rows]
        yield from table_lines(_merged(cells), number, heads)
        yield from nested

    def _cell(self, node: etree._Element, nested: list[Line]) -> str:
        """The text of a cell, one line a paragraph; tables in it go to `nested`."""
        kept: list[str] = []
        for line in self.blocks(node, None):
            if line.cell is not None:
                nested.append(line)
            elif line.bare:
                kept.append(line.text)
        return "\n".join(kept)


def _kept(row: etree._Element) -> bool:
    return local(row) == "tr" and child(row, "trPr", "del") is None


def _unwrapped(parent: etree._Element) -> Iterator[etree._Element]:
    """Children, with what revisions and content controls wrap in their place."""
    for node in parent:
        name = local(node)
        if name == "AlternateContent":
            yield from _unwrapped(next((one for one in node if local(one) == "Choice"), node))
        elif _WRAPPERS.fullmatch(name):
            yield from _unwrapped(node)
        elif not _GONE.fullmatch(name):
            yield node


def _merged(rows: list[list[tuple[etree._Element, str]]]) -> list[list[Cell]]:
    """Rows of cells: a cell that goes on with the one above (w:vMerge) makes that one longer."""
    made: list[list[Cell]] = []
    above: dict[int, tuple[int, int]] = {}  # column: row and place in it of the cell that is being merged
    for r, row in enumerate(rows):
        made.append([])
        column = _count(child(row[0][0].getparent(), "trPr", "gridBefore"), 0) if row else 0
        made[r] += [Cell("", column)] if column else []
        for node, text in row:
            width = max(1, _count(child(node, "tcPr", "gridSpan"), 1))
            merge = child(node, "tcPr", "vMerge")
            goes_on = merge is not None and attribute(merge, "val") != "restart" and column in above
            if goes_on:
                top, place = above[column]
                made[top][place] = replace(made[top][place], rows=r - top + 1)
            else:
                above.pop(column, None)
                if merge is not None:
                    above[column] = r, len(made[r])
                made[r].append(Cell(text, width))
            column += width
    return made


def _count(node: etree._Element | None, default: int) -> int:
    value = attribute(node, "val")
    return int(value) if value and value.isdecimal() else default
