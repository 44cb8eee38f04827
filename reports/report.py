"""What every way of showing an answer starts from: a title, columns with Chinese heads, rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from ..schema.shipped import shipped

if TYPE_CHECKING:
    from ..queries.answers import Answer


class Kind(StrEnum):
    TEXT = "text"
    NUMBER = "number"
    LIST = "list"
    STATE = "state"
    PROOF = "proof"
    BAR = "bar"
    TYPE = "type"
    """A type of the ontology: people see its label."""


class Column(NamedTuple):
    """`name` is the key in a row, `width` the cells it takes in a workbook; a `facet` can be filtered by, a `spare` one
    is left out first where a terminal is narrow."""

    name: str
    head: str
    width: int = 16
    kind: Kind = Kind.TEXT
    facet: bool = False
    spare: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """Rows as `Answer.row()` gives them; `empty` says what to do when there are none, `note` what else to know."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, Any], ...]
    empty: str
    note: str = ""

    @property
    def proof(self) -> Column | None:
        """The column that holds the sentences, if the rows have any."""
        return next((column for column in self.columns if column.kind is Kind.PROOF), None)

    @property
    def state(self) -> Column | None:
        return next((column for column in self.columns if column.kind is Kind.STATE), None)


def spoken(report: Report) -> Report:
    """The report as people read it: types of the ontology by their labels. JSON keeps the names."""
    types = {column.name for column in report.columns if column.kind is Kind.TYPE}
    if not types:
        return report
    from ..schema import ontology

    labels = {name: one.label for name, one in ontology().types.items()}
    columns = tuple(one._replace(kind=Kind.TEXT) if one.name in types else one for one in report.columns)
    rows = tuple({**row, **{name: labels.get(row[name], row[name]) for name in types}} for row in report.rows)
    return replace(report, columns=columns, rows=rows)


def same_in_all(report: Report) -> tuple[Column, ...]:
    """Columns to filter by in which all rows have one value: said once, they leave room for the others."""
    facets = (column for column in report.columns if column.facet and len(report.rows) > 1)
    return tuple(one for one in facets if len({plain(row[one.name]) for row in report.rows}) == 1)


_EMPTY = "载入的文件里没有读到；用了筛选条件的，可以放宽"
_NONE_LOADED = "还没有载入文件，请用 liantu load 载入"


def columns_of(kind: "type[Answer]") -> tuple[Column, ...]:
    """The columns of one kind of answer, as answers.yaml has them."""
    return _shape(kind.__name__)[-1]


def report(kind: "type[Answer]", rows: "Sequence[Answer]") -> Report:
    """The rows of one kind of answer; `kind` says the columns even where there is no row."""
    title, note, columns = _shape(kind.__name__)
    empty = _NONE_LOADED if kind.__name__ == "Source" else _EMPTY
    return Report(title, columns, tuple(row.row() for row in rows), empty, note if rows else "")


def noted(report: Report, notes: Iterable[str]) -> Report:
    """The report with more to know, each a sentence without its full stop, before what is always to know of it."""
    return replace(report, note="。\n".join(filter(None, (*notes, report.note))))


@cache
def _shape(name: str) -> tuple[str, str, tuple[Column, ...]]:
    shape = shipped("reports", "answers.yaml")[name]
    columns = (
        Column(name, head, width, Kind(more[0]) if more else Kind.TEXT, "facet" in more, "spare" in more)
        for name, (head, width, *more) in shape["columns"].items()
    )
    return str(shape["title"]), str(shape.get("note", "")), tuple(columns)


def free(title: str, rows: Iterable[Mapping[str, Any]], heads: Mapping[str, str] | None = None) -> Report:
    """Rows of any shape: the columns are the keys of the first row, or `heads` (key to Chinese head)."""
    kept = tuple(rows)
    names = heads or {name: name for name in (kept[0] if kept else ())}
    numbers = {name for name in names if kept and all(isinstance(row[name], int | float) for row in kept)}
    columns = tuple(
        Column(name, head, 20, Kind.NUMBER if name in numbers else Kind.TEXT) for name, head in names.items()
    )
    return Report(title, columns, kept, "语句没有查到任何行")


def plain(value: object) -> str:
    """A value as text for a cell: lists joined by 、, nothing for None, no half characters.

    >>> plain(["明川精密", "恒岳钢铁"]), plain(None), plain(3)
    ('明川精密、恒岳钢铁', '', '3')
    """
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "、".join(plain(item) for item in value)
    # A file name that is no UTF-8 reaches us with lone surrogates; no writer could encode them.
    return str(value).encode("utf-8", "backslashreplace").decode("utf-8")


def one_line(text: str) -> str:
    """The text with every run of white space as one space."""
    return " ".join(text.split())
