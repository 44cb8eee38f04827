"""Answers that people act on: target companies, questions that only they can settle, names that are one thing."""

from dataclasses import dataclass

from .rows import Answer, Proof


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
