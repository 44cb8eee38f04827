"""The answer about links of chains: in which state each is, and why. Apart, since most questions need no other."""

from dataclasses import dataclass

from .rows import Answer, Proof, State


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
