"""Answers about links beyond their states: what comes before and after, why they rank as they do, who needs them."""

from dataclasses import dataclass

from .rows import Answer, Proof, State


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
class Need(Answer):
    """What a chain leader may buy nearby and does not: an open link of its chain, with why and the sentences."""

    leader: str
    chain: str
    link: str
    state: State
    reasons: tuple[str, ...]
    candidates: tuple[str, ...]
    evidence: tuple[Proof, ...]
