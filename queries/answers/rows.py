"""What every answer is: a frozen row that tells its values in order, with the sentences that prove it."""

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
