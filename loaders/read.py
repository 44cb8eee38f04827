"""Files to documents: the kind is told by the first bytes, never by the suffix alone."""

import hashlib
import re
from pathlib import Path

from ..errors import InputError
from ..schema import Document, file_name, open_file
from .formats.encoding import Unreadable, decode
from .formats.text import text_lines
from .lines import Line, text_of
from .sections import sections

LARGEST = 256 * 1024 * 1024
"""Bytes; a larger file is no policy document."""

_CHARACTERS = 20_000_000
_CHINESE = re.compile("[㐀-鿿豈-﫿𠀀-𲎯]")
_OFFICE = b"\xd0\xcf\x11\xe0"
_KINDS = {
    b"\x89PNG": "图片",
    b"\xff\xd8\xff": "图片",
    b"GIF8": "图片",
    b"Rar!": "压缩包",
    b"7z\xbc\xaf": "压缩包",
    b"\x1f\x8b": "压缩包",
    b"{\\rtf": "RTF 文件",
}
_TODO = "请另存为 .docx、.pdf 或 .txt 后再试"


def read(path: Path) -> Document:
    """The document in a file. InputError says what is wrong with one that cannot be read."""
    data = _bytes(path)
    lines = _lines(data, path)
    text = text_of(lines)
    if not text.strip():
        raise InputError("文件里没有文字", where=str(path), todo="请确认文件内容，扫描件请先做文字识别（OCR）")
    if not _CHINESE.search(text):
        raise InputError("文件里没有中文，不像政策文件", where=str(path), todo="请核对是不是选错了文件")
    if len(text) > _CHARACTERS:
        raise InputError("文字太多，不像政策文件", where=str(path), todo="请拆成几个文件后再试")
    parts, blocks = sections(text, lines)
    digest = hashlib.sha256(data).hexdigest()
    return Document(digest[:16], digest, file_name(path), text, parts, blocks)


def _bytes(path: Path) -> bytes:
    with open_file(path) as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise InputError("文件太大，不像政策文件", where=str(path), todo="请拆成几个文件后再试")
    return data


def _lines(data: bytes, path: Path) -> list[Line]:
    """The lines of a file, by what its bytes are."""
    if not data:
        raise InputError("文件是空的", where=str(path), todo="请核对文件，必要时重新下载")
    kind = next((kind for magic, kind in _KINDS.items() if data.startswith(magic)), None)
    if kind:
        raise InputError(f"暂不能读取{kind}", where=str(path), todo=_TODO)
    if data.startswith(b"PK"):
        from .formats.docx import docx_lines

        return docx_lines(data, path)
    if data.startswith(_OFFICE):
        from .formats.doc import doc_lines

        return doc_lines(data, path)
    if b"%PDF-" in data[:1024]:
        from .formats.pdf import pdf_lines

        return pdf_lines(data, path)
    return _text(data, path)


def _text(data: bytes, path: Path) -> list[Line]:
    """Lines of text or of a web page; a file that is called otherwise is broken."""
    office = path.suffix.lower() in {".docx", ".docm", ".doc", ".wps", ".pdf"}
    broken = InputError("文件已损坏，内容与后缀不符", where=str(path), todo="请用 Word 或 WPS 打开并另存后再试")
    if office and b"<" not in data[:1024]:
        raise broken
    from .formats.html import html_lines, is_html

    try:
        if is_html(data):
            return html_lines(data)
        return text_lines(decode(data))
    except Unreadable as error:
        if office:
            raise broken from error
        raise InputError(str(error), where=str(path), todo="请另存为 UTF-8 编码的 .txt 后再试") from error
