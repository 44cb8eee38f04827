"""Answers as files: the suffix picks the format, a file is there as a whole or not at all."""

import csv
import io
import json
import os
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from ..errors import OutputError
from .report import Kind, Report, plain, spoken

TABLES = (".json", ".csv", ".xlsx", ".html")
"""Suffixes of the formats that a report can be written in."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write(report: Report, path: str | Path) -> Path:
    """Write the report as .json, .csv, .xlsx or .html and return the path; OutputError leaves nothing behind."""
    target = check(path)
    _replace(target, _WRITERS[target.suffix.lower()](report))
    return target


def check(path: str | Path, suffixes: Collection[str] = TABLES) -> Path:
    """The path, if its suffix is one of these and its folder is there; asked before any work is done."""
    target = Path(path)
    if target.suffix.lower() not in suffixes:
        raise OutputError("不认识的文件后缀", where=str(target), todo=f"请用 {'、'.join(suffixes)} 之一")
    if target.is_dir():
        raise OutputError("这是一个文件夹", where=str(target), todo="请换一个文件名")
    if not target.parent.is_dir():
        raise OutputError("文件夹不存在", where=str(target.parent), todo="请先建立这个文件夹，或换一个位置")
    return target


def save_text(text: str, path: str | Path) -> Path:
    """Write plain text as UTF-8, whole or not at all; for outputs that are no table."""
    return save_bytes(text.encode("utf-8", "backslashreplace"), path)


def save_bytes(data: bytes, path: str | Path) -> Path:
    """Write bytes, whole or not at all; for outputs that are no table."""
    target = Path(path)
    if not target.parent.is_dir():
        raise OutputError("文件夹不存在", where=str(target.parent), todo="请先建立这个文件夹，或换一个位置")
    _replace(target, data)
    return target


def save(data: bytes, path: str | Path) -> Path:
    """Write bytes, whole or not at all."""
    target = check(path)
    _replace(target, data)
    return target


def as_json(report: Report) -> str:
    """The rows as a JSON list, one a line, keys in the order of the fields, Chinese as Chinese."""
    write_row = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
    lines = ",\n".join(map(write_row, report.rows))  # indented it would take ten times as long
    return f"[\n{lines}\n]\n" if lines else "[]\n"


def as_csv(report: Report) -> str:
    """One line a row under Chinese heads; text that a spreadsheet would take for a formula gets a ' before it."""
    report = spoken(report)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([column.head for column in report.columns])
    for row in report.rows:
        writer.writerow([_csv_cell(row[column.name], column.kind) for column in report.columns])
    return out.getvalue()


def proofs(value: list[dict[str, Any]] | tuple[dict[str, Any], ...]) -> str:
    """Sentences with their places, one a line."""
    return "\n".join(f"“{plain(p['quote'])}”（{plain(p['document'])}，{plain(p['place'])}）" for p in value)


def _csv_cell(value: Any, kind: Kind) -> str | int | float:
    if kind is Kind.NUMBER and isinstance(value, int | float):
        return value
    return no_formula(proofs(value) if kind is Kind.PROOF else plain(value))


def no_formula(text: str) -> str:
    """Text that a spreadsheet would take for a formula gets a ' before it."""
    return "'" + text if text.startswith(_FORMULA) else text


def _json_bytes(report: Report) -> bytes:
    # backslashreplace writes a lone surrogate as \udc80, which is how JSON spells it.
    return as_json(report).encode("utf-8", "backslashreplace")


def _csv_bytes(report: Report) -> bytes:
    return as_csv(report).encode("utf-8-sig")


def _xlsx_bytes(report: Report) -> bytes:
    from .workbook import workbook  # 80 ms that only a workbook is worth

    return workbook(report)


def _html_bytes(report: Report) -> bytes:
    from .page import page

    return page(report).encode("utf-8")


_WRITERS: dict[str, Callable[[Report], bytes]] = dict(
    zip(TABLES, (_json_bytes, _csv_bytes, _xlsx_bytes, _html_bytes), strict=True)
)


def _replace(target: Path, data: bytes) -> None:
    with streamed(target) as file:
        file.write(data)


@contextmanager
def streamed(path: str | Path) -> Iterator[IO[bytes]]:
    """A file beside the target to write to, moved over it at the end: a reader sees the old file or the new one."""
    import tempfile  # a tenth of the start of a question, which most often writes no file

    target = Path(path)
    temporary: Path | None = None
    try:
        # A file that is there but must not be written would be replaced all the same: the folder alone decides that.
        if target.exists() and not os.access(target, os.W_OK):
            raise PermissionError
        handle, name = tempfile.mkstemp(prefix=f".{target.stem[:40]}-", suffix=".tmp", dir=target.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_mode(target))
        temporary.replace(target)
        temporary = None
    except PermissionError as error:
        todo = "请关闭正在打开它的程序，或换一个有写权限的位置"
        raise OutputError("没有写权限", where=str(target), todo=todo) from error
    except OSError as error:
        todo = "请检查磁盘空间，或换一个位置"
        raise OutputError(f"写不进去（{error.strerror or error}）", where=str(target), todo=todo) from error
    finally:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink()


def _mode(target: Path) -> int:
    """The rights of the file that is replaced, or what the umask gives a new one; mkstemp alone would give 0600."""
    with suppress(OSError):
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
