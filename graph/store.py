"""What a store must be able to do. Two kinds: SQLite (a file) and Neo4j (a URL); one contract test for both."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

from ..schema import Same

if TYPE_CHECKING:
    from ..schema import Batch, Company, Decision, Document, Fact, Goal
    from .contents import Content

Value = str | int | float | None
Parameter = Value | Sequence[str]
"""A value of a statement's parameter; SQL sees a list as JSON, for json_each."""

Row = dict[str, Value]


class Change(NamedTuple):
    """What a write did: facts and nodes added (or removed, negative), and the document that gave way, if any."""

    facts: int
    nodes: int
    replaced: str | None = None


class Double(NamedTuple):
    """A firm that a register names twice: the later row, and name, sheet and row of the one that was kept.

    `apart` tells that the earlier row is another firm with the same code: the later one was kept too, without it.
    """

    company: "Company"
    name: str
    sheet: str
    row: int
    apart: bool = False


class Added(NamedTuple):
    """What a register brought: `companies` new rows, and the `doubles`, left out or kept apart."""

    change: Change
    companies: int
    doubles: tuple[Double, ...] = ()


class Name(NamedTuple):
    """A node: its key (schema.key), type and own name, and the key of the entity that it belongs to."""

    key: str
    type: str
    name: str
    entity: str


class Store(Protocol):
    """Documents, their facts, and questions in the store's own dialect.

    Every write is atomic per document: after a crash a document is there as a whole or not at all, and a document
    whose `add` returned is never lost.
    """

    dialect: str
    """"sql" or "cypher": which of the two files of a named statement this store runs."""

    engine: str
    """What keeps the data, with its version: SQLite/3.45.1, Neo4j/5.26.29."""

    def add(
        self,
        document: "Document",
        facts: "Sequence[Fact]",
        same: Sequence[Same] = (),
        source: str = "",
        goals: "Sequence[Goal]" = (),
    ) -> Change:
        """Store the document with its facts, joins of names and indicators. One that is there already changes nothing.

        `source` is the path it comes from. An older document from the same path gives way in the same transaction:
        the file was edited.
        """

    def add_all(self, contents: Iterable["Content"]) -> Iterator[tuple["Content", bool]]:
        """Add documents and registers as a stream, several at a time; each once it is safely there, and was it new?

        Where `contents` raises, what it gave before is added first.
        """

    def add_register(self, document: "Document", batches: "Iterable[Batch]", source: str = "") -> Added:
        """Store a register, a supply list or a list of projects; `batches` is consumed once, as a stream.

        All or nothing, also when `batches` raises. `document` has one part, 0, and no text; the facts are of it. An
        older document from the same path gives way, one that is there already changes nothing (and `batches` stays
        untouched). Of rows with one `Company.ident` the first of the document is kept, the others are told.
        `remove` takes it all out again.
        """

    def decide(self, decisions: "Sequence[Decision]") -> int:
        """Append what people decided, in this order, all or nothing; how many differ from what counted before.

        The last word about (kind, subject, object) counts, "" takes it back; nothing is ever overwritten. Kind `same`
        (two node keys, `subject < object`) joins two nodes, or parts them if its value is 不同, at once and for every
        document to come. Decisions do not go when documents go.
        """

    def remove(self, document: str) -> Change:
        """Remove the document (by id), its facts, and the nodes and joins that nothing else supports."""

    def has(self, document: str) -> bool:
        """Is the document (by id) there as a whole?"""

    def ask(self, statement: str, parameters: Mapping[str, Parameter] | None = None) -> list[Row]:
        """Rows of one reading statement in the store's dialect; values only as parameters. StoreError if it would
        write or is no statement."""

    def remembered(self, question: str, answer: "Callable[[], str]") -> str:
        """The answer to a question: worked out by `answer`, or what that gave last, if nothing was written since.

        Where the store cannot be written, or is written while `answer` asks it, nothing is kept.
        """

    def size(self) -> int:
        """How many documents there are."""

    def contents(self) -> Iterator["Content"]:
        """All documents with what they brought, by id; one at a time in memory."""

    def decisions(self) -> "list[Decision]":
        """All that people decided, in the order they said it."""

    def names(self) -> Iterator[Name]:
        """All nodes by key."""

    def close(self) -> None: ...

    def __enter__(self) -> "Store": ...

    def __exit__(self, *_: object) -> None: ...
