"""Many values as one text, and how a statement takes them apart.

The driver packs a text of a thousand values as fast as one value; values one by one are most of what a client does for
a load.
"""

from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

Value = TypeVar("Value", bound=Hashable)

_SIGNS = range(0x1F, 0xD800)
"""Those that are no text come first."""


class Numbered(dict[Value, int]):
    """Values with their places, in the order in which they are first asked for: no call for one that is there.

    >>> numbered = Numbered("甲")
    >>> [numbered[word] for word in "乙甲乙"]
    [1, 0, 1]
    """

    def __init__(self, values: Iterable[Value] = ()) -> None:
        super().__init__((value, at) for at, value in enumerate(values))

    def __missing__(self, value: Value) -> int:
        self[value] = at = len(self)
        return at


def column(values: Iterable[int]) -> str:
    """
    >>> column([3, 1])
    '3,1'
    """
    return ",".join(map(str, values))


def numbers(name: str) -> str:
    """The list of a column of numbers, in Cypher; an empty column gives a list of one null."""
    return f"[number IN split({name}, ',') | toInteger(number)]"


def text_column(values: Sequence[str]) -> str:
    """What stands first parts the values: a character that none of them has.

    >>> text_column(["乙", "丙"])
    '\\x1f乙\\x1f丙'
    >>> text_column(["a\\x1fb", ""])
    ' a\\x1fb '
    """
    whole = "".join(values)
    between = next(sign for sign in map(chr, _SIGNS) if sign not in whole)
    return between + between.join(values)


def texts(name: str) -> str:
    """The list of a column of texts, in Cypher."""
    return f"tail(split({name}, left({name}, 1)))"
