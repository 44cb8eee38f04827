"""How a state of a link is shown: a sign beside the colour, so that nobody has to tell red from green.

The hues are those of Okabe and Ito (2008), told apart under all common kinds of colour blindness.
"""

from typing import NamedTuple

from ..queries.answers import State

UNKNOWN_IS_NOT_MISSING = "未提及 ≠ 缺：文件没有说到的环节，不能当作缺失"


class Look(NamedTuple):
    """`mark` is plain ASCII, as wide in every terminal; `sign` is for pages; `ink` and `paper` are RRGGBB."""

    mark: str
    sign: str
    style: str
    ink: str
    paper: str
    what: str


LOOKS: dict[State, Look] = {
    State.STRONG: Look(
        "++", "●", "bold blue", "003A5D", "BBD9EE", "有链主，或有多家本地企业，或文件说它领先、优势突出、企业众多"
    ),
    State.PRESENT: Look("+", "○", "blue", "0B4F79", "E3F1FA", "至少有一家本地企业，文件没有说它不足"),
    State.WEAK: Look("~", "△", "yellow", "6B4700", "FBE7B8", "文件说它薄弱，或只有规划、在建的项目"),
    State.MISSING: Look("x", "✕", "bold red", "8A2F00", "F8D5C2", "文件说它缺失或要引进，本地没有企业"),
    State.BROKEN: Look("/", "⚡", "bold magenta", "7A2A58", "F3D9E8", "文件说到它，上下游都有本地企业，唯独这里没有"),
    State.BORROWED: Look(">", "⇄", "cyan", "00594A", "CFEDE4", "本地没有，周边地区有"),
    State.UNKNOWN: Look("?", "?", "dim", "555555", "EEEEEE", "文件里没有读到它，或只列为发展方向"),
}
