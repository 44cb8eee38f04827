"""The lines of a .doc, or of a .wps as WPS wrote it: turned into a .docx and read as such."""

from pathlib import Path
from tempfile import TemporaryDirectory

from ...errors import InputError
from ..lines import Line
from .docx import docx_lines
from .package import broken

_TODO = "请在 Word 或 WPS 里另存为 .docx 后再试"
_STREAMS = {
    "EncryptedPackage": "文件加了密码",
    "Workbook": "这是 Excel 工作簿，不是文档",
    "PowerPoint Document": "这是幻灯片，不是文档",
}


def doc_lines(data: bytes, path: Path) -> list[Line]:
    """InputError for what is no Word document, is broken, or locked."""
    if "WordDocument".encode("utf-16-le") not in data:
        what = next((what for name, what in _STREAMS.items() if name.encode("utf-16-le") in data), None)
        raise InputError(what or "不是 Word 文档", where=str(path), todo=_TODO)
    from doc2docx import convert
    from doc2docx.errors import Doc2DocxError, EncryptedDocumentError

    with TemporaryDirectory() as folder:
        old, new = Path(folder, "a.doc"), Path(folder, "a.docx")
        old.write_bytes(data)
        try:
            convert(old, new)
        except EncryptedDocumentError as error:
            raise InputError("文件加了密码", where=str(path), todo=_TODO) from error
        except (Doc2DocxError, ValueError, LookupError, ArithmeticError, OSError) as error:
            raise broken(path) from error
        return docx_lines(new.read_bytes(), path)
