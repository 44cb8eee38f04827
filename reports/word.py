"""The city report as .docx: our own small writer, because python-docx writes no footnotes, and evidence belongs there.

Only the parts of ECMA-376 that Word, WPS and LibreOffice need: styles, paragraphs, tables, footnotes, page numbers.
"""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

from ..queries.answers import Proof, State
from ..queries.city import City
from .city import Piece, Section, sections
from .offline import template
from .report import Column, Kind, Report, plain
from .states import LOOKS

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MOST_ROWS = 30  # of a table: the rest is on the pages and in the workbooks
_MOST_PROOFS = 1  # sentences in one footnote: the first is that of the final plan
_ACROSS = 9638  # twentieths of a point between the margins of A4
_LONGEST = 240  # letters of a quote in a footnote
_WHEN = (2000, 1, 1, 0, 0, 0)  # the clock would give other bytes at each run
_PARTS = {
    "[Content_Types].xml": "content_types",
    "_rels/.rels": "rels",
    "word/_rels/document.xml.rels": "document_rels",
    "word/styles.xml": "styles",
    "word/settings.xml": "settings",
    "word/footer1.xml": "footer",
}
"""Parts that are the same in every report, kept in templates/word."""


def word(city: City) -> bytes:
    """The bytes of a .docx; the same city gives the same bytes."""
    notes = _Notes()
    title = f"{city.region or '全部地区'}产业链分析报告"
    when = f"依据 {len(city.documents)} 份文件" + (f"，最近一份的日期是 {city.date}" if city.date else "")
    body = [_paragraph("Title", _run(title)), _paragraph("Subtitle", _run(when))]
    for number, section in enumerate(sections(city)):
        body += _section("一二三四五六七八九"[number], section, notes)
    body.append(_paragraph("Heading1", _run("附：依据文件")))
    body += [_paragraph("Normal", _run(f"{number}. {name}")) for number, name in enumerate(city.documents, start=1)]
    parts = {name: template(f"word/{file}.xml") for name, file in _PARTS.items()}
    parts["word/document.xml"] = f"{_XML}<w:document {_W}{_R}><w:body>{''.join(body)}{_PAGE}</w:body></w:document>"
    parts["word/footnotes.xml"] = f"{_XML}<w:footnotes {_W}>{_SEPARATORS}{''.join(notes.written)}</w:footnotes>"
    return _zipped(parts)


class _Notes:
    """Footnotes in the order in which they are called; the numbers -1 and 0 are the separators'."""

    def __init__(self) -> None:
        self.written: list[str] = []
        self._numbers: dict[tuple[Proof, ...], int] = {}

    def call(self, evidence: Sequence[Proof]) -> str:
        """The mark in the text: of a new footnote, or once more the number of one with the same sentences."""
        told = tuple(evidence[:_MOST_PROOFS])
        if not told:
            return ""
        if told in self._numbers:
            return f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:t>{self._numbers[told]}</w:t></w:r>'
        self._numbers[told] = number = len(self.written) + 1
        text = "；".join(f"{one.document}，{one.place}：“{_cut(one.quote)}”" for one in told)
        mark = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
        self.written.append(
            f'<w:footnote w:id="{number}">{_paragraph("FootnoteText", mark + _run(" " + text))}</w:footnote>'
        )
        style = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
        return f'<w:r>{style}<w:footnoteReference w:id="{number}"/></w:r>'


def _section(number: str, section: Section, notes: _Notes) -> Iterable[str]:
    yield _paragraph("Heading1", _run(f"{number}、{section.title}"))
    for pieces in section.paragraphs:
        yield _paragraph("Normal", "".join(_piece(piece, notes) for piece in pieces))
    if section.note:
        yield _paragraph("Normal", _run(section.note))
    if not section.table.rows:
        yield _paragraph("Normal", _run(f"{section.table.empty}。"))
        return
    yield _paragraph("Caption", _run(f"表{number} {section.table.title}"))
    yield _table(section.table, notes)
    more = len(section.table.rows) - _MOST_ROWS
    if more > 0:
        yield _paragraph("Source", _run(f"另有 {more} 行，见总览网页。"))


def _piece(piece: Piece, notes: _Notes) -> str:
    """The words, the footnote before a closing mark of the sentence."""
    text = piece.text
    tail = text[-1] if piece.evidence and text and text[-1] in "、；。，" else ""
    return _run(text.removesuffix(tail)) + notes.call(piece.evidence) + (_run(tail) if tail else "")


def _table(table: Report, notes: _Notes) -> str:
    """Columns as wide as in a workbook, in proportion; evidence becomes a footnote of the row's name."""
    columns = [column for column in table.columns if column.kind is not Kind.PROOF]
    whole = sum(column.width for column in columns)
    widths = [column.width * _ACROSS // whole for column in columns]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = "".join(
        _cell(width, _run(column.head, bold=True), "E8EDF2") for width, column in zip(widths, columns, strict=True)
    )
    named = next(place for place, column in enumerate(columns) if column.kind is Kind.TEXT)
    rows = [f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>"]
    for row in table.rows[:_MOST_ROWS]:
        cells = []
        for place, (width, column) in enumerate(zip(widths, columns, strict=True)):
            mark = notes.call(_proofs(row, table)) if place == named else ""
            cells.append(_cell(width, _run(_text(row[column.name], column)) + mark, _fill(row[column.name], column)))
        rows.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>")
    look = f'<w:tblStyle w:val="TableGrid"/><w:tblW w:w="{_ACROSS}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
    return f"<w:tbl><w:tblPr>{look}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def _proofs(row: Mapping[str, Any], table: Report) -> list[Proof]:
    found = row[table.proof.name] if table.proof else ()
    return [Proof(one["document"], one["place"], one["quote"]) for one in found]


def _text(value: Any, column: Column) -> str:
    if column.kind is Kind.BAR:
        return "、".join(f"{state.value}{count}" for state, count in zip(State, value, strict=True) if count)
    if column.kind is Kind.STATE:
        return f"{LOOKS[State(value)].sign} {value}"
    return plain(value)


def _fill(value: Any, column: Column) -> str:
    return LOOKS[State(value)].paper if column.kind is Kind.STATE else ""


def _cell(width: int, runs: str, fill: str) -> str:
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>{_paragraph("Cell", runs)}</w:tc>'


def _paragraph(style: str, runs: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>'


def _run(text: str, *, bold: bool = False) -> str:
    look = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{_escaped(text)}</w:t></w:r>'


def _escaped(text: str) -> str:
    """Text that is XML: markup is text, control characters are spaces."""
    return escape("".join(letter if letter >= " " and letter not in "\ufffe\uffff" else " " for letter in plain(text)))


def _cut(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1] + "…"


def _zipped(parts: Mapping[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, _WHEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # the same bytes on every system
            archive.writestr(entry, text.encode())
    return out.getvalue()


_R = ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_PAGE = (
    '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1440" w:right="1134" w:bottom="1304" w:left="1134" w:header="851" w:footer="851" w:gutter="0"/>'
    "</w:sectPr>"
)
_SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
)
