"""Files into a store: what is read, skipped, replaced, reported; and what a kill leaves."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from graph_facts import content

from liantu import guard
from liantu.errors import StoreError
from liantu.graph import Store, open_store
from liantu.graph.sqlite_store import SqliteStore
from liantu.intake import Loaded, State, load

TEXT = "云溪市智能装备产业链提升方案\n\n一、重点方向\n\n以明川精密为链主企业，支持{firm}发展谐波减速器、冷轧板。\n"
KEPT = "SELECT d.id, d.name, count(f.id) AS facts FROM document d LEFT JOIN fact f ON f.document = d.id GROUP BY 1, 2"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "a.db") as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "文件"
    made.mkdir()
    return made


def write(path: Path, firm: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(TEXT.format(firm=firm), encoding="utf-8")
    return path


def states(found: list[Loaded]) -> list[tuple[str, State]]:
    return [(item.name, item.state) for item in found]


def names(store: Store) -> list[object]:
    return [row["name"] for row in store.ask("SELECT name FROM document ORDER BY name")]


def test_a_folder_is_walked_in_order(store: Store, folder: Path) -> None:
    for name in ("乙.txt", "甲.TXT", "子/丙.txt", ".隐.txt", "~$锁.txt", "图.png"):
        write(folder / name, name)
    ticks: list[tuple[int, int, str]] = []
    found = load(store, [folder], progress=lambda *tick: ticks.append(tick), workers=1)
    assert states(found) == [(name, State.ADDED) for name in ("乙.txt", "甲.TXT", "丙.txt")]
    assert ticks == [(1, 3, "乙.txt"), (2, 3, "甲.TXT"), (3, 3, "丙.txt")]
    assert {(row["id"], row["facts"]) for row in store.ask(KEPT)} == {(item.document, item.facts) for item in found}
    assert sum(item.added for item in found) == store.ask("SELECT count(*) AS n FROM fact")[0]["n"] != 0


def test_processes_and_none_give_the_same(store: Store, folder: Path, tmp_path: Path) -> None:
    for number in range(7):
        write(folder / f"{number}.txt", f"企业{number}")
    (folder / "3.docx").write_bytes(b"no zip")
    with open_store(tmp_path / "b.db") as other:
        alone, together = load(store, [folder], workers=1), load(other, [folder], workers=3)
        assert [str(item) for item in alone] == [str(item) for item in together]
        assert content(store) == content(other)


def test_a_second_load_adds_nothing_and_reads_nothing(store: Store, folder: Path) -> None:
    for number in range(3):
        write(folder / f"{number}.txt", f"企业{number}")
    load(store, [folder], workers=1)
    before = content(store)
    again = """
import sys
from liantu import load, open_store
with open_store(sys.argv[1]) as store:
    found = load(store, sys.argv[2:])
print({item.state for item in found}, sum(item.added for item in found))
print({"liantu.loaders", "onnxruntime", "lxml"} & set(sys.modules))
"""
    command = [sys.executable, "-c", again, str(folder.parent / "a.db"), str(folder)]
    out = subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout
    assert out.splitlines() == ["{<State.UNCHANGED: 'unchanged'>} 0", "set()"]
    assert content(store) == before


def test_what_cannot_be_read_is_said_and_the_rest_goes_on(store: Store, folder: Path) -> None:
    bad = {"坏.docx": b"no zip", "空.txt": b"", "图.png": b"\x89PNG\r\n"}
    for name, data in bad.items():
        (folder / name).write_bytes(data)
    good = write(folder / "好.txt", "恒岳钢铁")
    (folder / "无").mkdir()
    found = load(store, [*(folder / name for name in bad), folder / "没有.txt", folder / "无", good])
    assert [item.state for item in found] == [State.FAILED] * 5 + [State.ADDED]
    for item in found[:5]:
        assert item.error is not None and item.error.todo and item.name in str(item.error)
    assert names(store) == ["好.txt"]


def test_the_same_bytes_are_one_document(store: Store, folder: Path) -> None:
    for name in ("a.txt", "b.txt"):
        write(folder / name, "恒岳钢铁")
    found = load(store, [folder, folder / "a.txt"])
    assert states(found) == [("a.txt", State.ADDED), ("b.txt", State.UNCHANGED)]
    assert found[0].document == found[1].document
    assert names(store) == ["a.txt"]


def test_an_edited_file_replaces_itself_and_not_its_twin(store: Store, folder: Path) -> None:
    first, twin = write(folder / "a.txt", "恒岳钢铁"), write(folder / "b.txt", "恒岳钢铁")
    load(store, [folder])
    write(first, "云溪电子")
    assert states(load(store, [folder])) == [("a.txt", State.REPLACED), ("b.txt", State.ADDED)]
    assert names(store) == ["a.txt", "b.txt"]
    assert states(load(store, [first, twin])) == [("a.txt", State.UNCHANGED), ("b.txt", State.UNCHANGED)]


def test_a_locked_store_ends_the_run(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    write(folder / "a.txt", "恒岳钢铁")
    with SqliteStore(path, wait=0.05) as store, sqlite3.connect(path, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="正被另一个程序写入"):
            load(store, [folder], workers=1)
        other.execute("ROLLBACK")


def test_a_reader_that_dies_is_a_failure_and_the_next_one_lives(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(folder / "a.txt", "恒岳钢铁")
    reader, spawn = guard.Reader(), guard._spawn
    command = [sys.executable, "-c", "import os, sys; sys.stdin.buffer.read(1); os.abort()"]
    pipe = subprocess.PIPE
    monkeypatch.setattr(guard, "_spawn", lambda: subprocess.Popen(command, stdin=pipe, stdout=pipe))
    dead = reader.read(path)
    assert isinstance(dead, guard.Failure) and dead.where == str(path)
    monkeypatch.setattr(guard, "_spawn", spawn)
    assert isinstance(reader.read(path), guard.Reading)
    reader.close()


def child_of(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Readers that run this code."""
    pipe = subprocess.PIPE
    command = [sys.executable, "-c", code]
    monkeypatch.setattr(guard, "_spawn", lambda: subprocess.Popen(command, stdin=pipe, stdout=pipe))


def read_once(path: Path, quick: bool = False) -> guard.Result:
    reader = guard.Reader(quick)
    try:
        return reader.read(path)
    finally:
        reader.close()


TOLD = "import pickle, sys, time; pickle.dump({}, sys.stdout.buffer); sys.stdout.flush(); "


@pytest.mark.parametrize("code", ["import time; time.sleep(60)", "while True: pass"])
def test_a_reader_that_takes_too_long_is_stopped(code: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(folder / "a.txt", "恒岳钢铁")
    child_of(monkeypatch, code)
    monkeypatch.setattr(guard, "PARSING", 0.1)
    slow = read_once(path)
    assert isinstance(slow, guard.Failure) and "超时" in slow.what and slow.where == str(path)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what another process spent")
def test_a_reader_that_waits_for_its_core_is_not_late(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(folder / "a.txt", "恒岳钢铁")
    failure = "from liantu.guard import Failure; "
    child_of(monkeypatch, failure + TOLD.format("time.sleep(1.5) or Failure('等', '', '')"))
    monkeypatch.setattr(guard, "PARSING", 0.5)
    monkeypatch.setattr(guard, "PATIENCE", 400.0)
    waited = read_once(path)
    assert isinstance(waited, guard.Failure) and waited.what == "等"


def test_without_word_of_the_system_the_clock_counts_many_times_longer(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(folder / "a.txt", "恒岳钢铁")
    child_of(monkeypatch, "while True: pass")
    monkeypatch.setattr(guard, "_spent", lambda pid: None)
    monkeypatch.setattr(guard, "PARSING", 0.05)
    slow = read_once(path)
    assert isinstance(slow, guard.Failure) and "超时" in slow.what


@pytest.mark.parametrize(
    ("name", "quick", "parsed", "todo"),
    [
        ("湖州.txt", False, False, "请拆成几个文件，或改用 --reader quick 后再试"),
        ("湖州.TXT", True, False, "请拆成几个文件后再试"),
        ("湖州.docx", True, False, "请另存为 .txt，或拆成几个文件后再试"),
        ("湖州.pdf", True, False, "请另存为 .docx 或 .txt，或拆成几个文件后再试"),
        ("湖州.pdf", False, True, "请拆成几个文件，或改用 --reader quick 后再试"),
    ],
)
def test_advice_names_no_format_that_the_file_has(
    name: str, quick: bool, parsed: bool, todo: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    child_of(monkeypatch, (TOLD.format(9) if parsed else "import time; ") + "time.sleep(60)")
    monkeypatch.setattr(guard, "PARSING", 0.1 if not parsed else 60.0)
    monkeypatch.setattr(guard, "EXTRACTING", (0.1, 200.0))
    slow = read_once(write(folder / name, "竹制品"), quick)
    assert isinstance(slow, guard.Failure) and slow.todo == todo


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of a process")
def test_a_file_that_needs_too_much_memory_is_a_failure(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(folder / "a.txt", "恒岳钢铁")
    path.write_text("云溪市产业集群。" * 8_000_000, encoding="utf-8")
    code = "from liantu import guard; guard.MEMORY = 300 << 20; guard.serve()"
    pipe = subprocess.PIPE
    monkeypatch.setattr(
        guard, "_spawn", lambda: subprocess.Popen([sys.executable, "-c", code], stdin=pipe, stdout=pipe)
    )
    reader = guard.Reader()
    (large,) = [reader.read(path)]
    reader.close()
    assert isinstance(large, guard.Failure) and "内存" in large.what


def test_a_mistake_of_ours_is_told_and_the_reader_goes_on(folder: Path) -> None:
    path = write(folder / "a.txt", "恒岳钢铁")
    code = "import liantu.loaders as l; l.goals = lambda *_: 1 / 0; from liantu.guard import serve; serve()"
    with pytest.MonkeyPatch.context() as patch:
        pipe = subprocess.PIPE
        patch.setattr(guard, "_spawn", lambda: subprocess.Popen([sys.executable, "-c", code], stdin=pipe, stdout=pipe))
        reader = guard.Reader()
        first, second = reader.read(path), reader.read(path)
        reader.close()
    assert isinstance(first, guard.Failure) and first == second
    assert "ZeroDivisionError" in first.what and first.where == str(path)


def test_a_folder_that_is_shut_and_odd_names_are_told(store: Store, folder: Path) -> None:
    if os.name == "posix":
        odd = Path(os.fsdecode(os.fsencode(folder) + b"/" + "方案.txt".encode("gb18030")))
        write(odd, "恒岳钢铁")
        (found,) = load(store, [folder])
        assert (found.name, found.state) == ("方案.txt", State.ADDED)
    (folder / "环.txt").symlink_to(folder / "环.txt")
    failed = load(store, [folder / "环.txt"])[0]
    assert failed.error is not None and "打不开" in str(failed.error)


def test_a_kill_in_mid_load_leaves_whole_documents(folder: Path, tmp_path: Path) -> None:
    for number in range(60):
        write(folder / f"{number:02}.txt", f"企业{number}")
    code = """
import sys
from liantu import load, open_store
with open_store(sys.argv[1]) as store:
    load(store, sys.argv[2:], workers=int(sys.argv[1][-4]), progress=lambda *tick: print(tick[0], flush=True))
"""
    with open_store(tmp_path / "all.db") as store:
        load(store, [folder], workers=1)
        expected = {row["id"]: row["facts"] for row in store.ask(KEPT)}
    for workers in (1, 2):
        path = tmp_path / f"{workers}.db"
        for round_ in range(3):
            command = [sys.executable, "-c", code, str(path), str(folder)]
            child = subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8")
            assert child.stdout is not None
            for _ in range(4 + round_):
                child.stdout.readline()
            child.kill()
            child.communicate()
            with open_store(path, create=False) as store:
                kept = {row["id"]: row["facts"] for row in store.ask(KEPT)}
            assert kept.items() <= expected.items()
            assert len(kept) >= 4
        with open_store(path) as store, open_store(tmp_path / "all.db") as whole:
            load(store, [folder], workers=1)
            assert content(store) == content(whole)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read anything")
def test_no_permission(store: Store, folder: Path) -> None:
    path = write(folder / "a.txt", "恒岳钢铁")
    path.chmod(0)
    (found,) = load(store, [path])
    assert "没有读取权限" in str(found.error)
