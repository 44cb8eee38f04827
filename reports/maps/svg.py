"""A small pen for SVG: text is escaped and measured, signs are shapes, every mark can be pointed at.

Colours are classes (templates/picture.css), so that one drawing serves a light page, a dark page and a slide.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from html import escape
from unicodedata import east_asian_width

from ...queries.answers import Proof, State

WIDTH = 1240.0
"""The width of a map in user units, as wide as a notebook's screen."""

_CLOSING = "、，。；：）”"
_NARROW = 0.58  # of the size: the mean width of Latin letters and digits in the sans faces of the stack


@dataclass(frozen=True, slots=True)
class Mark:
    """A thing on a map that can be clicked: what it is, what it says, and the sentences that prove it.

    `id` is unique on a page; `state` is None for what has none; `places` are the counties it belongs to.
    """

    id: str
    title: str
    kind: str
    lines: tuple[str, ...]
    evidence: tuple[Proof, ...]
    state: State | None = None
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn map: SVG elements without their frame, and its marks. `empty`: there was nothing to draw, and what is
    `missing` for it."""

    key: str
    title: str
    hint: str
    body: str
    width: float
    height: float
    marks: tuple[Mark, ...]
    empty: bool = False
    missing: str = ""


def cells(text: str, size: float) -> float:
    """The width of the text at a font size: a Chinese letter is as wide as it is high.

    >>> cells("链图", 10), round(cells("ab", 10), 1)
    (20.0, 11.6)
    """
    wide = sum(east_asian_width(letter) in "WFA" for letter in text)
    return size * (wide + _NARROW * (len(text) - wide))


def cut(text: str, width: float, size: float) -> str:
    """The text, or as much of it as fits, with … at its end."""
    if cells(text, size) <= width:
        return text
    while text and cells(text + "…", size) > width:
        text = text[:-1]
    return text + "…"


def wrap(text: str, width: float, size: float, most: int) -> list[str]:
    """The text as at most `most` lines; the last one is cut where the text is longer.

    >>> wrap("谐波减速器与伺服电机", 50, 10, 2)
    ['谐波减速器', '与伺服电机']
    """
    lines: list[str] = []
    while text and len(lines) < most - 1 and cells(text, size) > width:
        end = len(text)
        while end > 1 and cells(text[:end], size) > width:
            end -= 1
        end += text[end] in _CLOSING  # no line begins with what closes the one before
        lines.append(text[:end])
        text = text[end:]
    return [*lines, cut(text, width, size)] if text else lines or [""]


class Pen:
    """Collects elements; coordinates are rounded, so that the same input gives the same bytes everywhere."""

    def __init__(self, key: str) -> None:
        """`key` begins the ids of the marks."""
        self.key = key
        self.marks: list[Mark] = []
        self._parts: list[str] = []

    @property
    def body(self) -> str:
        return "".join(self._parts)

    def rect(self, x: float, y: float, width: float, height: float, look: str, radius: float = 5) -> None:
        size = f'width="{_n(max(width, 0))}" height="{_n(max(height, 0))}"'
        self._parts.append(f'<rect x="{_n(x)}" y="{_n(y)}" {size} rx="{_n(radius)}" class="{look}"/>')

    def text(self, x: float, y: float, text: str, look: str, anchor: str = "") -> None:
        """One line; `y` is its baseline, `anchor` middle or end."""
        where = f' text-anchor="{anchor}"' if anchor else ""
        self._parts.append(f'<text x="{_n(x)}" y="{_n(y)}" class="{look}"{where}>{_escaped(text)}</text>')

    def path(self, d: str, look: str) -> None:
        self._parts.append(f'<path d="{d}" class="{look}"/>')

    def line(self, x1: float, y1: float, x2: float, y2: float, look: str) -> None:
        self.path(f"M{_n(x1)} {_n(y1)}L{_n(x2)} {_n(y2)}", look)

    def curve(self, x1: float, y1: float, x2: float, y2: float, look: str) -> None:
        """A soft line from left to right with an arrow head at its end."""
        bend = max(abs(x2 - x1) / 2, 24.0)
        tip = x2 - 5
        points = (x1, y1, x1 + bend, y1, tip - bend, y2, tip, y2)
        self.path("M{} {}C{} {} {} {} {} {}".format(*map(_n, points)), look)
        head = (x2, y2, x2 - 7, y2 - 3.5, x2 - 7, y2 + 3.5)
        self.path("M{} {}L{} {}L{} {}Z".format(*map(_n, head)), "head")

    def band(self, x1: float, y1: float, x2: float, y2: float, thick: float, look: str) -> None:
        """A flow of even thickness; y are its upper edges."""
        mid = (x1 + x2) / 2
        there = (x1, y1, mid, y1, mid, y2, x2, y2)
        back = (x2, y2 + thick, mid, y2 + thick, mid, y1 + thick, x1, y1 + thick)
        shape = "M{} {}C{} {} {} {} {} {}".format(*map(_n, there)) + "L{} {}C{} {} {} {} {} {}Z".format(*map(_n, back))
        self.path(shape, look)

    def sign(self, x: float, y: float, state: State, size: float = 12) -> None:
        """The sign of a state as a shape: no font has to bring it. `x`, `y` is its middle."""
        shape, look = _SIGNS[state]
        self._shape(x, y, size, shape, f"{look} i-{state.name.lower()}")

    def star(self, x: float, y: float, role: str, size: float = 11) -> None:
        """A full star for a chain leader (链主), a hollow one for 龙头."""
        self._shape(x, y, size, _STAR, "star" if role == "链主" else "star-hollow")

    def shape(self, x: float, y: float, name: str, look: str, size: float = 11) -> None:
        self._shape(x, y, size, _SHAPES[name], look)

    def _shape(self, x: float, y: float, size: float, shape: str, look: str) -> None:
        scale = f"translate({_n(x)} {_n(y)}) scale({_n(size / 12)})"
        self._parts.append(f'<path transform="{scale}" d="{shape}" class="{look}"/>')

    @contextmanager
    def mark(
        self,
        title: str,
        kind: str,
        lines: Sequence[str],
        evidence: tuple[Proof, ...],
        *,
        state: State | None = None,
        places: Sequence[str] = (),
    ) -> Iterator[None]:
        """What is drawn inside belongs to one mark, which a page makes a button."""
        id_ = f"{self.key}-{len(self.marks)}"
        self.marks.append(Mark(id_, title, kind, tuple(lines), evidence, state, tuple(places)))
        label = f"{kind}：{title}" + (f"，{state.value}" if state else "")
        self._parts.append(
            f'<g class="mark" data-mark="{id_}" tabindex="0" role="button" aria-label="{_escaped(label)}">'
        )
        yield
        self._parts.append("</g>")

    def picture(self, title: str, hint: str, height: float, width: float = WIDTH, empty: bool = False) -> Picture:
        return Picture(self.key, title, hint, self.body, width, height, tuple(self.marks), empty)


def chevron(x: float, y: float, width: float, height: float) -> str:
    """The path of a band that points to the right."""
    points = [(x, y), (x + width - 12, y), (x + width, y + height / 2), (x + width - 12, y + height), (x, y + height)]
    return "M" + "L".join(f"{_n(px)} {_n(py)}" for px, py in points) + "Z"


def nothing(key: str, title: str, hint: str, missing: str, fill: str) -> Picture:
    """A map without data: what is missing, and which document would bring it."""
    pen = Pen(key)
    pen.rect(0.5, 0.5, WIDTH - 1, 119, "hollow")
    pen.text(WIDTH / 2, 52, missing, "t-name", "middle")
    pen.text(WIDTH / 2, 80, fill, "t-quiet", "middle")
    return replace(pen.picture(title, hint, 120, empty=True), missing=f"{missing}；{fill}")


def _escaped(text: str) -> str:
    """Text for SVG: markup becomes text, half characters and control characters become what any reader accepts."""
    whole = text.encode("utf-8", "backslashreplace").decode("utf-8")
    return escape("".join(letter if letter >= " " else " " for letter in whole))


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


# Shapes lie in a square of 12 around 0 0.
_STAR = "M0 -6L1.5 -1.9L5.7 -1.9L2.4 .8L3.6 5L0 2.5L-3.6 5L-2.4 .8L-5.7 -1.9L-1.5 -1.9Z"
_CIRCLE = "M-5 0A5 5 0 1 1 5 0A5 5 0 1 1 -5 0Z"
_SHAPES = {
    "diamond": "M0 -5.5L5.5 0L0 5.5L-5.5 0Z",
    "square": "M-5 -5L5 -5L5 5L-5 5Z",
    "half": "M-5 5L5 -5L5 5Z",
    "circle": _CIRCLE,
    "warning": "M0 -6L6 5L-6 5ZM0 -2L0 1.5M0 3L0 3.6",
}
# The signs of reports/states.py, each as a shape and how it is painted: filled or as a line.
_SIGNS: dict[State, tuple[str, str]] = {
    State.STRONG: (_CIRCLE, "fill"),
    State.PRESENT: ("M-4.5 0A4.5 4.5 0 1 1 4.5 0A4.5 4.5 0 1 1 -4.5 0Z", "stroke"),
    State.WEAK: ("M0 -5L5.5 4.5L-5.5 4.5Z", "stroke"),
    State.MISSING: ("M-4 -4L4 4M4 -4L-4 4", "stroke"),
    State.BROKEN: ("M1.5 -6L-3.5 1L-.5 1L-1.5 6L3.5 -1.2L.5 -1.2Z", "fill"),
    State.BORROWED: ("M-5 -2L5 -2L2 -5M5 2L-5 2L-2 5", "stroke"),
    State.UNKNOWN: ("M-2.6 -2.4C-2.6 -5.6 2.8 -5.6 2.8 -2.2C2.8 0 0 .2 0 2.2M0 4.4L0 5", "stroke"),
}
