"""Which spans overlap which, without looking at all: a long passage holds thousands of names."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, Protocol, TypeVar

_WIDTH = 5  # spans are kept by 32 characters


class Spanned(Protocol):
    """Something that stands from `start` to `end`."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


One = TypeVar("One", bound=Spanned)


class Overlaps(Generic[One]):
    """Spans to be asked for those that overlap a stretch; more can be added."""

    def __init__(self, spans: Iterable[One] = ()) -> None:
        self._near: dict[int, list[One]] = {}
        for one in spans:
            self.add(one)

    def add(self, one: One) -> None:
        for at in range(one.start >> _WIDTH, (one.end >> _WIDTH) + 1):
            self._near.setdefault(at, []).append(one)

    def over(self, start: int, end: int) -> Iterator[One]:
        """Those that share a character with the stretch; a long one may come twice."""
        for at in range(start >> _WIDTH, (end >> _WIDTH) + 1):
            for one in self._near.get(at, ()):
                if one.start < end and start < one.end:
                    yield one


def within(spans: Sequence[One], start: int, end: int) -> list[One]:
    """Of spans sorted by start those that lie between two offsets, in order."""
    first = bisect_left(spans, start, key=_start)
    return [one for one in spans[first : bisect_left(spans, end, first, key=_start)] if one.end <= end]


def _start(one: Spanned) -> int:
    return one.start
