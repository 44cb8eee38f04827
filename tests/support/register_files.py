"""Registers for tests: codes with their check characters, workbooks and .csv files made on the spot."""

import csv
from collections.abc import Sequence
from pathlib import Path

import openpyxl

from liantu.schema import Company
from liantu.schema.uscc import check_character

Rows = Sequence[Sequence[object]]

HEADS = ("企业名称", "统一社会信用代码", "登记状态", "注册资本", "成立日期", "注册地址", "经营范围")


def code(number: int) -> str:
    """A valid 统一社会信用代码."""
    body = f"91420000{number:09d}"
    return body + check_character(body)


def firm(
    number: int, name: str, scope: str, address: str = "湖北省武汉市江夏区1号", state: str = "存续"
) -> list[object]:
    """A row under HEADS."""
    return [name, code(number), state, "1000万元人民币", "2015-03-02", address, scope]


def workbook(path: Path, *sheets: tuple[str, Rows], merged: Sequence[str] = ()) -> Path:
    """An .xlsx of these sheets; `merged` are ranges of the first."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    for area in merged:
        book.worksheets[0].merge_cells(area)
    book.save(path)
    return path


def table(path: Path, rows: Rows, encoding: str = "utf-8") -> Path:
    """A .csv of these rows."""
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def company(name: str, number: int = 1, row: int = 2, scope: str = "减速器制造") -> Company:
    blank = Company("", "", "", "", None, "", "", "", "", "", "", None, None, None, "", "", "", "", 0)
    return blank._replace(name=name, code=code(number), former="旧名机械厂、老名机械厂", scope=scope, row=row)
