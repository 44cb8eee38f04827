"""The sheets of an .xlsx or .xls: looked at before they are opened, merged cells filled, values as text."""

import datetime
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import python_calamine

from ...errors import InputError

_AREA = 25_000_000  # cells that a sheet may span
_SPARSE = 1_000_000  # a sheet that spans more than this many cells must use some of them
_COLUMNS = 1_000
_UNPACKED, _RATIO = 4 << 30, 300
_CHUNK = 1 << 20
_WIDE = re.compile(rb'r="([A-Z]{2,})\d')
_LAST_ROW = re.compile(rb'r="[A-Z]*(\d+)"')
_DIMENSION = re.compile(rb'<dimension ref="(?:[A-Z]+\d+:)?([A-Z]+)(\d+)"')
_OLE = b"\xd0\xcf\x11\xe0"
_SAVE = "请在 Excel 或 WPS 中另存为 .xlsx 或 .csv 后再试"


def sheets(path: Path) -> Iterator[tuple[str, Iterable[Sequence[str]]]]:
    """Each sheet's name and its rows from the top as text. InputError for what is encrypted, has macros or is huge."""
    where = str(path)
    with path.open("rb") as file:
        magic = file.read(4)
    if magic.startswith(b"PK"):
        _look(path)
    elif magic == _OLE and _has_macros(path):
        raise InputError("工作簿加了密码，或是带宏的旧格式，读不出来", where=where, todo=f"请去掉密码，{_SAVE}")
    elif magic != _OLE:
        raise InputError("不是 Excel 工作簿", where=where, todo=_SAVE)
    try:
        book = python_calamine.CalamineWorkbook.from_path(where)
        for name in book.sheet_names:
            yield name, _rows(book.get_sheet_by_name(name))
    except python_calamine.PasswordError as error:
        raise InputError("工作簿加了密码，读不出来", where=where, todo=f"请去掉密码，{_SAVE}") from error
    except python_calamine.CalamineError as error:
        raise InputError("工作簿已损坏，或不是 Excel 文件", where=where, todo=_SAVE) from error


def _has_macros(path: Path) -> bool:
    """Whether an OLE file holds an encrypted package or a macro project; names in it are UTF-16."""
    data = path.read_bytes()
    return any(name.encode("utf-16-le") in data for name in ("EncryptedPackage", "_VBA_PROJECT"))


def _look(path: Path) -> None:
    """InputError for an archive that no desk needs: macros, bombs, sheets far wider or emptier than a table."""
    where = str(path)
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            if any(member.filename.lower().endswith("vbaproject.bin") for member in members):
                raise InputError("工作簿带宏，为安全起见没有读", where=where, todo=_SAVE)
            if not any(member.filename.startswith("xl/") for member in members):
                raise InputError("不是 Excel 工作簿", where=where, todo=_SAVE)
            packed = sum(member.compress_size for member in members)
            unpacked = sum(member.file_size for member in members)
            if unpacked > _UNPACKED or (unpacked > 50 * _CHUNK and unpacked > _RATIO * packed):
                raise InputError("压缩内容异常庞大，拒绝打开", where=where, todo="请确认文件来源后另存为 .csv 再试")
            for member in members:
                if member.filename.startswith("xl/worksheets/") and member.filename.endswith(".xml"):
                    _measure(archive, member, where)
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise InputError("工作簿已损坏", where=where, todo=_SAVE) from error


def _measure(archive: zipfile.ZipFile, member: zipfile.ZipInfo, where: str) -> None:
    """How far the cells of a sheet reach, by what they say themselves: `dimension` may lie or be absent."""
    columns, rows, used, tail = 26, 1, 0, b""
    with archive.open(member) as file:
        while chunk := file.read(_CHUNK):
            text = tail + chunk
            columns = max([columns, *(_column(name) for name in set(_WIDE.findall(text)))])
            used += text.count(b"<c ")
            if last := _LAST_ROW.findall(text[-4096:]):
                rows = max(rows, *(int(number) for number in last))
            if not tail and (said := _DIMENSION.search(text)):
                columns, rows = max(columns, _column(said[1])), max(rows, int(said[2]))
            tail = text[-32:]
    name = member.filename.rsplit("/", 1)[-1].removesuffix(".xml")
    todo = "请删除表格以外的单元格后另存再试"
    if columns > _COLUMNS:
        raise InputError(f"工作表 {name} 有 {columns} 列，不像名录", where=where, todo=todo)
    if rows * columns > _SPARSE and rows * columns > 200 * max(used, 1):
        raise InputError(f"工作表 {name} 的范围到第 {rows} 行，大多是空的", where=where, todo=todo)
    if rows * min(columns, used // max(rows, 1) + 1) > _AREA:
        raise InputError(f"工作表 {name} 太大", where=where, todo="请另存为 .csv 再载入，.csv 不限行数")


def _column(name: bytes) -> int:
    """AA → 27."""
    number = 0
    for letter in name:
        number = number * 26 + letter - 64
    return number


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
        if (last[0] - first[0] + 1) * (last[1] - first[1] + 1) > _COLUMNS * 10:
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
