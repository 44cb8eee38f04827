"""Which headings stand above a line: kept while a plan is read from top to bottom."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from .headings import Heading

_PLAIN_RANK, _BOX_RANK = 20, 30


@dataclass(frozen=True, slots=True)
class _Open:
    """A heading whose passage is not over. `styled` is the depth its paragraph style gives, 0 for none."""

    title: str
    rank: int
    number: Heading | None = None
    styled: int = 0
    box: bool = False


@dataclass(slots=True)
class Outline:
    """The headings that are open, the outermost first.

    A heading closes those of its own style and those inside them. Where a style appears for the first time, its rank
    by GB/T 9704 says what it closes; a list that begins at 1 inside a box never closes the box.
    """

    _open: list[_Open] = field(default_factory=list)

    @property
    def titles(self) -> tuple[str, ...]:
        return tuple(each.title for each in self._open)

    def __len__(self) -> int:
        return len(self._open)

    def styled(self, title: str, depth: int, number: Heading | None) -> None:
        """A heading by its paragraph style."""
        while self._open and (not self._open[-1].styled or self._open[-1].styled >= depth):
            self._open.pop()
        self._open.append(_Open(title, 0, number, styled=depth))

    def numbered(self, heading: Heading) -> None:
        self._cut(self._place(heading))
        self._open.append(_Open(heading.title, heading.rank, heading))

    def plain(self, title: str) -> None:
        """A short line that is a heading by its look alone: beside the last such line, else inside what is open."""
        at = self._last(lambda each: each.rank == _PLAIN_RANK)
        self._cut(len(self._open) if at is None or at < (self._box() or 0) else at)
        self._open.append(_Open(title, _PLAIN_RANK))

    def box(self, title: str) -> None:
        self.end_box()
        self._open.append(_Open(title, _BOX_RANK, box=True))

    def end_box(self) -> None:
        if (at := self._box()) is not None:
            self._cut(at)

    def _cut(self, at: int) -> None:
        del self._open[at:]

    def _box(self) -> int | None:
        return self._last(lambda each: each.box)

    def _last(self, fits: Callable[[_Open], bool]) -> int | None:
        return next((at for at in reversed(range(len(self._open))) if fits(self._open[at])), None)

    def _place(self, heading: Heading) -> int:
        """How many of the open headings stay open."""
        box = self._box()
        numbers: Sequence[Heading | None] = [each.number for each in self._open]
        for at in reversed(range(len(numbers))):
            other = numbers[at]
            if other is not None and heading.follows(other):
                return at
            if other is not None and heading.under(other):
                return at + 1
        first = heading.number[-1] == 1
        floor = box + 1 if box is not None and first else 0
        for at in reversed(range(floor, len(numbers))):
            other = numbers[at]
            if other is not None and other.style == heading.style and len(other.number) == len(heading.number):
                return at
        at = len(self._open)
        while at > floor and not self._open[at - 1].styled and self._open[at - 1].rank >= heading.rank:
            at -= 1
        return at
