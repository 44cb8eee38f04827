"""A fact on its way: what a rule or the pair scorer reads, before it is weighed and gets its sentence."""

from dataclasses import dataclass

Named = tuple[str, str]  # name, type


@dataclass(frozen=True, slots=True)
class Said:
    """A fact on its way: `start` and `end` are offsets into the text of passage number `passage`; `denied` if the words
    there rule it out, `guessed` if they do not tell the subject.
    """

    subject: Named
    predicate: str
    object: Named
    role: str | None
    rule: str
    confidence: float
    start: int
    end: int
    passage: int = 0
    denied: bool = False
    guessed: bool = False
