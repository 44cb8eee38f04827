"""Answers about plans: goals, projects, who fills a gap, what would change, what two versions say otherwise."""

from dataclasses import dataclass

from .rows import Answer, Proof, State


@dataclass(frozen=True, slots=True)
class Aim(Answer):
    """An indicator that a plan sets: 规上企业产值 ≥ 1800 亿元 by 2030, proved by the sentences that say so.

    `conflict` are other values of the same one, each with the status and name of its document; `region` is the place
    that the plan speaks for, `scope_type` a type of the ontology (Region, Chain, Enterprise, …).
    """

    scope: str
    metric: str
    comparator: str
    value: float
    unit: str
    year: int | None
    status: str
    conflict: tuple[str, ...]
    evidence: tuple[Proof, ...]
    region: str = ""
    scope_type: str = ""


@dataclass(frozen=True, slots=True)
class Work(Answer):
    """A project: whose it is, where, when and how far (已投产 已建成 在建 已签约 谋划, 已搁置 已终止
    where nothing came of it, "" where nothing says), and what is invested (52亿元).
    """

    project: str
    chain: str
    firms: tuple[str, ...]
    region: str
    year: str
    progress: str
    evidence: tuple[Proof, ...]
    investment: str = ""


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
