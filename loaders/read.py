"""Files to documents: the kind is told by the first bytes; a .docx that is no archive is broken, not text."""

import hashlib
from pathlib import Path

from ..errors import InputError
from ..schema import Document
from .docx import docx_lines
from .sections import Line, sections

_KINDS = {
    b"%PDF": "PDF 文件",
    b"\xd0\xcf\x11\xe0": "旧版 Office 文件（.doc、.xls 或 .wps）",
    b"\x89PNG": "图片",
    b"\xff\xd8\xff": "图片",
}
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def read(path: Path) -> Document:
    """The document in a .txt or .docx file. InputError says what is wrong with any other."""
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise InputError("文件不存在", where=str(path), todo="请核对路径") from error
    except IsADirectoryError as error:
        raise InputError("这是文件夹，不是文件", where=str(path), todo="请给出其中的文件") from error
    except OSError as error:
        raise InputError("文件打不开", where=str(path), todo="请检查权限，或先关闭占用它的程序") from error
    word = data.startswith(b"PK") or (path.suffix.lower() == ".docx" and data)
    lines = docx_lines(data, path) if word else _text_lines(data, path)
    if not any(line.text.strip() for line in lines):
        raise InputError("文件里没有文字", where=str(path), todo="请确认文件内容，扫描件请先做文字识别")
    text = "\n".join(line.text for line in lines)
    parts, blocks = sections(lines)
    digest = hashlib.sha256(data).hexdigest()
    return Document(digest[:16], digest, path.name, text, parts, blocks)


def _text_lines(data: bytes, path: Path) -> list[Line]:
    text = _decode(data, path).replace("\r\n", "\n").replace("\r", "\n")
    return [Line(line) for line in text.split("\n")]


def _decode(data: bytes, path: Path) -> str:
    """UTF-8 with or without a mark, UTF-16 with one, GB18030; InputError for what is no text."""
    for magic, kind in _KINDS.items():
        if data.startswith(magic):
            raise InputError(f"暂不能读取{kind}", where=str(path), todo="请另存为 .docx 或 .txt 后再试")
    names = ["utf-16"] if data.startswith(_UTF16) else ["utf-8-sig", "gb18030"]
    for name in names:
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        if not any(ord(sign) < 32 and sign not in "\t\n\r\f\v\x1a" for sign in text):
            return text
    raise InputError("不是文本，或编码无法识别", where=str(path), todo="请另存为 UTF-8 的 .txt 或 .docx 后再试")
