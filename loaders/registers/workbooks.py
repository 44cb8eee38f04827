"""The sheets of an .xlsx or .xls: looked at before they are opened, merged cells filled, values as text."""

import datetime
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from xml.parsers.expat import ExpatError

import python_calamine
from lxml import etree

from ...errors import InputError
from . import xlsx

_STRAY = 100  # cells far from a table that a sheet may have: somebody hit a key there
_UNPACKED, _RATIO = 8 << 30, 300
_CHUNK = 1 << 20
_WIDE = re.compile(rb' r="([A-Z]{2,3})(\d{1,9})"[^>]{0,200}(?<!/)><[^/]')  # cells beyond column Z that hold something
_LONGEST = 256  # bytes of an element that is looked for
_MERGED = re.compile(rb'mergeCell ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
_OLE = b"\xd0\xcf\x11\xe0"
_SAVE = "请在 Excel 或 WPS 中另存为 .xlsx 或 .csv 后再试"
_BROKEN = (ExpatError, etree.XMLSyntaxError, zipfile.BadZipFile, KeyError, EOFError, NotImplementedError, RuntimeError)


Stray = tuple[int, str]
"""A cell far from the table: its row (from 1) and its column's letters."""

Sheet = tuple[str, Iterable[Sequence[str]], Sequence[Stray]]


def sheets(path: Path) -> Iterator[Sheet]:
    """Each sheet's name, its rows from the top as text, and the stray cells that these leave out.

    InputError for what is encrypted, has macros or is huge.
    """
    where = str(path)
    with path.open("rb") as file:
        magic = file.read(4)
    if not magic:
        raise InputError("工作簿是空的（0 字节）", where=where, todo="请核对文件，必要时重新下载或导出")
    if magic.startswith(b"PK"):
        yield from _new(path)
        return
    if magic == _OLE and _has_macros(path):
        raise InputError("工作簿加了密码，或是带宏的旧格式，读不出来", where=where, todo=f"请去掉密码，{_SAVE}")
    if magic != _OLE:
        raise InputError("不是 Excel 工作簿", where=where, todo=_SAVE)
    try:
        book = python_calamine.CalamineWorkbook.from_path(where)
        for name in book.sheet_names:
            yield name, _rows(book.get_sheet_by_name(name)), ()
    except python_calamine.PasswordError as error:
        raise InputError("工作簿加了密码，读不出来", where=where, todo=f"请去掉密码，{_SAVE}") from error
    except python_calamine.CalamineError as error:
        raise InputError("工作簿已损坏，或不是 Excel 文件", where=where, todo=_SAVE) from error


def _new(path: Path) -> Iterator[Sheet]:
    """The sheets of an .xlsx, streamed."""
    try:
        with zipfile.ZipFile(path) as archive:
            _look(archive, path)
            members = xlsx.sheet_files(archive)
            book = xlsx.book_of(archive)
            for name, member in members:
                merged, strays = _measure(archive, member, path, name)
                yield name, _whole(xlsx.rows(archive, member, book, merged), path), strays
    except _BROKEN as error:
        raise _broken(path) from error


def _whole(rows: Iterable[Sequence[str]], path: Path) -> Iterator[Sequence[str]]:
    """The rows, or one sentence where they break off."""
    try:
        yield from rows
    except _BROKEN as error:
        raise _broken(path) from error


def _broken(path: Path) -> InputError:
    return InputError("工作簿已损坏", where=str(path), todo=_SAVE)


def _has_macros(path: Path) -> bool:
    """Whether an OLE file holds an encrypted package or a macro project; names in it are UTF-16."""
    data = path.read_bytes()
    return any(name.encode("utf-16-le") in data for name in ("EncryptedPackage", "_VBA_PROJECT"))


def _look(archive: zipfile.ZipFile, path: Path) -> None:
    """InputError for an archive that no desk needs: macros, bombs, no workbook."""
    where, members = str(path), archive.infolist()
    if any(member.filename.lower().endswith("vbaproject.bin") for member in members):
        raise InputError("工作簿带宏，为安全起见没有读", where=where, todo=_SAVE)
    if not any(member.filename == "xl/workbook.xml" for member in members):
        raise InputError("不是 Excel 工作簿", where=where, todo=_SAVE)
    packed = sum(member.compress_size for member in members)
    unpacked = sum(member.file_size for member in members)
    if unpacked > _UNPACKED or (unpacked > 50 * _CHUNK and unpacked > _RATIO * packed):
        raise InputError("压缩内容异常庞大，拒绝打开", where=where, todo="请确认文件来源后另存为 .csv 再试")


def _measure(archive: zipfile.ZipFile, member: str, path: Path, name: str) -> tuple[list[xlsx.Area], list[Stray]]:
    """The merged ranges of a sheet, which stand below its rows, and its stray cells. InputError for one far wider than
    a table.
    """
    columns, tail = 0, b""
    strays: dict[Stray, None] = {}
    merged: dict[xlsx.Area, None] = {}
    with archive.open(member) as file:
        while chunk := file.read(_CHUNK):
            text = tail + chunk
            for letters, row in _WIDE.findall(text):
                place = xlsx.column(letters.decode())
                columns = max(columns, place + 1)
                if place >= xlsx.COLUMNS and len(strays) <= _STRAY:
                    strays[int(row), letters.decode()] = None
            merged |= dict.fromkeys(_area(found.groups()) for found in _MERGED.finditer(text))
            tail = text[-_LONGEST:]
    if len(strays) > _STRAY:
        todo = "请删除表格以外的单元格后另存再试"
        raise InputError(f"工作表“{name}”有 {columns} 列，不像名录", where=str(path), todo=todo)
    return [area for area in merged if _small(area)], list(strays)


def _area(names: Sequence[bytes]) -> xlsx.Area:
    left, top, right, bottom = names
    return (int(top) - 1, xlsx.column(left.decode())), (int(bottom) - 1, xlsx.column(right.decode()))


def _small(area: xlsx.Area) -> bool:
    """Is it a range that people merged to be read, rather than a sheet's worth of cells?"""
    first, last = area
    return 0 <= (last[0] - first[0] + 1) * (last[1] - first[1] + 1) <= xlsx.COLUMNS * 10


def _rows(sheet: python_calamine.CalamineSheet) -> Iterator[list[str]]:
    """Rows from the first of the sheet on; each cell of a merged range has the range's value."""
    start, merged = sheet.start or (0, 0), _merges(sheet)
    values: dict[tuple[int, int], str] = {}
    for _ in range(start[0]):
        yield []
    for number, row in enumerate(sheet.iter_rows(), start=start[0]):
        cells = [""] * start[1] + [text(value) for value in row]
        for column, home in merged.get(number, ()):
            if home == (number, column):
                values[home] = cells[column] if column < len(cells) else ""
            elif column < len(cells) and not cells[column]:
                cells[column] = values.get(home, "")
        yield cells


def _merges(sheet: python_calamine.CalamineSheet) -> dict[int, list[tuple[int, tuple[int, int]]]]:
    """By row: the columns that lie in a merged range, each with the range's first cell."""
    found: dict[int, list[tuple[int, tuple[int, int]]]] = {}
    for first, last in sheet.merged_cell_ranges or ():
        if not _small((first, last)):
            continue
        for row in range(first[0], last[0] + 1):
            found.setdefault(row, []).extend((column, first) for column in range(first[1], last[1] + 1))
    return found


def text(value: object) -> str:
    """A cell as text: whole numbers without a point, days without midnight.

    >>> text(3.0), text(datetime.datetime(2015, 3, 2)), text(1.5), text(True), text("=1+1")
    ('3', '2015-03-02', '1.5', '是', '=1+1')
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e18 else repr(value)
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ")
    return str(value)
