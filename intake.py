"""Files into a store: found, told apart by their bytes, read on all cores, added one by one.

What a store has already is skipped before anything is parsed, so loading the same folder again costs a hash a file.
Files are read in child processes: one that brings its reader down is reported like any other that cannot be read.
"""

import os
import pickle
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from hashlib import file_digest
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING

from .errors import InputError, LiantuError
from .graph import Store
from .schema import Document, Fact, Goal, Same

if TYPE_CHECKING:
    from .tables import Table

TABLES = (".xlsx", ".xlsm", ".xls", ".csv", ".tsv")
"""Kinds of files that hold tables: registers and lists."""

READABLE = (".docx", ".txt", *TABLES)
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


@dataclass(frozen=True, slots=True)
class _Reading:
    document: Document
    facts: Sequence[Fact]
    same: Sequence[Same]
    goals: Sequence[Goal]


@dataclass(frozen=True, slots=True)
class _Failure:
    """An error's sentence on its way between processes."""

    what: str
    where: str
    todo: str

    def error(self) -> InputError:
        return InputError(self.what, where=self.where, todo=self.todo)


def load(
    store: Store,
    paths: Iterable[str | Path],
    *,
    progress: Progress | None = None,
    workers: int | None = None,
    named: Mapping[str, str] | None = None,
) -> list[Loaded]:
    """Load files and all readable files of folders; one Loaded a file, in the order of the paths.

    A file that cannot be read is reported and the others go on. A StoreError (locked, disk full) ends the run; every
    document added before it stays. `workers` is the number of reading processes, by default one a core; 1 reads in
    this process. `named` maps heads of tables to the fields they mean, where the user says so.
    """
    done: dict[Path, Loaded] = {}
    ids: dict[Path, str] = {}
    files = list(dict.fromkeys(_files(paths)))
    for path in files:
        try:
            ids[path] = _digest(path)[:16]
        except OSError as error:
            done[path] = _failed(path, _explain(path, error))
    # Again after each round: an edited file may have replaced the twin of a skipped one, or a twin may have failed.
    while fresh := _fresh(store, ids, done):
        texts = [path for path in fresh if path.suffix.lower() not in TABLES]
        tick = progress or (lambda done, total, name: None)
        with closing(_readings(texts, workers or _cores())) as readings:
            for number, (path, reading) in enumerate(readings, 1):
                done[path] = _keep(store, path, reading)
                tick(number, len(fresh), path.name)
        for number, path in enumerate((path for path in fresh if path not in done), len(texts)):
            done[path] = _take_in(store, path, named, partial(_rows_read, tick, number, len(fresh), path.name))
            tick(number + 1, len(fresh), path.name)
    return [done.get(path) or Loaded(ids[path], path.name, 0, 0, State.UNCHANGED) for path in files]


def serve() -> None:
    """What a reading process does: pickled paths in, pickled readings out."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    requests, replies = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # what a library prints must not get among the replies
    with suppress(EOFError):  # the parent closed its end, or died
        while True:
            pickle.dump(_read(Path(pickle.load(requests))), replies)
            replies.flush()


class _Reader:
    """A child process that reads one file after another.

    `multiprocessing` would run a caller's script again in each child, and lose all readers with one.
    """

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None

    def read(self, path: Path) -> _Reading | _Failure:
        """The file's reading. If the child dies over it, that is the failure, and the next file gets a new child."""
        child = self._child = self._child or _spawn()
        assert child.stdin is not None and child.stdout is not None
        try:
            pickle.dump(str(path), child.stdin)
            child.stdin.flush()
            reading: _Reading | _Failure = pickle.load(child.stdout)
        except (EOFError, OSError, pickle.UnpicklingError):
            self.close()
            return _Failure("读取这个文件时程序意外中止", str(path), "请单独载入它，可看到原因")
        return reading

    def close(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            child.communicate()


def _spawn() -> subprocess.Popen[bytes]:
    command = [sys.executable, "-P", "-c", "from liantu.intake import serve; serve()"]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}  # finds the package that we are
    pipe, silent = subprocess.PIPE, subprocess.DEVNULL
    return subprocess.Popen(command, env=env, stdin=pipe, stdout=pipe, stderr=silent)


def _files(paths: Iterable[str | Path]) -> Iterator[Path]:
    """Absolute paths of files. A folder gives what can be read in it, or itself if that is nothing."""
    for path in (Path(given).absolute() for given in paths):
        yield from (_walk(path) or [path]) if path.is_dir() else [path]


def _walk(top: Path) -> list[Path]:
    """Readable files in sorted order, without hidden ones and Office's lock files."""
    found: list[Path] = []
    for folder, folders, names in os.walk(top):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        kept = (name for name in sorted(names) if not name.startswith((".", "~$")))
        found += (Path(folder, name) for name in kept if name.lower().endswith(READABLE))
    return found


def _digest(path: Path) -> str:
    """sha256 of the file's bytes."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _fresh(store: Store, ids: dict[Path, str], done: dict[Path, Loaded]) -> list[Path]:
    """The files to read: the first of each content that the store lacks."""
    first: dict[str, Path] = {}
    for path, number in ids.items():
        if path not in done and not store.has(number):
            first.setdefault(number, path)
    return list(first.values())


def _read(path: Path) -> _Reading | _Failure:
    from .graph.resolve import joins
    from .loaders import aliases, extract, goals, read

    try:
        document = read(path)
        facts = extract(document)
        return _Reading(document, facts, [*aliases(document, facts), *joins(facts)], goals(document))
    except LiantuError as error:
        return _Failure(error.what, error.where, error.todo)


def _readings(paths: Sequence[Path], workers: int) -> Generator[tuple[Path, _Reading | _Failure], None, None]:
    """Each path with its reading, in order; never more than a few readings at a time in memory."""
    if min(workers, len(paths)) <= 1:
        yield from ((path, _read(path)) for path in paths)
        return
    idle: SimpleQueue[_Reader] = SimpleQueue()

    def read(path: Path) -> _Reading | _Failure:
        reader = idle.get()
        try:
            return reader.read(path)
        finally:
            idle.put(reader)

    with ExitStack() as stack:
        pool = stack.enter_context(ThreadPoolExecutor(min(workers, len(paths))))
        for reader in [_Reader() for _ in range(min(workers, len(paths)))]:
            stack.callback(reader.close)
            idle.put(reader)
        stack.callback(pool.shutdown, wait=False, cancel_futures=True)  # last in, first out: then kill, then wait
        ahead: deque[tuple[Path, Future[_Reading | _Failure]]] = deque()
        for path in paths:
            ahead.append((path, pool.submit(read, path)))
            if len(ahead) > workers:
                done, future = ahead.popleft()
                yield done, future.result()
        yield from ((path, future.result()) for path, future in ahead)


def _keep(store: Store, path: Path, reading: _Reading | _Failure) -> Loaded:
    if isinstance(reading, _Failure):
        return _failed(path, reading.error())
    change = store.add(reading.document, reading.facts, reading.same, str(path), reading.goals)
    state = State.REPLACED if change.replaced else State.ADDED
    return Loaded(reading.document.id, path.name, len(reading.facts), change.facts, state)


def _take_in(store: Store, path: Path, named: Mapping[str, str] | None, ticks: Callable[[int], None]) -> Loaded:
    """A table is read while it is stored, so its failure shows only here."""
    from .tables import take_in

    try:
        added, table = take_in(store, path, _digest(path), named, ticks)
    except InputError as error:
        return _failed(path, error)
    state = State.REPLACED if added.change.replaced else State.ADDED
    return Loaded(_digest(path)[:16], path.name, table.listed, added.change.facts, state, table=table)


def _rows_read(tick: Progress, done: int, total: int, name: str, rows: int) -> None:
    tick(done, total, f"{name} {rows:,} 行")


def _failed(path: Path, error: LiantuError) -> Loaded:
    return Loaded(None, path.name, 0, 0, State.FAILED, error)


def _explain(path: Path, error: OSError) -> InputError:
    if path.is_dir():
        kinds = "、".join(READABLE)
        return InputError("文件夹里没有可读的文件", where=str(path), todo=f"可读的类型有 {kinds}")
    if isinstance(error, FileNotFoundError):
        return InputError("文件不存在", where=str(path), todo="请核对路径")
    if isinstance(error, PermissionError):
        return InputError("没有读取权限", where=str(path), todo="请改权限，或换一个位置")
    return InputError(f"文件读不出来（{error.strerror}）", where=str(path), todo="请核对这个文件")


def _cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
