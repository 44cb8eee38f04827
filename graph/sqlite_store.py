"""The store in one SQLite file: WAL, so that any number of processes read while one writes.

What writes is imported where it is needed: a question only reads, and should start at once.
"""

import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from itertools import repeat
from os import W_OK, access
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import StoreError
from ..schema import Same
from ..schema.shipped import text_of
from .store import Added, Change, Name, Parameter, Row, Value

if TYPE_CHECKING:
    from ..schema import Batch, Decision, Document, Fact, Goal
    from .contents import Content

APPLICATION = 0x6C69616E
"""PRAGMA application_id: "lian"."""

VERSION = 3
"""PRAGMA user_version: the version of schema.sql."""

_WITHOUT_SUMS = 2
"""The version whose files lack nothing but tables of sums, which are built when such a file is opened."""

_LOAD_FIRST = "先运行 liantu load 载入文件"

_SAYINGS = {
    sqlite3.SQLITE_BUSY: ("数据库正被另一个程序写入", "等它结束后再试"),
    sqlite3.SQLITE_LOCKED: ("数据库正被另一个程序写入", "等它结束后再试"),
    sqlite3.SQLITE_FULL: ("磁盘已满，没有写入", "腾出空间后再运行一次，已载入的文件不会重复"),
    sqlite3.SQLITE_IOERR: ("磁盘读写失败，可能已满", "检查磁盘空间后再运行一次，已载入的文件不会重复"),
    sqlite3.SQLITE_READONLY: ("没有写入权限", "换一个可写的位置，用 --store 指定"),
    sqlite3.SQLITE_PERM: ("没有访问权限", "换一个可写的位置，用 --store 指定"),
    sqlite3.SQLITE_CANTOPEN: ("数据库打不开：文件夹不存在或没有权限", "核对路径，或用 --store 指定另一个位置"),
    sqlite3.SQLITE_NOTADB: ("这个文件不是 SQLite 数据库", "用 --store 指定另一个文件"),
    sqlite3.SQLITE_CORRUPT: ("数据库文件已损坏", "删除它后用 liantu load 重新载入"),
    sqlite3.SQLITE_AUTH: ("这条语句不只是查询，没有执行", "只能运行 SELECT 语句"),
}
"""What SQLite's primary error codes mean to the user, and what to do."""

_INDEX = re.compile(r"CREATE INDEX (\w+) [^;]+")
_TABLE = re.compile(r"CREATE TABLE (\w+) ")

_READING = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE}
_SEEN = "PRAGMA data_version"
"""Tells a connection whether another one has written since it last asked."""

_PRAGMAS = {"application_id", "user_version", "data_version"}  # FTS5 itself asks for data_version


class SqliteStore:
    """A Store (see store.py) in one file. `wait` is how many seconds a write waits for another process."""

    dialect = "sql"
    engine = f"SQLite/{sqlite3.sqlite_version}"

    def __init__(self, path: Path, *, create: bool = True, wait: float = 10.0) -> None:
        """Open the file, or create it. StoreError if it is not ours, newer than we are, or absent and not `create`."""
        self._path, self._wait = path.absolute(), wait
        self._writing: sqlite3.Connection | None = None
        self._reading: sqlite3.Connection | None = None
        self._indexed = False
        try:
            with self._saying():
                if not self._ready():
                    if not create:
                        raise self._error("还没有数据", _LOAD_FIRST)
                    self._create()
        except BaseException:
            self.close()
            raise

    def add(
        self,
        document: "Document",
        facts: "Sequence[Fact]",
        same: Sequence[Same] = (),
        source: str = "",
        goals: "Sequence[Goal]" = (),
    ) -> Change:
        from . import sqlite_write

        with self._transaction() as db:
            if _has(db, document.id):
                return Change(0, 0)
            older = db.execute("SELECT id FROM document WHERE source = ? AND source <> ''", (source,)).fetchone()
            gone = _take(db, older[0]) if older else Change(0, 0)
            came = sqlite_write.put(db, document, facts, same, source, goals)
        return Change(came.facts + gone.facts, came.nodes + gone.nodes, older[0] if older else None)

    def add_all(self, contents: "Iterable[Content]") -> "Iterator[tuple[Content, bool]]":
        for content in contents:
            new = not self.has(content.document.id)
            if new and content.is_register:
                self.add_register(content.document, content.batches(), content.source)
            elif new:
                self.add(content.document, content.facts, content.same, content.source, content.goals)
            yield content, new

    def add_register(self, document: "Document", batches: "Iterable[Batch]", source: str = "") -> Added:
        from . import sqlite_companies, sqlite_write

        with self._transaction() as db:
            if _has(db, document.id):
                return Added(Change(0, 0), 0)
            older = db.execute("SELECT id FROM document WHERE source = ? AND source <> ''", (source,)).fetchone()
            gone = _take(db, older[0]) if older else Change(0, 0)
            sqlite_write.put_document(db, document, source)
            came = sqlite_companies.put_register(db, document.id, batches)
        facts, nodes = came.change.facts + gone.facts, came.change.nodes + gone.nodes
        return Added(Change(facts, nodes, older[0] if older else None), came.companies, came.doubles)

    def decide(self, decisions: "Sequence[Decision]") -> int:
        from . import sqlite_companies

        with self._transaction() as db:
            return sqlite_companies.decide(db, decisions)

    def remove(self, document: str) -> Change:
        with self._transaction() as db:
            return _take(db, document) if _has(db, document) else Change(0, 0)

    def has(self, document: str) -> bool:
        with self._saying():
            return _has(self._reader(), document)

    def ask(self, statement: str, parameters: Mapping[str, Parameter] | None = None) -> list[Row]:
        try:
            with self._saying():
                cursor = self._reader().execute(
                    statement, {name: _json(value) for name, value in (parameters or {}).items()}
                )
                if cursor.description is None:
                    raise self._error("这不是查询语句", "只能运行 SELECT 语句")
                names = [column[0] for column in cursor.description]
                return list(map(dict, map(zip, repeat(names), cursor)))
        except (sqlite3.Warning, sqlite3.ProgrammingError) as error:
            raise self._error(f"查询语句无法执行：{error}", "一次只能运行一条语句，参数要写全") from error

    def remembered(self, question: str, answer: "Callable[[], str]") -> str:
        with self._saying():
            reader = self._reader()
            seen = reader.execute(_SEEN).fetchone()
            kept = reader.execute("SELECT value FROM meta WHERE name = ?", (question,)).fetchone()
        if kept:
            return str(kept[0])
        found = answer()
        with suppress(sqlite3.Error):  # no right to write, another writer, a full disk: asked again next time
            self._keep(question, found, seen)
        return found

    def _keep(self, question: str, answer: str, seen: tuple[int]) -> None:
        """Keep the answer, if no other process has written since `seen`. Waits for nobody."""
        with closing(self._connect("mode=rw", wait=0)) as db:
            db.execute("BEGIN IMMEDIATE")
            if self._reader().execute(_SEEN).fetchone() == seen:
                db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (question, answer))
            db.execute("COMMIT")

    def size(self) -> int:
        return int(str(self.ask("SELECT count(*) AS n FROM document")[0]["n"]))

    def contents(self) -> "Iterator[Content]":
        from . import sqlite_read

        for row in self.ask("SELECT id FROM document ORDER BY id"):
            with self._saying():
                yield sqlite_read.content(self.ask, str(row["id"]))

    def decisions(self) -> "list[Decision]":
        from ..schema import Decision

        rows = self.ask("SELECT kind, subject, object, value, source, at FROM decision ORDER BY number")
        return [Decision(*map(str, row.values())) for row in rows]

    def names(self) -> Iterator[Name]:
        from . import sqlite_read

        with self._saying():
            found = self._reader().execute(sqlite_read.NAMES)
            yield from (Name(*row) for row in found)

    def close(self) -> None:
        for db in (self._reading, self._writing):
            if db is not None:
                db.close()
        self._reading = self._writing = None

    def __enter__(self) -> "SqliteStore":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _ready(self) -> bool:
        """Is our schema there? False for no file and an empty one; StoreError if the file is another program's."""
        if not self._path.exists():
            return False
        if self._path.is_dir():
            raise self._error("这是一个文件夹，不是数据库文件", "用 --store 指定一个文件")
        db = self._reader()
        (application,) = db.execute("PRAGMA application_id").fetchone()
        (version,) = db.execute("PRAGMA user_version").fetchone()
        (tables,) = db.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        if not tables and not application:
            db.close()
            self._reading = None
            return False
        if application != APPLICATION:
            raise self._error("这个数据库不是 liantu 建立的", "用 --store 指定另一个文件")
        if version > VERSION:
            raise self._error(f"数据库版本 {version} 比程序支持的 {VERSION} 新", "升级 liantu 后再打开")
        if version < _WITHOUT_SUMS:
            raise self._error("数据库是旧版本的 liantu 建立的", "用 --store 指定一个新文件，再用 liantu load 重新载入")
        if version < VERSION:
            self._sum_up()
        return True

    def _sum_up(self) -> None:
        """Bring a file of an older version up to date, as a whole or not at all."""
        from . import sqlite_early, sqlite_sums

        if not (access(self._path, W_OK) and access(self._path.parent, W_OK)):
            raise self._error("数据库是旧版本的 liantu 建立的，要补写汇总表，但没有写入权限", "复制到可写的位置再打开")
        with self._transaction() as db:
            if db.execute("PRAGMA user_version").fetchone() == (_WITHOUT_SUMS,):  # nobody else did it meanwhile
                has = {name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
                for statement, name in ((one, _TABLE.search(one)) for one in _schema()):
                    if name and name[1] not in has:
                        db.execute(statement)
                self._index(db)
                sqlite_sums.build(db)
                sqlite_early.build(db)
                db.execute(f"PRAGMA user_version = {VERSION}")

    def _create(self) -> None:
        self._path.touch()
        self._writer().execute("PRAGMA journal_mode = WAL")
        with self._transaction() as db:
            if db.execute("SELECT count(*) FROM sqlite_schema").fetchone() == (0,):
                for statement in _schema():
                    db.execute(statement)
                db.execute(f"PRAGMA application_id = {APPLICATION}")
                db.execute(f"PRAGMA user_version = {VERSION}")

    def _writer(self) -> sqlite3.Connection:
        if self._writing is None:
            self._writing = self._connect("mode=rw")
            self._writing.execute("PRAGMA foreign_keys = ON")
            self._writing.execute("PRAGMA cache_size = -65536")  # 64 MiB: the hashed ids fall all over the tables
        return self._writing

    def _reader(self) -> sqlite3.Connection:
        """A connection that changes nothing. In a folder where nobody can write, the file cannot change under us.

        Not `mode=ro`, which would leave the journal's two files lying beside the store.
        """
        if self._reading is None:
            journal = self._path.with_name(self._path.name + "-wal")
            fixed = not access(self._path.parent, W_OK) and not journal.exists()
            self._reading = self._connect("mode=ro&immutable=1" if fixed else "mode=rw")
            self._reading.execute("PRAGMA query_only = ON")
            self._reading.execute("PRAGMA cache_size = -65536")
            self._reading.execute("PRAGMA mmap_size = 1073741824")
            self._reading.set_authorizer(_only_reading)
        return self._reading

    def _connect(self, mode: str, wait: float | None = None) -> sqlite3.Connection:
        wait = self._wait if wait is None else wait
        return sqlite3.connect(f"{self._path.as_uri()}?{mode}", uri=True, timeout=wait, isolation_level=None)

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """All or nothing, and only one process at a time."""
        with self._saying():
            db = self._writer()
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
                self._index(db)
                db.execute("DELETE FROM meta")  # answers that were kept
                db.execute("COMMIT")
            except BaseException:
                if db.in_transaction:  # a full disk has rolled back by itself
                    db.execute("ROLLBACK")
                raise

    def _index(self, db: sqlite3.Connection) -> None:
        """Once: give a store that an older version made the indexes that it lacks or has otherwise."""
        if not self._indexed:
            has = dict(db.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL"))
            for found in filter(None, map(_INDEX.search, _schema())):
                if has.get(found[1]) != found[0]:
                    db.execute(f"DROP INDEX IF EXISTS {found[1]}")
                    db.execute(found[0])
            self._indexed = True

    @contextmanager
    def _saying(self) -> Iterator[None]:
        """SQLite's error codes as sentences."""
        try:
            yield
        except PermissionError as error:
            raise self._error(*_SAYINGS[sqlite3.SQLITE_READONLY]) from error
        except FileNotFoundError as error:
            raise self._error(*_SAYINGS[sqlite3.SQLITE_CANTOPEN]) from error
        except sqlite3.DatabaseError as error:
            code = getattr(error, "sqlite_errorcode", None)
            if code is None:
                raise
            known = _SAYINGS.get(code & 0xFF, (f"数据库报错：{error}", "核对语句和文件"))
            raise self._error(*known) from error

    def _error(self, what: str, todo: str) -> StoreError:
        return StoreError(what, where=str(self._path), todo=todo)


def _only_reading(action: int, name: str | None, value: str | None, *_: str | None) -> int:
    """SQLite's question whether a statement may do this. `query_only` alone would let it ATTACH."""
    asks = action == sqlite3.SQLITE_PRAGMA and name in _PRAGMAS and value is None
    declares = action == sqlite3.SQLITE_UPDATE and name == "sqlite_master"  # opening FTS5 or json_each; writes nothing
    return sqlite3.SQLITE_OK if action in _READING or asks or declares else sqlite3.SQLITE_DENY


def _json(value: Parameter) -> Value:
    """A list as SQLite's json_each takes it."""
    return (
        value if value is None or isinstance(value, str | int | float) else json.dumps(list(value), ensure_ascii=False)
    )


def _has(db: sqlite3.Connection, document: str) -> bool:
    return db.execute("SELECT 1 FROM document WHERE id = ?", (document,)).fetchone() is not None


def _take(db: sqlite3.Connection, document: str) -> Change:
    from . import sqlite_companies, sqlite_write

    sqlite_companies.unsearch(db, document)
    return sqlite_write.take(db, document)


def _schema() -> Iterator[str]:
    """The statements of schema.sql one by one, so that they share a transaction."""
    lines: list[str] = []
    for line in text_of("graph", "schema.sql").splitlines():
        lines.append(line)
        if sqlite3.complete_statement("\n".join(lines)):
            yield "\n".join(lines)
            lines = []
