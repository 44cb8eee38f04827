"""What the questions answer: frozen rows, each with the sentences that prove it."""

from dataclasses import dataclass, fields
from enum import StrEnum


class State(StrEnum):
    """The state of a link in a region. UNKNOWN is never painted as MISSING."""

    STRONG = "强"
    PRESENT = "有"
    WEAK = "弱"
    MISSING = "缺"
    BROKEN = "断"
    BORROWED = "借"
    UNKNOWN = "未提及"


@dataclass(frozen=True, slots=True)
class Proof:
    """A sentence: the document's file name, the place in it for people, and the exact words."""

    document: str
    place: str
    quote: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A row of an answer."""

    def row(self) -> dict[str, object]:
        """The row as JSON values, keys in the order of the fields."""
        return {field.name: _plain(getattr(self, field.name)) for field in fields(self)}


def _plain(value: object) -> object:
    """As dataclasses.asdict, for what rows hold (text, numbers, tuples, frozen values), in a quarter of its time."""
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, tuple):
        return tuple(_plain(item) for item in value)
    return {name: _plain(getattr(value, name)) for name in value.__slots__}  # type: ignore[attr-defined]  # a frozen value with slots


@dataclass(frozen=True, slots=True)
class Gap(Answer):
    """A link of a chain in a region, with its state and why. `rank` 1 is the most urgent of its region."""

    chain: str
    link: str
    region: str
    state: State
    score: float
    rank: int
    reasons: tuple[str, ...]
    evidence: tuple[Proof, ...]
    firms: tuple[str, ...]
    leaders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explained(Answer):
    """Why a gap has its rank. `factors` are points; the ranks under three published rules; `top_five` the share of
    1,000 weightings in which it is among the first five; `reference` the link of the reference chain and its `source`.
    """

    chain: str
    link: str
    region: str
    state: State
    score: float
    rank: int
    factors: tuple[str, ...]
    by_count: int
    by_text: int
    by_structure: int
    top_five: str
    reference: str
    source: str
    evidence: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Leader(Answer):
    """A firm that leads a group; `role` 链主, 龙头 or 配套."""

    firm: str
    group: str
    role: str
    region: str
    evidence: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Layout(Answer):
    """A place that hosts a cluster or develops an industry; `shared_with` are other places with the same group."""

    region: str
    group: str
    group_type: str
    relation: str
    shared_with: tuple[str, ...]
    evidence: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Supply(Answer):
    """Who supplies whom; `relation` says whether it is stated (供应) or follows from the chain (上游环节)."""

    supplier: str
    customer: str
    item: str
    relation: str
    evidence: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Step(Answer):
    """A link of one chain: what comes before it and after it, who makes it, in which state it is.

    `stage` (上游 中游 下游 配套) and `source` (its class) come from the reference chain, "" where it has none.
    """

    chain: str
    stage: str
    link: str
    state: State
    upstream: tuple[str, ...]
    downstream: tuple[str, ...]
    firms: tuple[str, ...]
    evidence: tuple[Proof, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Source(Answer):
    """A part of a loaded document."""

    document: str
    id: str
    title: str
    issuer: str | None
    date: str | None
    status: str | None
    region: str | None
    facts: int


@dataclass(frozen=True, slots=True)
class Target(Answer):
    """A firm from outside that makes a link; `tier` 确认, 匹配 or 待核实; `introducers` are sentences."""

    company: str
    link: str
    tier: str
    score: float
    reasons: tuple[str, ...]
    introducers: tuple[str, ...]
    region: str
    evidence: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class LeftOut(Answer):
    """A firm that says something of a link and is no target, with the reason."""

    company: str
    link: str
    reason: str
    region: str
    evidence: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Question(Answer):
    """What a person should settle: `answer` is what was decided (one of `choices`, "" while open); `decides` names the
    kind of decision and `id` what it is about."""

    kind: str
    question: str
    why: str
    answer: str
    choices: tuple[str, ...]
    decides: str
    id: str
    evidence: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Alias(Answer):
    """Two names that are one thing, shown as `name`, and the rule and document (or person) that says so."""

    name: str
    one: str
    other: str
    rule: str
    document: str


@dataclass(frozen=True, slots=True)
class Need(Answer):
    """What a chain leader may buy nearby and does not: an open link of its chain, with why and the sentences."""

    leader: str
    chain: str
    link: str
    state: State
    reasons: tuple[str, ...]
    candidates: tuple[str, ...]
    evidence: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Aim(Answer):
    """An indicator that a plan sets: 规上企业产值 ≥ 1800 亿元 by 2030. `conflict` are other values of the same one."""

    scope: str
    metric: str
    comparator: str
    value: float
    unit: str
    year: int | None
    status: str
    conflict: tuple[str, ...]
    evidence: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Work(Answer):
    """A project: whose it is, where, when and how far (已投产 已建成 在建 已签约 谋划, "" where nothing says)."""

    project: str
    chain: str
    firms: tuple[str, ...]
    region: str
    year: str
    progress: str
    evidence: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Profile(Answer):
    """A line about a chain leader: its part (角色), makes (生产), needs (需要), buys here (本地配套率), 目标."""

    firm: str
    aspect: str
    item: str
    firms: tuple[str, ...]
    reasons: tuple[str, ...]
    evidence: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Assignment(Answer):
    """Which county could fill a gap, and why; `rank` is that of the gap, `place` that of the county for it."""

    rank: int
    chain: str
    link: str
    state: State
    region: str
    place: int
    score: float
    reasons: tuple[str, ...]
    evidence: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Overlap(Answer):
    """A cluster, an industry or a link that several places go for."""

    kind: str
    name: str
    regions: tuple[str, ...]
    firms: tuple[str, ...]
    evidence: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Shift(Answer):
    """What an imagined firm would change: a link's state and rank, or who a chain leader could buy from here."""

    kind: str
    name: str
    link: str
    before: str
    after: str
    rank_before: int | None
    rank_after: int | None
    firms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changed(Answer):
    """What one version of a plan says otherwise than another; both sentences are in `evidence`, the older first."""

    kind: str
    name: str
    change: str
    before: str
    after: str
    evidence: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Finding(Answer):
    """Something about the chains that a person should look at."""

    kind: str
    chain: str
    link: str
    what: str
