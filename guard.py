"""Files read in child processes: one that brings its reader down, or takes too long, is a file that cannot be read.

`multiprocessing` would run a caller's script again in each child, and lose all readers with one.
"""

import os
import pickle
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Container, Generator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Thread
from time import monotonic

from .errors import InputError, LiantuError
from .schema import Document, Fact, Goal, Same

MEMORY = 4 << 30
"""Bytes of address space that a reader may take, where the platform can limit it."""

PARSING = 180.0
"""Seconds of its core that a file may take to become blocks."""

EXTRACTING = 60.0, 200.0
"""Seconds of its core that the facts of a text may take: so many, and one more for each so many characters."""

PATIENCE = 10.0
"""So many times longer it may take by the clock: others may want the core too, and a child that waits spends nothing.

Where the system does not tell what a child spent, this is the only limit.
"""


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as read: its document, its facts, which names in it are one thing, and the goals it sets."""

    document: Document
    facts: Sequence[Fact]
    same: Sequence[Same]
    goals: Sequence[Goal]


@dataclass(frozen=True, slots=True)
class Failure:
    """An error's sentence on its way between processes."""

    what: str
    where: str
    todo: str

    def error(self) -> InputError:
        return InputError(self.what, where=self.where, todo=self.todo)


Result = Reading | Failure

More = Callable[[Document, Sequence[Fact], Callable[[int, int], None]], list[Fact]]
"""A second reader: a document and the facts read from it → these and its own. It tells how many pieces of how many."""


@dataclass(frozen=True, slots=True)
class How:
    """How texts are read: by the best reader or the quick one, and whether a second reader, `more`, reads them too.

    Plans speak for `region`, where a person names it.
    """

    quick: bool = False
    more: More | None = None
    region: str | None = None


def readings(
    paths: Sequence[Path],
    workers: int | None = None,
    quick: bool = False,
    region: str | None = None,
    named: Container[Path] = (),
) -> Generator[tuple[Path, Result], None, None]:
    """Each path with its reading, in order; never more than a few readings at a time in memory.

    `workers` is the number of reading processes, by default one a core. `quick`: by the quick reader. `region` is the
    place that a person says the files speak for, of those in `named` for certain (loaders.parts.placed).
    """
    count = min(workers or _cores(), len(paths))
    if not count:
        return
    idle: SimpleQueue[Reader] = SimpleQueue()

    def read(path: Path) -> Result:
        reader = idle.get()
        try:
            return reader.read(path, region, sure=path in named)
        finally:
            idle.put(reader)

    with ExitStack() as stack:
        pool = stack.enter_context(ThreadPoolExecutor(count))
        for reader in [Reader(quick) for _ in range(count)]:
            stack.callback(reader.close)
            idle.put(reader)
        stack.callback(pool.shutdown, wait=False, cancel_futures=True)  # last in, first out: then kill, then wait
        ahead: deque[tuple[Path, Future[Result]]] = deque()
        for path in paths:
            ahead.append((path, pool.submit(read, path)))
            if len(ahead) > count:
                done, future = ahead.popleft()
                yield done, future.result()
        yield from ((path, future.result()) for path, future in ahead)


def read_on(reading: Reading, more: More, tick: Callable[[int, int], None]) -> Reading:
    """The reading and what a second reader adds, in this process: one service, one bound on what is asked at a time."""
    facts = more(reading.document, reading.facts, tick)
    return replace(reading, facts=facts, same=_same(reading.document, facts))


class Reader:
    """A child process that reads one file after another."""

    def __init__(self, quick: bool = False) -> None:
        self._quick = quick
        self._child: subprocess.Popen[bytes] | None = None

    def read(self, path: Path, region: str | None = None, *, sure: bool = False) -> Result:
        """The file's reading. If the child dies over it, that is the failure, and the next file gets a new child."""
        child = self._child = self._child or _spawn()
        assert child.stdin is not None
        late: list[bool] = []
        parsed: object = None
        try:
            pickle.dump((str(path), self._quick, region, sure), child.stdin)
            child.stdin.flush()
            parsed = _reply(child, PARSING, late)
            if isinstance(parsed, Failure):
                return parsed
            least, rate = EXTRACTING
            reading = _reply(child, least + int(str(parsed)) / rate, late)
            assert isinstance(reading, Reading | Failure)
            return reading
        except (EOFError, OSError, pickle.UnpicklingError):
            self.close()
            what = "读取超时，内容过于复杂" if late else "读取这个文件时程序意外中止"
            return Failure(what, str(path), _advice(path, self._quick, parsed is not None))

    def close(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            child.communicate()


def _advice(path: Path, quick: bool, parsed: bool) -> str:
    """What may help: another format only where the format was the trouble, the quick reader only where it did not read.

    A file whose text was told is through its format already.
    """
    suffix = path.suffix.lower()
    simpler = [] if parsed else list(_SIMPLE[_SIMPLE.index(suffix) + 1 :] if suffix in _SIMPLE else _SIMPLE)
    ways = [f"另存为 {' 或 '.join(simpler)}"] if simpler else []
    return f"请{'，或'.join([*ways, '拆成几个文件', *([] if quick else ['改用 --reader quick '])])}后再试"


_SIMPLE = (".docx", ".txt")  # formats that are easily read, the simplest last


def _reply(child: "subprocess.Popen[bytes]", seconds: float, late: list[bool]) -> object:
    """What the child says next; it is killed, and `late` filled, if that takes longer."""
    assert child.stdout is not None
    done = Event()
    watch = Thread(target=_watch, args=(child, seconds, done, late), daemon=True)
    watch.start()
    try:
        return pickle.load(child.stdout)
    finally:
        done.set()
        watch.join()


def _watch(child: "subprocess.Popen[bytes]", seconds: float, done: Event, late: list[bool]) -> None:
    """Kill the child once it has spent the seconds on a core, or many times as many by the clock."""
    began, spent = monotonic(), _spent(child.pid)
    left = seconds if spent is not None else seconds * PATIENCE
    while not done.wait(max(left, _LOOK)):
        now, wait = _spent(child.pid), seconds * PATIENCE - (monotonic() - began)
        left = wait if spent is None or now is None else min(wait, seconds - (now - spent))
        if left <= 0:
            late.append(True)
            child.kill()
            return


_LOOK = 0.05  # seconds between two looks at least


def _spent(pid: int) -> float | None:
    """Seconds of a core that the process spent, and its children that ended; None where the system does not tell."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text("ascii", "replace")
        fields = stat.rpartition(")")[2].split()  # its name, in brackets, may hold blanks; the state comes after
        return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, AttributeError):  # no /proc (macOS, Windows), or the process is gone
        return None


def _spawn() -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-P", "-c", "from liantu.guard import serve; serve()"]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}  # finds the package that we are
    env |= dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")  # a reader is one core's
    env.pop("LIANTU_LLM_KEY", None)  # who parses files of strangers needs no key
    pipe, silent = subprocess.PIPE, subprocess.DEVNULL
    return subprocess.Popen(command, env=env, stdin=pipe, stdout=pipe, stderr=silent)


def serve() -> None:
    """What a reading process does: pickled paths in, each with whether to read it quickly and the place it speaks for.

    Out for each: how many characters, then a reading, or a failure.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    _limit_memory()
    requests, replies = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # what a library prints must not get among the replies
    with suppress(EOFError):  # the parent closed its end, or died
        while True:
            path, quick, region, sure = pickle.load(requests)
            for reply in _replies(Path(path), quick, region, sure):
                pickle.dump(reply, replies)
                replies.flush()


def _replies(path: Path, quick: bool, region: str | None, sure: bool) -> Generator[int | Result, None, None]:
    from .loaders import extract, goals, placed, quick_tagger, read

    try:
        document = read(path)
        if region:  # before its facts are read: 全市 is this place
            document = replace(document, parts=placed(document.parts, region, sure=sure))
        yield len(document.text)
        facts = extract(document, quick_tagger() if quick else None)
        yield Reading(document, facts, _same(document, facts), goals(document, facts))
    except LiantuError as error:
        yield Failure(error.what, error.where, error.todo)
    except MemoryError:
        yield Failure("展开后太大，内存不够", str(path), "请确认文件来源，或拆成几个文件后再试")
    except Exception as error:  # the process's edge: what went wrong must reach the user, who cannot see in here
        yield Failure(f"读取时程序出错（{type(error).__name__}: {error}）", str(path), "请把文件和这句话反馈给开发者")


def _same(document: Document, facts: Sequence[Fact]) -> list[Same]:
    from .graph.resolve import joins
    from .loaders import aliases

    return [*aliases(document, facts), *joins(facts, [part.region for part in document.parts if part.region])]


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    with suppress(ValueError, OSError):  # macOS, or a lower limit is set already
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))


def _cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
