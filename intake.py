"""Files into a store: found, told apart by their bytes, read on all cores, added one by one.

What a store has already is skipped before anything is parsed, so loading the same folder again costs a hash a file.
Files are read in child processes (guard.py): one that brings its reader down is one that cannot be read.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from hashlib import file_digest
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import InputError, LiantuError, legible
from .graph import Store
from .guard import Failure, How, Result, read_on, readings
from .schema import file_name, open_file

if TYPE_CHECKING:
    from .tables import Table

TABLES = (".xlsx", ".xlsm", ".xls", ".csv", ".tsv")
"""Kinds of files that hold tables: registers and lists."""

READABLE = (".doc", ".docx", ".htm", ".html", ".pdf", ".txt", ".wps", *TABLES)
"""Kinds of files that are looked for in a folder. A file that is named itself is tried whatever its kind."""

Progress = Callable[[int, int, str], None]
"""Told after each file: how many are done, of how many, and the name of the last."""


class State(StrEnum):
    """What became of a file."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    REPLACED = "replaced"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file and what became of it.

    `facts` are those read from it this time (0 if it was unchanged), `added` how many more the store has than before
    (fewer if an edited file replaced its older self and says less). `error` says why it failed. `table` tells what a
    register or list brought and what was refused in it.
    """

    document: str | None
    name: str
    facts: int
    added: int
    state: State
    error: LiantuError | None = None
    table: "Table | None" = None


def load(
    store: Store,
    paths: Iterable[str | Path],
    *,
    progress: Progress | None = None,
    workers: int | None = None,
    named: Mapping[str, str] | None = None,
    at: str = "",
    how: How = How(),  # noqa: B008  # frozen
) -> list[Loaded]:
    """Load files and all readable files of folders; one Loaded a file, in the order of the paths.

    A file that cannot be read is reported and the others go on. A StoreError (locked, disk full) ends the run; every
    document added before it stays. `workers` is the number of reading processes, by default one a core. `named` maps
    heads of tables to the fields they mean, where the user says so; `at` is the day that filled-in workbooks come back.
    `how` says which reader reads texts, what reads once more what the children have read, and which place they speak
    for; of files of a folder, where they tell none that lies in it.
    """
    done: dict[Path, Loaded] = {}
    sums: dict[Path, str] = {}
    asked = list(paths)
    files, named_files = list(dict.fromkeys(_files(asked))), set(map(_whole, asked))
    for path in files:
        try:
            sums[path] = _digest(path)
        except InputError as error:
            done[path] = _failed(path, error)
    ids = {path: sha256[:16] for path, sha256 in sums.items()}
    # Again after each round: an edited file may have replaced the twin of a skipped one, or a twin may have failed.
    while fresh := _fresh(store, ids, done):
        texts = [path for path in fresh if path.suffix.lower() not in TABLES]
        tick = progress or (lambda done, total, name: None)
        with closing(readings(texts, workers, how.quick, how.region, named_files)) as found:
            for number, (path, reading) in enumerate(found, 1):
                if how.more and not isinstance(reading, Failure):
                    told = partial(_pieces_read, tick, number - 1, len(fresh), file_name(path))
                    reading = read_on(reading, how.more, told)
                done[path] = _keep(store, path, reading)
                tick(number, len(fresh), file_name(path))
        for number, path in enumerate((path for path in fresh if path not in done), len(texts)):
            told = partial(_rows_read, tick, number, len(fresh), file_name(path))
            done[path] = _take_back(store, path, at) or _take_in(store, path, sums[path], named, told)
            tick(number + 1, len(fresh), file_name(path))
    return [done.get(path) or Loaded(ids[path], file_name(path), 0, 0, State.UNCHANGED) for path in files]


def _files(paths: Iterable[str | Path]) -> Iterator[Path]:
    """Absolute paths of files, without `..`. A folder gives what can be read in it, or itself if that is nothing."""
    for path in map(_whole, paths):
        yield from (_walk(path) or [path]) if path.is_dir() else [path]


def _whole(given: str | Path) -> Path:
    """The absolute path; a link keeps its name, as the user knows the file by it."""
    path = Path(given).absolute()
    return path.parent.resolve() / path.name if path.name != ".." else path.resolve()


def _walk(top: Path) -> list[Path]:
    """Readable files in sorted order, without hidden ones and Office's lock files; and folders that are shut."""
    found: list[Path] = []
    shut: list[Path] = []
    for folder, folders, names in os.walk(top, onerror=lambda error: shut.append(Path(error.filename))):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        kept = (name for name in sorted(names) if not name.startswith((".", "~$")))
        found += (Path(folder, name) for name in kept if name.lower().endswith(READABLE))
    return found + shut


def _digest(path: Path) -> str:
    """sha256 of the file's bytes."""
    if path.is_dir() and os.access(path, os.R_OK):
        kinds = "、".join(READABLE)
        raise InputError("文件夹里没有可读的文件", where=str(path), todo=f"可读的类型有 {kinds}")
    with open_file(path) as file:
        return file_digest(file, "sha256").hexdigest()


def _fresh(store: Store, ids: dict[Path, str], done: dict[Path, Loaded]) -> list[Path]:
    """The files to read: the first of each content that the store lacks."""
    first: dict[str, Path] = {}
    for path, number in ids.items():
        if path not in done and not store.has(number):
            first.setdefault(number, path)
    return list(first.values())


def _keep(store: Store, path: Path, reading: Result) -> Loaded:
    if isinstance(reading, Failure):
        return _failed(path, reading.error())
    change = store.add(reading.document, reading.facts, reading.same, legible(str(path)), reading.goals)
    state = State.REPLACED if change.replaced else State.ADDED
    return Loaded(reading.document.id, reading.document.name, len(reading.facts), change.facts, state)


def _take_back(store: Store, path: Path, at: str) -> Loaded | None:
    """What people filled in, if the file is a workbook of ours; it is no document and may come back any time."""
    from .returns import is_ours, take_back
    from .tables import Table

    if not is_ours(path):
        return None
    try:
        found = take_back(store, path, at)
    except InputError as error:
        return _failed(path, error)
    state = State.REPLACED if found else State.UNCHANGED
    return Loaded(None, file_name(path), 0, 0, state, table=Table(returned=tuple(found)))


def _take_in(
    store: Store, path: Path, sha256: str, named: Mapping[str, str] | None, ticks: Callable[[int], None]
) -> Loaded:
    """A table is read while it is stored, so its failure shows only here."""
    from .tables import Table, take_in

    table = Table()
    try:
        added = take_in(store, path, sha256, table, named, ticks)
    except InputError as error:
        return replace(_failed(path, error), table=table if table.refused else None)
    state = State.REPLACED if added.change.replaced else State.ADDED
    return Loaded(sha256[:16], file_name(path), table.listed, added.change.facts, state, table=table)


def _pieces_read(tick: Progress, done: int, total: int, name: str, read: int, of: int) -> None:
    tick(done, total, f"{name} 语言模型 {read}/{of}")


def _rows_read(tick: Progress, done: int, total: int, name: str, rows: int) -> None:
    tick(done, total, f"{name} {rows:,} 行")


def _failed(path: Path, error: LiantuError) -> Loaded:
    return Loaded(None, file_name(path), 0, 0, State.FAILED, error)
