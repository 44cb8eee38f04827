"""How many cells of a terminal a text takes: two for a Chinese character. Imports nothing, help needs it too."""

from unicodedata import combining, east_asian_width


class _Widths(dict[str, int]):
    """Cells of a character; texts repeat the same few hundred."""

    def __missing__(self, sign: str) -> int:
        self[sign] = found = 2 if east_asian_width(sign) in "WF" else int(not combining(sign))
        return found


_WIDTHS = _Widths()


def cells(text: str) -> int:
    """Cells of one line of text.

    >>> cells("链主abc"), cells("“优势”")
    (7, 6)
    """
    if text.isascii():
        return len(text)
    return sum(map(_WIDTHS.__getitem__, text))


def padded(text: str, width: int, *, right: bool = False) -> str:
    """The text with spaces up to so many cells, before it if it stands to the `right`."""
    space = " " * (width - cells(text))
    return space + text if right else text + space


def head_cells(head: str) -> int:
    """Cells of a column's head: a short one stays on one line, a longer one wraps."""
    return min(cells(head), 8)
