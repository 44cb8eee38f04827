"""Workbooks of ours that come back filled in: what people changed becomes decisions, row by row, and nothing else.

A row is known by its hidden id, so sorting does no harm; what its columns held when it went out lies beside it, so that
only edits count. reports/forms.py writes these workbooks.
"""

import json
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from .errors import InputError
from .graph import Store
from .loaders.registers import RawSheet, raw_sheets
from .queries.decisions import decided, forms, known_ids
from .queries.identity import with_joins
from .schema import Decision

MARK = "_liantu"
"""The hidden sheet of a workbook of ours: reports.forms.MARK."""

_MOST = 1 << 20  # bytes of the part of a workbook that names its sheets


class Fate(StrEnum):
    """What became of a row that came back."""

    NEW = "新增"
    CHANGED = "更新"
    FAILED = "失败"


@dataclass(frozen=True, slots=True)
class Returned:
    """A row that came back with an edit: where, what it is about, what became of it, and why it failed."""

    sheet: str
    row: int
    about: str
    fate: Fate
    what: str


def is_ours(path: Path) -> bool:
    """Is it a workbook that we wrote for people to fill in? Told by its hidden sheet."""
    with (
        suppress(zipfile.BadZipFile, KeyError, OSError, RuntimeError, NotImplementedError),
        zipfile.ZipFile(path) as book,
    ):
        info = book.getinfo("xl/workbook.xml")
        return info.file_size < _MOST and f'name="{MARK}"'.encode() in book.read(info)
    return False


def take_back(store: Store, path: Path, at: str) -> list[Returned]:
    """Store every edit of the workbook, all or nothing but for rows that fail; `at` is the day it came back.

    InputError if none of its rows is of this store, or the hidden sheet was broken.
    """
    sheets = {sheet.name: sheet for sheet in raw_sheets(path)}
    found: list[Returned] = []
    said: list[Decision] = []
    rows = strange = 0
    counts = {kind: decided(store, kind) for kind in forms()}
    for title, kinds in _marked(sheets.get(MARK), path):
        sheet = sheets.get(title)
        if sheet is None:
            raise InputError(f"缺少工作表“{title}”", where=str(path), todo="请用导出的工作簿填写，不要删改工作表")
        ids = known_ids(store, [row[0] for row in sheet.rows[1:] if row and row[0]])
        for number, id_, edits in _edits(sheet, kinds, path):
            rows += 1
            if id_ not in ids:
                strange += 1
                if edits:
                    found.append(Returned(title, number, id_, Fate.FAILED, "这一行不在本库中，可能出自另一个库"))
                continue
            for result, decision in _judged(title, number, id_, edits, counts):
                found.append(result)
                said += [decision._replace(source=path.name, at=at)] if decision else []
    if rows and strange == rows:
        raise InputError(
            "这份工作簿的行都不在本库中，可能出自另一个库", where=str(path), todo="请用 --store 指定导出它的库"
        )
    store.decide(with_joins(store, said))
    return found


def _marked(mark: RawSheet | None, path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """The forms of the workbook: sheet, and the kind of decision that each head to fill in becomes."""
    try:
        for row in mark.rows if mark else ():
            yield row[0], {str(head): str(kind) for head, kind in json.loads(row[1]).items()}
    except (ValueError, IndexError, AttributeError) as error:
        raise InputError("隐藏的工作表被改动了", where=str(path), todo="请用导出的工作簿填写") from error


def _edits(sheet: RawSheet, kinds: Mapping[str, str], path: Path) -> Iterator[tuple[int, str, dict[str, str]]]:
    """Rows with an id: number from 1, id, and the new values of what a person changed, by kind."""
    heads = list(sheet.rows[0]) if sheet.rows else []
    places = {kind: heads.index(head) for head, kind in kinds.items() if head in heads}
    if len(places) < len(kinds):
        lost = "、".join(head for head in kinds if head not in heads)
        todo = "请恢复表头的文字后再试"
        raise InputError(f"工作表“{sheet.name}”缺少列：{lost}", where=str(path), todo=todo)
    for number, row in enumerate(sheet.rows[1:], start=2):
        if len(row) < 2 or not row[0]:
            continue
        try:
            held = json.loads(row[1])
        except ValueError:
            held = {}
        now = {kind: row[place].strip() if place < len(row) else "" for kind, place in places.items()}
        yield number, row[0], {kind: value for kind, value in now.items() if value != str(held.get(kind, "")).strip()}


def _judged(
    sheet: str, number: int, id_: str, edits: Mapping[str, str], counts: Mapping[str, Mapping[tuple[str, str], str]]
) -> Iterator[tuple[Returned, Decision | None]]:
    """Each edit of a row as a decision, or why it is none."""
    subject, object_ = id_.split("\t", 1)
    about = f"{subject} {object_}".replace("\t", " ")
    for kind, value in edits.items():
        form = forms()[kind]
        clean = form.clean(value) if value else ""
        if clean is None:
            yield Returned(sheet, number, about, Fate.FAILED, f"{form.head}“{value[:40]}”：{form.wants}"), None
            continue
        before = counts[kind].get((subject, object_), "")
        if clean == before:
            continue
        fate = Fate.CHANGED if before else Fate.NEW
        said = f"{form.head}：{clean or '（清空）'}"
        yield Returned(sheet, number, about, fate, said), Decision(kind, subject, object_, clean)
