"""The values that travel between the rooms: a document with its places, and facts that point into it."""

from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import blake2b
from typing import TypedDict

from .spots import spot


class Status(StrEnum):
    """What kind of text a plan is. Answers prefer FINAL where texts disagree."""

    DRAFT = "征求意见稿"
    FINAL = "正式"
    REPORT = "报告"
    NEWS = "新闻"
    LIST = "名录"


class BlockKind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    CELL = "cell"


@dataclass(frozen=True, slots=True)
class Part:
    """One plan or article inside a file; most files have one.

    `date` is YYYY-MM-DD, YYYY-MM or YYYY, as precise as the text; None where the text does not say.
    `region` is the place that the part speaks for (云溪市), None where unknown.
    """

    number: int
    title: str = ""
    issuer: str | None = None
    date: str | None = None
    status: Status | None = None
    region: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph or a table cell, with its place.

    `text == document.text[start : start + len(text)]`. `headings` are the titles above it, outermost first, box
    titles included. `level` is the depth of a heading (1 is outermost), 0 for other kinds. `table`, `row` and
    `cell` count from 0; a merged cell is repeated, with the same `start`, at each position it covers. `column` is
    the text of the head above a cell, levels joined by " / ".
    """

    number: int
    kind: BlockKind
    text: str
    start: int
    part: int = 0
    headings: tuple[str, ...] = ()
    level: int = 0
    table: int | None = None
    row: int | None = None
    cell: int | None = None
    column: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read: its whole text (newlines are \\n), its parts and its blocks in reading order.

    `id` is the first 16 hex digits of `sha256`, which is taken over the file's bytes: the same file has the same
    id wherever it lies. `name` is the file's name without its folder.
    """

    id: str
    sha256: str
    name: str
    text: str
    parts: tuple[Part, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quote stands: `start` and `end` are character offsets in `Document.text`."""

    headings: tuple[str, ...]
    part: int
    block: int
    start: int
    end: int
    table: int | None = None
    row: int | None = None
    cell: int | None = None

    def __str__(self) -> str:
        """For people, counted from 1.

        >>> str(Place(("二、重点方向", "专栏1"), part=0, block=11, start=0, end=4))
        '二、重点方向 › 专栏1 › 第12段'
        """
        return spot(self.headings, self.block, self.table, self.row, self.cell)


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that prove a fact: `quote == document.text[place.start : place.end]`."""

    document: str
    quote: str
    place: Place


@dataclass(frozen=True, slots=True)
class Fact:
    """A statement that a document makes, tied to the words that make it.

    Names are written as the document writes them, cleaned by the naming rules. `rule` names what read the fact,
    `confidence` (0–1) how sure the reader is.
    """

    subject: str
    subject_type: str
    predicate: str
    object: str
    object_type: str
    evidence: Evidence
    role: str | None = None
    rule: str = ""
    confidence: float = field(default=1.0, compare=False)

    @property
    def id(self) -> int:
        """A stable 63-bit number from what the fact says and where; the same on every machine."""
        place = self.evidence.place
        said = f"{self.evidence.document}\x1f{self.subject_type}\x1f{self.subject}\x1f{self.predicate}\x1f"
        return _hash(f"{said}{self.object_type}\x1f{self.object}\x1f{self.role or ''}\x1f{place.start}\x1f{place.end}")

    def row(self) -> "FactRow":
        """The fact as one JSON line."""
        place = self.evidence.place
        return {
            "subject": self.subject,
            "subject_type": self.subject_type,
            "predicate": self.predicate,
            "object": self.object,
            "object_type": self.object_type,
            "role": self.role,
            "quote": self.evidence.quote,
            "place": {
                "document": self.evidence.document,
                "headings": list(place.headings),
                "part": place.part,
                "block": place.block,
                "table": place.table,
                "row": place.row,
                "cell": place.cell,
                "start": place.start,
                "end": place.end,
            },
            "rule": self.rule,
            "confidence": round(self.confidence, 3),
        }


@dataclass(frozen=True, slots=True)
class Goal:
    """An indicator that a document sets: by `year` the `metric` of `scope` is to be `comparator` `value` `unit`.

    到2030年，力争规上企业总数突破2000家 of 云溪市 → 云溪市, 规上企业总数, ≥, 2000, 家, 2030. `comparator` is
    ≥, ≤, ≈ or =. `scope_type` is a type of the ontology (Region, Cluster, …): `key(scope, scope_type)` is its node.
    `year` is None where the sentence names none.
    """

    scope: str
    scope_type: str
    metric: str
    comparator: str
    value: float
    unit: str
    year: int | None
    evidence: Evidence

    @property
    def id(self) -> int:
        """A stable 63-bit number from what the goal says and where."""
        place = self.evidence.place
        said = (self.scope_type, self.scope, self.metric, self.comparator, self.value, self.unit, self.year)
        return _hash("\x1f".join((self.evidence.document, *map(str, (*said, place.start, place.end)))))


def _hash(said: str) -> int:
    return int.from_bytes(blake2b(said.encode(), digest_size=8).digest(), "big") >> 1


class PlaceRow(TypedDict):
    document: str
    headings: list[str]
    part: int
    block: int
    table: int | None
    row: int | None
    cell: int | None
    start: int
    end: int


class FactRow(TypedDict):
    subject: str
    subject_type: str
    predicate: str
    object: str
    object_type: str
    role: str | None
    quote: str
    place: PlaceRow
    rule: str
    confidence: float
