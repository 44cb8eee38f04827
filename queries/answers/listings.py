"""Answers that list what documents say: who leads, which place has what, who supplies whom, what is loaded."""

from dataclasses import dataclass

from .rows import Answer, Proof


@dataclass(frozen=True, slots=True)
class Leader(Answer):
    """A firm that leads a group; `role` 链主, 龙头 or 配套."""

    firm: str
    group: str
    role: str
    region: str
    evidence: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Chief(Answer):
    """An official, by post and name, who is chief of a group; `role` 链长 or 副链长."""

    official: str
    group: str
    role: str
    region: str
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
class Layout(Answer):
    """A place that hosts a cluster or develops an industry; `shared_with` are other places with the same group."""

    region: str
    group: str
    group_type: str
    relation: str
    shared_with: tuple[str, ...]
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
class Supply(Answer):
    """Who supplies whom; `relation` says whether it is stated (供应) or follows from the chain (上游环节)."""

    supplier: str
    customer: str
    item: str
    relation: str
    evidence: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Source(Answer):
    """A part of a loaded document; `rows` are firms and purchases that a register or a supply list gave,
    `goals` are indicators that the part sets."""

    document: str
    id: str
    title: str
    issuer: str | None
    date: str | None
    status: str | None
    region: str | None
    facts: int
    rows: int
    goals: int = 0
