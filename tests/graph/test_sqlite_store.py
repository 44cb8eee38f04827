"""The SQLite file: what is refused, what a crash or a full disk leaves, who may read while another writes."""

import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from graph_facts import Story, document, story
from register_files import company

from liantu.errors import StoreError
from liantu.graph import open_store, pattern, scope_pattern
from liantu.graph.scopes import distinct, words
from liantu.graph.sqlite_store import VERSION, SqliteStore
from liantu.schema import Batch

SUPPORT = Path(__file__).parents[1] / "support"
FACTS = 40
WHOLE = "SELECT d.id, count(f.id) AS facts FROM document d LEFT JOIN fact f ON f.document = d.id GROUP BY d.id"

WRITER = f"""
import sys
sys.path.insert(0, {str(SUPPORT)!r})
from graph_facts import story
from liantu.graph import open_store
if len(sys.argv) > 4:
    import resource
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[4]),) * 2)
with open_store(sys.argv[1]) as store:
    for number in range(int(sys.argv[2]), int(sys.argv[3])):
        item = story(f"文{{number}}", [f"企业{{number}}之{{i}}" for i in range({FACTS})])
        store.add(item.document, item.facts)
        print(item.document.id, flush=True)
"""


def writer(path: Path, *numbers: int) -> subprocess.Popen[str]:
    """A process that adds documents first … last - 1 and names each that is safe."""
    command = [sys.executable, "-c", WRITER, str(path), *map(str, numbers)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8")


def whole(path: Path) -> set[str]:
    """The documents there; each must have all its facts."""
    with open_store(path, create=False) as store:
        rows = store.ask(WHOLE)
        assert store.ask("PRAGMA user_version") == [{"user_version": VERSION}]
    assert {row["facts"] for row in rows} <= {FACTS}
    return {str(row["id"]) for row in rows}


def refusal(path: Path, **options: bool) -> str:
    with pytest.raises(StoreError) as caught:
        open_store(path, **options).close()
    assert str(path) in str(caught.value)
    return str(caught.value)


def test_a_kill_leaves_whole_documents(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    safe: set[str] = set()
    for round_ in range(6):
        child = writer(path, round_ * 1000, round_ * 1000 + 1000)
        assert child.stdout is not None
        for _ in range(round_ * 3):
            safe.add(child.stdout.readline().strip())
        time.sleep(0.004 * round_)
        child.kill()
        safe |= {line.strip() for line in child.communicate()[0].splitlines()}
        if path.exists() and round_:
            assert safe <= whole(path)
    assert len(safe) > 30


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no file size limit on Windows")
def test_a_full_disk_is_one_sentence_and_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    out, err = writer(path, 0, 1000, 400_000).communicate()
    safe = set(out.split())
    assert "磁盘" in err.splitlines()[-1] and err.splitlines()[-1].endswith("不会重复。")
    assert 0 < len(safe) < 1000
    assert whole(path) == safe
    with open_store(path) as store:  # there is room again
        item = story("后", [f"企业后{i}" for i in range(FACTS)])
        store.add(item.document, item.facts)
    assert whole(path) == safe | {item.document.id}


def test_two_read_while_one_writes(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    open_store(path).close()
    reader = f"""
import sys
from liantu.graph import open_store
last = seen = 0
while last < 60:
    with open_store(sys.argv[1], create=False) as store:
        counts = [row["facts"] for row in store.ask({WHOLE!r})]
    assert set(counts) <= {{{FACTS}}} and len(counts) >= last, counts
    seen, last = seen + (0 < len(counts) < 60), len(counts)
print(seen)
"""
    command = [sys.executable, "-c", reader, str(path)]
    readers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    assert writer(path, 0, 60).wait(60) == 0
    assert [child.wait(60) for child in readers] == [0, 0]


def test_a_locked_store_can_be_read_but_not_written(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with SqliteStore(path, wait=0.05) as store, sqlite3.connect(path, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="正被另一个程序写入。等它结束后再试。$"):
            add(store, story("甲"))
        assert store.ask("SELECT * FROM document") == []
        other.execute("ROLLBACK")
        assert add(store, story("甲")) == 1


def add(store: SqliteStore, item: Story) -> int:
    return store.add(item.document, item.facts).facts


def test_absent(tmp_path: Path) -> None:
    assert "先运行 liantu load" in refusal(tmp_path / "a.db", create=False)
    (tmp_path / "empty.db").touch()
    assert "先运行 liantu load" in refusal(tmp_path / "empty.db", create=False)
    assert "文件夹不存在" in refusal(tmp_path / "no" / "a.db")
    assert "文件夹" in refusal(tmp_path)
    open_store(tmp_path / "empty.db").close()  # an empty file becomes a store


def test_a_reader_leaves_one_file(tmp_path: Path) -> None:
    open_store(tmp_path / "a.db").close()
    with open_store(tmp_path / "a.db", create=False) as store:
        store.ask("SELECT * FROM edge")
    assert [path.name for path in tmp_path.iterdir()] == ["a.db"]


def test_other_programs_files_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE t (x)")
    before = path.read_bytes()
    assert "不是 liantu 建立的" in refusal(path)
    assert path.read_bytes() == before
    path.write_text("云溪市产业计划" * 300, encoding="utf-8")
    assert "不是 SQLite 数据库" in refusal(path)


def test_a_newer_store_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    open_store(path).close()
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    assert "升级 liantu" in refusal(path)


def test_a_store_of_an_older_version_gets_the_indexes_of_today(tmp_path: Path) -> None:
    indexes = "SELECT name, sql FROM sqlite_schema WHERE type = 'index' ORDER BY name"
    path = tmp_path / "云溪.db"
    with open_store(path) as store:
        wanted = store.ask(indexes)
    with closing(sqlite3.connect(path)) as db:
        db.executescript(
            "DROP INDEX fact_part; DROP INDEX fact_subject; CREATE INDEX fact_subject ON fact (subject, predicate)"
        )
    with open_store(path) as store:
        store.add(story("文").document, ())
        assert store.ask(indexes) == wanted


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    open_store(tmp_path / "a.db").close()
    tmp_path.chmod(0o500)
    try:
        with open_store(tmp_path / "a.db", create=False) as store:
            assert store.ask("SELECT * FROM document") == []
        assert "没有写入权限" in refusal(tmp_path / "b.db")
    finally:
        tmp_path.chmod(0o700)


def test_urls_of_other_stores() -> None:
    with pytest.raises(StoreError, match="不认识的存储类型 mysql://。请用 --store 指定"):
        open_store("mysql://x")


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM node",
        "UPDATE sqlite_master SET sql = ''",
        "CREATE TEMP TABLE t (x)",
        "ATTACH 'x.db' AS x",
        "PRAGMA journal_mode = DELETE",
        "VACUUM INTO 'x.db'",
        "BEGIN IMMEDIATE",
        "SELECT 1; DELETE FROM node",
        "SELECT :absent",
        "SELECT * FROM absent",
        "-- nothing",
    ],
)
def test_only_reading_statements_run(tmp_path: Path, statement: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with open_store(tmp_path / "a.db") as store:
        with pytest.raises(StoreError):
            store.ask(statement)
        assert store.ask("SELECT count(*) AS n FROM node") == [{"n": 0}]
    assert not (tmp_path / "x.db").exists()


@pytest.mark.parametrize(
    ("text", "found"), [("谐", 1), ("器", 1), ("减速", 1), ("谐波减速器", 1), ("波速", 0), ("“谐波”", 1), ('"', 0)]
)
def test_any_characters_find_a_name(tmp_path: Path, text: str, found: int) -> None:
    statement = "SELECT n.name FROM name_search JOIN node n ON n.id = name_search.rowid WHERE name_search MATCH :p"
    with open_store(tmp_path / "a.db") as store:
        item = story("甲")
        store.add(item.document, item.facts)
        assert len(store.ask(statement, {"p": pattern(text)})) == found


def test_firms_leave_an_index_that_was_written_word_by_word(tmp_path: Path) -> None:
    """A store that an older version filled has each pair of a row once; taking out more than came would break it."""
    scope = "减速器制造；减速器销售；减速器批发；减速器零售；减速器维修"
    items, path = [document("甲"), document("乙")], tmp_path / "旧.db"
    with open_store(path) as store:
        for item in items:
            store.add_register(item, [Batch([company("恒岳机械有限公司", scope=scope)])])
    with closing(sqlite3.connect(path)) as db:
        db.execute("INSERT INTO company_search (company_search) VALUES ('delete-all')")
        for number, *texts in db.execute("SELECT id, name, industry, scope FROM company").fetchall():
            db.execute("INSERT INTO company_search (rowid, bigrams) VALUES (?, ?)", (number, distinct(words(*texts))))
        db.commit()
    with open_store(path) as store:
        store.remove(items[0].id)
        found = store.ask(
            "SELECT rowid FROM company_search WHERE company_search MATCH :p", {"p": scope_pattern("减速器")}
        )
        assert len(found) == 1
    with closing(sqlite3.connect(path)) as db:
        db.execute("INSERT INTO company_search (company_search) VALUES ('integrity-check')")


def test_an_answer_is_not_kept_where_another_process_writes_or_nobody_may(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with open_store(path) as store, closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert store.remembered("几家", lambda: "一") == "一"
        other.execute("ROLLBACK")
        assert store.remembered("几家", lambda: "二") == "二"
        assert store.remembered("几家", lambda: "三") == "二"
