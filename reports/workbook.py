"""A workbook: the rows on a sheet for each report, every sentence on one more, links between them.

Cells are written as strings only: neither a name like =HYPERLINK(…) nor a URL becomes anything but text.
"""

import io
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import xlsxwriter

from ..queries.answers import State
from .files import proofs
from .report import Column, Kind, Report, plain, spoken
from .states import LOOKS, UNKNOWN_IS_NOT_MISSING

_MOST_CHARACTERS = 32_767  # of one cell, by the format
_MOST_LINKS = 60_000  # of one sheet; the format stops at 65 530
_TALL = 400  # a cell longer than this many characters is cut in the main sheet; the sentences stand on the second
FONT = "Microsoft YaHei"
_SENTENCES = "原文"
# The clock would give other bytes at each run.
CREATED = datetime(2000, 1, 1)
OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}


def workbook(*reports: Report, title: str = "") -> bytes:
    """The bytes of an .xlsx, a sheet for each report; the same reports give the same bytes."""
    reports = tuple(map(spoken, reports))
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, OPTIONS)
    book.set_properties({"title": title or reports[0].title, "created": CREATED})
    looks = formats(book)
    mains = [book.add_worksheet(report.title[:31]) for report in reports]
    starts = [[0] * len(report.rows) for report in reports]
    if any(report.proof is not None for report in reports):
        starts = _sentences(book.add_worksheet(_SENTENCES), reports, looks)
    for main, report, begins in zip(mains, reports, starts, strict=True):
        _rows(main, report, begins, looks)
    if any(report.state is not None for report in reports):
        _legend(book.add_worksheet("说明"), [report.note for report in reports if report.note], looks)
    book.close()
    return out.getvalue()


def formats(book: Any) -> dict[str, Any]:
    """The looks of cells by name, and by state."""
    body = {"font_name": FONT, "font_size": 10, "valign": "top", "text_wrap": True, "bottom": 1}
    body["bottom_color"] = "#DDDDDD"
    top = {**body, "bold": True, "bg_color": "#1F3A5F", "font_color": "#FFFFFF", "valign": "vcenter"}
    looks = {
        "text": book.add_format(body),
        "number": book.add_format({**body, "align": "right", "indent": 1}),
        "head": book.add_format(top),
        "title": book.add_format({"font_name": FONT, "font_size": 18, "bold": True}),
        "link": book.add_format({**body, "font_color": "#0B4F79", "underline": 1}),
        "note": book.add_format({**body, "bold": True}),
    }
    for state, look in LOOKS.items():
        colours = {"font_color": f"#{look.ink}", "bg_color": f"#{look.paper}"}
        looks[state] = book.add_format({**body, **colours, "bold": True, "align": "center"})
    return looks


def _rows(sheet: Any, report: Report, starts: list[int], looks: dict[str, Any]) -> None:
    """The main sheet; `starts` says in which row of the second sheet the sentences of a row begin."""
    head(sheet, report.columns, len(report.rows), looks)
    for number, (row, start) in enumerate(zip(report.rows, starts, strict=True), start=1):
        for place, column in enumerate(report.columns):
            write_cell(sheet, number, place, row[column.name], column, start, looks)


def write_cell(sheet: Any, row: int, place: int, value: Any, column: Column, start: int, looks: dict[str, Any]) -> None:
    """Write a value as text, numbers as numbers; sentences lead to the sheet that has them all."""
    if column.kind is Kind.NUMBER and isinstance(value, int | float):
        sheet.write_number(row, place, value, looks["number"])
    elif column.kind is Kind.STATE:
        sheet.write_string(row, place, plain(value), looks[State(value)])
    elif column.kind is Kind.PROOF and value and row <= _MOST_LINKS:
        text = _first(value)
        sheet.write_url(row, place, f"internal:'{_SENTENCES}'!A{start + 1}", looks["link"], text, "看全部原文和位置")
    else:
        text = proofs(value) if column.kind is Kind.PROOF else plain(value)
        sheet.write_string(row, place, _cut(text, _MOST_CHARACTERS), looks["text"])


def _first(value: Any) -> str:
    """The first sentence with its document, and how many more there are."""
    first = value[0]
    more = f"（共 {len(value)} 条）" if len(value) > 1 else ""
    return f"{_cut(plain(first['quote']), _TALL)} —— {plain(first['document'])}{more}"


def _sentences(sheet: Any, reports: tuple[Report, ...], looks: dict[str, Any]) -> list[list[int]]:
    """The sheet of sentences: one row each. Returns, for each report, where the sentences of each row begin."""
    columns = _sentence_columns(reports)
    found, line = [], 1
    for report in reports:
        starts = []
        for number, row in enumerate(report.rows, start=2):
            starts.append(line)
            for sentence in row[report.proof.name] if report.proof else ():
                values = {**_about(report, row), **sentence, "row": number}
                for place, column in enumerate(columns):
                    write_cell(sheet, line, place, values[column.name], column, 0, looks)
                if line <= _MOST_LINKS:
                    target = f"internal:'{report.title[:31]}'!A{number}"
                    sheet.write_url(line, 0, target, looks["link"], str(number), "回到主表")
                line += 1
        found.append(starts)
    head(sheet, columns, line - 1, looks)
    return found


def _sentence_columns(reports: tuple[Report, ...]) -> tuple[Column, ...]:
    """One report is told by its own columns; of several, each row by its sheet and its name."""
    named: tuple[Column, ...] = tuple(c for c in reports[0].columns if c.kind in (Kind.TEXT, Kind.STATE))
    if len(reports) > 1:
        named = (Column("sheet", "主表", 16, facet=True), Column("name", "名称", 28))
    ends = (Column("quote", _SENTENCES, 80), Column("document", "文件", 32), Column("place", "位置", 40))
    return (Column("row", "主表行", 8, Kind.NUMBER), *named, *ends)


def _about(report: Report, row: Mapping[str, Any]) -> dict[str, Any]:
    """What tells a row apart: its own values, its sheet and the first column that is text."""
    first = next((c.name for c in report.columns if c.kind is Kind.TEXT), "")
    return {**row, "sheet": report.title, "name": row.get(first, "")}


def head(sheet: Any, columns: tuple[Column, ...], rows: int, looks: dict[str, Any]) -> None:
    """The head row: frozen, filtered, repeated on every printed page; A4 across."""
    sheet.set_row(0, 24)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.head, looks["head"])
    sheet.freeze_panes(1, 0)
    if columns:
        sheet.autofilter(0, 0, max(rows, 1), len(columns) - 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _legend(sheet: Any, notes: list[str], looks: dict[str, Any]) -> None:
    """What the states mean, and what else is to know."""
    sheet.set_column(0, 0, 10)
    sheet.set_column(1, 1, 64)
    sheet.write_string(0, 0, "状态", looks["head"])
    sheet.write_string(0, 1, "什么时候", looks["head"])
    for row, (state, look) in enumerate(LOOKS.items(), start=1):
        sheet.write_string(row, 0, state.value, looks[state])
        sheet.write_string(row, 1, look.what, looks["text"])
    for row, note in enumerate([UNKNOWN_IS_NOT_MISSING, *notes], start=len(LOOKS) + 2):
        sheet.write_string(row, 1, note, looks["note"])


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
