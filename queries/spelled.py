"""Where a text has a name: as it is, or with something inside it (谐波传动减速器 for 谐波减速器).

Plain search: a question asks for a hundred names, and patterns of them take longer to compile than to use.
"""

_GAP = 6  # characters that may stand inside a long name; fewer than the name has
_BREAKS = frozenset("、，,；;。：:\n")  # what ends a product: nothing that stands inside one
_SHORT = 4  # names shorter than this are looked for as a whole only

Span = tuple[int, int]
"""From where to where."""


def folded(text: str) -> str:
    """The text in small letters, each in its place.

    >>> folded("IGBT模块")
    'igbt模块'
    """
    small = text.lower()
    return small if len(small) == len(text) else text


def spots(name: str, text: str) -> list[Span]:
    """Where the text has the very name.

    >>> spots("电机", "电机、伺服电机")
    [(0, 2), (5, 7)]
    """
    found = []
    start, length = text.find(name), len(name)
    while start >= 0:
        found.append((start, start + length))
        start = text.find(name, start + length)
    return found


def around(name: str, text: str) -> Span | None:
    """Where the text first has the name with something inside, at one place between its first and last two characters.

    >>> around("谐波减速器", "电机、谐波传动减速器"), around("谐波减速器", "谐波、行星减速器")
    ((3, 10), None)
    """
    if len(name) < _SHORT or name[-2:] not in text:
        return None
    head, most = name[:2], min(_GAP, len(name) - 1)
    start = text.find(head)
    while start >= 0:
        for cut in range(2, len(name) - 1):
            if not text.startswith(name[2:cut], start + 2):
                break
            rest, gap = name[cut:], start + cut
            end = text.find(rest, gap + 1, gap + most + len(rest))
            if end >= 0 and _BREAKS.isdisjoint(text[gap:end]):
                return start, end + len(rest)
        start = text.find(head, start + 1)
    return None
