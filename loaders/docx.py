"""The lines of a .docx: paragraphs and table cells, insertions kept, deletions dropped."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from ..errors import InputError
from .sections import Line

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LIMIT = 200 * 1024 * 1024  # bytes of one unpacked member: beyond that it is no plan
_RATIO = 200  # a zip bomb packs far tighter than text


def docx_lines(data: bytes, path: Path) -> list[Line]:
    """InputError for a broken archive, another kind of archive, or one that unpacks to more than it should."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            info = archive.getinfo("word/document.xml")
            if info.file_size > _LIMIT or info.file_size > _RATIO * max(info.compress_size, 1):
                raise InputError("压缩内容异常庞大，拒绝打开", where=str(path), todo="请确认文件来源后另存一份再试")
            xml = archive.read(info)
    except KeyError as error:
        raise InputError("不是 Word 文档", where=str(path), todo="请给出 .docx 或 .txt 文件") from error
    except (zipfile.BadZipFile, EOFError, OSError) as error:
        raise InputError("Word 文档已损坏", where=str(path), todo="请用 Word 打开并另存后再试") from error
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        body = etree.fromstring(xml, parser).find(f"{_W}body")
    except etree.XMLSyntaxError as error:
        raise InputError("Word 文档已损坏", where=str(path), todo="请用 Word 打开并另存后再试") from error
    return [] if body is None else list(_lines(body))


def _lines(body: etree._Element) -> Iterator[Line]:
    tables = 0
    for child in body:
        if child.tag == f"{_W}p":
            yield Line(_text(child))
        elif child.tag == f"{_W}tbl":
            yield from _table(child, tables)
            tables += 1


def _table(table: etree._Element, number: int) -> Iterator[Line]:
    """A one-column table is a box of paragraphs; another gives one line a cell, merged cells repeated."""
    rows = table.findall(f"{_W}tr")
    if all(len(row.findall(f"{_W}tc")) == 1 for row in rows):
        for paragraph in table.iter(f"{_W}p"):
            yield Line(_text(paragraph))
        return
    above: dict[int, str] = {}
    heads: dict[int, str] = {}
    for r, row in enumerate(rows):
        column = 0
        for cell in row.findall(f"{_W}tc"):
            text = "".join(_text(paragraph) for paragraph in cell.iter(f"{_W}p"))
            merge = cell.find(f"{_W}tcPr/{_W}vMerge")
            if merge is not None and merge.get(f"{_W}val") != "restart":
                text = above.get(column, text)
            span = cell.find(f"{_W}tcPr/{_W}gridSpan")
            for _ in range(int(span.get(f"{_W}val") or 1) if span is not None else 1):
                above[column] = text
                if r == 0:
                    heads[column] = text
                yield Line(text, number, r, column, heads.get(column))
                column += 1


def _text(paragraph: etree._Element) -> str:
    """Runs in order; w:del holds w:delText, which is not taken; w:ins holds ordinary runs."""
    marks = {f"{_W}tab": "\t", f"{_W}br": " "}
    return "".join(
        (node.text or "") if node.tag == f"{_W}t" else marks.get(str(node.tag), "") for node in paragraph.iter()
    )
