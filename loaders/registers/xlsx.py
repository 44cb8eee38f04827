"""The sheets of an .xlsx as a stream of rows: a million of them take no more memory than ten.

Libraries hold a sheet, or at least its strings, as a whole; here strings wait on disk until a cell asks for them.
"""

import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import PurePosixPath
from tempfile import TemporaryFile
from typing import IO, Protocol, TypeVar
from xml.parsers import expat

from lxml import etree

_DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}  # formats that every workbook has
_LITERAL = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_DATE_SIGNS = re.compile(r"[ymdhs]", re.IGNORECASE)
COLUMNS = 1_000
"""So many columns a table may have; cells to the right of them are none of it."""

_LAST = 1_048_576  # rows of a sheet
_BLOCK = 64  # strings that are written and read together
_BLOCKS, _OFTEN = 1 << 10, 1 << 16  # blocks and single strings that are kept in memory
_CHUNK = 1 << 17
_DIGITS = "0123456789"

Found = TypeVar("Found")

Area = tuple[tuple[int, int], tuple[int, int]]
"""First and last cell of a merged range, as row and column from 0."""


@dataclass(frozen=True, slots=True)
class Book:
    """What all sheets share: strings by number, which styles are dates, day 0 of the calendar."""

    string: Callable[[int], str]
    dates: frozenset[int]
    epoch: datetime


def sheet_files(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    """Names of the sheets in their order, each with the member that holds it. KeyError where there is no workbook."""
    targets = {
        one.get("Id", ""): one.get("Target", "") for one in _xml(archive, "xl/_rels/workbook.xml.rels").iter("{*}*")
    }
    found = []
    for one in _xml(archive, "xl/workbook.xml").iter("{*}sheet"):
        link = next((str(value) for name, value in one.items() if str(name).endswith("}id")), "")
        path = targets.get(link, "")
        member = path.lstrip("/") if path.startswith("/") else str(PurePosixPath("xl", path))
        if "worksheets/" in member and member in archive.namelist():
            found.append((one.get("name", ""), member))
    return found


def book_of(archive: zipfile.ZipFile) -> Book:
    """What the cells of its sheets refer to."""
    workbook = _xml(archive, "xl/workbook.xml")
    late = any(one.get("date1904") in ("1", "true") for one in workbook.iter("{*}workbookPr"))
    epoch = datetime(1904, 1, 1) if late else datetime(1899, 12, 30)
    return Book(_strings(archive), _date_styles(archive), epoch)


def rows(archive: zipfile.ZipFile, member: str, book: Book, merged: Sequence[Area]) -> Iterator[list[str]]:
    """The rows from the top as text, COLUMNS wide at most; each cell of a merged range has the range's value, a formula
    without a stored value is its own text. ExpatError and zipfile.BadZipFile for what is broken.
    """
    filled, values, last = _fills(merged), dict[tuple[int, int], str](), 0
    with archive.open(member) as file:
        for said, cells in _parsed(file, _Sheet(book)):
            number = said if last < said <= _LAST else last + 1
            for _ in range(number - last - 1):
                yield []
            last = number
            for column, home in filled.get(number - 1, ()):
                if home == (number - 1, column):
                    values[home] = cells[column] if column < len(cells) else ""
                elif column >= len(cells):
                    cells += [*[""] * (column - len(cells)), values.get(home, "")]
                elif not cells[column]:
                    cells[column] = values.get(home, "")
            yield cells


class _Handler(Protocol[Found]):
    """Told what a part of a workbook holds, element by element; what is complete gathers in `found`."""

    found: list[Found]

    def start(self, name: str, attributes: dict[str, str]) -> None: ...
    def end(self, name: str) -> None: ...
    def text(self, data: str) -> None: ...


def _parsed(file: "IO[bytes]", handler: _Handler[Found]) -> Iterator[Found]:
    """What the handler finds, chunk by chunk. Expat rather than trees: a third of the time, and nothing to forget."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = handler.start, handler.end
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = _no_doctype
    more = True
    while more:
        chunk = file.read(_CHUNK)
        more = bool(chunk)
        parser.Parse(chunk, not more)
        found, handler.found = handler.found, []
        yield from found


def _no_doctype(*_: object) -> None:
    raise expat.ExpatError("no office program writes a DOCTYPE; entity bombs need one")


class _Sheet:
    """Rows of a sheet: the number that each gives itself (0 if none), and its cells."""

    __slots__ = ("_book", "_cell", "_cells", "_formula", "_kept", "_mute", "_raw", "_row", "found")

    def __init__(self, book: Book) -> None:
        self.found: list[tuple[int, list[str]]] = []
        self._book, self._row, self._mute = book, 0, False
        self._cell: dict[str, str] = {}
        self._cells: list[str] = []
        self._kept: list[str] | None = None
        self._raw: str | None = None
        self._formula = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        kind = _local(name)
        if kind == "v" or kind == "t" or kind == "f":
            self._kept = []
        elif kind == "c":
            self._cell, self._raw, self._formula = attributes, None, ""
        elif kind == "row":
            self._row, self._cells = _whole(attributes.get("r", "")), []
        elif kind == "rPh":
            self._mute = True

    def text(self, data: str) -> None:
        if self._kept is not None:
            self._kept.append(data)

    def end(self, name: str) -> None:
        kind = _local(name)
        if kind == "c":
            place = column(self._cell.get("r", "").rstrip(_DIGITS))
            if place < COLUMNS:
                self._cells += [""] * (place - len(self._cells))
                self._cells.append(_value(self._cell, self._raw, self._formula, self._book))
        elif kind in ("v", "t"):
            if not self._mute:  # how a text is read aloud is none of it
                self._raw = (self._raw or "") + "".join(self._kept or ())
            self._kept = None
        elif kind == "f":
            self._formula, self._kept = "".join(self._kept or ()), None
        elif kind == "row":
            self.found.append((self._row, self._cells))
        elif kind == "rPh":
            self._mute = False


class _Texts:
    """The strings that cells name by number."""

    __slots__ = ("_kept", "_mute", "_said", "found")

    def __init__(self) -> None:
        self.found: list[str] = []
        self._said: list[str] = []
        self._kept = self._mute = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        kind = _local(name)
        if kind == "si":
            self._said = []
        elif kind == "t":
            self._kept = not self._mute
        elif kind == "rPh":
            self._mute = True

    def text(self, data: str) -> None:
        if self._kept:
            self._said.append(data)

    def end(self, name: str) -> None:
        kind = _local(name)
        if kind == "si":
            self.found.append("".join(self._said))
        elif kind == "t":
            self._kept = False
        elif kind == "rPh":
            self._mute = False


@lru_cache(maxsize=1 << 8)
def _local(name: str) -> str:
    """The name without its namespace, of which there are two."""
    return name.rpartition(" ")[2]


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0


@lru_cache(maxsize=1 << 14)
def column(letters: str) -> int:
    """The column of a cell's name, from 0.

    >>> column("A"), column("AA"), column("XFD"), column("")
    (0, 26, 16383, -1)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _value(cell: dict[str, str], raw: str | None, formula: str, book: Book) -> str:
    """A cell as text: whole numbers without a point, days without midnight."""
    kind = cell.get("t", "n")
    if not raw:  # a result that is no text at all is a stored one
        return f"={formula}" if formula and (raw is None or kind != "str") else ""
    if kind == "s":
        return book.string(_whole(raw))
    if kind == "n":
        return _day(raw, book.epoch) if _whole(cell.get("s", "")) in book.dates else _number(raw)
    if kind == "b":
        return "是" if raw in ("1", "true") else "否"
    return raw.removesuffix("T00:00:00") if kind == "d" else raw


def _number(raw: str) -> str:
    """
    >>> _number("3.0"), _number("420102199001011234"), _number("1.5E3"), _number("0.1")
    ('3', '420102199001011234', '1500', '0.1')
    """
    if raw.isdigit():
        return raw
    try:
        value = float(raw)
    except ValueError:
        return raw
    return str(int(value)) if value.is_integer() and abs(value) < 1e18 else repr(value)


def _day(raw: str, epoch: datetime) -> str:
    """A day of a spreadsheet's calendar.

    >>> _day("42065", datetime(1899, 12, 30)), _day("42065.5", datetime(1899, 12, 30)), _day("0.25", datetime.min)
    ('2015-03-02', '2015-03-02 12:00:00', '06:00:00')
    """
    try:
        days = float(raw)
        when = epoch + timedelta(seconds=round(days * 86_400)) if days >= 1 else datetime.min + timedelta(days=days)
    except (ValueError, OverflowError):
        return raw
    if days < 1:
        return when.time().isoformat("seconds")
    return when.date().isoformat() if when.time() == datetime.min.time() else when.isoformat(" ", "seconds")


def _strings(archive: zipfile.ZipFile) -> Callable[[int], str]:
    """The strings that cells name by number, on disk in blocks; most cells ask for one near the last."""
    file = TemporaryFile()  # noqa: SIM115  # it closes, and is gone, with the last reader of its strings
    starts, block = [0], list[str]()

    def write() -> None:
        file.write("\0".join(block).encode("utf-8", "surrogatepass"))  # XML has no zero character
        starts.append(file.tell())
        block.clear()

    if "xl/sharedStrings.xml" in archive.namelist():
        with archive.open("xl/sharedStrings.xml") as source:
            for text in _parsed(source, _Texts()):
                block.append(text)
                if len(block) == _BLOCK:
                    write()
    write()

    @lru_cache(maxsize=_BLOCKS)
    def read(number: int) -> list[str]:
        file.seek(starts[number])
        return file.read(starts[number + 1] - starts[number]).decode("utf-8", "surrogatepass").split("\0")

    @lru_cache(maxsize=_OFTEN)
    def string(number: int) -> str:
        place, rest = divmod(number, _BLOCK)
        found = read(place) if 0 <= place < len(starts) - 1 else []
        return found[rest] if rest < len(found) else ""

    return string


def _date_styles(archive: zipfile.ZipFile) -> frozenset[int]:
    """Numbers of the cell styles that show a number as a day or a time."""
    if "xl/styles.xml" not in archive.namelist():
        return frozenset()
    root = _xml(archive, "xl/styles.xml")
    own = {
        int(one.get("numFmtId", "0")): bool(_DATE_SIGNS.search(_LITERAL.sub("", one.get("formatCode", ""))))
        for one in root.iter("{*}numFmt")
    }
    formats = [int(one.get("numFmtId", "0")) for box in root.iter("{*}cellXfs") for one in box]
    return frozenset(place for place, number in enumerate(formats) if own.get(number, number in _DATES))


def _fills(merged: Sequence[Area]) -> dict[int, list[tuple[int, tuple[int, int]]]]:
    """By row: the columns that lie in a merged range, each with the range's first cell."""
    found: dict[int, list[tuple[int, tuple[int, int]]]] = {}
    for first, last in merged:
        for row in range(first[0], last[0] + 1):
            found.setdefault(row, []).extend((column, first) for column in range(first[1], last[1] + 1))
    return found


def _xml(archive: zipfile.ZipFile, member: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.fromstring(archive.read(member), parser)
