"""Rows of a .csv or .tsv in UTF-8, UTF-16 or GB18030, read as a stream."""

import codecs
import csv
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from ...errors import InputError

_CHUNK = 1 << 20
_QUOTES = "请检查这一行的引号，或另存为 .xlsx 再试"
_FIELD = 1 << 20  # characters that one cell may have


def rows(path: Path) -> Iterator[Sequence[str]]:
    """The rows from the top. InputError for what is no text and for a quotation mark that never closes."""
    encoding = _encoding(path)
    csv.field_size_limit(_FIELD)
    with path.open(encoding=encoding, newline="") as file:
        sample = file.read(1 << 14)
        file.seek(0)
        reader = csv.reader(file, delimiter=_delimiter(sample))
        above = last = 0  # lines before the last row, and with it
        try:
            for row in reader:
                above, last = last, reader.line_num
                yield row
        except (csv.Error, UnicodeDecodeError) as error:
            raise InputError(f"第 {reader.line_num} 行之后读不出来", where=str(path), todo=_QUOTES) from error
    if last - above > 1 and _open_end(path, encoding, above):
        raise InputError(f"第 {above + 1} 行的引号没有结束，后面的行都成了它的一格", where=str(path), todo=_QUOTES)


def _open_end(path: Path, encoding: str, above: int) -> bool:
    """Does the text below so many lines end inside quotation marks?"""
    with path.open(encoding=encoding, newline="") as file:
        return sum(line.count('"') for line in islice(file, above, None)) % 2 == 1


def _encoding(path: Path) -> str:
    """The one encoding under which the whole file is text."""
    with path.open("rb") as file:
        head = file.read(4)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    for name in ("utf-8-sig", "gb18030"):
        if _decodes(path, name):
            return name
    raise InputError("不是文本，或编码无法识别", where=str(path), todo="请另存为 UTF-8 的 .csv 或 .xlsx 后再试")


def _decodes(path: Path, name: str) -> bool:
    decoder = codecs.getincrementaldecoder(name)()
    with path.open("rb") as file:
        try:
            while chunk := file.read(_CHUNK):
                if b"\0" in chunk:
                    return False
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _delimiter(sample: str) -> str:
    """The sign that parts the cells: the most frequent in the first lines, where heads stand rather than prose."""
    lines = "".join(sample.splitlines()[:4])
    return max(",\t;|", key=lambda sign: (lines.count(sign), sign == ","))
