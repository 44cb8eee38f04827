"""Workbooks that go out to people and come back: hidden row ids, columns to fill in, drop-down lists.

Each row carries its id and what its columns held in two hidden columns, so that sorting and filtering do no harm and
only what a person changed comes back. A hidden sheet says which sheets are forms.
"""

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from unicodedata import east_asian_width

import xlsxwriter

from .files import proofs
from .report import Column, Kind, plain
from .workbook import CREATED, OPTIONS, formats, head, write_cell

MARK = "_liantu"
"""The hidden sheet by which a workbook of ours is known."""

_HIDDEN = (Column("", "编号", 2), Column("", "原值", 2))
_LONG = 32_767  # characters of one cell, by the format
_A3, _TALLEST = 8, 400.0
_NONE = "（没有）"
_SPARE = 200  # empty rows below a form that keep the drop-down lists


@dataclass(frozen=True, slots=True)
class Blank:
    """A column to fill in: the `kind` of decision it becomes, its head, what may be chosen (empty: free text)."""

    kind: str
    head: str
    choices: tuple[str, ...] = ()
    width: int = 14


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet: columns and rows; a form has `ids` (one a row) and `blanks`, whose values lie in the rows by kind.

    `links` leads from a row and column to a cell of another sheet: (row from 0, column name) → (sheet, row from 1).
    """

    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Mapping[str, Any]]
    ids: Sequence[str] = ()
    blanks: tuple[Blank, ...] = ()
    links: Mapping[tuple[int, str], tuple[str, int]] = field(default_factory=dict)


def form_book(title: str, cover: Sequence[tuple[str, str]], pages: Sequence[Page]) -> bytes:
    """The bytes of an .xlsx: a cover of pairs (what, text), then the pages; the same input gives the same bytes."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, OPTIONS)
    book.set_properties({"title": title, "created": CREATED})
    looks = formats(book)
    looks["blank"] = book.add_format({**_BLANK, "bg_color": "#FFF9E5"})
    _cover(book.add_worksheet("封面"), title, cover, looks)
    for page in pages:
        _page(book.add_worksheet(page.title), page, looks)
    mark = book.add_worksheet(MARK)
    for row, page in enumerate(page for page in pages if page.blanks):
        kinds = {blank.head: blank.kind for blank in page.blanks}
        mark.write_string(row, 0, page.title)
        mark.write_string(row, 1, json.dumps(kinds, ensure_ascii=False))
    mark.hide()
    book.close()
    return out.getvalue()


_BLANK = {"font_name": "Microsoft YaHei", "font_size": 10, "valign": "top", "text_wrap": True, "border": 1}


def _cover(sheet: Any, title: str, cover: Sequence[tuple[str, str]], looks: dict[str, Any]) -> None:
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 84)
    sheet.write_string(0, 0, title, looks["title"])
    sheet.set_row(0, 34)
    for row, (what, text) in enumerate(cover, start=2):
        sheet.write_string(row, 0, what, looks["note"])
        sheet.write_string(row, 1, text, looks["text"])
        sheet.set_row(row, _height([(text, 84)]))
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _page(sheet: Any, page: Page, looks: dict[str, Any]) -> None:
    hidden = _HIDDEN if page.blanks else ()
    fill = tuple(Column(blank.kind, blank.head, blank.width) for blank in page.blanks)
    columns = (*hidden, *page.columns, *fill)
    head(sheet, columns, len(page.rows), looks)
    sheet.set_paper(_A3)
    if not page.rows:
        sheet.write_string(1, len(hidden), _NONE, looks["text"])
    for number, row in enumerate(page.rows, start=1):
        sheet.set_row(number, _height([(_text(row.get(column.name), column), column.width) for column in columns]))
        for place, column in enumerate(page.columns, start=len(hidden)):
            link = page.links.get((number - 1, column.name))
            if link:
                target = f"internal:'{link[0]}'!A{link[1]}"
                sheet.write_url(number, place, target, looks["link"], plain(row[column.name])[:255] or "看", "看依据")
            elif column.kind is Kind.PROOF:
                sheet.write_string(number, place, _text(row[column.name], column), looks["text"])
            else:
                write_cell(sheet, number, place, row[column.name], column, 0, looks)
        if hidden:
            _blanks(sheet, number, page, row, page.ids[number - 1], looks)
    if hidden:
        sheet.set_column(0, 1, 2, None, {"hidden": True})
        sheet.freeze_panes(1, len(hidden) + 2)
        _choices(sheet, page, len(hidden) + len(page.columns))


def _text(value: Any, column: Column) -> str:
    return (proofs(value or ()) if column.kind is Kind.PROOF else plain(value))[:_LONG]


def _height(cells: Sequence[tuple[str, int]]) -> float:
    """Points that a row needs for its longest cell; only Excel would find out by itself."""
    lines = max(sum(1 + _cells(line) // max(width - 1, 1) for line in text.split("\n")) for text, width in cells)
    return min(4 + 13.5 * lines, _TALLEST)


def _cells(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def _blanks(sheet: Any, number: int, page: Page, row: Mapping[str, Any], id_: str, looks: dict[str, Any]) -> None:
    held = {blank.kind: plain(row.get(blank.kind)) for blank in page.blanks}
    sheet.write_string(number, 0, id_)
    sheet.write_string(number, 1, json.dumps(held, ensure_ascii=False))
    for place, blank in enumerate(page.blanks, start=len(_HIDDEN) + len(page.columns)):
        sheet.write_string(number, place, held[blank.kind], looks["blank"])


def _choices(sheet: Any, page: Page, first: int) -> None:
    """Drop-down lists; they help and do not forbid, what comes back is checked anyway."""
    last = len(page.rows) + _SPARE
    for place, blank in enumerate(page.blanks, start=first):
        if blank.choices:
            rule = {"validate": "list", "source": list(blank.choices), "error_type": "warning"}
            sheet.data_validation(1, place, last, place, {**rule, "error_message": "请从列表里选"})
