"""The store as CSV for `neo4j-admin database import`: what Neo4jStore would write, for loads above ten million rows.

Constraints and indexes are made when the imported database is first opened for writing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TextIO

from ..errors import OutputError
from ..schema import Fact
from . import neo4j_companies, neo4j_facts, neo4j_rows, neo4j_write
from .neo4j_columns import Numbered
from .neo4j_store import VERSION
from .store import Name, Store
from .surfaces import node_of, number_of

_WHOLE = {
    "id",
    "subject",
    "object",
    "number",
    "facts",
    "chains",
    "characters",
    "block",
    "table",
    "row",
    "cell",
    "start",
    "end",
    "part",
}
_WHOLE |= {"chains", "year", "staff", "version", "seller", "buyer"}
_BROKEN = {"confidence", "value", "capital", "revenue", "growth", "amount"}

_NODES: dict[str, Sequence[str]] = {
    "Liantu": ("id", "version"),
    "Document": ("id", "sha256", "name", "characters", "source"),
    "Part": (
        "id",
        "document",
        "number",
        "title",
        "issuer",
        "date",
        "status",
        "region",
        "facts",
        "chains",
        "headings",
        "rules",
    ),
    "Name": ("id", "key", "name", "type"),
    "Join": ("document", "one", "other", "rule"),
    "Goal": (),
    "Company": (),
    "FormerName": ("stem",),
    "Purchase": (),
    "Decision": ("number", "last", "kind", "subject", "object", "value", "source", "at"),
}
"""Labels with their properties; () where the first row says them."""

_TEXT = {
    "Document": {"id"},
    "Decision": {"subject", "object", "value"},
    "Purchase": {"year"},
}
"""Properties that are text although elsewhere a property of the name is a number."""

_LISTS = {"Part": {"headings", "rules"}}
"""Properties that are lists of texts."""

_BETWEEN = "\t"
"""Stands between the labels of a node and the texts of a list: no heading has one (they are JSON), and no rule."""

_LINKS = ("HAS_PART", "SETS", "JOINS", "LISTS", "ONCE", "SAME_AS")


class _Files:
    """CSV files of one folder, opened when first written to."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._folder, self._stack = folder, stack
        self._open: dict[str, TextIO] = {}
        self._heads: dict[str, Sequence[str]] = {}
        self._last = 0

    def node(self, label: str, row: Mapping[str, Any], labels: Sequence[str] = (), place: str = "") -> str:
        """Write a node; its place, by which links find it."""
        if not place:
            self._last += 1
            place = f"{label}{self._last}"
        if label not in self._open:
            self._heads[label] = _NODES[label] or tuple(row)
            head = (_typed(label, name) for name in self._heads[label])
            self._start(label, (":ID", *head, ":LABEL"))
        values = (row.get(name) for name in self._heads[label])
        self._open[label].write(_line([place, *values, _BETWEEN.join(labels or [label])]))
        return place

    def link(self, kind: str, start: str, end: str) -> None:
        if kind not in self._open:
            self._start(kind, (":START_ID", ":END_ID", ":TYPE"))
        self._open[kind].write(_line([start, end, kind]))

    def fact(self, row: Sequence[Any]) -> None:
        if "facts" not in self._open:
            head = (_typed("", name) for name in neo4j_facts.FIELDS)
            self._start("facts", (":START_ID", ":END_ID", ":TYPE", *head))
        self._open["facts"].write(_line([f"n{row[0]}", f"n{row[1]}", *row[2:]]))

    def names(self) -> list[str]:
        return sorted(self._open)

    def _start(self, name: str, head: Iterable[str]) -> None:
        path = self._folder / f"{name}.csv"
        self._open[name] = self._stack.enter_context(path.open("w", encoding="utf-8", newline=""))
        self._open[name].write(_line(list(head)))


def write(store: Store, folder: str | Path) -> str:
    """Write the CSV files and give the words after `neo4j-admin` that import them."""
    target = Path(folder)
    try:
        target.mkdir(parents=True, exist_ok=True)
        with ExitStack() as stack:
            files = _Files(target, stack)
            _write(store, files)
    except OSError as error:
        raise OutputError(
            f"写不进去（{error.strerror}）", where=str(target), todo="请检查文件夹权限和磁盘空间"
        ) from error
    return " ".join(_words(target, files.names()))


def _words(folder: Path, names: Iterable[str]) -> Iterator[str]:
    yield "database import full neo4j --overwrite-destination=true --multiline-fields=true --array-delimiter=TAB"
    for name in names:
        what = "relationships" if name in (*_LINKS, "facts") else "nodes"
        yield f"--{what}={(folder / f'{name}.csv').absolute().as_posix()}"


def _write(store: Store, files: _Files) -> None:
    files.node("Liantu", {"id": 0, "version": VERSION})
    names = list(store.names())
    ends = {number_of(one.key): number_of(one.entity) for one in names}
    for one in names:
        _name(files, one)
    last = 0
    for content in store.contents():
        document, place = content.document, f"d{content.document.id}"
        counts = neo4j_write.counts(content.facts)
        lists = {part: neo4j_facts.Lists(Numbered(), Numbered()) for part in counts}
        facts = [_fact(fact, lists, ends) for fact in content.facts]
        rows = neo4j_rows.document_rows(document, content.source, counts, lists)
        files.node("Document", rows["document"], place=place)
        for part in rows["parts"]:
            files.link("HAS_PART", place, files.node("Part", part, place=f"p{part['id']}"))
        for same in content.same:
            row = {"document": document.id, "one": same.one, "other": same.other, "rule": same.rule}
            files.link("JOINS", place, files.node("Join", row))
        for goal in content.goals:
            row = neo4j_rows.goal_row(goal)
            files.link("SETS", f"p{row['part']}", files.node("Goal", row))
        for fact in facts:
            files.fact(fact)
        for company in content.companies:
            last += 1
            listed = neo4j_companies.company_row(document.id, last, company)
            firm = files.node("Company", listed["company"])
            files.link("LISTS", place, firm)
            for stem in listed["former"]:
                files.link("ONCE", firm, files.node("FormerName", {"stem": stem}))
        for purchase in content.purchases:
            row = neo4j_companies.purchase_row(document.id, purchase)
            files.link("LISTS", place, files.node("Purchase", row))
    _decisions(store, files)


def _fact(fact: Fact, lists: Mapping[int, neo4j_facts.Lists], ends: Mapping[int, int]) -> list[Any]:
    """The row of a fact; `lists` of its part grow by what is new."""
    subject, object_ = (ends[node] for node in neo4j_facts.ends(fact))
    own = lists[neo4j_facts.part_id(fact.evidence.document, fact.evidence.place.part)]
    return [subject, object_, fact.predicate, *neo4j_facts.properties(fact.id, fact, own, (subject, object_))]


def _name(files: _Files, one: Name) -> None:
    row = node_of(one.name, one.type)
    labels = neo4j_write.labels(row) if one.key == one.entity else [neo4j_write.ALIAS]
    about = {"id": row[0], "key": one.key, "name": one.name, "type": one.type}
    files.node("Name", about, ["Name", *labels], place=f"n{row[0]}")
    if one.key != one.entity:
        files.link("SAME_AS", f"n{row[0]}", f"n{number_of(one.entity)}")


def _decisions(store: Store, files: _Files) -> None:
    said = store.decisions()
    last = {(one.kind, one.subject, one.object): number for number, one in enumerate(said, 1)}
    for number, one in enumerate(said, 1):
        counts = last[one.kind, one.subject, one.object] == number
        about = {name: getattr(one, name) for name in ("kind", "subject", "object", "value", "source", "at")}
        files.node("Decision", {"number": number, "last": counts, **about})


def _typed(label: str, name: str) -> str:
    if name in _TEXT.get(label, ()):
        return name
    if name in _LISTS.get(label, ()):
        return f"{name}:string[]"
    if name == "last":
        return "last:boolean"
    return f"{name}:long" if name in _WHOLE else f"{name}:double" if name in _BROKEN else name


def _line(values: Sequence[Any]) -> str:
    """A line of CSV. The importer takes "" for an empty text and nothing at all for null, which csv cannot write."""
    return ",".join(_quoted(value) for value in values) + "\n"


def _quoted(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return _quoted(_BETWEEN.join(value))
    if isinstance(value, str):
        return '"' + value.replace('"', '""') + '"'
    return str(value).lower() if isinstance(value, bool) else repr(value)
