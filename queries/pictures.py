"""What stands on the five maps (五图) of a chain: rows with their sentences, before anything is drawn."""

from collections.abc import Iterator
from dataclasses import dataclass

from .answers import Answer, Proof, State

STAGES = ("上游", "中游", "下游", "配套")
UNSTAGED = "未分上下游"
NO_YEAR = "未写明年份"


@dataclass(frozen=True, slots=True)
class Firm:
    """A firm at a link. `role` is 链主, 龙头, 配套 or "" for the chain; `region` "" where nothing says it."""

    name: str
    role: str
    region: str
    evidence: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Box(Answer):
    """A link of the chain in its stage, with the firms that stand there; `count` may be more than are named."""

    chain: str
    stage: str
    link: str
    state: State
    reasons: tuple[str, ...]
    firms: tuple[Firm, ...]
    count: int
    evidence: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Order(Answer):
    """One link stated to come right before another; both are links of the chain."""

    before: str
    after: str
    evidence: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Lead(Answer):
    """A firm that leads the chain or parts of it, but stands at no link; `role` is the highest that is stated."""

    firm: str
    role: str
    groups: tuple[str, ...]
    region: str
    evidence: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Use(Answer):
    """An item of the chain and a field of use; `state` is None where the item is a group."""

    item: str
    kind: str
    state: State | None
    field: str
    evidence: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Spot(Answer):
    """What one place has of one subject: a group as its field (`relation` 主导产业 or 承载), or firms at a link (企业).

    `shared` counts the places of the same subject: two and more are a duplication to look at.
    """

    subject: str
    kind: str
    region: str
    relation: str
    firms: tuple[str, ...]
    shared: int
    state: State | None
    evidence: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Base(Answer):
    """A park or platform that the chain rests on."""

    name: str
    kind: str
    group: str
    region: str
    evidence: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Event(Answer):
    """A goal or a project in its year. `conflict` says what another document says instead, "" for none."""

    year: str
    kind: str
    what: str
    status: str
    group: str
    firm: str
    region: str
    conflict: str
    evidence: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Lane(Answer):
    """A gap with what would fill it: the kind of firm, named candidates with where they are, and who introduces them.

    A lane with no link stands for the whole group: the documents name candidates for it, not for one link. `named` are
    the candidates that documents name, the others stand in registers; `proofs` is what proves each of `candidates`.
    """

    chain: str
    link: str
    state: State | None
    rank: int
    need: str
    candidates: tuple[str, ...]
    places: tuple[str, ...]
    introducers: tuple[str, ...]
    evidence: tuple[Proof, ...]
    named: tuple[str, ...] = ()
    proofs: tuple[tuple[Proof, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class ChainMaps:
    """The data of the five maps of one chain with its parts; `documents` are those cited, `date` that of the latest."""

    chain: str
    region: str
    parts: tuple[str, ...]
    boxes: tuple[Box, ...]
    orders: tuple[Order, ...]
    leads: tuple[Lead, ...]
    uses: tuple[Use, ...]
    counties: tuple[str, ...]
    spots: tuple[Spot, ...]
    bases: tuple[Base, ...]
    events: tuple[Event, ...]
    lanes: tuple[Lane, ...]
    documents: tuple[str, ...] = ()
    date: str = ""

    def open_links(self) -> list[Lane]:
        """Lanes of links, the most urgent first; a link that the chain and a part of it lack counts once."""
        found: dict[str, Lane] = {}
        for lane in self.lanes:
            if lane.link:
                found.setdefault(lane.link, lane)
        return list(found.values())

    def evidence(self) -> Iterator[Proof]:
        """Every sentence on the maps, as often as it is used."""
        for rows in (self.boxes, self.orders, self.leads, self.uses, self.spots, self.bases, self.events, self.lanes):
            for row in rows:
                yield from row.evidence
        for box in self.boxes:
            for firm in box.firms:
                yield from firm.evidence
