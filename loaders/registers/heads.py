"""Which row of a sheet is the head, and which column is which field; the spellings are data in headers.yaml."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ...errors import InputError
from ...schema.shipped import shipped

LOOK = 30
"""So many rows from the top the head is looked for: titles and notes stand above it."""

_UNIT = re.compile(
    r"[(（\[【]\s*(?:单位[:：])?((?:[千百十]?[万亿])?(?:元|美元|人民币|万|亿|%|人)?[^)）\]】]{0,6})[)）\]】]?$"
    r"|[:：]\s*((?:[千百十]?[万亿])?(?:元|美元|人民币|万|亿|%|人)[^:：]{0,3})$"  # 登记状态：注销 is a cell, and no head
)
_NOISE = re.compile(r"[\s*★●:：]+")


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    label: str
    type: str
    heads: frozenset[str]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of table and its fields by name."""

    name: str
    label: str
    needs: tuple[str, ...]
    one_of: tuple[str, ...]
    fields: dict[str, Field]


@dataclass(frozen=True, slots=True)
class Tables:
    """headers.yaml as values."""

    kinds: tuple[Kind, ...]
    states: tuple[tuple[str, str], ...]
    nothing: frozenset[str]
    totals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a sheet: `columns` maps fields to columns (from 0), `units` to the unit that the head gives,
    `left` are heads that nobody understood; data begin at row `below` (from 0)."""

    kind: Kind
    columns: dict[str, int]
    units: dict[str, str]
    words: dict[str, str]
    left: tuple[str, ...]
    top: int
    below: int


@cache
def tables() -> Tables:
    raw = shipped("loaders.registers", "headers.yaml")
    kinds = tuple(_kind(name, raw[name]) for name in ("company", "supply", "project"))
    states = tuple((word, state) for state, words in raw["states"].items() for word in words)
    return Tables(kinds, states, frozenset(str(word).lower() for word in raw["nothing"]), tuple(raw["totals"]))


def find_head(rows: Sequence[Sequence[str]], named: Mapping[str, str]) -> Head | None:
    """The head among the first rows of a sheet; `named` maps heads to labels where the user says so (--map).

    A head may take two rows (a group above, the field below). None where no row names what a kind of table needs.
    """
    best: tuple[int, int, Head] | None = None
    for top in range(min(LOOK, len(rows))):
        for depth in (1, 2):
            if top + depth > len(rows) or (depth > 1 and len({cell for cell in rows[top] if cell}) < 2):
                continue  # one text over all columns is a title or a note, and no group of columns
            for kind in tables().kinds:
                head = _read(kind, rows[top : top + depth], top, named)
                # Of equal heads the shorter and the earlier kind wins.
                if head and (best is None or len(head.columns) > best[0]):
                    best = (len(head.columns), depth, head)
    return best[2] if best else None


def check_map(named: Mapping[str, str]) -> None:
    """InputError for a label that no field bears."""
    from rapidfuzz import process

    labels = sorted({field.label for kind in tables().kinds for field in kind.fields.values()})
    for head, label in named.items():
        if label not in labels:
            near = [match[0] for match in process.extract(label, labels, limit=3)]
            raise InputError(f"--map {head}={label}：没有字段“{label}”", todo=f"可用的字段有：{'、'.join(near)} 等")


def clean_head(text: str) -> tuple[str, str]:
    """A head without noise and its unit apart.

    >>> clean_head("注册资本（万元）"), clean_head("* 企业 名称"), clean_head("企业(机构)名称")
    (('注册资本', '万元'), ('企业名称', ''), ('企业(机构)名称', ''))
    >>> clean_head("注册资本：万元"), clean_head("登记状态：注销"), clean_head("企业名称：")
    (('注册资本', '万元'), ('登记状态注销', ''), ('企业名称', ''))
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    found = _UNIT.search(plain)
    unit = _NOISE.sub("", found[1] or found[2] or "") if found else ""
    name = plain[: found.start()] if found and found.start() else plain
    return _NOISE.sub("", name), unit


def _read(kind: Kind, rows: Sequence[Sequence[str]], top: int, named: Mapping[str, str]) -> Head | None:
    """The rows as a head of this kind, if they name what it needs."""
    lower = rows[-1]
    columns: dict[str, int] = {}
    units: dict[str, str] = {}
    words: dict[str, str] = {}
    left = []
    for number in range(len(lower)):
        stacked = [row[number] for row in reversed(rows) if number < len(row) and row[number]]
        field, unit = _field(kind, stacked, named)
        if field and field.name not in columns:
            columns[field.name], units[field.name], words[field.name] = number, unit, stacked[0]
        elif stacked:
            left.append(" / ".join(reversed(list(dict.fromkeys(stacked)))))
    found = set(columns)
    if not found >= set(kind.needs) or not found & set(kind.one_of):
        return None
    # A row of data under a head is no second head: its own cells must name something.
    if len(rows) == 2 and not any(_field(kind, [cell], named)[0] for cell in lower if cell):
        return None
    return Head(kind, columns, units, words, tuple(left), top, top + len(rows))


def _field(kind: Kind, stacked: Sequence[str], named: Mapping[str, str]) -> tuple[Field | None, str]:
    """The field that the cells of a column's head name, the lowest first, and the unit."""
    for cell in stacked:
        name, unit = clean_head(cell)
        whole = _NOISE.sub("", unicodedata.normalize("NFKC", cell))
        label = named.get(cell.strip()) or named.get(name) or named.get(whole)
        for field in kind.fields.values():
            if field.label == label or (label is None and (name in field.heads or whole in field.heads)):
                return field, unit
    return None, ""


def _kind(name: str, raw: dict[str, object]) -> Kind:
    fields: dict[str, Field] = {}
    listed = raw["fields"]
    assert isinstance(listed, dict)
    for key, body in listed.items():
        heads = frozenset(_NOISE.sub("", head) for head in (body["label"], *body["heads"]))
        fields[key] = Field(key, body["label"], body.get("type", "text"), heads)
    needs, one_of = raw["needs"], raw["one_of"]
    assert isinstance(needs, list) and isinstance(one_of, list)
    return Kind(name, str(raw["label"]), tuple(needs), tuple(one_of), fields)
