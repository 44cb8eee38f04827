"""A table file as a stream of batches, parsed in a child process: what brings that down costs one file, in words."""

import gc
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from threading import Timer
from typing import IO, TYPE_CHECKING, Any

from ...errors import InputError, LiantuError
from ...schema import Company, RowProblem
from .heads import LOOK, Head, check_map, find_head
from .rows import ListRow, RowReader

if TYPE_CHECKING:
    from .workbooks import Sheet

BATCH = 2_000
"""Rows of a batch: large enough for the pipe, small enough to keep memory flat."""

MOST_RAW = 50_000
"""Rows of a sheet that people fill in."""

_MEMORY = 6 << 30  # bytes of address space that the child may take, where the system can bound it
_SILENCE = 300.0  # seconds without a batch after which the child is given up
_WIDEST = 1_000
_HIDDEN = {"编号", "原值"}  # heads of the hidden columns of a workbook of ours: reports/forms.py writes them


@dataclass(frozen=True, slots=True)
class SheetNote:
    """What was understood of a sheet: `kind` None means it was left; `columns` are pairs head → field; `left` heads
    nobody understood."""

    sheet: str
    kind: str | None
    head_row: int
    columns: tuple[tuple[str, str], ...]
    left: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableEnd:
    """Closes the stream: rows seen below the heads."""

    rows: int


@dataclass(frozen=True, slots=True)
class RawSheet:
    """A sheet as it is: rows of text from the top."""

    name: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class _Columns:
    """Firms on their way through the pipe: for each field of theirs the values of all."""

    columns: list[tuple[Any, ...]]


Event = SheetNote | TableEnd | list[Company] | list[ListRow] | list[RowProblem]
"""What a table file gives, in order; lists are never empty and hold one kind of thing."""


def open_table(path: Path, named: Mapping[str, str] | None = None) -> Generator[Event, None, None]:
    """The events of a table file; `named` maps heads to fields where the user says so.

    InputError if it is no table file, none of its sheets is a known kind of table, or the child dies over it.
    """
    check_map(named or {})
    for event in _ask_child(path, dict(named or {})):
        assert not isinstance(event, RawSheet)
        yield event


def raw_sheets(path: Path) -> list[RawSheet]:
    """All sheets of a workbook of ours, hidden ones too; at most MOST_RAW rows each. InputError as above."""
    return [event for event in _ask_child(path, None) if isinstance(event, RawSheet)]


def _ask_child(path: Path, named: dict[str, str] | None) -> Generator[Event | RawSheet, None, None]:
    """What the child says; `named` None asks for raw sheets."""
    command = [sys.executable, "-P", "-c", "from liantu.loaders.registers.reading import serve; serve()"]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}  # finds the package that we are
    pipe, silent = subprocess.PIPE, subprocess.DEVNULL
    with subprocess.Popen(command, env=env, stdin=pipe, stdout=pipe, stderr=silent) as child:
        assert child.stdin is not None and child.stdout is not None
        try:
            with suppress(OSError):  # a child that is gone already is told by its silence below
                pickle.dump((str(path), named), child.stdin)
                child.stdin.close()
            yield from _listen(child.stdout, child.kill, path)
        finally:
            child.kill()


def _listen(replies: IO[bytes], kill: Callable[[], None], path: Path) -> Iterator[Event | RawSheet]:
    todo = "请检查文件，或另存为 .csv 再试"
    while True:
        watch = Timer(_SILENCE, kill)
        watch.start()
        try:
            event = pickle.load(replies)
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            raise InputError("读取这个文件时程序意外中止，可能太大或已损坏", where=str(path), todo=todo) from error
        finally:
            watch.cancel()
        if isinstance(event, _Columns):
            event = list(map(Company._make, zip(*event.columns, strict=True)))
        elif isinstance(event, tuple):
            raise InputError(event[0], where=event[1], todo=event[2])
        yield event
        if isinstance(event, TableEnd):
            return


def serve() -> None:
    """What the child does: one pickled request in, pickled events out, an error as a plain tuple."""
    _bound()
    gc.disable()  # rows hold no cycles, and looking for some takes a twentieth of the time
    path, named = pickle.load(sys.stdin.buffer)
    replies = sys.stdout.buffer
    sys.stdout = sys.stderr  # what a library prints must not get among the replies
    try:
        for event in _raw(Path(path)) if named is None else events(Path(path), named):
            pickle.dump(_packed(event), replies, protocol=pickle.HIGHEST_PROTOCOL)
            replies.flush()  # a batch whose end waits here keeps both processes waiting for each other in turn
    except LiantuError as error:
        pickle.dump((error.what, error.where, error.todo), replies)
    except MemoryError:
        pickle.dump(("文件太大，内存不够", path, "请另存为 .csv 再载入，.csv 不限行数"), replies)


def _packed(event: Event | RawSheet) -> "Event | RawSheet | _Columns":
    """Firms by column, which takes half the time of a million objects."""
    if isinstance(event, list) and isinstance(event[0], Company):
        return _Columns(list(zip(*event, strict=True)))
    return event


def events(path: Path, named: Mapping[str, str]) -> Iterator[Event]:
    """The events of a table file, read in this process."""
    seen, notes = 0, list[SheetNote]()
    for sheet, rows, strays in _sheets(path):
        stream = iter(rows)
        first = list(islice(stream, LOOK + 2))
        head = find_head(first, named)
        note = _note(sheet, head, first)
        notes.append(note)
        yield note
        if head is not None:
            if strays:
                yield [RowProblem(path.name, sheet, row, column, "", "远在表格以外，没有读") for row, column in strays]
            reader = RowReader(path.name, sheet, head)
            for batch in _batches(reader, [first[head.below :], stream]):
                seen += batch[0]
                yield from batch[1]
    if not any(note.kind for note in notes):
        raise _unknown(path, notes)
    yield TableEnd(seen)


def _raw(path: Path) -> Iterator[RawSheet | TableEnd]:
    for name, rows, _ in _sheets(path):
        kept = tuple(tuple(row[:_WIDEST]) for row in islice(rows, MOST_RAW))
        yield RawSheet(name, kept)
    yield TableEnd(0)


def _sheets(path: Path) -> "Iterator[Sheet]":
    if path.suffix.lower() in (".csv", ".tsv", ".txt"):
        from .textfiles import rows

        yield "", rows(path), ()
    else:
        from .workbooks import sheets

        yield from sheets(path)


def _batches(reader: RowReader, parts: Iterable[Iterable[Sequence[str]]]) -> Iterator[tuple[int, list[Event]]]:
    """So many rows, with what they gave and what was refused."""
    read = reader.company if reader.head.kind.name == "company" else reader.listed
    number, found = reader.head.below, []
    for cells in (row for part in parts for row in part):
        number += 1
        one = read(number, cells[:_WIDEST]) if cells else None
        if one is not None:
            found.append(one)
        if number % BATCH == 0:
            yield BATCH, _flush(reader, found)
            found = []
    yield (number - reader.head.below) % BATCH, _flush(reader, found)


def _flush(reader: RowReader, found: list[Company] | list[ListRow] | list[Company | ListRow]) -> list[Event]:
    problems, reader.problems = reader.problems, []
    return [batch for batch in (found, problems) if batch]  # type: ignore[misc]  # lists of one kind: see `read`


def _note(sheet: str, head: Head | None, first: Sequence[Sequence[str]]) -> SheetNote:
    if head is None:
        widest = max(first, key=lambda row: sum(bool(cell) for cell in row), default=())
        return SheetNote(sheet, None, 0, (), tuple(cell for cell in widest if cell)[:20])
    columns = tuple((head.words[name], head.kind.fields[name].label) for name in head.columns)
    return SheetNote(sheet, head.kind.name, head.below, columns, head.left)


def _unknown(path: Path, notes: Sequence[SheetNote]) -> InputError:
    """No sheet has the heads of a known table: which heads stand there, and what to do."""
    if any(set(note.left) >= _HIDDEN for note in notes):
        todo = "请用原来导出的工作簿填写，不要删除其中隐藏的工作表"
        return InputError("这是 liantu 导出的工作簿，但隐藏的工作表没有了，收不回来", where=str(path), todo=todo)
    heads = next((note.left for note in notes if note.left), ())
    if not heads:
        return InputError("文件里没有内容", where=str(path), todo="请核对文件")
    shown = "、".join(head.replace("\n", " ")[:12] for head in heads[:8])
    todo = "请用 --map 列名=企业名称 指明各列，例如 --map 厂名=企业名称 --map 业务=经营范围"
    return InputError(f"认不出表头，看到的是：{shown}", where=str(path), todo=todo)


def _bound() -> None:
    """A limit on the child's memory, where the system has one."""
    try:
        import resource
    except ImportError:  # Windows
        return
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
