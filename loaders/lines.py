"""A line on its way from a file to a block: what readers of every format hand over."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph or a table cell, with what its file says about it.

    `end` is what follows it in the document's text. `level` is the depth that a heading style gives (0: none), `title`
    whether a style calls it a title. `box` numbers the box (a one-column table) it stands in. A cell carries its
    `table`, `row`, `cell` and the head of its `column`; one that a merged cell covers `repeats` (row, cell) and adds
    no text. `joins` says that the line carries on the one before.
    """

    text: str
    end: str = "\n"
    level: int = 0
    title: bool = False
    box: int | None = None
    table: int | None = None
    row: int | None = None
    cell: int | None = None
    column: str | None = None
    repeats: tuple[int, int] | None = None
    joins: bool = False

    @property
    def bare(self) -> str:
        return self.text.strip()


def text_of(lines: Iterable[Line]) -> str:
    """The text that offsets point into."""
    return "".join(line.text + line.end for line in lines if not line.repeats)


def starts(lines: Iterable[Line]) -> Iterator[int]:
    """Where each line begins in `text_of(lines)`.

    >>> list(starts([Line("县", end="\\t"), Line("产业"), Line("", repeats=(0, 0)), Line("钢")]))
    [0, 2, 5, 5]
    """
    at = 0
    for line in lines:
        yield at
        if not line.repeats:
            at += len(line.text) + len(line.end)
