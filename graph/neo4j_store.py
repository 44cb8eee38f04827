"""The store on a Neo4j server: official driver, routing, bookmarks, managed transactions. The graph it keeps is told
in docs/graph-model.md."""

import json
import logging
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from importlib.resources import files
from sys import maxsize
from typing import TYPE_CHECKING, Any, TypeVar

import neo4j
from neo4j.graph import Entity, Path

from ..errors import StoreError
from ..schema import Batch, Decision, Document, Fact, Goal, Same, ontology
from . import neo4j_companies, neo4j_read, neo4j_write
from .contents import Content, bundles
from .neo4j_errors import OLDEST, is_full, saying, too_old, unrepeated
from .neo4j_login import Login
from .neo4j_statements import KEEP, KEPT, LOCK, gathered, typed
from .store import Added, Change, Name, Parameter, Row, Value

if TYPE_CHECKING:
    from neo4j import ManagedTransaction, Session, Transaction

VERSION = 3
"""Version of the graph's form, kept on the one node (:Liantu)."""

_RETRY = 20.0
"""Seconds for which the driver tries a transaction again: a restarting server, a new leader, a deadlock."""

_TIMEOUT = 300.0
"""Seconds after which the server gives up a transaction."""

_SIMPLE = {str, int, float, type(None)}
"""Types of values that stay as they are."""

Result = TypeVar("Result")
Tx = TypeVar("Tx", neo4j.ManagedTransaction, neo4j.Transaction)


class Neo4jStore:
    """A Store (see store.py) in one database of a Neo4j server."""

    dialect = "cypher"

    def __init__(self, login: Login, *, create: bool = True, retry: float = _RETRY) -> None:
        """Connect, and set the database up if it is not and `create`. StoreError if that cannot be."""
        logging.getLogger("neo4j").setLevel(logging.CRITICAL)  # it would tell of each retry beside our one sentence
        self._login = login
        self._most = maxsize  # documents for which the server's memory suffices at a time
        self._bookmarks = neo4j.GraphDatabase.bookmark_manager()
        with saying(login):
            self._driver = neo4j.GraphDatabase.driver(
                login.url,
                auth=(login.user, login.password) if login.password else None,
                connection_timeout=10,
                connection_acquisition_timeout=15,
                max_transaction_retry_time=retry,
                notifications_min_severity=neo4j.NotificationMinimumSeverity.OFF,
                user_agent="liantu",
            )
        try:
            with saying(login):
                self.engine = self._connect()
                self._prepare(create)
        except BaseException:
            self.close()
            raise

    def add(
        self,
        document: Document,
        facts: Sequence[Fact],
        same: Sequence[Same] = (),
        source: str = "",
        goals: Sequence[Goal] = (),
    ) -> Change:
        content = Content(document, source, facts, same, goals)
        return self._write(lambda tx: _put(tx, [content], neo4j_write.ready([content])))[1]

    def add_all(self, contents: Iterable[Content]) -> Iterator[tuple[Content, bool]]:
        # The next documents are read and made ready while the server is busy with those before.
        with ThreadPoolExecutor(1) as worker:
            busy: Future[list[tuple[Content, bool]]] | None = None
            for bundle in bundles(contents):
                come = None if bundle[0].is_register else neo4j_write.ready(bundle)
                done = busy.result() if busy else []
                busy = worker.submit(self._add_bundle, bundle, come)
                yield from done
            if busy:
                yield from busy.result()

    def _add_bundle(self, bundle: Sequence[Content], come: neo4j_write.Ready | None) -> list[tuple[Content, bool]]:
        """Write documents in one transaction, or a register in one of its own; which of them were new."""
        if come is None:
            (content,) = bundle
            known = self.has(content.document.id)
            self.add_register(content.document, content.batches(), content.source)
            return [(content, not known)]
        if len(bundle) > self._most:
            return self._halves(bundle)
        try:
            there = self._write(lambda tx: _put(tx, bundle, come))[0]
        except StoreError as error:
            if len(bundle) == 1 or not is_full(error):
                raise
            self._most = len(bundle) // 2
            return self._halves(bundle)
        return [(content, content.document.id not in there) for content in bundle]

    def _halves(self, bundle: Sequence[Content]) -> list[tuple[Content, bool]]:
        half = len(bundle) // 2
        return [
            one for part in (bundle[:half], bundle[half:]) for one in self._add_bundle(part, neo4j_write.ready(part))
        ]

    def add_register(self, document: Document, batches: Iterable[Batch], source: str = "") -> Added:
        def work(tx: "Transaction") -> Added:
            there, gone = _make_room(tx, [(document.id, source)])
            if there:
                return Added(Change(0, 0), 0)
            neo4j_write.put_document(tx, document, source)
            came = neo4j_companies.put_register(tx, document.id, batches)
            facts, nodes = came.change.facts + gone.facts, came.change.nodes + gone.nodes
            return Added(Change(facts, nodes, gone.replaced), came.companies, came.doubles)

        # The batches come only once, so that the driver must not try a second time.
        with saying(self._login), self._session() as session, session.begin_transaction(timeout=_TIMEOUT) as tx:
            return _locked(tx, work)

    def decide(self, decisions: Sequence[Decision]) -> int:
        return self._write(lambda tx: neo4j_companies.decide(tx, decisions))

    def remove(self, document: str) -> Change:
        return self._write(lambda tx: neo4j_write.remove(tx, document))

    def has(self, document: str) -> bool:
        return bool(self.ask("MATCH (d:Document {id: $id}) RETURN d.id", {"id": document}))

    def ask(self, statement: str, parameters: Mapping[str, Parameter] | None = None) -> list[Row]:
        text = typed(statement, parameters or {})
        whole = gathered(text)

        def read(tx: "ManagedTransaction") -> list[Row]:
            found = tx.run(whole[0] if whole else text, dict(parameters or {}))
            names = whole[1] if whole else found.keys()
            rows = found.single(strict=True)["rows"] if whole else found.values()
            return [
                dict(zip(names, [one if type(one) in _SIMPLE else _plain(one) for one in row], strict=True))
                for row in rows
            ]

        with saying(self._login), self._session(neo4j.READ_ACCESS, fetch_size=-1) as session:
            return session.execute_read(neo4j.unit_of_work(timeout=_TIMEOUT)(read))

    def remembered(self, question: str, answer: Callable[[], str]) -> str:
        (kept,) = self.ask(KEPT, {"question": question})
        if kept["answer"] is not None:
            return str(kept["answer"])
        found = answer()
        new = {"question": question, "answer": found, "writes": kept["writes"], "counts": kept["counts"]}
        with suppress(StoreError), saying(self._login), self._session() as session:  # not everybody may write
            session.execute_write(lambda tx: tx.run(KEEP, new).consume())
        return found

    def size(self) -> int:
        return int(str(self.ask("MATCH (d:Document) RETURN count(d) AS n")[0]["n"]))

    def contents(self) -> Iterator[Content]:
        for row in self.ask("MATCH (d:Document) RETURN d.id AS id ORDER BY id"):
            yield neo4j_read.content(self.ask, str(row["id"]))

    def decisions(self) -> list[Decision]:
        names = ", ".join(f"c.{name} AS {name}" for name in ("kind", "subject", "object", "value", "source", "at"))
        rows = self.ask(f"MATCH (c:Decision) RETURN {names} ORDER BY c.number")
        return [Decision(*map(str, row.values())) for row in rows]

    def names(self) -> Iterator[Name]:
        with saying(self._login), self._session(neo4j.READ_ACCESS) as session:
            yield from (Name(*map(str, record.values())) for record in session.run(neo4j_read.NAMES))

    def close(self) -> None:
        self._driver.close()

    def __enter__(self) -> "Neo4jStore":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _session(self, access: str = neo4j.WRITE_ACCESS, fetch_size: int = 1000) -> "Session":
        return self._driver.session(
            database=self._login.database,
            default_access_mode=access,
            bookmark_manager=self._bookmarks,
            fetch_size=fetch_size,  # rows that come at a time, -1 for all
        )

    def _write(self, work: "Callable[[ManagedTransaction], Result]") -> Result:
        """All or nothing; the driver may run `work` again after a failure that passes."""
        managed = neo4j.unit_of_work(timeout=_TIMEOUT)(partial(_locked, work=work))
        with saying(self._login), self._session() as session:
            return session.execute_write(managed)

    def _connect(self) -> str:
        """The server's name and version: Neo4j/5.26.29."""
        with self._session(neo4j.READ_ACCESS) as session:
            # A plain run is not retried: that a server is down is told at once.
            agent = session.run("RETURN 1").consume().server.agent
        version = re.search(r"(\d+)\.(\d+)", agent)
        if version is None or (int(version[1]), int(version[2])) < OLDEST:
            raise too_old(self._login, agent)
        return agent

    def _prepare(self, create: bool) -> None:
        """Constraints and indexes first, waited for; then the node that says that this is a store."""
        found = self.ask("MATCH (m:Liantu {id: 0}) RETURN m.version AS version")
        if not found and not create:
            raise self._error("还没有数据", "先运行 liantu load 载入文件")
        if found and int(found[0]["version"] or 0) > VERSION:
            raise self._error(f"数据版本 {found[0]['version']} 比程序支持的 {VERSION} 新", "升级 liantu 后再打开")
        if found and int(found[0]["version"] or 0) < VERSION:
            raise self._error("数据是旧版本的 liantu 写的", "清空这个数据库，再用 liantu load 重新载入")
        if not create:
            return
        there = {row["name"] for row in self.ask("SHOW INDEXES YIELD name")}
        missing = {name: text for name, text in _schema().items() if name not in there}
        with self._session() as session:
            for text in missing.values():
                session.run(text).consume()
            if missing:
                session.run("CALL db.awaitIndexes(300)").consume()
            session.run("MERGE (m:Liantu {id: 0}) ON CREATE SET m.version = $v", v=VERSION).consume()

    def _error(self, what: str, todo: str) -> StoreError:
        return StoreError(what, where=self._login.url, todo=todo)


def _put(tx: "ManagedTransaction", contents: Sequence[Content], come: neo4j_write.Ready) -> tuple[set[str], Change]:
    """Write the documents that are not there yet, `come` made ready; those that were there, and what changed."""
    there, gone = _make_room(tx, [(content.document.id, content.source) for content in contents])
    if there:
        contents = [content for content in contents if content.document.id not in there]
        come = neo4j_write.ready(contents)
    came = neo4j_write.put(tx, come) if contents else Change(0, 0)
    return there, Change(came.facts + gone.facts, came.nodes + gone.nodes, gone.replaced)


def _make_room(tx: "ManagedTransaction | Transaction", documents: Sequence[tuple[str, str]]) -> tuple[set[str], Change]:
    """Which of the documents (id, source) are there; older ones from the sources of the others go."""
    there, older = neo4j_write.known(tx, documents)
    gone = [neo4j_write.remove(tx, one) for one in older]
    replaced = older[-1] if older else None
    return there, Change(sum(one.facts for one in gone), sum(one.nodes for one in gone), replaced)


def _locked(tx: Tx, work: Callable[[Tx], Result]) -> Result:
    """One writer at a time: the lock on (:Liantu) is held until the transaction ends. So no two writers deadlock."""
    tx.run(LOCK).consume()
    with unrepeated():
        result = work(tx)
    if isinstance(tx, neo4j.Transaction):
        tx.commit()
    return result


def _schema() -> dict[str, str]:
    """Constraints and indexes by name."""
    text = files("liantu.graph").joinpath("schema.cypher").read_text("utf-8")
    lines = "\n".join(line for line in text.splitlines() if not line.startswith("//"))
    found = {one.split()[one.split().index("IF") - 1]: one.strip() for one in lines.split("\n;") if one.strip()}
    known = ontology()
    for label in sorted({name for kind in known.types.values() for name in (kind.name, kind.family)}):
        name = f"liantu_name_{label.lower()}"
        found[name] = f"CREATE INDEX {name} IF NOT EXISTS FOR (n:{label}) ON (n.name)"
    for predicate in sorted(known.predicates):
        name = f"liantu_fact_{predicate.lower()}"
        found[name] = f"CREATE INDEX {name} IF NOT EXISTS FOR ()-[f:{predicate}]-() ON (f.part)"
    return found


def _plain(value: Any) -> Value:
    """A value of Cypher as SQL would give it: lists, maps, nodes and relationships as JSON text."""
    if value is None or (isinstance(value, str | int | float) and not isinstance(value, bool)):
        return value
    if isinstance(value, bool):
        return int(value)
    return json.dumps(_tree(value), ensure_ascii=False, default=str)


def _tree(value: Any) -> Any:
    if isinstance(value, Path):
        return [_tree(one) for one in (*value.nodes, *value.relationships)]
    if isinstance(value, Entity | dict):
        return {name: _tree(one) for name, one in sorted(value.items())}
    if isinstance(value, list | tuple):
        return [_tree(one) for one in value]
    return value
